"""`journey diff`: what changed between two versions, and for which buyers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date

import click

from journeydsl.cli.options import format_option, settings_of, today_option
from journeydsl.cli.printing import colours, complain, paint
from journeydsl.conditions.buyer import Buyer
from journeydsl.diff.weight import KINDS
from journeydsl.model.journey import Journey
from journeydsl.render.changes.report import Report, report_of_pair
from journeydsl.render.reports.terminal import plain
from journeydsl.scenarios.table import read_table
from journeydsl.text.record import Record
from journeydsl.workspace.analyzing import Wish
from journeydsl.workspace.buyers import csv_buyers
from journeydsl.workspace.comparing import Pair, Side, changed_pairs, pairs
from journeydsl.workspace.files import Unreadable, not_written, write_file
from journeydsl.workspace.git import NoGit
from journeydsl.workspace.revisions import INDEX, checked_out, merge_base

_WORKING_TREE = "the files as they are now"
_MOST_PROBLEMS = 5
_NOTHING = "Nothing that matters has changed."


class _Told(Record):
    """What is printed: reports, and the journeys that are in one version only."""

    reports: tuple[Report, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    problems: tuple[str, ...]

    @property
    def alone(self) -> list[str]:
        """Sentences on journeys in one version only."""
        said = [f"The journey in `{root}` is new." for root in self.new]
        return said + [f"The journey in `{root}` is gone." for root in self.gone]

    @property
    def kinds(self) -> set[str]:
        """The kinds of change in all of them."""
        alone = {"any", "lost"} if self.gone else {"any"} if self.new else set()
        return alone.union(*(one.kinds for one in self.reports))


class _Table(Record):
    """A file of buyers, and the stage where all of them are, if one was said."""

    path: str
    stage: str | None


@click.command("diff")
@click.argument("versions", nargs=-1, metavar="[BASE [HEAD]]")
@click.option("--staged", is_flag=True, help="Take what is staged for the next commit as the newer version.")
@click.option("--at", "paths", multiple=True, metavar="PATH", help="Compare this file or folder alone.")
@format_option("text", "markdown", "html", "json", about="How to print what changed.")
@click.option("--output", metavar="FILE", help="Write into this file, whole or not at all, in place of printing.")
@click.option(
    "--fail-on",
    "fatal",
    multiple=True,
    type=click.Choice([*KINDS]),
    metavar="KIND",
    help=f"Exit code 1 where there is such a change, again and again if need be: {', '.join(KINDS)}.",
)
@click.option("--buyers", metavar="FILE", help="Try the rows of a CSV file in both versions; `stage` is a column.")
@click.option("--stage", metavar="STAGE", help="The stage where all buyers of the CSV file are.")
@today_option
def command(
    versions: tuple[str, ...], staged: bool, paths: tuple[str, ...], form: str, output: str | None,
    fatal: tuple[str, ...], buyers: str | None, stage: str | None, today: date | None,
) -> int:  # fmt: skip
    """Say what changed between two versions of journeys, in sentences and in buyers.

    BASE and HEAD are revisions of git (BASE..HEAD and BASE...HEAD too), or two files or folders. Without HEAD: the
    files as they are now; without both, what has changed since the last commit. Exit code: 0 told, 1 a change of a kind
    that `--fail-on` names, 2 something could not be read.
    """
    if stage and not buyers:
        raise click.UsageError("`--stage` says where the buyers of `--buyers FILE` are.")
    folder = os.getcwd()
    try:
        told = _compared(folder, versions, staged, paths, _Table(buyers, stage) if buyers else None, today)
        text = _text(told, form, output is None)
        if output:
            write_file(os.path.join(folder, output), text.encode())
    except (NoGit, Unreadable) as fault:
        complain(str(fault))
        return 2
    except OSError as fault:
        complain(not_written(output or folder, fault))
        return 2
    if not output:
        click.echo(text, nl=False, color=True)
    for problem in told.problems:
        complain(problem)
    return 2 if told.problems else 1 if told.kinds & set(fatal) else 0


def _compared(
    folder: str, versions: tuple[str, ...], staged: bool, paths: tuple[str, ...], table: _Table | None,
    today: date | None,
) -> _Told:  # fmt: skip
    with ExitStack() as stack:
        older, newer = _sides(folder, versions, staged, paths or (".",), stack)
        compared = pairs if table else changed_pairs
        found = compared(older, newer, Wish(settings_of(newer.paths, folder), (), today, 2))
        problems = [*found.problems]
        reports = [told for pair in found.pairs if (told := _told(pair, table, problems)) and not told.is_empty]
    new = tuple(pair.root for pair in found.pairs if pair.older is None)
    gone = tuple(pair.root for pair in found.pairs if pair.newer is None)
    return _Told(tuple(reports), new, gone, tuple(problems))


def _told(pair: Pair, table: _Table | None, problems: list[str]) -> Report | None:
    journey = pair.newer.journey if pair.newer else None
    tried = _buyers(journey, table, problems) if table and journey and pair.older else ()
    return report_of_pair(pair.root, pair.older, pair.newer, pair.today, tried)


def _buyers(journey: Journey, table: _Table, problems: list[str]) -> tuple[tuple[str, Buyer, str], ...]:
    found = read_table(journey, csv_buyers(table.path), table.stage)
    problems += found.problems[:_MOST_PROBLEMS]
    left = len(found.problems) - _MOST_PROBLEMS
    if left > 0:
        problems.append(f"{left} more {'row is' if left == 1 else 'rows are'} left out")
    return found.buyers


def _sides(
    folder: str, versions: tuple[str, ...], staged: bool, paths: tuple[str, ...], stack: ExitStack
) -> tuple[Side, Side]:
    if len(versions) > 2:
        raise click.UsageError("There are two versions at most: BASE and HEAD.")
    missing = [path for path in versions if not os.path.exists(os.path.join(folder, path))]
    if len(versions) == 2 and not missing:
        return _on_disk(folder, versions[0]), _on_disk(folder, versions[1])
    try:
        return _in_git(folder, versions, staged, paths, stack)
    except NoGit:
        if len(versions) == 2 and len(missing) == 1:  # A file and another, which is not there.
            raise Unreadable(f"`{missing[0]}` is not there") from None
        raise


def _in_git(
    folder: str, versions: tuple[str, ...], staged: bool, paths: tuple[str, ...], stack: ExitStack
) -> tuple[Side, Side]:
    base, head = _revisions(folder, versions)
    if staged:
        if head:
            raise click.UsageError("`--staged` is the newer version, so it goes with BASE alone.")
        head = INDEX
    older = Side(stack.enter_context(checked_out(folder, base)), paths, base)
    if not head:
        return older, Side(folder, paths, _WORKING_TREE)
    called = "what is staged" if head == INDEX else head
    return older, Side(stack.enter_context(checked_out(folder, head)), paths, called)


def _on_disk(folder: str, path: str) -> Side:
    whole = os.path.join(folder, path)
    inside = os.path.isdir(whole)
    return Side(whole if inside else os.path.dirname(whole), (".",) if inside else (os.path.basename(path),), path)


def _revisions(folder: str, versions: tuple[str, ...]) -> tuple[str, str]:
    """The older and the newer revision; the newer is empty for the files as they are."""
    if not versions:
        return "HEAD", ""
    if len(versions) == 2:
        return versions[0], versions[1]
    for dots in ("...", ".."):
        base, found, head = versions[0].partition(dots)
        if found:
            base, head = base or "HEAD", head or "HEAD"
            return (merge_base(folder, base, head) if dots == "..." else base), head
    return versions[0], ""


def _text(told: _Told, form: str, is_shown: bool) -> str:
    match form:
        case "json":
            from journeydsl.render.changes.data import changes_json

            return changes_json(told.reports, told.new, told.gone, told.problems) + "\n"
        case "markdown":
            from journeydsl.render.changes.markdown import changes_markdown

            return changes_markdown(told.reports, told.alone)
        case "html":
            from journeydsl.render.changes.html import changes_html
            from journeydsl.render.diagrams.graphviz_library import draw

            return changes_html(told.reports, told.alone, draw)
        case _:
            return "".join(f"{line}\n" for line in _lines(told, is_shown))


def _lines(told: _Told, is_shown: bool) -> Iterator[str]:
    from journeydsl.render.changes.text import report_lines

    yield from told.alone
    for number, one in enumerate(told.reports):
        if number or told.alone:
            yield ""
        yield from report_lines(one, paint if is_shown and colours() else plain)
    if not told.reports and not told.alone and not told.problems:
        yield _NOTHING
