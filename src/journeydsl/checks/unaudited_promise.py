"""A promise that no meeting reads."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.model.rhythm import EachNewcomer, Reading

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "warning"
COSTS = "a promise that nobody looks at is kept until the first busy week"
ABOUT = ("promises",)


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every promise that no meeting reads by its name."""
    journey, meetings = subject.journey, subject.journey.meetings.values()
    if not journey.is_whole or not all(meeting.is_whole for meeting in meetings):
        return
    read = {
        reading.name
        for meeting in meetings
        for reading in meeting.readings
        if isinstance(reading, Reading) and reading.kind == "promise" and not isinstance(meeting.schedule, EachNewcomer)
    }
    for promise in journey.promises.values():
        if promise.name not in read:
            yield Finding(
                promise.name_span,
                f"No meeting reads whether `{promise.name}` is kept",
                f"promise {promise.name}",
                fix=Fix(f"Add `{promise.name}` to what a meeting `reads`"),
            )
