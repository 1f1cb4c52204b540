"""Whom a condition takes: a few regions that together are all of them, each said as a condition, with a buyer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from journeydsl.conditions.answers import MISMATCH, Example, Undecided
from journeydsl.conditions.boxes import Boxes, met
from journeydsl.conditions.buyer import Buyer, Case
from journeydsl.conditions.cells import NamedAxis, ScoreAxis
from journeydsl.conditions.effort import Effort, Unclear
from journeydsl.conditions.evaluate import holds
from journeydsl.conditions.examples import buyer_in
from journeydsl.conditions.ground import narrow_reasoning, settled
from journeydsl.conditions.plainer import plainer
from journeydsl.conditions.questions import Reasoning
from journeydsl.conditions.search import ground_of, witness
from journeydsl.conditions.space import Box, Space
from journeydsl.conditions.wording import facts_of, words_of_box
from journeydsl.model.conditions import Condition
from journeydsl.model.journey import Journey
from journeydsl.text.record import Record

MOST_REGIONS = 5
MOST_BOXES = 60


class Region(Record):
    """Conditions that together are enough, empty where everybody is taken, and one such buyer."""

    words: tuple[str, ...]
    example: Example


class Takers(Record):
    """Everybody whom a condition takes is in one of these regions or of `more` others; none at all where it is empty.

    Regions may share buyers. `is_whole` where every region is said, `more` then being 0.
    """

    regions: tuple[Region, ...]
    more: int

    @property
    def is_whole(self) -> bool:
        """Whether these regions are all."""
        return not self.more


def takers(
    journey: Journey,
    today: date,
    conditions: Sequence[Condition],
    known: Collection[str] = (),
    effort: Effort | None = None,
) -> Takers | Undecided:
    """Whom all of some conditions take, of those of whom some fields are known."""

    def ask() -> Takers:
        found = _takers(narrow_reasoning(journey, today, conditions, effort), conditions, known)
        cases = [Case(journey, region.example.buyer, today) for region in found.regions]
        if not all(holds(case, condition) for case in cases for condition in conditions):
            raise Unclear(MISMATCH)
        return found

    return settled(ask)


def _takers(reasoning: Reasoning, conditions: Sequence[Condition], known: Collection[str]) -> Takers:
    space, boxing = reasoning.space, reasoning.boxing
    base = {place: space.axes[place].known for field in known for place in space.axes_of(field)}
    boxes = boxing.all_of([boxing.where(condition, True) for condition in conditions])
    starts = [start for box in boxes if (start := met(box, base)) is not None]
    possible = [box for box in starts if witness(space, box, ()) is not None]
    if len(possible) <= MOST_BOXES:
        possible = _few(space, _wide(space, possible, base))
    said = [box for box in possible if not _is_named(space, box)]
    said.sort(key=lambda box: len(_unsaid(space, box, base)))
    regions = [_region(space, box, base) for box in said[:MOST_REGIONS]]
    return Takers(tuple(regions), len(possible) - len(regions))


def _wide(space: Space, boxes: Boxes, base: Box) -> Boxes:
    """Each with as few conditions as can be, as long as nobody comes in who is in none of them."""
    found = []
    for box in boxes:
        wide = dict(box)
        for place in sorted(box, key=lambda place: (not isinstance(space.axes[place], NamedAxis), -place)):
            wider = {**wide, place: base.get(place, space.full[place])}
            if wider[place] != wide[place] and witness(space, wider, boxes) is None:
                wide = wider
        found.append(wide)
    return found


def _few(space: Space, boxes: Boxes) -> Boxes:
    """Those that are needed: the others lie inside of these."""
    kept = list(boxes)
    for box in sorted(boxes, key=len, reverse=True):
        others = [other for other in kept if other is not box]
        if witness(space, box, others) is None:
            kept = others
    return kept


def _is_named(space: Space, box: Box) -> bool:
    """Whether a part of it was given a name, which nobody can read."""
    return any(isinstance(space.axes[place], NamedAxis) and mask != space.full[place] for place, mask in box.items())


def _region(space: Space, box: Box, base: Box) -> Region:
    told = _unsaid(space, box, base)
    present = {place: mask & space.axes[place].known or mask for place, mask in box.items()}
    start = present if witness(space, present, ()) is not None else box
    ground = ground_of(space, start, ())
    found = plainer(ground, start, ground.witness(start) or start)
    buyer = buyer_in(space, found)
    given = set(base)
    for place in told:
        if isinstance(space.axes[place], ScoreAxis):
            given -= set(space.related({place})[0])
    beside = _beside(space, buyer, [place for place in found if place not in given])
    return Region(words_of_box(space, told), Example(buyer, facts_of(space, buyer, told | beside)))


def _beside(space: Space, buyer: Buyer, places: Sequence[int]) -> Box:
    """What else a buyer has to have: what is known of them or has happened, and does not go without saying."""
    told = {one.activity for one in buyer.happenings} | set(buyer.values)
    return {place: 0 for place in places if place not in space.always and space.axes[place].subject in told}


def _unsaid(space: Space, box: Box, base: Box) -> Box:
    """A box without what is taken for granted anyway."""
    return {place: mask for place, mask in box.items() if mask not in (base.get(place), space.full[place])}
