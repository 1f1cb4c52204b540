"""A missed clock that escalates to those who missed it."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix, Label
from journeydsl.graph.teams import are_same_people, escalations

GROUP = "Ownership and handoffs"
SEVERITY = "warning"
COSTS = "whoever missed the buyer once is asked to notice that they missed them"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every handoff that escalates to one of its receivers, or to the same people in another hat."""
    for handoff in subject.journey.handoffs:
        found = [
            (team, missed)
            for team in escalations(handoff)
            for missed in subject.graph.receivers(handoff)
            if are_same_people(subject.graph, team.name, missed)
        ]
        if not found or not handoff.is_whole:
            continue
        team, missed = found[0]
        hats = "" if team.name == missed else f"the same people as `{missed}`, "
        yield Finding(
            team.span,
            f"What is missed in `{handoff.name}` escalates to `{team.name}`, {hats}who missed it",
            f"handoff {handoff.name}",
            labels=tuple(Label(other.span, "and here") for other in dict.fromkeys(team for team, _ in found[1:])),
            fix=Fix("Escalate to somebody who can ask them: the lead of the team, or the team that it is part of"),
        )
