"""Buyers who take a way, with all that the guards before it have asked: values stay as they are once they are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeydsl.checks._subject import Subject
from journeydsl.conditions.answers import Example
from journeydsl.model.conditions import Condition
from journeydsl.text.record import Record
from journeydsl.travel.known import Leg
from journeydsl.travel.reach import self_firing

MOST_PATHS = 40


class Traveller(Record):
    """A buyer who takes the last of some legs on the very day on which all of them can be taken."""

    example: Example
    legs: tuple[Leg, ...]

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages on the way."""
        return (self.legs[0].origin, *(leg.target for leg in self.legs))


def forward_legs(subject: Subject) -> Iterator[Leg]:
    """The moves and handoffs with a guard that lead on: neither to a lost stage nor to one where buyers rest."""
    for leg in subject.knowledge.legs:
        is_on = subject.journey.stages[leg.target].kind not in ("lost", "resting")
        if leg.guard is not None and leg.collects and is_on:
            yield leg


def first_handoffs(subject: Subject) -> tuple[Leg, ...]:
    """The handoffs to which a buyer comes who was in nobody else's hands before."""
    waiting = [stage.name for stage in subject.graph.entries()]
    reached = set(waiting)
    while waiting:
        legs_on = subject.knowledge.out_of(waiting.pop())
        more = {leg.target for leg in legs_on if all(passage.handoff is None for passage in leg.passages)} - reached
        reached |= more
        waiting += more
    legs = subject.knowledge.legs
    return tuple(leg for leg in legs if leg.origin in reached and leg.passages[-1].kind == "handoff")


def traveller(
    subject: Subject, leg: Leg, all_of: Sequence[Condition], none_of: Sequence[Condition], known: frozenset[str]
) -> Traveller | None:
    """A buyer who comes to a leg by the shortest way on which one can, and takes it, whom nothing else takes before.

    None where there is no such buyer who is the same from beginning to end, or where that is open.
    """
    for before in _paths(subject, leg.origin):
        legs = (*before, leg)
        asked = [guard for one in legs if (guard := one.guard) is not None]
        others = [other for one in legs for other in _taking_elsewhere(subject, one)]
        found = subject.reasoning.answer([*all_of, *asked], [*none_of, *others], known | _known(subject, leg))
        if isinstance(found, Example):
            return Traveller(found, legs)
    return None


def _known(subject: Subject, leg: Leg) -> frozenset[str]:
    stage = subject.journey.stages[leg.origin]
    collected = frozenset(field.name for field in stage.collects) if leg.collects else frozenset()
    return subject.knowledge.at[leg.origin] | collected


def _paths(subject: Subject, target: str) -> Iterator[tuple[Leg, ...]]:
    """Ways from an entry stage that pass no time, shortest first, each stage at most once."""
    waiting: list[tuple[str, tuple[Leg, ...]]] = [(stage.name, ()) for stage in subject.graph.entries()]
    shown = 0
    for here, legs in waiting:
        if here == target:
            yield legs
            shown += 1
        if shown == MOST_PATHS or len(waiting) > 20 * MOST_PATHS:
            return
        been = {here, *(leg.origin for leg in legs)}
        for leg in subject.knowledge.out_of(here) if here != target else ():
            if leg.target not in been and leg.passages[-1].kind != "time limit":
                waiting.append((leg.target, (*legs, leg)))


def _taking_elsewhere(subject: Subject, leg: Leg) -> Iterator[Condition]:
    """The guards of the ways that fire by themselves out of the same stage to another one."""
    first = leg.passages[0]
    for other in self_firing(subject.graph.ways_out(leg.origin)):
        if other.guard and other.way is not first.way and other.target != first.target:
            yield other.guard
