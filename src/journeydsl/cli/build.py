"""`journey build`: draw journeys and print their playbooks."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from journeydsl import __version__
from journeydsl.api import make_edition
from journeydsl.cli.checking import Result
from journeydsl.cli.options import dot_option, paths_argument, settings_of, shelf_for, today_option, wanted_paths
from journeydsl.cli.printing import complain, how_to_mend, remark, say
from journeydsl.cli.progress import Progress
from journeydsl.render.reports.told import tell
from journeydsl.text.record import Record
from journeydsl.workspace.analyzing import Wish, surely
from journeydsl.workspace.building import Written, refuse_outside, write_folder
from journeydsl.workspace.files import Unreadable, not_written_in, seen_from
from journeydsl.workspace.freshness import freshness, made_of
from journeydsl.workspace.git import NoGit
from journeydsl.workspace.reading import Asked, Shelf, ask
from journeydsl.workspace.revisions import checked_out

if TYPE_CHECKING:
    from journeydsl.render.changes.report import Report
    from journeydsl.render.playbook.overview import Volume
    from journeydsl.workspace.settings import Settings


@click.command("build")
@paths_argument
@click.option("--out", metavar="FOLDER", help="Where to write; by default `build.out` of journey.toml, or `playbook`.")
@click.option(
    "--single-file", "single", is_flag=True, help="Write the playbook as one HTML file, too, to send by mail."
)
@click.option(
    "--pdf", "sheets", metavar="PAGE", multiple=True,
    help="Print a page as PDF, too, such as for/sales; with a browser of this machine. May be repeated.",
)  # fmt: skip
@click.option(
    "--browser", metavar="PROGRAM", envvar="JOURNEY_BROWSER", show_envvar=True,
    help="The Chromium, Chrome or Edge that prints; by default the first that is found.",
)  # fmt: skip
@click.option("--since", metavar="REVISION", help="Add a page of what has changed since this revision of git.")
@click.option("--strict", is_flag=True, help="Exit code 1 if there is a finding of severity error, as `check` has it.")
@click.option("--check", "only_checks", is_flag=True, help="Write nothing; say whether the playbook is fresh.")
@click.option("--force", is_flag=True, help="Write over files in the folder that no build wrote.")
@dot_option
@today_option
def command(
    paths: tuple[str, ...], out: str | None, single: bool, since: str | None, strict: bool, only_checks: bool,
    force: bool, program: str | None, today: Any, sheets: tuple[str, ...], browser: str | None,
) -> int:  # fmt: skip
    """Draw the journey and print the playbook.

    PATHs are journey files or folders, or - for standard input; without any, the folder you are in. One journey is
    written straight into the folder; of several, each gets a folder of its own there.
    """
    settings = settings_of(paths, os.getcwd())
    paths = wanted_paths(paths, settings)
    shelf = shelf_for(*paths)
    asked = surely(lambda: ask(shelf, paths, settings.excluded))
    for problem in asked.problems:
        complain(problem)
    if not asked.roots:
        if not asked.problems:
            complain("There is no journey to build: no file begins one with `journey NAME { … }`")
        return 2
    folder = out or seen_from(os.getcwd(), os.path.join(settings.folder, settings.out))
    if only_checks:
        return _say_whether_fresh(folder, shelf, asked, _logo(settings))
    try:
        if out is None:
            refuse_outside(folder, settings.folder)
        wish = Wish(settings, (), today)
        changes = _changes(paths, wish, since) if since else {}
        results = _build(shelf, asked, wish, Order(folder, single, force, program, changes, sheets, browser))
    except (Unreadable, NoGit) as fault:
        complain(str(fault))
        return 2
    except OSError as fault:
        complain(not_written_in(folder, fault))
        return 2
    return 2 if asked.problems else 1 if strict and _has_error(results, wish) else 0


class Order(Record):
    """What to write where: `program` draws, if one is named; `changes` are those of each journey, by its root.

    `sheets` are pages to print, by their addresses, and `browser` prints them, if one is named.
    """

    folder: str
    is_single: bool
    is_forced: bool
    program: str | None
    changes: dict[str, tuple[Report, str]]
    sheets: tuple[str, ...] = ()
    browser: str | None = None


def _changes(paths: tuple[str, ...], wish: Wish, since: str) -> dict[str, tuple[Report, str]]:
    """What has changed in each journey since a revision, by its root; of one that was not there, nothing."""
    from journeydsl.render.changes.report import report_of_pair
    from journeydsl.workspace.comparing import Side, pairs

    here = os.getcwd()
    with checked_out(here, since) as there:
        found = pairs(Side(there, paths, since), Side(here, paths, "now"), wish)
        for problem in found.problems:
            complain(problem)
        told = ((pair.root, report_of_pair(pair.root, pair.older, pair.newer, pair.today)) for pair in found.pairs)
        return {root: (report, since) for root, report in told if report}


def _build(shelf: Shelf, asked: Asked, wish: Wish, order: Order) -> dict[str, Result]:
    """Writes every journey; gives what was found in each."""
    engine = None
    if order.program:
        from journeydsl.workspace.drawing import drawn_by

        engine = drawn_by(order.program)
    show = Progress("Building", len(asked.roots))
    edition = make_edition(shelf, asked.roots, wish, engine, show, order.changes, single_file=order.is_single)
    show.end()
    results = {
        root: Result([dict(tell(told)) for told in analysis.diagnostics], list(shelf.reached(root)))
        for root, analysis in zip(asked.roots, edition.analyses, strict=True)
    }
    names = [name for one in results.values() for name in one.files]
    made = made_of(order.folder, shelf, names, __version__, _logo(wish.settings))
    files = {**edition.files, **_printed(edition.files, order)}
    written = write_folder(order.folder, files, overwrites=order.is_forced, made_of=made)
    for root, one in results.items():
        if not one.is_readable:
            remark(f"Part of `{root}` cannot be read, so its playbook says less than it means: {how_to_mend(root)}")
    _tell(order.folder, written, edition.volumes)
    _tell_of_pictures(edition.files)
    return results


def _printed(files: Mapping[str, str | bytes], order: Order) -> dict[str, bytes]:
    if not order.sheets:
        return {}
    from journeydsl.workspace.printing import pages_to_print, printed

    return printed(files, pages_to_print(files, order.sheets), order.browser)


def _logo(settings: Settings) -> str:
    return os.path.join(settings.folder, settings.looks.logo) if settings.looks.logo else ""


def _say_whether_fresh(folder: str, shelf: Shelf, asked: Asked, logo: str) -> int:
    """Says it, from what the playbook was made of and what its files held."""
    names = [name for root in asked.roots for name in shelf.reached(root)]
    found = freshness(folder, made_of(folder, shelf, names, __version__, logo), __version__)
    for line in found.lines(folder):
        say(line)
    return 2 if found.is_missing or asked.problems else 0 if found.is_fresh else 1


def _has_error(results: dict[str, Result], wish: Wish) -> bool:
    """Whether there is a finding of severity error that the baseline does not accept."""
    from journeydsl.cli.known import split
    from journeydsl.render.reports.together import together

    found = together(result.findings for result in results.values())
    return any(one.told["severity"] == "error" for one in split(found, results, wish, os.getcwd()).new)


def _tell(folder: str, written: Written, volumes: tuple[Volume, ...]) -> None:
    said = f"Wrote {len(written.changed):,} files" if len(written.changed) != 1 else "Wrote 1 file"
    if not written.changed:
        said = "Nothing has changed"
    removed = f", took {len(written.removed):,} away" if written.removed else ""
    say(f"{said}{removed} in `{folder}`. Open `{folder}/index.html`.")
    for volume in volumes:
        if volume.findings:
            count = f"{volume.findings:,} {'finding' if volume.findings == 1 else 'findings'}"
            say(f"{volume.title}: {count}, told on its findings page; `journey check` shows where to begin.")


def _tell_of_pictures(files: Mapping[str, str | bytes]) -> None:
    if not any(path.endswith(".svg") for path in files):
        remark("No picture was drawn, and `journey draw` says why; `journey.dot` and `journey.mmd` hold it as text")
