"""Which buyers can get where: the ways that one and the same buyer can take, one after the other.

A buyer keeps what is known. At each way there is a moment at which its guard is true and no other way has taken the
buyer before. Where two ways take a buyer at once, nobody goes on from there: that is found and told there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from journeydsl.conditions.answers import Undecided
from journeydsl.conditions.boxes import met
from journeydsl.conditions.future import Future, Time
from journeydsl.conditions.questions import Reasoning
from journeydsl.conditions.space import Box
from journeydsl.graph.passage import Passage
from journeydsl.model.conditions import Condition
from journeydsl.model.definitions import belonging
from journeydsl.model.path import TimeLimit, Way
from journeydsl.text.record import Record
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
    return list(knowledge.written_out_of(origin))


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
    return [one for one in passages if one.fires_itself]


def goes_first(one: Passage, other: Passage) -> bool:
    """Whether `priority` says that one way goes before another."""
    first, second = (passage.way.priority if isinstance(passage.way, Way) else None for passage in (one, other))
    return first is not None and second is not None and first.number < second.number


class Arrival(Record):
    """Being in a stage at a moment at which some conditions are true and others are not.

    Who comes earlier and is still there came at a moment at which nothing that `takes` buyers out of it was true.
    """

    stage: str
    takes: tuple[Condition, ...] = ()
    meets: tuple[Condition, ...] = ()
    avoids: tuple[Condition, ...] = ()

    def questions(self, leg: Leg) -> tuple[_Question, ...]:
        """What makes a leg end in it: coming before, or coming at that very moment."""
        before = _Question(leg, "earlier", (), self.takes)
        return (before, _Question(leg, "now", self.meets, self.avoids)) if self.meets else (before,)


class _Question(Record):
    """Whether a leg can be taken at a time at which more conditions are true, and others not."""

    leg: Leg
    time: Time
    meets: tuple[Condition, ...]
    avoids: tuple[Condition, ...]

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from others."""
        return id(self.leg), self.time, tuple(map(id, self.meets)), tuple(map(id, self.avoids))


