"""Teams that never listen to calls together."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "advice"
IS_OFF = True
COSTS = "marketing writes for buyers whom it has never heard"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """A journey without a meeting of that kind."""
    journey, meetings = subject.journey, subject.journey.meetings.values()
    if not journey.is_whole or not all(meeting.is_whole for meeting in meetings):
        return
    if not any(meeting.kind == "calls" for meeting in meetings):
        yield Finding(
            journey.name_span,
            "No meeting is held to listen to calls together",
            f"journey {journey.name}",
            fix=Fix("Add a `meeting` of both sides with `kind calls`"),
        )
