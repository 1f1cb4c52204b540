"""An offer that is over."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.offers import is_over, is_still_to_be_read

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "warning"
COSTS = "a buyer is promised a place at what ended last month"
ABOUT = ("offers",)


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every offer that ended before today, once the meetings after it are over as well."""
    graph = subject.graph
    for offer in subject.journey.offers.values():
        if offer.runs and is_over(offer, subject.today) and not is_still_to_be_read(graph, offer, subject.today):
            yield Finding(
                offer.runs.span,
                f"`{offer.name}` ended on {offer.runs.last.isoformat()}",
                f"offer {offer.name}",
                fix=Fix(f"Write when `{offer.name}` runs again, or take it out"),
            )