class Reach:
    """The ways of one buyer at a time, in one journey."""

    def __init__(self, knowledge: Knowledge, future: Future) -> None:
        self.knowledge = knowledge
        self.future = future
        self._like: dict[tuple[object, ...], Box] = {}
        self._answers: dict[tuple[object, ...], Box | None] = {}
        self._own: dict[tuple[object, ...], tuple[_Question, frozenset[int]]] = {}
        self._order = {name: number for number, name in enumerate(knowledge.graph.journey.stages)}
        self._rivals = {id(leg): self._others(leg) for leg in knowledge.legs}

    def axes(self, stage: str, more: Iterable[Condition], allows: Allows | None = None) -> tuple[int, ...]:
        """What matters of a buyer on all ways to a stage, and for some more conditions."""
        before, waiting = {stage}, [stage]
        while waiting:
            legs = self.knowledge.into(waiting.pop())
            origins = {leg.origin for leg in legs if not allows or allows(leg)} - before
            before |= origins
            waiting += origins
        # Of what lies between these stages, everything is asked, allowed or not.
        stages = sorted(before, key=self._order.__getitem__)
        between = [leg for here in stages for leg in self.knowledge.out_of(here) if leg.target in before]
        self.future.space.effort.spend(len(before) + 3 * len(between))
        asked = [condition for leg in between for conditions in self.asked(leg) for condition in conditions]
        return self.future.axes([*asked, *more])

    def way_to(self, person: Box, arrival: Arrival, allows: Allows | None = None) -> tuple[Leg, ...] | None:
        """Legs on which this buyer comes to a stage; none where none was found."""
        return self._walk(person, arrival, allows, is_exact=True)[0]

    def strangers(self, person: Box, arrival: Arrival, allows: Allows | None = None) -> Box:
        """Buyers who do not come to a stage, as this one does not: of them as many as can be said together."""
        way, failed = self._walk(person, arrival, allows, is_exact=False)
        region: Box | None = person if way is not None else {}
        for question in failed if way is None else ():
            region = met(region, self._unlike(question, person)) if region is not None else None
        return person if region is None else region

    def moment(
        self, leg: Leg, person: Box, time: Time, avoids: Sequence[Condition] = (), sure: Collection[str] = ()
    ) -> Box | None:
        """A moment at which one of these people takes a leg and some conditions are not true; of `sure` fields it is
        known that they are known."""
        return self._answer(_Question(leg, time, (), tuple(avoids)), person, sure)

    def rivals(self, leg: Leg) -> tuple[Condition, ...]:
        """The guards that take a buyer elsewhere before a leg does."""
        return self._rivals[id(leg)]

    def asked(self, leg: Leg) -> tuple[tuple[Condition, ...], tuple[Condition, ...]]:
        """What must be true, and what must not, for a leg to be taken: of several time limits, one counts."""
        journey, way = self.knowledge.graph.journey, leg.passages[0].way
        rivals = self._rivals[id(leg)]
        if not isinstance(way, TimeLimit):
            return (leg.guard,) if leg.guard else (), rivals
        missed = list(rivals)
        for where in journey.stages[leg.origin].wheres:
            named = belonging(journey, where.holds.name) if where.leave else None
            if where.leave is way and named:
                return (named,), tuple(missed)
            missed += [named] if named else []
        return (), tuple(missed)

    def _walk(
        self, person: Box, arrival: Arrival, allows: Allows | None, *, is_exact: bool
    ) -> tuple[tuple[Leg, ...] | None, list[_Question]]:
        """A way to a stage, or all that would have to be possible for another step.

        A buyer who comes to a stage stays there for a while only if nothing takes them at once. Where it is exact, what
        was known on one leg is known on the next.
        """
        entries = [entry.name for entry in self.knowledge.graph.entries()]
        if arrival.stage in entries:
            return (), []
        waiting: list[tuple[tuple[Leg, ...], frozenset[str]]]
        waiting = [((leg,), frozenset()) for entry in entries for leg in self._legs_from(entry, allows)]
        seen = {id(legs[-1]) for legs, _ in waiting}
        failed: list[_Question] = []
        while waiting:
            legs, sure = waiting.pop(0)
            leg = legs[-1]
            for question in arrival.questions(leg) if leg.target == arrival.stage else ():
                if self._answer(question, person, sure) is not None:
                    return legs, []
                failed.append(question)
            for after in self._legs_from(leg.target, allows):
                if id(after) in seen:
                    continue
                question = _Question(leg, "earlier", (), self._rivals[id(after)])
                then = self._answer(question, person, sure)
                if then is None:
                    failed.append(question)
                else:
                    seen.add(id(after))
                    waiting.append(((*legs, after), sure | self._known_in(then) if is_exact else sure))
        return None, failed

    def _answer(self, question: _Question, person: Box, sure: Collection[str] = ()) -> Box | None:
        """A moment that a question asks for; asked once of all people who are alike in what it depends on."""
        asked = self._in_question(question, person)
        key = (question.key, frozenset(sure), tuple(sorted(asked.items())))
        if key not in self._answers:
            meets, avoids = self.asked(question.leg)
            known = asked_with(self.knowledge, question.leg) | frozenset(sure)
            meets, avoids = (*meets, *question.meets), tuple(dict.fromkeys((*avoids, *question.avoids)))
            self._answers[key] = self.future.moment(asked, question.time, meets, avoids, known)
        return self._answers[key]

    def _unlike(self, question: _Question, person: Box) -> Box:
        asked = self._in_question(question, person)
        key = (question.key, tuple(sorted(asked.items())))
        if key not in self._like:
            self._like[key] = self.future.like(asked, lambda region: self._answer(question, region) is None)
        return self._like[key]

    def _in_question(self, question: _Question, person: Box) -> Box:
        """What of a person a question depends on."""
        self.future.space.effort.spend(20 + len(person))
        if question.key not in self._own:
            meets, avoids = self.asked(question.leg)
            fields = asked_with(self.knowledge, question.leg)
            known = {place for field in fields for place in self.future.space.axes_of(field)}
            own = self.future.axes((*meets, *avoids, *question.meets, *question.avoids))
            self._own[question.key] = (question, frozenset(own) | known)
        own_axes = self._own[question.key][1]
        return {place: mask for place, mask in person.items() if place in own_axes}

    def _known_in(self, then: Box) -> frozenset[str]:
        space = self.future.space
        return frozenset(
            axis.subject
            for place, mask in then.items()
            if (axis := space.axes[place]).missing and not mask & axis.missing
        )

    def _legs_from(self, stage: str, allows: Allows | None) -> list[Leg]:
        return [leg for leg in self.knowledge.out_of(stage) if not allows or allows(leg)]

    def _others(self, leg: Leg) -> tuple[Condition, ...]:
        """The guards that take a buyer elsewhere before this leg does."""
        way = leg.passages[0]
        others = [
            other for other in self_firing(self.knowledge.graph.ways_out(leg.origin))
            if other.way is not way.way and other.target != way.target and not goes_first(way, other)
        ]  # fmt: skip
        return tuple(other.guard for other in others if other.guard)
