"""`journey plan`: what a plan needs at each stage, what the promises yield, and what would be if."""

from __future__ import annotations

import click

from journeydsl.cli.options import format_option, shelf_for
from journeydsl.cli.printing import colours, complain, paint, say
from journeydsl.cli.single import single_journey
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.promises import Plan
from journeydsl.numbers.plan_changes import change
from journeydsl.numbers.plan_outlook import Outlook, outlook
from journeydsl.numbers.plan_solution import Unsolved
from journeydsl.render.reports.plans import change_lines, plan_lines
from journeydsl.render.reports.terminal import plain
from journeydsl.text.record import Record
from journeydsl.text.spelling import did_you_mean


class _Told(Record):
    """What is told of each plan, without the changes and with them."""

    before: tuple[Outlook | Unsolved, ...]
    after: tuple[Outlook | Unsolved, ...]
    changes: tuple[str, ...]


@click.command("plan")
@click.argument("path")
@click.argument("name", required=False, metavar="[PLAN]")
@click.option(
    "--set",
    "changes",
    multiple=True,
    metavar="CHANGE",
    help='What would be if: "convert lead -> sal=25%", target=3M, deal=50k, "enter STAGE=60%",'
    ' "capacity TEAM STAGE=1_200" or "deliver A -> B=1_000". May be said several times.',
)
@format_option("text", "json", "csv", "svg", about="How to print the answer; svg is a picture.")
def command(path: str, name: str | None, changes: tuple[str, ...], form: str) -> int:
    """Say what a plan needs at each stage, and what the promises yield.

    PATH is a journey's file, or a folder that holds one. PLAN is the name of a plan; without it, all plans of the
    journey. Exit code: 0 answered, 1 some plan has no answer, 2 something was not understood.
    """
    changes = tuple(words.encode(errors="replace").decode() for words in changes)
    ready = single_journey(shelf_for(path), path)
    if ready is None or ready.graph is None:
        return 2
    graph = ready.graph
    plans = _plans(graph, path, name)
    if not plans:
        return 2
    told = _answered(graph, plans, changes)
    if told is None:
        return 2
    return _print(told, form)


def _plans(graph: JourneyGraph, path: str, name: str | None) -> tuple[Plan, ...]:
    """The plan of a name, else all; says why there is none."""
    plans = graph.journey.plans
    if not plans:
        complain(f"`{path}` holds no plan; one begins with `plan NAME 2027-01-01..2027-03-31 {{ … }}`")
    elif name is not None and name not in plans:
        complain(f"No plan is called `{name}`. {did_you_mean(name, plans)}")
        return ()
    return tuple(plans.values()) if name is None else (plans[name],)


def _answered(graph: JourneyGraph, plans: tuple[Plan, ...], changes: tuple[str, ...]) -> _Told | None:
    """Every plan without and with the changes; says which of these are not understood."""
    changed = [change(graph, plan, changes) for plan in plans]
    problems = dict.fromkeys(problem for one in changed for problem in one.problems)
    for problem in problems:
        complain(problem)
    if problems:
        return None
    after = tuple(outlook(one.graph, one.plan) for one in changed)
    return _Told(tuple(outlook(graph, plan) for plan in plans) if changes else after, after, changes)


def _print(told: _Told, form: str) -> int:
    match form:
        case "json":
            from journeydsl.render.reports.plan_data import plans_json

            say(plans_json(told.before, told.after, told.changes))
        case "csv":
            from journeydsl.render.reports.plan_data import plans_csv

            say(plans_csv(told.before, told.after, told.changes))
        case "svg":
            return _draw(told)
        case _:
            _say(told)
    return 0 if all(isinstance(one, Outlook) for one in told.after) else 1


def _say(told: _Told) -> None:
    brush = paint if colours() else plain
    if told.changes:
        say(f"What if {' and '.join(told.changes)}:")
        for before, after in zip(told.before, told.after, strict=True):
            say()
            if len(told.after) > 1:
                say(after.plan.name)
            for line in change_lines(before, after, brush):
                say(line)
    for number, found in enumerate(told.after):
        if told.changes and not isinstance(found, Outlook):
            continue
        if number or told.changes:
            say()
        for line in plan_lines(found, brush):
            say(line)


def _draw(told: _Told) -> int:
    """The picture of one plan; says why there is none."""
    from journeydsl.render.diagrams.drawing import NoDrawing, draw_svg
    from journeydsl.render.diagrams.graphviz_library import draw
    from journeydsl.render.diagrams.plan_picture import plan_picture
    from journeydsl.render.reports.plan_words import why_unsolved

    if len(told.after) > 1:
        named = ", ".join(f"`{one.plan.name}`" for one in told.after)
        complain(f"A picture shows one plan: name it, {named}")
        return 2
    found = told.after[0]
    if not isinstance(found, Outlook):
        for sentence in why_unsolved(found):
            complain(sentence)
        return 1
    drawn = draw_svg(plan_picture(found.graph, found.solution), draw)
    if isinstance(drawn, NoDrawing):
        complain(f"No picture could be drawn: {drawn.reason.value}")
        return 2
    say(drawn.rstrip())
    return 0
