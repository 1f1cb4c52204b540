"""A handoff that nobody accepts by a set time."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._handoffs import receiver
from journeydsl.checks._subject import Subject
from journeydsl.checks._words import all_quoted
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.handovers import said_for
from journeydsl.text.words import capitalized

GROUP = "Ownership and handoffs"
SEVERITY = "error"
COSTS = "a buyer whom nobody has to take by a set time is taken last, and by then talks to somebody else"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every handoff without `accept within` for all of its buyers."""
    for handoff in subject.journey.handoffs:
        special = said_for(subject.graph, handoff, lambda block: block.accept)
        if special is None or not handoff.is_whole:
            continue
        receiving = capitalized(receiver(subject.graph, handoff))
        message = (
            f"Only {all_quoted(special)} buyers of `{handoff.name}` are accepted by a set time"
            if special
            else f"{receiving} can leave buyers of `{handoff.name}` waiting for ever"
        )
        yield Finding(
            handoff.header_span,
            message,
            f"handoff {handoff.name}",
            fix=Fix(f"Add `accept within` and a time to `{handoff.name}`"),
        )
