"""From one buyer to all who are in the same place: a box as wide as it can be, with as few conditions as it can.

A region speaks of fields, counts and scores side by side: every possible buyer who meets its words is in it.
"""

from __future__ import annotations

from collections.abc import Sequence

from journeydsl.conditions.cells import NamedAxis, NumberAxis
from journeydsl.conditions.histories import HistoryAxis
from journeydsl.conditions.space import Box, Space


def grow(space: Space, required: Box, walls: Sequence[Box], found: Box) -> Box:
    """The widest box around a found one that lies inside `required` and meets no wall."""
    point = {place: _point(space, place, mask) for place, mask in found.items()}
    walls = [wall for wall in walls if not _apart(required, wall)]
    kept = _few_axes(space, walls, point)
    region = {place: required.get(place, space.full[place]) for place in {*required, *kept}}
    now = {place: point[place] for place in kept}
    for place in kept:
        others = {other: mask for other, mask in now.items() if other != place}
        allowed = region[place]
        for wall in walls:
            if not _apart(others, wall):
                allowed &= ~wall.get(place, allowed)
        now[place] = _sayable(space, place, allowed | point[place], point[place])
    region.update(now)
    return _without_names(space, region, point)


def is_outside(box: Box, walls: Sequence[Box]) -> bool:
    """Whether a box meets none of the walls."""
    return all(_apart(box, wall) for wall in walls)


def _apart(box: Box, wall: Box) -> bool:
    return any(place in box and not box[place] & mask for place, mask in wall.items())


def _point(space: Space, place: int, mask: int) -> int:
    """One cell of a mask: the first that is known, the missing one where it may be missing."""
    missing = mask & space.axes[place].missing
    return missing or mask & -mask


def _few_axes(space: Space, walls: Sequence[Box], point: Box) -> list[int]:
    """Axes that together keep a point apart from all walls, the one that does most of it first."""
    left = list(walls)
    kept: list[int] = []
    while left:
        counts: dict[int, int] = {}
        for wall in left:
            for place, mask in wall.items():
                if place in point and not point[place] & mask:
                    counts[place] = counts.get(place, 0) + 1
        best = max(counts, key=lambda place: (counts[place], not isinstance(space.axes[place], NamedAxis), -place))
        kept.append(best)
        left = [wall for wall in left if point[best] & wall.get(best, space.full[best])]
    return kept


def _sayable(space: Space, place: int, allowed: int, point: int) -> int:
    """The cells around a point that can be said in few words: a run of numbers, a span of one count."""
    axis = space.axes[place]
    match axis:
        case NumberAxis():
            if point & axis.missing:
                return allowed if allowed & axis.known in (0, axis.known) else point
            mask = point
            while more := (mask << 1 | mask >> 1) & allowed & axis.known & ~mask:
                mask |= more
            return mask | allowed & axis.missing
        case HistoryAxis():
            return _span_of_counts(axis, allowed, point)
        case _:
            return allowed


def _span_of_counts(axis: HistoryAxis, allowed: int, point: int) -> int:
    cell = point.bit_length() - 1
    best = 0
    for place, counter in enumerate(axis.counters):
        counts = sorted({one[place] for one in axis.counts})
        low = high = counts.index(axis.counts[cell][place])
        if axis.between(counter, counts[low], counts[high]) & ~allowed:
            continue
        while low and not axis.between(counter, counts[low - 1], counts[high]) & ~allowed:
            low -= 1
        while high + 1 < len(counts) and not axis.between(counter, counts[low], counts[high + 1]) & ~allowed:
            high += 1
        mask = axis.between(counter, counts[low], counts[high])
        best = mask if mask.bit_count() > best.bit_count() else best
    return best or point


def _without_names(space: Space, region: Box, point: Box) -> Box:
    """Conditions that only have a name are put as the cells of the point that make them so."""
    named = [place for place in region if isinstance(space.axes[place], NamedAxis)]
    if not named:
        return region
    said = {place: mask for place, mask in region.items() if place not in named}
    for place in space.related(named)[0]:
        if place in point and not isinstance(space.axes[place], NamedAxis):
            said[place] = said.get(place, space.full[place]) & point[place]
    return said
