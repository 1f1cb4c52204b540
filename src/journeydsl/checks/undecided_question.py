"""A question about all buyers that could not be settled."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.diagnostics.finding import Finding, Fix, Unanswered

GROUP = "Reading and names"
SEVERITY = "error"
COSTS = "what is not settled may be a gap, and nobody has looked into it"


def check_unanswered(unanswered: tuple[Unanswered, ...]) -> Iterator[Finding]:
    """Every question that a check had to leave open."""
    for one in unanswered:
        yield Finding(
            one.span,
            f"It stays open whether {one.question}",
            one.subject,
            evidence=(one.reason,),
            fix=Fix("Say it with fewer conditions, or split it, so that it can be settled"),
        )
