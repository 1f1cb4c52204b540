"""Questions about the agreement: when it is read again."""

from __future__ import annotations

from datetime import date, timedelta

from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.values import MONTHS_IN, Duration, months_later

_DAYS = {"day": 1, "week": 7}


def next_review(graph: JourneyGraph) -> date | None:
    """When an agreement is to be read again, counted from the newest signature; none where nobody signed, or where it
    counts in business days or in less than days."""
    journey = graph.journey
    if journey.review_every is None or not journey.signatures:
        return None
    return later(max(signature.day.date for signature in journey.signatures), journey.review_every)


def moved(day: date, days: int) -> date | None:
    """A day so many days later, or earlier; none beyond the years that calendars have."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def later(day: date, duration: Duration) -> date | None:
    """A day so long after another, in calendar time; in a shorter month its last day stands for those it lacks."""
    amount = duration.amount
    if duration.is_business or amount != int(amount) or amount > 100_000:
        return None
    try:
        if duration.unit in _DAYS:
            return day + timedelta(days=int(amount) * _DAYS[duration.unit])
        return months_later(day, int(amount) * MONTHS_IN[duration.unit]) if duration.unit in MONTHS_IN else None
    except (ValueError, OverflowError):
        return None
