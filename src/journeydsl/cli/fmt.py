"""`journey fmt`: bring journeys into their one form."""

from __future__ import annotations

import difflib
import os

import click

from journeydsl.cli.options import paths_argument, settings_of, shelf_for, wanted_paths
from journeydsl.cli.printing import colours, complain, in_shell, paint, say
from journeydsl.cli.progress import Progress
from journeydsl.cli.sharing import share
from journeydsl.render.reports.terminal import printable
from journeydsl.workspace.files import Unreadable, not_written, read_bytes, write_file
from journeydsl.workspace.reading import STDIN, Shelf, find_files


@click.command("fmt")
@paths_argument
@click.option("--check", "only_checks", is_flag=True, help="Write nothing; exit code 1 if a file would change.")
@click.option("--diff", "shows_diff", is_flag=True, help="Write nothing; show what would change.")
@click.option("--keep-excluded", is_flag=True, help="Leave alone what journey.toml excludes, even if it is named.")
def command(paths: tuple[str, ...], only_checks: bool, shows_diff: bool, keep_excluded: bool) -> int:
    """Bring journeys into their one form.

    PATHs are journey files, folders, or - for standard input, which goes to standard output; without any, the folder
    you are in. A file that cannot be read is left alone.
    """
    if keep_excluded and paths:
        paths = tuple(path for path in paths if not _is_excluded(path))
        if not paths:
            return 0
    settings = settings_of(paths, os.getcwd())
    paths = wanted_paths(paths, settings)
    shelf = shelf_for(*paths)
    files, problems = find_files(shelf, paths, settings.excluded)
    for problem in problems:
        complain(problem)
    writes = not (only_checks or shows_diff)
    show = Progress("Formatting", len(files))
    canonical = share(files, lambda path: _canonical(shelf, path), show)
    show.end()
    changed = []
    for path in files:
        text, problem = canonical[path]
        if _settle(shelf, path, text, problem, problems, writes, shows_diff):
            changed.append(path)
    if STDIN not in paths:
        _sum_up(files, changed, only_checks or shows_diff, not problems)
    return 2 if problems else 1 if changed and (only_checks or shows_diff) else 0


def _is_excluded(path: str) -> bool:
    """Whether the settings of a path's own workspace leave it out."""
    settings = settings_of((path,), os.getcwd())
    whole = os.path.realpath(path)
    folders = [os.path.realpath(folder) for folder in settings.excluded]
    return path != STDIN and any(whole == folder or whole.startswith(os.path.join(folder, "")) for folder in folders)


def _canonical(shelf: Shelf, path: str) -> list[str | None]:
    """The text that a file is to have, none where it has it already; and what keeps it from being formatted, if so."""
    from journeydsl.formatting.format import format_text

    try:
        source = shelf.source(path)
        text = None if source.misread else format_text(source)
        if text is None:
            return [None, f"`{path}` cannot be read whole and is left alone; `journey check {in_shell(path)}` says why"]
        marked = path != STDIN and read_bytes(shelf.absolute(path))[:3] == b"\xef\xbb\xbf"
        return [text if text != source.text or marked else None, None]
    except Unreadable as fault:
        return [None, str(fault).replace(os.path.join(shelf.folder, ""), "")]


def _settle(
    shelf: Shelf, path: str, text: str | None, problem: str | None, problems: list[str], writes: bool, shows_diff: bool
) -> bool:
    """Writes, prints or shows what a file is to be; gives whether that is a change. A problem is told and added."""
    try:
        if path == STDIN and writes and problem is None:
            click.echo((text if text is not None else shelf.source(path).text).encode(), nl=False)
            return False
        if text is not None and writes:
            write_file(shelf.absolute(path), text.encode())
        if text is not None and shows_diff:
            _show_diff(path, shelf.source(path).text, text)
    except OSError as fault:
        problem = not_written(path, fault)
    if problem is not None:
        complain(problem)
        problems.append(problem)
        return False
    return text is not None


def _show_diff(path: str, before: str, after: str) -> None:
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), f"{path} (now)", f"{path} (formatted)", lineterm=""
    )
    for line in lines:
        style = {"+": "added", "-": "removed", "@": "place"}.get(line[:1], "")
        shown = printable(line.expandtabs(2))
        say(paint(shown, style) if style and colours() else shown)


def _sum_up(files: list[str], changed: list[str], only_checks: bool, is_all: bool) -> None:
    for path in changed:
        say(f"{'Would change' if only_checks else 'Changed'} `{path}`.")
    left = len(files) - len(changed)
    if left and is_all:
        say(f"{left:,} {'file is' if left == 1 else 'files are'} as {'it' if left == 1 else 'they'} should be.")
