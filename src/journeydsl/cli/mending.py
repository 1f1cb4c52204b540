"""`journey check --fix`: makes the fixes that a machine can make, and says what it did."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import click

from journeydsl.cli.checking import keep
from journeydsl.cli.printing import colours, complain, paint
from journeydsl.render.reports.terminal import printable
from journeydsl.render.reports.told import tell
from journeydsl.workspace.analyzing import Wish
from journeydsl.workspace.judging import first_look
from journeydsl.workspace.mending import Mended, mend, written
from journeydsl.workspace.reading import Shelf


class Fixing(NamedTuple):
    """What `--fix` was asked to do."""

    also_unsafe: bool
    shows_diff: bool


def fix_files(
    folder: str, paths: tuple[str, ...], wish: Wish, fixing: Fixing, say: Callable[[str], None], kept: dict[str, Any]
) -> bool:
    """Mends files, or shows how; `say` takes the lines that tell it. Gives whether all could be written.

    `kept` is the cache, which takes what is told of them in the end.
    """
    exclude = wish.settings.excluded
    shelf = Shelf(folder)
    seen = first_look(shelf, paths, exclude, wish)
    shelf = seen.shelf
    mended = mend(lambda texts: Shelf(folder, texts=texts), paths, exclude, seen, fixing.also_unsafe)
    for one in (seen, mended.seen):
        keep(one.shelf, {root: one.roots[root].diagnostics for root in one.asked}, wish, kept)
    problems: list[str] = []
    if fixing.shows_diff:
        for path in sorted(mended.texts):
            _show_diff(path, shelf.source(path).text, mended.texts[path])
    else:
        _, problems = written(shelf, mended.texts)
    for line in _lines(mended, fixing, problems):
        say(line)
    for problem in problems:
        complain(problem)
    return not problems


def _lines(mended: Mended, fixing: Fixing, problems: list[str]) -> Iterator[str]:
    done = "would fix" if fixing.shows_diff else "fixed"
    if not problems:
        for told in map(tell, mended.fixed):
            place = f"{told['file']}:{told['line']}:{told['column']}"
            yield printable(f"{done} {place}: {told['message']} [{told['name']}]")
    for one, why in mended.left_out:
        told = tell(one)
        place = f"{told['file']}:{told['line']}:{told['column']}"
        yield printable(f"left out {place}: {told['fix']}, since {why}")
    if mended.waiting:
        are, it = ("fix is", "it") if mended.waiting == 1 else ("fixes are", "them")
        yield f"{mended.waiting:,} more {are} less sure: `--unsafe-fixes` tries {it}, too."


def _show_diff(path: str, before: str, after: str) -> None:
    """A diff that `git apply` and `patch` take."""
    lines = difflib.unified_diff(_with_endings(before), _with_endings(after), f"a/{path}", f"b/{path}")
    is_seen = sys.stdout.isatty()
    for line in lines:
        style = {"+": "added", "-": "removed", "@": "place"}.get(line[:1], "")
        text = line.removesuffix("\n")
        shown = printable(text) if is_seen else text
        click.echo((paint(shown, style) if style and colours() else shown).encode() + b"\n", nl=False)
        if not line.endswith("\n"):
            click.echo("\\ No newline at end of file")


def _with_endings(text: str) -> list[str]:
    *lines, last = text.split("\n")
    return [*(f"{line}\n" for line in lines), *([last] if last else [])]
