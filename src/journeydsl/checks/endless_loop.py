"""A circle that a buyer can go round for ever without anybody's doing."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._buyers import buyer_lines, unanswered
from journeydsl.checks._subject import Subject
from journeydsl.checks._ways import is_all_read
from journeydsl.checks._words import all_quoted
from journeydsl.conditions.answers import Undecided
from journeydsl.diagnostics.finding import Finding, Fix, Unanswered
from journeydsl.graph.passage import Passage
from journeydsl.model.path import TimeLimit, Way
from journeydsl.travel.fates import Fate, circling
from journeydsl.travel.known import Leg

GROUP = "Structure"
SEVERITY = "warning"
COSTS = "these buyers are counted anew on every round, and nobody ever decides about them"


def check_journey(subject: Subject) -> Iterator[Finding | Unanswered]:
    """Every circle of self-firing moves, handoffs and time limits that one buyer can go round for ever; none with a
    resting stage, and none that a time limit or its owner can end."""
    if not is_all_read(subject):
        return
    turning = [one for one in subject.graph.passages if _turns(one) and not one.leaves_any]
    stages = subject.journey.stages
    restless = [one for one in turning if "resting" not in (stages[one.origin].kind, stages[one.target].kind)]
    for circle in subject.graph.circles_of(restless):
        if _is_ended(subject, circle):
            continue
        found = _round(subject, circle, turning)
        place = f"circle {' '.join(circle)}"
        if isinstance(found, Undecided):
            question = f"anybody can go round {all_quoted(circle)} for ever"
            yield from unanswered(subject.journey.stages[circle[0]].name_span, question, place, found)
        elif found:
            yield _finding(subject, circle, found, place)


def _turns(passage: Passage) -> bool:
    return passage.kind == "time limit" or (passage.is_forward and passage.fires_itself)


def _is_ended(subject: Subject, circle: tuple[str, ...]) -> bool:
    """Whether a way out of the circle is a time limit, or a decision of a stage's owner."""
    for name in circle:
        owner = subject.journey.stages[name].owner
        for passage in subject.graph.ways_out(name):
            way = passage.way
            if passage.target in circle or passage.leaves_any:
                continue
            if isinstance(way, TimeLimit):
                return True
            if isinstance(way, Way) and not way.fires_itself and (
                way.by is None or owner is None or subject.graph.is_part_of(way.by.name, owner.name)
            ):  # fmt: skip
                return True
    return False


def _round(subject: Subject, circle: tuple[str, ...], turning: list[Passage]) -> Fate | Undecided | None:
    """Somebody who can go round, by the first declared way where several lead to the next stage and can be taken."""
    legs: list[list[Leg]] = []
    between = subject.once(_legs_between)
    for number, here in enumerate(circle):
        then = circle[(number + 1) % len(circle)]
        ways = [one for one in turning if (one.origin, one.target) == (here, then)]
        subject.effort.spend(len(turning) // 8)
        legs.append([leg for leg in between.get((here, then), ()) if leg.passages[0] in ways])
    found: Fate | Undecided | None = None
    for choice in _choices(legs):
        found = circling(subject.reach, choice)
        if isinstance(found, Fate):
            return found
    return found


def _legs_between(subject: Subject) -> dict[tuple[str, str], list[Leg]]:
    found: dict[tuple[str, str], list[Leg]] = {}
    for leg in subject.knowledge.legs:
        if len(leg.passages) == 1:
            found.setdefault((leg.passages[0].origin, leg.passages[0].target), []).append(leg)
    return found


def _choices(legs: list[list[Leg]]) -> Iterator[list[Leg]]:
    """Every choice of a way for each step."""
    if not legs:
        yield []
        return
    for first in legs[0]:
        for rest in _choices(legs[1:]):
            yield [first, *rest]


def _finding(subject: Subject, circle: tuple[str, ...], found: Fate, place: str) -> Finding:
    path = " -> ".join((*circle, circle[0]))
    facts = buyer_lines("this buyer can", found.example) if found.example.facts else ()
    return Finding(
        subject.journey.stages[circle[0]].name_span,
        f"A buyer can go round {all_quoted(circle)} for ever",
        place,
        evidence=(f"the way `{path}` never waits for anybody's decision", *facts),
        fix=Fix(f"Let the owner of one of them send the buyer on, or add a resting stage to {all_quoted(circle)}"),
    )
