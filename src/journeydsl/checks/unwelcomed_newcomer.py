"""Newcomers who learn the journey by accident."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.model.rhythm import EachNewcomer

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "advice"
IS_OFF = True
COSTS = "who joins learns the old way from whoever sits nearby"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """A journey without a meeting of that kind."""
    journey, meetings = subject.journey, subject.journey.meetings.values()
    if not journey.is_whole or not all(meeting.is_whole for meeting in meetings):
        return
    if not any(meeting.kind == "onboarding" or isinstance(meeting.schedule, EachNewcomer) for meeting in meetings):
        yield Finding(
            journey.name_span,
            "Nothing brings newcomers into the journey",
            f"journey {journey.name}",
            fix=Fix("Add a `meeting` within some days `for each newcomer`"),
        )
