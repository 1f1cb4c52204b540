"""Every condition that a journey asks, and the statement that asks it."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.model.buyers import ScoreLine
from journeydsl.model.conditions import Condition
from journeydsl.model.journey import Journey
from journeydsl.text.record import Record


class Asked(Record):
    """A condition and the statement that asks it: `rule qualified`, `handoff lead -> sal`."""

    condition: Condition
    subject: str
    qualifies: bool


def asked_conditions(journey: Journey) -> Iterator[Asked]:
    """Every condition of rules, segments, scores, ways and routes; `qualifies` where a buyer goes on by it."""
    for rule in journey.rules.values():
        if rule.when:
            yield Asked(rule.when, f"rule {rule.name}", not rule.disqualifies)
    for segment in journey.segments.values():
        if segment.when:
            yield Asked(segment.when, f"segment {segment.name}", False)
    for score in journey.scores.values():
        for line in score.lines:
            if isinstance(line, ScoreLine):
                yield Asked(line.when, f"score {score.name}", False)
    for kind, ways in (("move", journey.moves), ("handoff", journey.handoffs), ("recycle", journey.recycles)):
        for way in ways:
            if way.when:
                goes_on = kind != "recycle" and journey.stages[way.target.name].kind != "lost"
                yield Asked(way.when, f"{kind} {way.name}", goes_on)
    for handoff in journey.handoffs:
        for taking in handoff.route.lines if handoff.route else ():
            if taking.when:
                yield Asked(taking.when, f"handoff {handoff.name} route", False)
