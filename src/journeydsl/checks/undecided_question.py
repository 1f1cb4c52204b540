"""A question about all buyers that could not be settled."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.diagnostics.finding import Finding, Fix, Unanswered
from journeydsl.text.source import Span

GROUP = "Reading and names"
SEVERITY = "error"
COSTS = "what is not settled may be a gap, and nobody has looked into it"


def check_unanswered(unanswered: tuple[Unanswered, ...]) -> Iterator[Finding]:
    """Every question that a check had to leave open, once where several checks ask about one place or a part of it."""
    told: list[Unanswered] = []
    for one in sorted(unanswered, key=lambda one: one.span.end - one.span.start):
        if not any(_is_inside(other.span, one.span) for other in told):
            told.append(one)
    for one in told:
        yield Finding(
            one.span,
            f"It stays open whether {one.question}",
            one.subject,
            evidence=(one.reason,),
            fix=Fix("Say it with fewer conditions, or split it, so that it can be settled"),
        )


def _is_inside(one: Span, other: Span) -> bool:
    return one.source is other.source and other.start <= one.start and one.end <= other.end
