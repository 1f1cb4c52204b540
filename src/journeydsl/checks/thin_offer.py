"""An offer with too little to say."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.offers import is_over
from journeydsl.text.words import joined

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "warning"
COSTS = "the seller reads a title from the calendar, and the buyer asks what it is about"
ABOUT = ("offers",)

_FEWEST = 2


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every offer, as long as it is not over, with fewer than two talking points or without an address."""
    for offer in subject.journey.offers.values():
        if not offer.is_whole or is_over(offer, subject.today):
            continue
        points, lacking, orders = len(offer.says), [], []
        if points < _FEWEST:
            lacking.append("one talking point only" if points else "no talking points")
            orders.append("a second talking point to `say`" if points else "`say` with two talking points")
        if offer.address is None:
            lacking.append("no address")
            orders.append("`at` and where it is")
        if lacking:
            yield Finding(
                offer.name_span,
                f"`{offer.name}` has {joined(lacking)}",
                f"offer {offer.name}",
                fix=Fix(f"Add {joined(orders)}"),
            )
