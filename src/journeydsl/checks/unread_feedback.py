"""A handoff whose rejections and feedback no meeting reads."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._edits import added_to_block
from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.handovers import feedbacks, is_read
from journeydsl.model.rhythm import Meeting
from journeydsl.text.source import Edit

GROUP = "Ownership and handoffs"
SEVERITY = "warning"
COSTS = "what comes back is written into a field, and the next campaign is planned without it"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every handoff that rejects or owes feedback, and whose step no meeting reads."""
    meetings = subject.journey.meetings.values()
    if not subject.journey.is_whole or not all(meeting.is_whole for meeting in meetings):
        return
    for handoff in subject.journey.handoffs:
        comes_back = handoff.rejects or feedbacks(subject.graph, handoff)
        if comes_back and handoff.origins and not is_read(subject.graph, handoff):
            step = f"{handoff.origins[0].name} -> {handoff.target.name}"
            yield Finding(
                handoff.header_span,
                f"No meeting reads what comes back from `{handoff.name}`",
                f"handoff {handoff.name}",
                fix=Fix(f"Add `{step}` to what a meeting `reads`", _edits(tuple(meetings), step)),
            )


def _edits(meetings: tuple[Meeting, ...], step: str) -> tuple[Edit, ...]:
    """Where there is one meeting, it is the one."""
    edit = added_to_block(meetings[0].span, f"reads {step}") if len(meetings) == 1 else None
    return (edit,) if edit else ()
