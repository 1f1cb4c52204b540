"""A rejection that needs no reason."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix

GROUP = "Ownership and handoffs"
SEVERITY = "error"
COSTS = "a sender who is not told why sends the same kind of buyer again next week"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every `reject` without `because`."""
    for handoff in subject.journey.handoffs:
        for rejection in handoff.rejects:
            if not rejection.reasons and handoff.is_whole:
                yield Finding(
                    rejection.span,
                    f"A buyer of `{handoff.name}` can be sent back to `{rejection.target.name}` without a reason",
                    f"handoff {handoff.name} reject -> {rejection.target.name}",
                    fix=Fix("Add `because` and the reasons that both teams agree on"),
                )
