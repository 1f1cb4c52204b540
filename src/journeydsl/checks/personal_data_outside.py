"""Personal data for a team outside the company, with no purpose."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._personal import carried
from journeydsl.checks._subject import Subject
from journeydsl.checks._words import all_quoted
from journeydsl.diagnostics.finding import Finding, Fix, Label

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "warning"
COSTS = "people's data leave the company, and nobody can say why when they ask"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every personal field without a purpose that a handoff gives to an external team."""
    for one in carried(subject):
        if one.outside:
            yield Finding(
                one.span,
                f"`{one.field.name}` goes to {all_quoted(one.outside)}, outside the company, and nothing says what for",
                f"handoff {one.handoff.name} {one.field.name}",
                labels=(Label(one.field.name_span, "personal, without a purpose"),),
                fix=Fix(f"Add `for` and the purpose behind `personal` of `{one.field.name}`, or pass it no more"),
            )
