"""A team to which no buyer ever comes."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.teams import acting_teams, fed_teams, knows_every_team, talking_teams

GROUP = "Ownership and handoffs"
SEVERITY = "warning"
COSTS = "people are paid to wait for buyers whom no rule sends them"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every team of the company that no stage and no route feeds, and that nothing gives another part to play.

    A team that says how many buyers it can take is expected to get them, even where it meets and signs.
    """
    graph = subject.graph
    if not knows_every_team(graph):
        return
    spared = fed_teams(graph) | acting_teams(graph) | _of_other_journeys(subject)
    talking = talking_teams(graph)
    for name, team in subject.journey.teams.items():
        if team.is_external or name in spared or (name in talking and not team.capacities):
            continue
        yield Finding(
            team.name_span,
            f"No stage and no route gives buyers to `{name}`",
            f"team {name}",
            fix=Fix(f"Give `{name}` a stage or a line of a route, say what else it does, or leave it out"),
        )


def _of_other_journeys(subject: Subject) -> frozenset[str]:
    return frozenset(name for kind, name in subject.used_elsewhere if kind == "team")
