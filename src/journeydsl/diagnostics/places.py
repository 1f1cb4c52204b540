"""Findings by where they are: those of one stretch of a file, without looking at every other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from journeydsl.diagnostics.finding import Diagnostic
from journeydsl.text.source import Span


class FindingPlaces:
    """Some findings, in their order, to be asked which of them lie within a stretch."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self._all = tuple(diagnostics)
        placed: dict[str, list[tuple[int, int]]] = {}
        for number, one in enumerate(self._all):
            placed.setdefault(one.span.source.path, []).append((one.span.start, number))
        self._placed = {path: sorted(found) for path, found in placed.items()}

    def numbers_within(self, span: Span) -> list[int]:
        """The places in their order of the findings within a stretch."""
        placed = self._placed.get(span.source.path, [])
        first, last = bisect_left(placed, (span.start, -1)), bisect_right(placed, (span.end, len(self._all)))
        return sorted(number for _, number in placed[first:last] if self._all[number].span.end <= span.end)

    def within(self, *spans: Span) -> tuple[Diagnostic, ...]:
        """The findings within one of these stretches, in their order."""
        numbers = {number for span in spans for number in self.numbers_within(span)}
        return tuple(self._all[number] for number in sorted(numbers))
