"""A team that is given buyers, and that nobody knows how to reach."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.teams import escalations, is_contactable, knows_every_team

GROUP = "Ownership and handoffs"
SEVERITY = "advice"
COSTS = "whoever has a question about a buyer looks for a name, gives up and waits"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every team that receives or is escalated to and has neither channel nor e-mail."""
    graph = subject.graph
    if not knows_every_team(graph):
        return
    handoffs = subject.journey.handoffs
    receiving = {team for handoff in handoffs for team in graph.receivers(handoff)}
    asked = {team.name for handoff in handoffs for team in escalations(handoff)}
    for name, team in subject.journey.teams.items():
        if name in receiving | asked and not is_contactable(graph, name):
            does = "gets buyers" if name in receiving else "is escalated to"
            yield Finding(
                team.name_span,
                f"`{name}` {does} and has neither a channel nor an e-mail",
                f"team {name}",
                fix=Fix(f"Add `channel` or `email` to `{name}`"),
            )
