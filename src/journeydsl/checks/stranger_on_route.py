"""A route to a team that is no part of the one that receives."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.teams import is_stranger, knows_every_team

GROUP = "Ownership and handoffs"
SEVERITY = "error"
COSTS = "the buyer lies with a team that does not own the stage, and neither team feels responsible"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every team on a route that is no part of the owner of the stage that the handoff enters."""
    for handoff in subject.journey.handoffs if knows_every_team(subject.graph) else ():
        owner = subject.graph.owner(handoff.target.name)
        lines = handoff.route.lines if handoff.route and owner else ()
        strangers = {line.team.name: line for line in reversed(lines)}
        for team, line in reversed(strangers.items()):
            if owner and is_stranger(subject.graph, team, owner.name):
                yield Finding(
                    line.team.span,
                    f"`{team}` is no part of `{owner.name}`, which owns `{handoff.target.name}`",
                    f"handoff {handoff.name} to {team}",
                    fix=Fix(f"Route to `{owner.name}` or one of its parts, or make `{team}` a `part of {owner.name}`"),
                )
