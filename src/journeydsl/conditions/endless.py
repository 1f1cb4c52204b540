"""Counts without an end: a proof that no count is high enough, where no limit of counting is known to be all.

Counts are held at a limit, and what happens more often than that is a pump: points that can be added again and again.
A proof may allow more than can be, so whatever it excludes is excluded.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import product
from typing import Any

from journeydsl.conditions.cells import Counter, HistoryAxis
from journeydsl.conditions.effort import Budget, Unclear
from journeydsl.conditions.sums import STEPS_OF_SUM, LocalSum, Span, choices_of, fits, needed_sums, unsettled

ADDED_IN_A_STEP = 4
_Points = tuple[Any, ...]
_Pumps = frozenset[_Points]


def pumped_together(counters: Collection[Counter]) -> list[frozenset[Counter]]:
    """The counters that can go up together once all are at their limit.

    What happened in a window happened in every longer one; what counts once in so many days counts more often.
    """
    plain = sorted((one for one in counters if one.apart is None), key=lambda one: (one.reach is None, one.reach or 0))
    spaced = sorted((one for one in counters if one.apart is not None), key=lambda one: -(one.apart or 0))
    longer = [frozenset(plain[first:]) for first in range(len(plain))]
    closer = [frozenset(spaced[first:]) for first in range(len(spaced))]
    ever = [one for one in plain if one.reach is None]
    if not ever:
        return [*longer, *closer]
    return list(dict.fromkeys(one | other for one in longer for other in (frozenset(), *closer)))


def at_limit(axis: HistoryAxis, counters: Collection[Counter], limit: int) -> int:
    """The cells where all of some counters have reached a limit."""
    mask = axis.full
    for counter in counters:
        mask &= axis.between(counter, limit, None)
    return mask


def may_settle(sums: Sequence[LocalSum], masks: Sequence[int], budget: Budget) -> bool:
    """Whether some choice of cells, with whatever is pumped, may keep every score inside its cells."""
    wanted = unsettled(sums, masks)
    if not wanted:
        return True
    kept = needed_sums(sums, wanted)
    ends = _Ends(kept, {total.name for total in wanted}, masks)
    by_pumps = _sums_of(kept, masks, budget)
    if any(ends.fit(points) for several in by_pumps.values() for points in several):
        return True
    return any(pumps and _is_reached(ends, tuple(points), pumps, budget) for pumps, points in by_pumps.items())


class _Ends:
    """What the sums are to come to, and how far up and down that makes a difference."""

    def __init__(self, sums: Sequence[LocalSum], wanted: set[int], masks: Sequence[int]) -> None:
        self.sums, self.wanted, self.masks = sums, wanted, masks
        self.spans: list[Span] = []
        held: dict[int, Span] = {}
        added = {part for total in sums for part, _ in total.parts}
        for total in sums:
            parts = [held[part] if sign > 0 else (-held[part][1], -held[part][0]) for part, sign in total.parts]
            first, last = total.axis.edges[0][0], total.axis.edges[-1][0]
            low = total.low if total.low is not None else first if len(total.axis.edges) > 1 else 0
            high = total.high if total.high is not None else last
            if (total.low is None or total.high is None) and total.name in added:
                raise Unclear("a score without an end is added to another")
            low = total.axis.edges[1][0] if low == float("-inf") else low
            high = low if high == float("-inf") else high
            held[total.name] = (low, high)
            self.spans.append((low - sum(high for _, high in parts) - 1, high - sum(low for low, _ in parts) + 1))

    def fit(self, points: _Points) -> bool:
        """Whether these points, without those of the scores added up, come to what is wanted."""
        return fits(self.sums, self.wanted, self.masks, [(one, one) for one in points])


def _sums_of(sums: Sequence[LocalSum], masks: Sequence[int], budget: Budget) -> dict[_Pumps, set[_Points]]:
    """All sums that choices of cells come to before anything is pumped, by what can be."""
    found: dict[_Pumps, set[_Points]] = {frozenset(): {tuple(total.base for total in sums)}}
    for axis, classes in choices_of(sums, masks):
        given: dict[_Pumps, set[_Points]] = {}
        for mask, points in classes:
            for pumps in _pumps_of(sums, axis, mask):
                given.setdefault(pumps, set()).add(points)
        longer: dict[_Pumps, set[_Points]] = {}
        for before, ones in found.items():
            for pumps, extras in given.items():
                budget.spend(STEPS_OF_SUM * len(ones) + len(ones) * len(extras) // ADDED_IN_A_STEP)
                longer.setdefault(before | pumps, set()).update(_added(ones, extras))
        found = longer
    return found


def _added(ones: set[_Points], others: set[_Points]) -> Iterator[_Points]:
    """Every sum of two."""
    if len(next(iter(ones))) == 1:
        return ((one + other,) for (one,), (other,) in product(ones, others))
    return (tuple(a + b for a, b in zip(one, other, strict=True)) for one, other in product(ones, others))


def _pumps_of(sums: Sequence[LocalSum], axis: int, mask: int) -> set[_Pumps]:
    """What can be pumped in some cell or other of a mask."""
    parts: dict[int, set[_Points]] = {mask: set()}
    for number in sorted({pump.number for total in sums for pump in total.pumps if pump.axis == axis}):
        own = [next((one for one in total.pumps if one.axis == axis and one.number == number), None) for total in sums]
        where = next(one.mask for one in own if one)
        vector = tuple(one.points if one else 0 for one in own)
        split: dict[int, set[_Points]] = {}
        for part, vectors in parts.items():
            if part & where:
                split[part & where] = vectors | {vector}
            if part & ~where:
                split[part & ~where] = set(vectors)
        parts = split
    return {frozenset(vectors) for vectors in parts.values()}


def _is_reached(ends: _Ends, starts: Sequence[_Points], pumps: _Pumps, budget: Budget) -> bool:
    """Whether pumping leads from one of some sums to where the scores are wanted.

    Some order of the pumps keeps near a straight line, at most twice as far off as there are scores that are pumped,
    times the largest pump: what is further off than that past all that makes a difference need not be told apart.
    """
    moved = [place for place in range(len(ends.sums)) if any(pump[place] for pump in pumps)]
    off = 4 * len(moved) * max(abs(points) for pump in pumps for points in pump)
    lows = [min(span[0], *(start[n] for start in starts)) - off for n, span in enumerate(ends.spans)]
    highs = [max(span[1], *(start[n] for start in starts)) + off for n, span in enumerate(ends.spans)]
    seen, waiting = set(starts), list(starts)
    while waiting:
        points = waiting.pop()
        for after in _pumped(points, pumps, lows, highs):
            if after in seen:
                continue
            if ends.fit(after):
                return True
            seen.add(after)
            waiting.append(after)
        budget.spend(STEPS_OF_SUM * len(pumps))
    return False


def _pumped(points: _Points, pumps: _Pumps, lows: Sequence[Any], highs: Sequence[Any]) -> Iterator[_Points]:
    """One pump more; what went past an end stays there."""
    for pump in pumps:
        yield tuple(
            one if one in (low, high) else max(low, min(high, one + more))
            for one, more, low, high in zip(points, pump, lows, highs, strict=True)
        )
