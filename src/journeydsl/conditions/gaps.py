"""Regions of buyers whom nothing takes, with a buyer of each and the line that comes closest."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from journeydsl.conditions.answers import MISMATCH, Closest, Example, Gap, Limits
from journeydsl.conditions.boxes import Boxes, met
from journeydsl.conditions.buyer import Buyer, Case
from journeydsl.conditions.cells import NamedAxis, NumberAxis, ScoreAxis
from journeydsl.conditions.effort import Budget, Unclear
from journeydsl.conditions.evaluate import score
from journeydsl.conditions.examples import buyer_in, cell_of
from journeydsl.conditions.plainer import plainer
from journeydsl.conditions.regions import grow
from journeydsl.conditions.search import Ground, ground_of
from journeydsl.conditions.space import Box, Space
from journeydsl.conditions.wording import facts_of, words_of_box


def gap_regions(
    space: Space, starts: Boxes, walls: Boxes, budget: Budget, limits: Limits
) -> Iterator[tuple[Box, Box, bool]]:
    """Regions outside the walls, as many as are counted: each also as it is told, and whether
    it only opens because something is missing.

    Regions of buyers of whom all is known may overlap, which makes them short.
    """
    ground, count = Ground(space, {place for start in starts for place in start}, walls), 0
    lines = ground.forbidden
    for is_missing in (False, True):
        for start in starts:
            box = start if is_missing else _all_known(space, start, ground)
            while box is not None and count < limits.counted:
                try:
                    found = ground.witness(box, budget)
                except Unclear:
                    if not count:
                        raise
                    break  # Those that are found stay found.
                if found is None:
                    break
                point = cells_of(space, found, buyer_in(space, found))
                region = grow(space, start, ground.walls, ground.forbidden if is_missing else lines, point)
                wide = region if limits.is_whole else _beyond(starts, ground, len(walls), region)
                yield region, wide, is_missing
                ground.add(wide)
                count += 1


def gap_of(
    space: Space,
    region: Box,
    wide: Box,
    base: Box,
    is_missing: bool,
    lines: Sequence[Boxes],
    expected: Collection[str],
) -> Gap:
    """A region in words, with a buyer; `wide` goes without what is required of all, `base` is taken for granted."""
    buyer = _buyer_of(space, region)
    told = unsaid(space, wide, base)
    example = Example(buyer, facts_of(space, buyer, unsaid(space, region, base)))
    facts = facts_of(space, buyer, told)
    words, near, missed = words_of_box(space, told), _closest(space, lines, region), _missed(space, region, expected)
    return Gap(example, words, near, is_missing, facts, missed, tuple(sorted(told.items())))


def _missed(space: Space, region: Box, fields: Collection[str]) -> tuple[str, ...]:
    """The fields that everybody in a region misses."""
    heads = {field: space.places.get(("field", field)) for field in sorted(fields)}
    return tuple(
        field
        for field, head in heads.items()
        if head is not None and not region.get(head, space.full[head]) & space.axes[head].known
    )


def example_of(space: Space, start: Box, found: Box, ground: Ground, base: Box) -> Example:
    """A buyer of a found box, or of a plainer one, with the facts that keep all of them out of what is forbidden."""
    found = plainer(ground, start, found)
    buyer = buyer_in(space, found)
    region = grow(space, start, ground.walls, ground.forbidden, cells_of(space, found, buyer))
    return Example(buyer, facts_of(space, buyer, unsaid(space, region, base)))


def unsaid(space: Space, region: Box, base: Box) -> Box:
    """A region without what is taken for granted anyway."""
    full = space.full
    return {place: mask for place, mask in region.items() if base.get(place) != mask and mask != full[place]}


def _buyer_of(space: Space, region: Box) -> Buyer:
    """A buyer of a region, with what the region speaks of known where that can be."""
    present = {place: mask & space.axes[place].known or mask for place, mask in region.items()}
    for start in (present, region):
        ground = ground_of(space, start, ())
        found = ground.witness(start)
        if found is not None:
            return buyer_in(space, plainer(ground, start, found))
    raise Unclear(MISMATCH)


def cells_of(space: Space, found: Box, buyer: Buyer) -> Box:
    """A found box with the cells of the numbers and scores of the buyer that stands for it."""
    cells = dict(found)
    for place in found:
        axis = space.axes[place]
        if isinstance(axis, ScoreAxis):
            case = Case(space.journeys[axis.side], buyer, space.today)
            cells[place] = axis.at(score(case, axis.subject).total)
        elif isinstance(axis, NumberAxis):
            cells[place] = cell_of(axis, buyer.values.get(axis.subject))
    return cells


def _closest(space: Space, lines: Sequence[Boxes], region: Box) -> Closest | None:
    """The line, of those with these boxes, that lacks the fewest conditions, the first of several."""
    best: tuple[int, int, Box] | None = None
    for number, boxes in enumerate(lines):
        for box in boxes:
            lacking = {place: mask for place, mask in box.items() if region.get(place, space.full[place]) & ~mask}
            if any(isinstance(space.axes[place], NamedAxis) for place in lacking):
                continue
            if lacking and (best is None or len(lacking) < best[0]):
                best = (len(lacking), number, lacking)
    return Closest(best[1], words_of_box(space, best[2])) if best else None


def _all_known(space: Space, start: Box, ground: Ground) -> Box | None:
    return met(start, {place: space.axes[place].known for place in ground.axes})


def _beyond(starts: Boxes, ground: Ground, lines: int, region: Box) -> Box:
    """A region without the axes that only say what the starts say: whoever is in a start and in it meets no line."""
    taken = ((1 << lines) - 1) << ground.axioms
    wide = dict(region)
    for place in sorted({place for start in starts for place in start} & region.keys()):
        wider = {other: mask for other, mask in wide.items() if other != place}
        inside = (met(start, wider) for start in starts)
        if not any(both is not None and ground.walls.touched_by(both) & taken for both in inside):
            wide = wider
    return wide
