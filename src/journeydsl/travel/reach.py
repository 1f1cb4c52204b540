"""Which buyers can get where: the ways that one and the same buyer can take, one after the other.

A buyer keeps what is known. At each way there is a moment at which its guard is true and no other way has taken the buyer
before. Nothing is shown that no buyer can do; whether there are more such buyers is left open.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from journeydsl.conditions.boxes import met
from journeydsl.conditions.future import Future, Time
from journeydsl.conditions.questions import Reasoning, Undecided
from journeydsl.conditions.space import Box
from journeydsl.graph.passage import Passage
from journeydsl.model.conditions import Condition
from journeydsl.model.path import Handoff, Move, Recycle, TimeLimit
from journeydsl.text.record import Record
from journeydsl.travel.cases import condition_named
from journeydsl.travel.known import Knowledge, Leg, collected

Allows = Callable[[Leg], bool]


class Blocked(Record):
    """Stages that nobody reaches, and the ways into them that no buyer can take where they begin."""

    stages: tuple[str, ...]
    legs: tuple[Leg, ...]
    undecided: tuple[tuple[Leg, Undecided], ...]


def blocked(knowledge: Knowledge, reasoning: Reasoning) -> Blocked:
    """What stays out of reach because a guard can never hold under what is known where it is asked."""
    graph = knowledge.graph
    reached = {stage.name for stage in graph.entries()}
    waiting, closed = sorted(reached), list[Leg]()
    undecided: list[tuple[Leg, Undecided]] = []
    while waiting:
        here = waiting.pop(0)
        for leg in every_leg(knowledge, here):
            possible = can_hold(knowledge, reasoning, leg)
            if isinstance(possible, Undecided):
                undecided.append((leg, possible))
            if possible is False:
                closed.append(leg)
            elif leg.target not in reached:
                reached.add(leg.target)
                waiting.append(leg.target)
    left = tuple(name for name in graph.journey.stages if name not in reached)
    return Blocked(left, tuple(leg for leg in closed if leg.target in left), tuple(undecided))


def every_leg(knowledge: Knowledge, origin: str) -> list[Leg]:
    """Every way out of a stage, whoever may take it."""
    return [leg for leg in knowledge.every_leg if leg.origin == origin]


def can_hold(knowledge: Knowledge, reasoning: Reasoning, leg: Leg, *also: Condition) -> bool | Undecided:
    """Whether a guard can be true under what is known as it is asked, together with other conditions."""
    guards = [*also, *([leg.guard] if leg.guard else [])]
    return reasoning.is_possible(*guards, known=asked_with(knowledge, leg)) if guards else True


def asked_with(knowledge: Knowledge, leg: Leg) -> frozenset[str]:
    """What is known of everybody as the guard of a leg is asked."""
    stage = knowledge.graph.journey.stages[leg.origin]
    return knowledge.at[leg.origin] | (collected(stage) if leg.collects else frozenset())


def self_firing(passages: Iterable[Passage]) -> list[Passage]:
    """The ways that take a buyer as soon as their guard is true."""
    return [one for one in passages if isinstance(one.way, Move | Handoff | Recycle) and one.way.fires_itself]


def goes_first(one: Passage, other: Passage) -> bool:
    """Whether `priority` says that one way goes before another."""
    first, second = (
        passage.way.priority if isinstance(passage.way, Move | Handoff | Recycle) else None for passage in (one, other)
    )
    return first is not None and second is not None and first.number < second.number


class Reach:
    """The ways of one buyer at a time, in one journey."""

    def __init__(self, knowledge: Knowledge, future: Future) -> None:
        self.knowledge = knowledge
        self.future = future
        self._like: dict[tuple[int, tuple[tuple[int, int], ...]], Box] = {}
        self._rivals = {id(leg): self._others(leg) for leg in knowledge.legs}

    def axes(self, stage: str, more: Iterable[Condition], allows: Allows | None = None) -> tuple[int, ...]:
        """What matters of a buyer on all ways to a stage, and for some more conditions."""
        before, grew = {stage}, True
        while grew:
            ways = {leg.origin for leg in self.knowledge.legs if leg.target in before and (not allows or allows(leg))}
            grew = not ways <= before
            before |= ways
        legs = [leg for leg in self.knowledge.legs if leg.origin in before and leg.target in before]
        asked = [condition for leg in legs for conditions in self.asked(leg) for condition in conditions]
        return self.future.axes([*asked, *more])

    def way_to(self, person: Box, stage: str, allows: Allows | None = None) -> tuple[Leg, ...] | None:
        """Legs on which this buyer comes to a stage; none where none was found."""
        found: dict[str, tuple[tuple[Leg, ...], frozenset[str]]]
        found = {entry.name: ((), frozenset()) for entry in self.knowledge.graph.entries()}
        waiting = list(found)
        while waiting:
            here = waiting.pop(0)
            if here == stage:
                return found[here][0]
            legs, sure = found[here]
            for leg in self._legs_from(here, allows):
                then = self.moment(leg, person, "earlier", sure) if leg.target not in found else None
                if then is not None:
                    found[leg.target] = ((*legs, leg), sure | self._known_in(then))
                    waiting.append(leg.target)
        return None

    def strangers(self, person: Box, stage: str, allows: Allows | None = None) -> Box:
        """Buyers who do not come to a stage, as this one does not: of them as many as can be said together."""
        reached = {entry.name for entry in self.knowledge.graph.entries()}
        waiting = list(reached)
        walls: list[Leg] = []
        while waiting:
            here = waiting.pop()
            for leg in self._legs_from(here, allows):
                if leg.target in reached:
                    continue
                if self.moment(leg, person, "earlier") is None:
                    walls.append(leg)
                else:
                    reached.add(leg.target)
                    waiting.append(leg.target)
        if stage in reached:
            return person
        region: Box | None = {}
        for leg in walls:
            if leg.target not in reached and region is not None:
                region = met(region, self._blocked_like(leg, person))
        return person if region is None else region

    def moment(self, leg: Leg, person: Box, time: Time, sure: Collection[str] = ()) -> Box | None:
        """A moment at which one of these people takes a leg; of `sure` fields it is known that they are known."""
        known = asked_with(self.knowledge, leg) | frozenset(sure)
        meets, avoids = self.asked(leg)
        return self.future.moment(person, time, meets, avoids, known)

    def asked(self, leg: Leg) -> tuple[tuple[Condition, ...], tuple[Condition, ...]]:
        """What must be true, and what must not, for a leg to be taken: of several time limits, one counts."""
        journey, way = self.knowledge.graph.journey, leg.passages[0].way
        rivals = self._rivals[id(leg)]
        if not isinstance(way, TimeLimit):
            return (leg.guard,) if leg.guard else (), rivals
        missed = list(rivals)
        for where in journey.stages[leg.origin].wheres:
            named = condition_named(journey, where.holds.name) if where.leave else None
            if where.leave is way and named:
                return (named,), tuple(missed)
            missed += [named] if named else []
        return (), tuple(missed)

    def _blocked_like(self, leg: Leg, person: Box) -> Box:
        meets, avoids = self.asked(leg)
        guards = (*meets, *avoids)
        known = {place for field in asked_with(self.knowledge, leg) for place in self.future.space.axes_of(field)}
        own = {*self.future.axes(guards), *known}
        asked = {place: mask for place, mask in person.items() if place in own}
        key = (id(leg), tuple(sorted(asked.items())))
        if key not in self._like:
            self._like[key] = self.future.like(asked, lambda region: self.moment(leg, region, "earlier") is None)
        return self._like[key]

    def _known_in(self, then: Box) -> frozenset[str]:
        space = self.future.space
        return frozenset(
            axis.subject
            for place, mask in then.items()
            if (axis := space.axes[place]).missing and not mask & axis.missing
        )

    def _legs_from(self, stage: str, allows: Allows | None) -> list[Leg]:
        return [leg for leg in self.knowledge.legs if leg.origin == stage and (not allows or allows(leg))]

    def _others(self, leg: Leg) -> tuple[Condition, ...]:
        """The guards that take a buyer elsewhere before this leg does."""
        way = leg.passages[0]
        others = [
            other for other in self_firing(self.knowledge.graph.ways_out(leg.origin))
            if other.way is not way.way and other.target != way.target and not goes_first(way, other)
        ]  # fmt: skip
        found = [other.way.when for other in others if isinstance(other.way, Move | Handoff | Recycle)]
        return tuple(guard for guard in found if guard)
