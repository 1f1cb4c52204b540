"""An offer that nobody on the sales side is told of."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.checks._words import all_quoted
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.offers import is_announced, is_over, sellers
from journeydsl.graph.teams import knows_every_team

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "warning"
COSTS = "buyers call about an offer of which the seller hears for the first time"
ABOUT = ("offers",)


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every offer, as long as it is not over, that is announced to no team that works its buyers."""
    graph = subject.graph
    if not knows_every_team(graph) or not subject.has_whole_path:
        return
    for offer in subject.journey.offers.values():
        if offer.by is None or not offer.is_whole or is_over(offer, subject.today):
            continue
        teams = sellers(graph, offer, offer.by.name)
        if teams and not is_announced(graph, offer, teams):
            yield Finding(
                offer.name_span,
                f"Nobody of {all_quoted(teams, 'or')} is told of `{offer.name}` before it begins",
                f"offer {offer.name}",
                fix=Fix("Add `announce`, how long before, and to whom"),
            )
