"""A handoff that carries nothing but the buyer."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.checks._words import all_quoted
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.handovers import said_for

GROUP = "Ownership and handoffs"
SEVERITY = "warning"
COSTS = "the receiver asks the buyer again what your firm already knows"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every handoff with neither `pass` nor `brief` for all of its buyers."""
    for handoff in subject.journey.handoffs:
        special = said_for(subject.graph, handoff, lambda block: block.passes or block.brief)
        if special is None or not handoff.is_whole:
            continue
        message = (
            f"`{handoff.name}` passes something along for {all_quoted(special)} buyers alone"
            if special
            else f"`{handoff.name}` passes nothing along"
        )
        yield Finding(
            handoff.header_span,
            message,
            f"handoff {handoff.name}",
            fix=Fix("Add `pass` with fields, scores or activities, or a `brief` in words"),
        )
