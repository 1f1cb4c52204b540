"""One person on a route, and nobody for their days off."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix, Label
from journeydsl.graph.teams import has_stand_in, knows_every_team

GROUP = "Ownership and handoffs"
SEVERITY = "warning"
COSTS = "the buyers of that person wait for as long as the holiday lasts"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every team of one on a route for whom nobody stands in."""
    graph = subject.graph
    if not knows_every_team(graph):
        return
    routes = [(handoff, handoff.route) for handoff in subject.journey.handoffs]
    lines = {line.team.name: (handoff, line) for handoff, route in reversed(routes) if route for line in route.lines}
    for name, team in subject.journey.teams.items():
        if name not in lines or team.people is None or team.people.number != 1 or has_stand_in(graph, name):
            continue
        handoff, line = lines[name]
        yield Finding(
            team.name_span,
            f"`{name}` is one person, and nobody stands in for the buyers of `{handoff.name}`",
            f"team {name}",
            labels=(Label(line.span, "they come from here"),),
            fix=Fix(f"Add `stand in` and a team to `{name}`"),
        )
