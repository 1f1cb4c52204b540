"""A handoff after which the sender hears nothing."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._handoffs import receiver, sender
from journeydsl.checks._subject import Subject
from journeydsl.checks._words import all_quoted
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.handovers import said_for
from journeydsl.text.words import capitalized

GROUP = "Ownership and handoffs"
SEVERITY = "warning"
COSTS = "a sender who never hears what became of a buyer cannot send better ones"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every handoff without `feedback` for all of its buyers."""
    for handoff in subject.journey.handoffs:
        special = said_for(subject.graph, handoff, lambda block: block.feedback)
        if special is None or not handoff.is_whole:
            continue
        who, whom = receiver(subject.graph, handoff), sender(subject.graph, handoff)
        message = (
            f"{capitalized(whom)} hears only of {all_quoted(special)} buyers of `{handoff.name}`"
            if special
            else f"{capitalized(who)} tells {whom} nothing about the buyers of `{handoff.name}`"
        )
        yield Finding(
            handoff.header_span,
            message,
            f"handoff {handoff.name}",
            fix=Fix("Add `feedback every` and a time, `on` the fields that come back"),
        )
