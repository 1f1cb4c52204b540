"""A condition that holds for everybody."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._buyers import unanswered
from journeydsl.checks._conditions import said
from journeydsl.checks._places import places
from journeydsl.checks._subject import Subject
from journeydsl.conditions.answers import Undecided
from journeydsl.conditions.parts import certainty, disjuncts
from journeydsl.diagnostics.finding import Finding, Fix, Unanswered
from journeydsl.model.conditions import Condition, RuleHolds, SegmentHolds
from journeydsl.text.words import joined

GROUP = "Rules, scores, segments, routes"
SEVERITY = "warning"
COSTS = "a rule that says yes to everybody decides nothing, and the time spent on it is lost"


def check_journey(subject: Subject) -> Iterator[Finding | Unanswered]:
    """Every rule, segment, score line and guard that holds for every buyer, whatever is known."""
    for place in places(subject):
        if place.kind == "route line":
            continue
        always = subject.reasoning.always_holds(place.condition)
        if isinstance(always, Undecided):
            # Where it is open whether anybody can meet it at all, `impossible-rule` has said so.
            if not isinstance(subject.reasoning.is_possible(place.condition), Undecided):
                yield from unanswered(place.span, f"anybody fails {place.said}", place.subject, always)
        elif always and not isinstance(place.condition, RuleHolds | SegmentHolds):
            yield Finding(
                place.span,
                f"Every buyer meets {place.said}",
                place.subject,
                evidence=tuple(_lines(subject, place.condition)),
                fix=Fix("Ask for something that not every buyer has, or take it out"),
            )


def _lines(subject: Subject, condition: Condition) -> Iterator[str]:
    """The few sides of an `or` that leave nobody out."""
    enough = certainty(subject.reasoning, disjuncts(condition))
    if isinstance(enough, Undecided):
        return
    words = joined([said(part) for part in enough], "or")
    yield f"{words} holds for everybody, also where nothing is entered"
