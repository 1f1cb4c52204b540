"""`journey fmt`: bring journeys into their one form."""

from __future__ import annotations

import difflib
import os
import sys

import click

from journeydsl.cli.options import paths_argument, settings_of, wanted_paths
from journeydsl.cli.printing import colours, complain, paint, say
from journeydsl.render.reports.terminal import printable
from journeydsl.workspace.files import Unreadable, read_bytes, write_file
from journeydsl.workspace.reading import STDIN, Shelf, find_files


@click.command("fmt")
@paths_argument
@click.option("--check", "only_checks", is_flag=True, help="Write nothing; exit code 1 if a file would change.")
@click.option("--diff", "shows_diff", is_flag=True, help="Write nothing; show what would change.")
def command(paths: tuple[str, ...], only_checks: bool, shows_diff: bool) -> int:
    """Bring journeys into their one form.

    PATHs are journey files, folders, or - for standard input, which goes to standard output; without any, the folder
    you are in. A file that cannot be read is left alone.
    """
    settings = settings_of(paths, os.getcwd())
    paths = wanted_paths(paths, settings)
    shelf = Shelf(os.getcwd(), sys.stdin.buffer.read() if STDIN in paths else b"")
    exclude = tuple(os.path.join(settings.folder, path) for path in settings.exclude)
    files, problems = find_files(shelf, paths, exclude)
    for problem in problems:
        complain(problem)
    changed = [path for path in files if _format(shelf, path, problems, not (only_checks or shows_diff), shows_diff)]
    if STDIN not in paths:
        _sum_up(files, changed, only_checks or shows_diff, not problems)
    return 2 if problems else 1 if changed and (only_checks or shows_diff) else 0


def _format(shelf: Shelf, path: str, problems: list[str], writes: bool, shows_diff: bool) -> bool:
    """Formats one file; gives whether it changes. What cannot be done is told and added to the problems."""
    from journeydsl.formatting.format import format_text

    try:
        source = shelf.source(path)
        text = None if source.misread else format_text(source)
        if text is None:
            raise Unreadable(f"`{path}` cannot be read whole and is left alone; `journey check {path}` says why")
        marked = path != STDIN and read_bytes(shelf.absolute(path))[:3] == b"\xef\xbb\xbf"
        changes = text != source.text or marked
        if path == STDIN and not shows_diff and writes:
            click.echo(text.encode(), nl=False)
            return False
        if changes and writes:
            write_file(shelf.absolute(path), text.encode())
        if changes and shows_diff:
            _show_diff(path, source.text, text)
        return changes
    except (Unreadable, OSError) as fault:
        said = str(fault) if isinstance(fault, Unreadable) else f"`{path}` cannot be written: {fault.strerror or fault}"
        complain(said.replace(os.path.join(shelf.folder, ""), ""))
        problems.append(said)
        return False


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
