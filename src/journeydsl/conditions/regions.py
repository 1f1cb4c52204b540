"""From one buyer to all who are in the same place: a box as wide as it can be, with as few conditions as it can.

A region speaks of fields, counts and scores side by side: every possible buyer who meets its words is in it.
"""

from __future__ import annotations

from collections.abc import Mapping

from journeydsl.conditions.cells import Counter, HistoryAxis, NamedAxis, NumberAxis, runs_of
from journeydsl.conditions.space import Box, Space
from journeydsl.conditions.walls import Walls

MOST_FIRST = 5
MOST_LEFT_OUT = 3


def grow(space: Space, required: Box, walls: Walls, active: int, found: Box) -> Box:
    """The widest box around a found one that lies inside `required` and meets none of the active walls."""
    point = {place: _point(space, place, mask) for place, mask in found.items()}
    active &= walls.touched_by(required)
    kept = _few_axes(space, walls, active, point)
    region = {place: required.get(place, space.full[place]) for place in {*required, *kept}}
    now = {place: point[place] for place in kept}
    for place in kept:
        near = active
        for other in kept:
            if other != place:
                near &= walls.look(walls.place[other], now[other])[0]
        allowed = region[place]
        for mask, _ in walls.among(walls.place[place], near):
            allowed &= ~mask
        now[place] = _sayable(space, place, allowed | point[place], point[place])
    region.update(now)
    return _without_names(space, region, point)


def _point(space: Space, place: int, mask: int) -> int:
    """One cell of a mask: the first that is known, the missing one where it may be missing."""
    missing = mask & space.axes[place].missing
    return missing or mask & -mask


def _few_axes(space: Space, walls: Walls, active: int, point: Box) -> list[int]:
    """As few axes as can be found that together keep a point apart from all active walls.

    The one that does most of it comes first; each of the best is tried as the first.
    """
    apart = {
        place: active & ~walls.look(walls.place[place], cell)[0]
        for place, cell in point.items()
        if place in walls.place
    }
    apart = {place: many for place, many in apart.items() if many}
    space.effort.spend(10 + 4 * len(apart) + len(apart) ** 2)

    def worth(place: int, left: int) -> tuple[int, bool, int]:
        return ((apart[place] & left).bit_count(), not isinstance(space.axes[place], NamedAxis), -place)

    def chosen(first: int) -> list[int]:
        kept, left = [first], active & ~apart[first]
        while left:
            best = max(apart, key=lambda place: worth(place, left))
            kept.append(best)
            left &= ~apart[best]
        return _without_needless(apart, kept, active)

    def cost(kept: list[int]) -> tuple[bool, int]:
        return any(isinstance(space.axes[place], NamedAxis) for place in kept), len(kept)

    firsts = sorted(apart, key=lambda place: worth(place, active), reverse=True)[:MOST_FIRST]
    return min((chosen(first) for first in firsts), key=cost) if active else []


def _without_needless(apart: Mapping[int, int], kept: list[int], active: int) -> list[int]:
    """Axes without those that the others make needless."""
    for place in list(kept):
        left = active
        for other in kept:
            if other != place:
                left &= ~apart[other]
        if not left:
            kept = [other for other in kept if other != place]
    return kept


def _sayable(space: Space, place: int, allowed: int, point: int) -> int:
    """The cells around a point that can be said in few words: a run of numbers, a span of one count."""
    axis = space.axes[place]
    match axis:
        case NumberAxis():
            if point & axis.missing:
                return allowed if allowed & axis.known in (0, axis.known) else point
            without = runs_of(axis.known & ~allowed)
            if len(without) <= MOST_LEFT_OUT and all(axis.only(*run) is not None for run in without):
                return allowed
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
        low, end = axis.span_at(place, cell)
        # A cell stands for all counts that nothing tells apart: a span goes from level to level.
        mask = _counted(axis, counter, low, end)
        if mask & ~allowed:
            continue
        for level in (one for one in reversed(axis.levels[place]) if one < low):
            if _counted(axis, counter, level, end) & ~allowed:
                break
            low = level
        for later in (*(one for one in axis.levels[place] if end is not None and one > end), None):
            if _counted(axis, counter, low, later) & ~allowed:
                break
            end = later
        mask = _counted(axis, counter, low, end)
        best = mask if mask.bit_count() > best.bit_count() else best
    return best or point


def _counted(axis: HistoryAxis, counter: Counter, low: int, end: int | None) -> int:
    return axis.between(counter, low, None if end is None else end - 1)


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
