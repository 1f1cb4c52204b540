"""A clock for accepting that nothing follows when it runs out."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix, Label

GROUP = "Ownership and handoffs"
SEVERITY = "warning"
COSTS = "a time limit that nobody is asked about is kept in the first week and forgotten in the second"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every handoff with an `accept within` that escalates to nobody."""
    for handoff in subject.journey.handoffs:
        clocks = [(handoff.accept, "buyers")]
        clocks += [(where.accept, f"`{where.holds.name}` buyers") for where in handoff.wheres]
        missed = [(accept, buyers) for accept, buyers in clocks if accept and accept.escalates_to is None]
        if not missed or not handoff.is_whole:
            continue
        accept, buyers = missed[0]
        yield Finding(
            accept.span,
            f"Nothing follows when {buyers} of `{handoff.name}` are not accepted within {accept.duration.text}",
            f"handoff {handoff.name}",
            labels=tuple(Label(other.span, f"and nothing for {buyers}") for other, buyers in missed[1:]),
            fix=Fix("Add `else escalate to` and a team"),
        )
