"""Scores as sums over axes, and sub-conditions that got a name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from journeydsl.conditions.buyer import line_points
from journeydsl.conditions.cells import Counter, HistoryAxis, NamedAxis, ScoreAxis, bits, mask_of, runs_of
from journeydsl.conditions.limits import Limits, line_end
from journeydsl.conditions.space import Box, Pump, Space, Sum, Term
from journeydsl.model.buyers import Score, ScoreLine, ScorePerLine, ScoreSumLine

if TYPE_CHECKING:
    from fractions import Fraction

Classes = list[tuple[int, "int | Fraction"]]


def tie_score(
    space: Space,
    score: Score,
    where: Callable[[ScoreLine], list[Box]],
    counted: Callable[[ScorePerLine], tuple[int, HistoryAxis, Counter]],
    part: Callable[[str], int],
) -> Sum:
    """A score as a sum: `where` gives the boxes of a line, `counted` the axis it counts on, `part` that of a score."""
    terms: dict[int, Classes] = {}
    loose: dict[int, Classes] = {}
    endless: dict[int, list[tuple[ScorePerLine, Counter]]] = {}
    limits, is_loose = space.limits, bool(space.is_tangled or space.cut_short)
    parts: list[tuple[int, int]] = []
    base: int | Fraction = 0
    for line in score.lines:
        if isinstance(line, ScoreSumLine):
            parts.append((part(line.score.name), -1 if line.is_subtracted else 1))
        elif isinstance(line, ScorePerLine):
            place, axis, counter = counted(line)
            terms.setdefault(place, []).extend(_points_by_cell(line, axis, counter))
            if is_loose and limits:
                limit = None
                if line_end(line, counter) is None:
                    endless.setdefault(place, []).append((line, counter))
                    limit = limits.endless_from(axis.subject)
                loose.setdefault(place, []).extend(_points_by_cell(line, axis, counter, limit))
        else:
            boxes, points = where(line), line_points(line, 1)
            if any(not box for box in boxes):
                base += points
            elif boxes and points:
                place, mask = _one_axis(space, boxes)
                for several in (terms, loose) if is_loose else (terms,):
                    several.setdefault(place, []).append((mask, points))
    low, high = (score.range.low, score.range.high) if score.range else (None, None)
    pumps = _pumps(space, limits, endless) if endless and limits else ()
    return Sum(base, low, high, _told(space, terms), tuple(parts), _told(space, loose), pumps)


def _told(space: Space, terms: dict[int, Classes]) -> tuple[Term, ...]:
    return tuple(
        Term(place, tuple(sorted(_added_up(space, place, given), key=lambda one: -one[1])), {})
        for place, given in terms.items()
    )


def _points_by_cell(line: ScorePerLine, axis: HistoryAxis, counter: Counter, limit: int | None = None) -> Classes:
    """What a line gives in which cells, with counts held at a limit where there is one."""
    at = axis.counters.index(counter)
    given: dict[int | Fraction, int] = {}
    for cell, counts in enumerate(axis.counts):
        points = line_points(line, counts[at] if limit is None else min(counts[at], limit))
        given[points] = given.get(points, 0) | 1 << cell
    return [(mask, points) for points, mask in given.items()]


def _pumps(space: Space, limits: Limits, endless: dict[int, list[tuple[ScorePerLine, Counter]]]) -> tuple[Pump, ...]:
    """What counts beyond their limit give a score."""
    from journeydsl.conditions.endless import at_limit, pumped_together

    found = []
    for place, lines in endless.items():
        axis = space.axes[place]
        assert isinstance(axis, HistoryAxis)
        limit = limits.endless_from(axis.subject)
        counters = [one for one in axis.counters if one in limits.endless[axis.subject]]
        for number, together in enumerate(pumped_together(counters)):
            points = sum(line.points for line, counter in lines if counter in together)
            mask = at_limit(axis, together, limit)
            if points and mask:
                found.append(Pump(place, number, mask, points))
    return tuple(found)


def name_boxes(space: Space, boxes: list[Box]) -> int:
    """A new axis that is yes in these boxes and nowhere else."""
    named = space.add_named(boxes)
    none: Box = {named: NamedAxis.YES}
    for box in boxes:
        if len(box) == 1:
            ((place, mask),) = box.items()
            one, is_in, is_out = place, mask, space.full[place] & ~mask
        else:
            one = space.add_named([box])
            is_in, is_out = NamedAxis.YES, NamedAxis.NO
            space.add_axiom({one: is_out, **box})
            for place, mask in box.items():
                space.add_axiom({one: is_in, place: space.full[place] & ~mask})
        space.add_axiom({named: NamedAxis.NO, one: is_in})
        none[one] = none.get(one, space.full[one]) & is_out
    if all(none.values()):
        space.add_axiom(none)
    return named


def _one_axis(space: Space, boxes: list[Box]) -> tuple[int, int]:
    """The axis and cells where boxes hold: their own where there is one, and it is no score; else a new one."""
    axes = {place for box in boxes for place in box}
    if len(axes) == 1:
        (place,) = axes
        if not isinstance(space.axes[place], ScoreAxis):
            mask = 0
            for box in boxes:
                mask |= box[place]
            return place, mask
    return name_boxes(space, boxes), NamedAxis.YES


def _added_up(space: Space, place: int, given: Classes) -> Classes:
    """Classes of cells by what several lots of cells give them together: each run begins and ends once."""
    full = space.full[place]
    begins: list[Any] = [0] * (full.bit_length() + 1)
    for mask, points in given:
        for first, last in runs_of(mask & full) if points else ():
            begins[first] += points
            begins[last + 1] -= points
    found: dict[Any, list[int]] = {}
    now: Any = 0
    for cell in bits(full):
        now += begins[cell]
        found.setdefault(now, []).append(cell)
    space.effort.spend(len(given) + full.bit_length() // 4)
    return [(mask_of(cells), points) for points, cells in found.items()]
