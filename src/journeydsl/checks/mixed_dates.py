"""A field that is compared with a day here and with today there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeydsl.checks._conditions import said
from journeydsl.checks._places import places
from journeydsl.checks._subject import Subject
from journeydsl.checks._words import quoted
from journeydsl.diagnostics.finding import Finding, Fix, Label
from journeydsl.model.conditions import Condition, DateAgo, DateCompare, DateIn, DateRange, DateWithin, walk
from journeydsl.model.definitions import every_condition

GROUP = "Reading and names"
SEVERITY = "error"
COSTS = "what holds on one day fails on the next, and nobody can check it for all of them"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every field whose days are compared both ways; no other check judges what it decides."""
    if not _mixed(*_compared(every_condition(subject.journey))):
        return  # Where buyers come by takes longer to see.
    fixed, moving = _compared(place.condition for place in places(subject))
    for field, part in moving.items():
        if field in fixed:
            yield Finding(
                part.span,
                f"{quoted(field)} is compared with today here and with a day elsewhere",
                f"field {field}",
                (Label(fixed[field].span, "with a day"),),
                (f"{said(part)} means another day each day, {said(fixed[field])} always the same",),
                Fix("Compare it with today everywhere, or with a day everywhere"),
            )


def _compared(conditions: Iterable[Condition]) -> tuple[dict[str, Condition], dict[str, Condition]]:
    """The fields that are compared with a day, and with today, each with the first condition that does so."""
    fixed: dict[str, Condition] = {}
    moving: dict[str, Condition] = {}
    for condition in conditions:
        for part in walk(condition):
            match part:
                case DateCompare(field=field) | DateRange(field=field) | DateIn(field=field):
                    fixed.setdefault(field, part)
                case DateWithin(field=field) | DateAgo(field=field):
                    moving.setdefault(field, part)
                case _:
                    pass
    return fixed, moving


def _mixed(fixed: dict[str, Condition], moving: dict[str, Condition]) -> bool:
    return not fixed.keys().isdisjoint(moving)
