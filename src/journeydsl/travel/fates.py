"""What becomes of buyers: who is stuck, who is taken twice, who asks in vain, who goes round for ever.

Each question gives one buyer who can be where it is asked, with the way there; none where there is no such buyer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial, wraps
from typing import ParamSpec, TypeVar

from journeydsl.conditions.answers import MISMATCH, Example, Undecided, undecided
from journeydsl.conditions.boxes import Boxes, met
from journeydsl.conditions.buyer import Buyer, Case, Happening
from journeydsl.conditions.effort import Unclear
from journeydsl.conditions.evaluate import holds
from journeydsl.conditions.examples import buyer_in
from journeydsl.conditions.future import Judge
from journeydsl.conditions.regions import grow
from journeydsl.conditions.search import ground_of, witness
from journeydsl.conditions.space import Box
from journeydsl.conditions.wording import facts_of, words_of_box
from journeydsl.model.conditions import Condition
from journeydsl.text.record import Record
from journeydsl.travel.known import Knowledge, Leg
from journeydsl.travel.reach import Allows, Arrival, Reach, asked_with, self_firing


class Fate(Record):
    """A buyer, all such buyers in words, and the stages on the way there, from an entry stage on."""

    example: Example
    region: tuple[str, ...]
    stages: tuple[str, ...]


_P = ParamSpec("_P")
_T = TypeVar("_T")


def _exact(question: Callable[_P, _T]) -> Callable[_P, _T | Undecided]:
    @wraps(question)
    def asked(*given: _P.args, **named: _P.kwargs) -> _T | Undecided:
        try:
            return question(*given, **named)
        except Unclear as reason:
            return undecided(reason)

    return asked


@_exact
def stuck(reach: Reach, stage: str, exits: Sequence[Condition]) -> Fate | None:
    """A buyer in a stage for whom none of these conditions is true now, and none can ever become true."""
    future = reach.future

    def freed(person: Box) -> Box | None:
        for exit_ in exits:
            then = future.moment(person, "later", [exit_])
            if then is not None:
                return future.sharing(person, then, exit_)
        return None

    own = future.axes(exits)
    if future.search([future.known(own)], [], own, freed) is None:
        return None
    axes, here = reach.axes(stage, exits), Arrival(stage, tuple(exits))
    found = future.search([future.known(axes)], [], axes, _either(freed, _stranger(reach, here)))
    if found is None:
        return None
    person = future.person(found[0], axes)
    mine = {place: mask for place, mask in person.items() if place in own}
    region = future.like(mine, lambda region: all(future.moment(region, "later", [one]) is None for one in exits))
    buyer = _buyer(reach, {place: person[place] for place in region}, [], exits)
    return _fate(reach, buyer, region, reach.way_to(person, here), stage)


def everybody(knowledge: Knowledge, stage: str) -> Fate | None:
    """All who come to a stage, whoever they are; none where no way that some buyer may take leads there."""
    is_entry = knowledge.graph.journey.stages[stage].is_entry
    if is_entry or any(leg.target == stage for leg in knowledge.legs):
        return Fate(Example(Buyer({}), ()), (), (stage,))
    return None


@_exact
def taken(
    reach: Reach, stage: str, all_of: Sequence[Condition], none_of: Sequence[Condition], known: Collection[str]
) -> Fate | None:
    """A buyer in a stage for whom all of some conditions are true at once, and none of others."""
    found = _meeting(reach, stage, {}, all_of, none_of, known, None)
    if found is None:
        return None
    box, region, legs = found
    return _fate(reach, _buyer(reach, box, all_of, none_of), region, legs, stage)


@_exact
def unheard(
    reach: Reach, stage: str, activity: str, none_of: Sequence[Condition], known: Collection[str],
    allows: Allows | None,
) -> Fate | None:  # fmt: skip
    """A buyer in a stage who does something today, and for whom none of some conditions is true."""
    space = reach.future.space
    lately = reach.future.lately(activity)
    found = _meeting(reach, stage, lately, [], none_of, known, allows)
    if found is None:
        return None
    box, region, legs = found
    buyer = _doing_today(reach, _buyer(reach, box, [], none_of), activity)
    if any(holds(Case(space.journeys[0], buyer, space.today), one) for one in none_of):
        raise Unclear(f"`{activity}` is counted in several ways")
    region = {place: mask for place, mask in region.items() if place not in lately}
    fate = _fate(reach, buyer, region, legs, stage)
    return fate.replace(example=Example(buyer, (*fate.example.facts, f"1 {activity} today")))


def _doing_today(reach: Reach, buyer: Buyer, activity: str) -> Buyer:
    """The same buyer, who did last today what they did last."""
    today = reach.future.space.today
    done = [one for one in buyer.happenings if one.activity == activity]
    last = max(done, key=lambda one: one.day, default=None)
    others = [one for one in buyer.happenings if one is not last]
    return buyer.replace(happenings=(*others, Happening(activity, today)))


def _meeting(
    reach: Reach, stage: str, within: Box, all_of: Sequence[Condition], none_of: Sequence[Condition],
    known: Collection[str], allows: Allows | None,
) -> tuple[Box, Box, tuple[Leg, ...] | None] | None:  # fmt: skip
    """Where somebody in a stage is inside of a box and meets some conditions and not others; all such, and the way."""
    future = reach.future
    walls = [box for condition in none_of for box in future.where(condition)]

    def starts(axes: Sequence[int]) -> Boxes:
        base = future.known(axes, known)
        return _inside(_inside(future.all_of(all_of), within), base)

    if all(witness(future.space, start, walls) is None for start in starts(future.axes([*all_of, *none_of]))):
        return None
    here = Arrival(stage, _taking(reach, stage), tuple(all_of), tuple(none_of))
    axes = reach.axes(stage, [*all_of, *none_of, *here.takes], allows)
    found = future.search(starts(axes), walls, axes, _stranger(reach, here, allows))
    if found is None:
        return None
    box, more = {**found[0], **future.person(found[0], axes)}, found[1]
    start = next(one for one in starts(axes) if all(box.get(place, -1) & ~mask == 0 for place, mask in one.items()))
    ground = ground_of(future.space, start, more)
    point = future.reasoning.cells_of(box, _buyer(reach, box, all_of, none_of))
    region = grow(future.space, start, ground.walls, ground.forbidden, point)
    base = future.known(axes, known)
    said = {place: mask for place, mask in region.items() if base.get(place) != mask}
    return box, said, reach.way_to(future.person(box, axes), here, allows)


@_exact
def arriving(reach: Reach, stage: str, allows: Allows | None) -> Fate | None:
    """A buyer who comes to a stage on ways that are allowed."""
    axes, here = reach.axes(stage, (), allows), Arrival(stage)
    found = reach.future.search([reach.future.known(axes)], [], axes, _stranger(reach, here, allows))
    if found is None:
        return None
    person = reach.future.person(found[0], axes)
    legs = reach.way_to(person, here, allows) or ()
    own = set(reach.future.axes(guard for leg in legs if (guard := leg.guard)))
    mine = {place: mask for place, mask in person.items() if place in own}
    return _fate(reach, _buyer(reach, mine, [], []), mine, legs, stage)


@_exact
def circling(reach: Reach, legs: Sequence[Leg]) -> Fate | None:
    """A buyer who can take these legs, the last of which ends where the first begins, again and again."""
    first = legs[0].origin
    asked = [condition for leg in legs for conditions in reach.asked(leg) for condition in conditions]

    steps = [(leg, reach.rivals(after)) for leg, after in zip(legs, (*legs[1:], legs[0]), strict=True)]

    def left_out(person: Box) -> Box | None:
        for leg, avoids in steps:
            stays_out = partial(_cannot, reach, leg, avoids)
            if stays_out(person):
                return reach.future.like(person, stays_out)
        return None

    axes, here = reach.axes(first, asked), Arrival(first, steps[-1][1])
    found = reach.future.search([reach.future.in_the_end(axes)], [], axes, _either(left_out, _stranger(reach, here)))
    if found is None:
        return None
    person = reach.future.person(found[0], axes)
    own = set(reach.future.axes(asked))
    axes_of = reach.future.space.axes
    mine = {place: mask for place, mask in person.items() if place in own and not mask & axes_of[place].missing}
    return _fate(reach, _buyer(reach, mine, [], []), mine, reach.way_to(person, here), first)


def _cannot(reach: Reach, leg: Leg, avoids: Sequence[Condition], region: Box) -> bool:
    return reach.moment(leg, region, "now", avoids) is None


def _taking(reach: Reach, stage: str) -> tuple[Condition, ...]:
    """The guards that take a buyer out of a stage by themselves."""
    ways = self_firing(reach.knowledge.graph.ways_out(stage))
    return tuple(way.guard for way in ways if way.guard)


@_exact
def taken_with(reach: Reach, leg: Leg, condition: Condition) -> bool:
    """Whether a leg takes somebody for whom a condition is true then, was true before or may yet become true."""
    guards = [leg.guard] if leg.guard else []
    known = asked_with(reach.knowledge, leg)
    if reach.future.reasoning.is_possible(*guards, condition, known=known) is True:
        return True
    axes = reach.future.axes([*guards, condition])

    def left_out(person: Box) -> Box | None:
        if reach.future.moment(person, "ever", [condition]) is not None:
            return None
        return reach.future.like(person, lambda region: reach.future.moment(region, "ever", [condition]) is None)

    starts = _inside(reach.future.all_of(guards), reach.future.known(axes, known))
    return reach.future.search(starts, [], axes, left_out) is not None


def _inside(boxes: Boxes, within: Box) -> Boxes:
    return [both for box in boxes if (both := met(box, within)) is not None]


def _buyer(reach: Reach, box: Box, all_of: Sequence[Condition], none_of: Sequence[Condition]) -> Buyer:
    """A buyer of a box, put through the plain evaluator."""
    space = reach.future.space
    found = witness(space, box, ())
    if found is None:
        raise Unclear(MISMATCH)
    buyer = buyer_in(space, {**found, **box})
    case = Case(space.journeys[0], buyer, space.today)
    if not all(holds(case, one) for one in all_of) or any(holds(case, one) for one in none_of):
        raise Unclear(MISMATCH)
    return buyer


def _fate(reach: Reach, buyer: Buyer, region: Box, legs: Sequence[Leg] | None, stage: str) -> Fate:
    space = reach.future.space
    stages = tuple(dict.fromkeys((*(leg.origin for leg in legs or ()), stage)))
    return Fate(Example(buyer, facts_of(space, buyer, region)), words_of_box(space, region), stages)


def _stranger(reach: Reach, arrival: Arrival, allows: Allows | None = None) -> Judge:
    def judge(person: Box) -> Box | None:
        came = reach.way_to(person, arrival, allows)
        return None if came is not None else reach.strangers(person, arrival, allows)

    return judge


def _either(*judges: Judge) -> Judge:
    def judge(person: Box) -> Box | None:
        return next((wall for one in judges if (wall := one(person)) is not None), None)

    return judge
