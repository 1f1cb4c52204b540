"""A handoff whose receiver cannot send a buyer back."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._handoffs import receiver
from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.handovers import can_be_sent_back
from journeydsl.text.words import capitalized

GROUP = "Ownership and handoffs"
SEVERITY = "error"
COSTS = "a buyer who came too early has no way back, and whoever got them lets them lie"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every handoff that the receiver neither rejects nor undoes by a decision of their own."""
    for handoff in subject.journey.handoffs:
        is_certain = handoff.is_whole and subject.journey.is_whole
        if is_certain and not can_be_sent_back(subject.graph, handoff):
            yield Finding(
                handoff.header_span,
                f"{capitalized(receiver(subject.graph, handoff))} cannot send back a buyer of `{handoff.name}`",
                f"handoff {handoff.name}",
                fix=Fix("Add `reject` with a stage to go back to, `because` and the reasons that both teams accept"),
            )
