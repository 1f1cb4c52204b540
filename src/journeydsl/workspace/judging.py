"""What a change of texts does to findings: in every journey that reads one of them, before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from journeydsl.checks._catalogue import catalogue
from journeydsl.diagnostics.finding import Diagnostic
from journeydsl.workspace.analyzing import Wish, analyze_root, surely
from journeydsl.workspace.reading import Asked, Shelf, ask, companions

_Known = tuple[str, str]


class Told(NamedTuple):
    """What is told of one root or library, and the files that it came from, with their texts."""

    diagnostics: tuple[Diagnostic, ...]
    texts: tuple[tuple[str, str], ...]


class Seen(NamedTuple):
    """All roots and libraries that were asked for, and with them the other roots that share their libraries."""

    shelf: Shelf
    paths: tuple[str, ...]
    exclude: tuple[str, ...]
    wish: Wish
    asked: tuple[str, ...]
    roots: dict[str, Told]


def first_look(shelf: Shelf, paths: tuple[str, ...], exclude: tuple[str, ...], wish: Wish) -> Seen:
    """Everything told about what paths ask for."""
    return look(shelf, Seen(shelf, paths, exclude, wish, (), {}))


def look(shelf: Shelf, before: Seen) -> Seen:
    """The same question on another shelf; what came from the same texts is taken from before."""

    def attempt() -> Seen:
        asked: Asked = ask(shelf, before.paths, before.exclude)
        names = (*asked.roots, *asked.libraries)
        everyone = dict.fromkeys([*names, *(other for name in names for other in companions(shelf, name))])
        return before._replace(shelf=shelf, asked=names, roots={name: _told(shelf, name, before) for name in everyone})

    return surely(attempt)


def objection(before: Seen, after: Seen, made: Iterable[Diagnostic]) -> str | None:
    """Why these fixes, of one level, cannot stand, in half a sentence; none where each does what it says and no more.

    What stands in a text that was not understood hides findings. So a fix that makes more of a text understood may
    bring to light what the reading of text and names had hidden; any other new finding was made by the fix.
    """
    fixes = list(made)
    depth = min(level(one.name) for one in fixes)
    lines = {(edit.span.source.path, line) for one in fixes if one.finding.fix for edit in one.finding.fix.edits
             for line in _lines(edit.span.source.path, edit.span.start, edit.span.end, before.shelf)}  # fmt: skip
    for path in {edit.span.source.path for one in fixes if one.finding.fix for edit in one.finding.fix.edits}:
        if len(after.shelf.file(path).faults) > len(before.shelf.file(path).faults):
            return "the text could then be read less well"
    for root, told in after.roots.items():
        earlier = before.roots[root].diagnostics if root in before.roots else ()
        was, now = Counter(map(_known, earlier)), Counter(map(_known, told.diagnostics))
        for one in fixes:
            wanted = was[_known(one)] - sum(_known(other) == _known(one) for other in fixes)
            if _is_told(one, earlier) and now[_known(one)] > max(wanted, 0):
                return "the finding stays"
        was_whole = all(level(one.name) == 2 for one in earlier)
        for one in told.diagnostics:
            if now[_known(one)] > was[_known(one)]:
                is_beside = level(one.name) == 1 and (one.span.source.path, one.span.line) in lines
                if was_whole or (level(one.name) <= depth and not is_beside):
                    return f"another would come: {one.finding.message}"
    return None


def level(name: str) -> int:
    """0 for what cannot be read, 1 for names and values that are not understood, 2 for what is said of the journey."""
    if name == "unreadable-text":
        return 0
    return next((1 if check.check_reading else 2 for check in catalogue() if check.name == name), 2)


def _told(shelf: Shelf, root: str, before: Seen) -> Told:
    names = dict.fromkeys([*shelf.reached(root), *(n for one in companions(shelf, root) for n in shelf.reached(one))])
    texts = tuple((name, shelf.source(name).text) for name in names)
    earlier = before.roots.get(root)
    if earlier and earlier.texts == texts:
        return earlier
    return Told(analyze_root(shelf, root, before.wish).diagnostics, texts)


def _is_told(one: Diagnostic, earlier: Iterable[Diagnostic]) -> bool:
    return any(_known(other) == _known(one) and other.span == one.span for other in earlier)


def _known(told: Diagnostic) -> _Known:
    return (told.name, told.finding.subject)


def _lines(path: str, start: int, end: int, shelf: Shelf) -> range:
    source = shelf.source(path)
    return range(source.line_and_column(start)[0], source.line_and_column(max(start, end))[0] + 1)
