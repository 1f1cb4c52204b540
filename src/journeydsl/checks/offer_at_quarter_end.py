"""An offer that begins when the quarter closes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.offers import is_over
from journeydsl.graph.quarters import fiscal_month, quarter_end

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "warning"
COSTS = "sellers close what is open in these weeks, and nobody calls the buyers of the offer"
ABOUT = ("offers",)

_DAYS = 14


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every offer that begins in the last 14 days of a fiscal quarter, as long as it is not over."""
    month = fiscal_month(subject.graph)
    for offer in subject.journey.offers.values() if month else ():
        if month is None or offer.runs is None or is_over(offer, subject.today):
            continue
        first, end = offer.runs.first, quarter_end(offer.runs.first, month)
        if end - timedelta(days=_DAYS) < first:
            days = (end - first).days + 1
            yield Finding(
                offer.runs.span,
                f"`{offer.name}` begins {_told(days)} of a fiscal quarter",
                f"offer {offer.name}",
                evidence=(f"the quarter ends on {end.isoformat()}",),
                fix=Fix(f"Begin after {end.isoformat()}, or more than two weeks before"),
            )


def _told(days: int) -> str:
    return "on the last day" if days == 1 else f"in the last {days} days"
