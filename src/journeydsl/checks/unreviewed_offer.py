"""An offer that no meeting reads."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.offers import is_reviewed

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "warning"
COSTS = "the next one costs as much, and nobody knows what the last one brought"
ABOUT = ("offers",)


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every offer that no meeting reads."""
    journey = subject.journey
    if not journey.is_whole or not all(meeting.is_whole for meeting in journey.meetings.values()):
        return
    for offer in journey.offers.values():
        if not is_reviewed(subject.graph, offer):
            yield Finding(
                offer.name_span,
                f"No meeting reads what came of `{offer.name}`",
                f"offer {offer.name}",
                fix=Fix(f"Add a `meeting` some days after `{offer.name}` that `reads` it"),
            )
