"""`journey test`: try the scenarios of journeys."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date

import click

from journeydsl.cli.options import day, format_option, paths_argument, settings_of, shelf_for, wanted_paths
from journeydsl.cli.parts import Whole
from journeydsl.cli.printing import colours, complain, how_to_mend, paint, say
from journeydsl.conditions.questions import Reasoning
from journeydsl.render.reports.terminal import plain
from journeydsl.render.reports.trials import (
    Tested,
    coverage_lines,
    not_understood,
    summary,
    trial_lines,
    trials_json,
    trials_junit,
    uncovered_lines,
)
from journeydsl.scenarios.coverage import coverage, share
from journeydsl.scenarios.trial import try_scenario
from journeydsl.workspace.analyzing import Wish
from journeydsl.workspace.analyzing import day as day_of
from journeydsl.workspace.journeys import Ready, ready_journeys
from journeydsl.workspace.reading import Asked, Shelf


@click.command("test")
@paths_argument
@click.option("--match", metavar="TEXT", help="Try the scenarios alone whose title has this text in it.")
@click.option("--coverage", "lists_coverage", is_flag=True, help="List what no scenario tries.")
@click.option(
    "--min-coverage",
    type=Whole(0, 100),
    metavar="PERCENT",
    help="Exit with 1 where a journey is covered less.",
)
@format_option("text", "json", "github", "junit", "markdown", about="How to print what became of them.")
@click.option("--suggest", "suggests", is_flag=True, help="Write scenarios for what no scenario tries, and for gaps.")
@click.option("--output", metavar="FILE", help="With --suggest: add them to the end of FILE.")
@click.option("--today", metavar="DATE", callback=day, help="With --suggest: the day to take as today.")
def command(
    paths: tuple[str, ...], match: str | None, lists_coverage: bool, min_coverage: int | None, form: str,
    suggests: bool, output: str | None, today: date | None,
) -> int:  # fmt: skip
    """Try the scenarios of journeys.

    PATHs are journey files, folders, or - for standard input; without any, the folder you are in. Exit code: 0 all
    passed, 1 some failed or there are none, 2 something could not be read.
    """
    if match is not None and (min_coverage is not None or lists_coverage):
        raise click.UsageError("Coverage is that of all scenarios, so it does not go with `--match`.")
    if suggests and (match is not None or lists_coverage or min_coverage is not None or form != "text"):
        raise click.UsageError("`--suggest` goes with `--output` and `--today` alone.")
    if output is not None and not suggests:
        raise click.UsageError("`--output` says where `--suggest` writes; add `--suggest`.")
    folder = os.getcwd()
    settings = settings_of(paths, folder)
    paths = wanted_paths(paths, settings)
    shelf = shelf_for(*paths)
    asked, journeys = ready_journeys(shelf, paths, settings)
    for problem in (*asked.problems, *(fault for journey in journeys for fault in _faults(journey))):
        complain(problem)
    days = {one.root: day_of(shelf, one.root, Wish(settings, (), today)) for one in journeys}
    if suggests:
        return _suggest(shelf, asked, journeys, days, output)
    tested = [one for one in (_test(journey, match, days[journey.root]) for journey in journeys) if one]
    _print(tested, form, lists_coverage, min_coverage)
    if asked.problems or not all(journey.is_readable for journey in journeys):
        return 2
    return _code(tested, journeys, match, min_coverage)


def _suggest(shelf: Shelf, asked: Asked, journeys: list[Ready], days: dict[str, date], output: str | None) -> int:
    from journeydsl.cli.suggesting import suggest_for

    if asked.problems or not all(journey.is_readable for journey in journeys):
        return 2
    if output is not None and len(journeys) > 1:
        raise click.UsageError("`--output` takes the scenarios of one journey; name its file.")
    if not journeys:
        complain("There is no journey here, so nothing is suggested")
    codes = [suggest_for(shelf, journey, days[journey.root], output) for journey in journeys]
    return max(codes, default=1)


def _test(ready: Ready, match: str | None, today: date) -> Tested | None:
    if ready.graph is None or ready.faults:
        return None
    scenarios = [one for one in ready.graph.journey.scenarios if _has(one.title.text, match)]
    trials = tuple(try_scenario(ready.graph, scenario) for scenario in scenarios)
    journey = ready.graph.journey
    items = coverage(journey, trials, Reasoning(journey, today)) if match is None else None
    return Tested(ready.root, trials, items)


def _has(title: str, match: str | None) -> bool:
    return match is None or match.casefold() in title.casefold()


def _faults(ready: Ready) -> Iterator[str]:
    if ready.faults:
        yield from not_understood(ready.faults)
        yield f"`{ready.root}` is not tested, since part of it is not understood: {how_to_mend(ready.root)}"


def _print(tested: list[Tested], form: str, lists_coverage: bool, min_coverage: int | None) -> None:
    match form:
        case "json":
            say(trials_json(tested))
        case "junit":
            say(trials_junit(tested))
        case "markdown":
            from journeydsl.render.forms.markdown import trials_markdown

            say(trials_markdown(tested))
        case "github":
            _annotate(tested)
        case _:
            for line in _lines(tested, lists_coverage, min_coverage):
                say(line)


def _annotate(tested: list[Tested]) -> None:
    """Workflow commands, and Markdown on the page of the job."""
    from journeydsl.cli.forms import add_to_summary
    from journeydsl.render.forms.annotations import trial_commands
    from journeydsl.render.forms.markdown import trials_markdown
    from journeydsl.workspace.repository import below_repository

    for line in trial_commands(tested, below_repository(os.getcwd())):
        say(line)
    add_to_summary(trials_markdown(tested))


def _lines(tested: list[Tested], lists_coverage: bool, min_coverage: int | None) -> Iterator[str]:
    brush = paint if colours() else plain
    tried = [one for one in tested if one.trials]
    for one in tried:
        yield from trial_lines(one, brush)
    if tried:
        yield ""
    for one in tried:
        if one.items is not None:
            yield from coverage_lines(one)
            if lists_coverage or share(one.items) < (min_coverage or 0):
                yield from uncovered_lines(one)
    if tried:
        yield summary(tested)


def _code(tested: list[Tested], journeys: list[Ready], match: str | None, min_coverage: int | None) -> int:
    code = 0 if all(trial.passed for one in tested for trial in one.trials) else 1
    if any(journey.faults for journey in journeys):
        code = 1
    empty = [one.root for one in tested if not one.trials]
    if match is not None and not any(one.trials for one in tested):
        complain(f"No scenario has `{match}` in its title")
        code = 1
    elif match is None and (empty or not journeys):
        for root in empty:
            complain(f"`{root}` has no scenario, so nothing is tested")
        if not journeys:
            complain("There is no journey here, so nothing is tested")
        code = 1
    for one in tested:
        if one.items is not None and one.trials and min_coverage is not None and share(one.items) < min_coverage:
            complain(f"`{one.root}` is covered to {share(one.items)}%, and {min_coverage}% is asked for")
            code = 1
    return code
