"""Of the buyers who answer a question one of whom little has happened, so that people can picture them."""

from __future__ import annotations

from bisect import bisect_left

from journeydsl.conditions.boxes import met
from journeydsl.conditions.cells import HistoryAxis, bits
from journeydsl.conditions.effort import Unclear
from journeydsl.conditions.search import Ground
from journeydsl.conditions.space import Box

FEW = (0, 1, 3)
ENOUGH = 2


def plainer(ground: Ground, start: Box, found: Box) -> Box:
    """Another box inside `start` of buyers who answer the same, of whom less has happened where that can be.

    What has to have happened often is to have happened as seldom as can be, all else seldom; of what has happened then
    as much is left out as can be.
    """
    if sum(_doing(ground, found).values()) <= ENOUGH:
        return found
    try:
        with ground.space.effort.spare():
            return _plainest(ground, start, found)
    except Unclear:
        return found


def _plainest(ground: Ground, start: Box, found: Box) -> Box:
    axes = {place: axis for place in found if isinstance(axis := ground.space.axes[place], HistoryAxis)}
    seldom = _seldom(ground, start, axes)
    if seldom is None:
        start, needed = _needed(ground, start, axes)
        others = {place: axis for place, axis in axes.items() if place not in needed}
        seldom = _seldom(ground, start, others)
    return _without(ground, *seldom) if seldom else found


def _seldom(ground: Ground, start: Box, axes: dict[int, HistoryAxis]) -> tuple[Box, Box] | None:
    """Where everything happens a few times at most, and a box there; none where that is too seldom."""
    for most in FEW:
        narrower = met(start, {place: axis.done(0, most) for place, axis in axes.items()})
        found = None if narrower is None else ground.witness(narrower)
        if narrower is not None and found is not None:
            return narrower, found
    return None


def _without(ground: Ground, start: Box, found: Box) -> Box:
    """The same without activities that can be spared: half of them at once, then a half of each half that cannot."""
    never = {place: axis.done(0, 0) for place in found if isinstance(axis := ground.space.axes[place], HistoryAxis)}
    doing = _doing(ground, found)
    start = met(start, {place: mask for place, mask in never.items() if place not in doing}) or start
    waiting = [sorted(doing, key=lambda place: (doing[place], place))]
    while waiting:
        spared = waiting.pop()
        narrower = met(start, {place: never[place] for place in spared})
        better = None if narrower is None else ground.witness(narrower)
        if better is not None:
            found, start = better, narrower or start
        elif len(spared) > 1:
            half = len(spared) // 2
            waiting += [spared[:half], spared[half:]]
    return found


def _needed(ground: Ground, start: Box, axes: dict[int, HistoryAxis]) -> tuple[Box, set[int]]:
    """The activities that have to happen more than a few times, and where each does as seldom as can be."""
    needed = set()
    for place in [place for place, axis in axes.items() if _at_most(ground, start, place, axis, FEW[-1]) is None]:
        often = [total for total in sorted(set(axes[place].totals)) if total > FEW[-1]]
        least = bisect_left(often, True, key=lambda most: _at_most(ground, start, place, axes[place], most) is not None)
        if least < len(often):
            start = met(start, {place: axes[place].done(0, often[least])}) or start
            needed.add(place)
    return start, needed


def _at_most(ground: Ground, start: Box, place: int, axis: HistoryAxis, most: int) -> Box | None:
    narrower = met(start, {place: axis.done(0, most)})
    return None if narrower is None else ground.witness(narrower)


def _doing(ground: Ground, found: Box) -> dict[int, int]:
    """How often each activity has happened to whom a box stands for; those that have not left out."""
    counts: dict[int, int] = {}
    for place, mask in found.items():
        axis = ground.space.axes[place]
        if isinstance(axis, HistoryAxis) and axis.totals[bits(mask)[0]]:
            counts[place] = axis.totals[bits(mask)[0]]
    return counts
