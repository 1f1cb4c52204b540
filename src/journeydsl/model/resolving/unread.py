"""The stretches of a file that could not be read as they stand, and what is close to one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from journeydsl.model.faults import DuplicateName, DuplicateWay, Fault, UnknownName, WrongKind
from journeydsl.syntax.parse import SyntaxFile

_BLANKS = re.compile(r"\s*")
# A name means what it says wherever it stands; a value beside unreadable words may have lost the half of its meaning.
_CERTAIN = (UnknownName, WrongKind, DuplicateName, DuplicateWay)


class Stretches:
    """Stretches of one text, asked in no particular order."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(stretches)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def touch(self, start: int, end: int) -> bool:
        """Whether one of them overlaps or adjoins this stretch."""
        before = bisect_right(self._starts, end)
        return before > 0 and self._ends[before - 1] >= start


def skipped_stretches(file: SyntaxFile) -> Stretches:
    """What the reader passed over or made up."""
    return Stretches(file.skipped)


def without_consequences(faults: Iterable[Fault], files: Iterable[SyntaxFile]) -> list[Fault]:
    """The faults without those about a value right beside words that could not be read: there it is one mistake."""
    unread = {
        file.source.path: Stretches((*file.skipped, *((one.start, one.end) for one in file.faults)))
        for file in files
        if file.faults or file.skipped
    }
    return [fault for fault in faults if not _is_consequence(fault, unread)]


def _is_consequence(fault: Fault, unread: dict[str, Stretches]) -> bool:
    stretches = unread.get(fault.span.source.path)
    if stretches is None or isinstance(fault, _CERTAIN):
        return False
    text, start, end = fault.span.source.text, fault.span.start, fault.span.end
    behind = _BLANKS.match(text, end)
    while start > 0 and text[start - 1].isspace():
        start -= 1
    return stretches.touch(start, behind.end() if behind else end)
