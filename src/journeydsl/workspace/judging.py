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
    paths = {edit.span.source.path for one in fixes if one.finding.fix for edit in one.finding.fix.edits}
    if any(len(after.shelf.file(path).faults) > len(before.shelf.file(path).faults) for path in paths):
        return "the text could then be read less well"
    lines = {(edit.span.source.path, line) for one in fixes if one.finding.fix for edit in one.finding.fix.edits
             for line in _lines(edit.span.source.path, edit.span.start, edit.span.end, before.shelf)}  # fmt: skip
    for root, told in after.roots.items():
        earlier = before.roots[root].diagnostics if root in before.roots else ()
        why = _stays(fixes, earlier, told.diagnostics) or _comes(fixes, earlier, told.diagnostics, lines)
        if why:
            return why
    return None


def _stays(fixes: list[Diagnostic], earlier: tuple[Diagnostic, ...], now: tuple[Diagnostic, ...]) -> str | None:
    """Whether a finding of one journey is told again after its fix."""
    was, is_now = Counter(map(_known, earlier)), Counter(map(_known, now))
    gone = Counter(_known(one) for one in fixes if _is_told(one, earlier))
    return "the finding stays" if any(is_now[known] > was[known] - gone[known] for known in gone) else None


def _comes(
    fixes: list[Diagnostic], earlier: tuple[Diagnostic, ...], now: tuple[Diagnostic, ...], lines: set[tuple[str, int]]
) -> str | None:
    """A finding of one journey that is told after the fixes alone, and that they did not just bring to light."""
    depth = min(level(one.name) for one in fixes)
    was = Counter(map(_known, earlier))
    was_whole = all(level(one.name) == 2 for one in earlier)
    unread, unread_now = (sum(level(one.name) == 0 for one in told) for told in (earlier, now))
    reads_better = depth == 0 and unread_now <= unread - sum(_is_told(one, earlier) for one in fixes)
    for number, one in enumerate(now):
        if sum(_known(other) == _known(one) for other in now[: number + 1]) <= was[_known(one)]:
            continue
        is_beside = (one.span.source.path, one.span.line) in lines
        came_to_light = (reads_better, depth == 0 or is_beside, depth < 2)[level(one.name)]
        if was_whole or not came_to_light:
            return f"another would come: {one.finding.message}"
    return None


def level(name: str) -> int:
    """0 for what cannot be read, 1 for names and values that are not understood, 2 for what is said of the journey."""
    if name == "unreadable-text":
        return 0
    return next((1 if "check_reading" in check.questions else 2 for check in catalogue() if check.name == name), 2)


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
