"""Personal data that are passed with no purpose."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._personal import carried
from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix, Label

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "advice"
COSTS = "data are kept because they were there, and the day somebody asks, nobody knows why"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every personal field without a purpose, where a handoff inside the company first passes it."""
    every = list(carried(subject))
    told = {one.field.name for one in every if one.outside}
    for one in every:
        if one.field.name not in told:
            told.add(one.field.name)
            yield Finding(
                one.span,
                f"`{one.handoff.name}` passes `{one.field.name}`, which is personal, and nothing says what for",
                f"field {one.field.name}",
                labels=(Label(one.field.name_span, "personal, without a purpose"),),
                fix=Fix(f"Add `for` and the purpose behind `personal` of `{one.field.name}`"),
            )
