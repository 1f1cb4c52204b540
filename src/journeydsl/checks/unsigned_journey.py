"""A journey that too few of its sides have agreed to."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.checks._words import all_quoted
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.handovers import sides
from journeydsl.graph.teams import are_one_side, knows_every_team

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "warning"
COSTS = "whoever has not agreed is surprised by the first deadline, and keeps the old ways"

_FEWEST = 2


def check_journey(subject: Subject) -> Iterator[Finding]:
    """A journey whose handoffs join two sides or more, and that fewer than two of these have agreed to."""
    journey, graph = subject.journey, subject.graph
    if not knows_every_team(graph) or not subject.has_whole_path:
        return
    joined = sides(graph)
    agreed = [
        side
        for side in joined
        if any(are_one_side(graph, side, signature.team.name) for signature in journey.signatures)
    ]
    if len(joined) < _FEWEST or len(agreed) >= _FEWEST:
        return
    missing = [side for side in joined if side not in agreed]
    who = f"Only {all_quoted(agreed)} has" if agreed else "None of its sides has"
    yield Finding(
        journey.name_span,
        f"{who} agreed to `{journey.name}`, and its handoffs join {all_quoted(joined)}",
        f"journey {journey.name}",
        fix=Fix(f"Let {all_quoted(missing, 'or' if agreed else 'and')} read it, and add `agreed by` with the day"),
    )
