"""Where the titles of lanes stand: at the top of their lane, out of the way of arrows."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from journeydsl.render.diagrams.composition import Composition, Frame
from journeydsl.render.diagrams.dot import identifier
from journeydsl.render.diagrams.layout import Area, Layout, Point
from journeydsl.render.diagrams.picture import Direction

_SIDE, _TOP, _APART = 14.0, 6.0, 4.0
_STEP = 12.0


class TitlePlace(NamedTuple):
    """The top left corner of a title; `is_crossed` where an arrow passes everywhere in its lane."""

    left: float
    top: float
    is_crossed: bool = False


def title_places(composition: Composition, layout: Layout) -> Mapping[str, TitlePlace]:
    """Where each title that is shown stands, by the key of its lane."""
    passing = sorted((y, x) for course in layout.courses.values() for x, y in course.along(12))
    is_left = composition.picture.direction is Direction.LEFT
    found = {}
    for lane, frame in composition.lanes:
        area = layout.clusters.get("cluster_" + identifier(lane.key))
        if area is not None and frame.lines:
            left, is_crossed = _clear_place(area, frame, passing, is_left)
            found[lane.key] = TitlePlace(left, area.y + _TOP, is_crossed)
    return found


def _clear_place(lane: Area, frame: Frame, passing: list[Point], is_left: bool) -> tuple[float, bool]:
    """The place nearest to where reading begins that no arrow passes; where there is none, where reading begins.

    What passes is told from top to bottom, each point by its height first.
    """
    wide = max(line.width for line in frame.lines)
    top, bottom = lane.y + _APART, lane.y + _TOP + frame.height
    near = passing[bisect_right(passing, (top, math.inf)) : bisect_left(passing, (bottom, -math.inf))]
    taken = sorted(x for _, x in near if lane.x <= x <= lane.x + lane.width)
    first, last = lane.x + _SIDE, max(lane.x + _SIDE, lane.x + lane.width - _SIDE - wide)
    begin, end = (last, first) if is_left else (first, last)
    for left in _tried(begin, end):
        if bisect_right(taken, left - _APART) == bisect_left(taken, left + wide + _APART):
            return left, False
    return begin, True


def _tried(begin: float, end: float) -> Iterator[float]:
    """Where reading begins, where it ends, the middle, and then everywhere between."""
    yield from (begin, end, (begin + end) / 2)
    steps = int(abs(end - begin) / _STEP)
    yield from (begin + (end - begin) * step / steps for step in range(1, steps))
