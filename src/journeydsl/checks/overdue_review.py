"""An agreement that was to be read again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.reviews import next_review

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "warning"
COSTS = "teams change every quarter, and the agreement describes people who have left"
ABOUT = ("signatures",)


def check_journey(subject: Subject) -> Iterator[Finding]:
    """A journey that was last agreed longer ago than its `review every`."""
    journey = subject.journey
    due: date | None = next_review(subject.graph)
    if due and journey.review_every and due < subject.today:
        last = max(signature.day.date for signature in journey.signatures)
        yield Finding(
            journey.review_every.span,
            f"`{journey.name}` was last agreed on {last.isoformat()}, and was to be read again by {due.isoformat()}",
            f"journey {journey.name}",
            fix=Fix("Read it together, and write the new day behind `agreed by`"),
        )
