"""A handoff from a team to itself."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.teams import holders

GROUP = "Ownership and handoffs"
SEVERITY = "warning"
COSTS = "people who accept from themselves and report to themselves soon take no handoff seriously"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every handoff whose senders, receivers and owners are all the very same team."""
    graph = subject.graph
    for handoff in subject.journey.handoffs:
        if not handoff.is_whole or not subject.journey.is_whole:
            continue
        owners = {team for origin in handoff.origins for team in holders(graph, origin.name)}
        teams = owners | set(graph.senders(handoff)) | set(graph.receivers(handoff))
        if len(teams) == 1 and owners and graph.receivers(handoff):
            yield Finding(
                handoff.header_span,
                f"`{teams.pop()}` hands its buyers over to itself in `{handoff.name}`",
                f"handoff {handoff.name}",
                fix=Fix("Write a `move` in place of the handoff, or give the stage to the team that takes over"),
            )
