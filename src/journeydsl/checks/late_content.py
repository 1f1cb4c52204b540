"""Content that was due, and is not there."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "warning"
COSTS = "the first mail goes out with a link that leads nowhere"
ABOUT = ("contents",)


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every content that was due before today and has neither an address nor a text."""
    for content in subject.journey.contents.values():
        is_there = content.address or content.text
        if content.due and content.due.date < subject.today and not is_there and content.is_whole:
            yield Finding(
                content.due.span,
                f"`{content.name}` was due on {content.due.date.isoformat()}, and has neither an address nor a text",
                f"content {content.name}",
                fix=Fix("Add `at` and where it is, or the day that it is due now"),
            )
