"""Questions about fiscal quarters: where they end."""

from __future__ import annotations

from datetime import date

from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.values import Period, month_end, months_later


def fiscal_month(graph: JourneyGraph) -> int | None:
    """The month with which fiscal quarters begin: that of the fiscal year, or of a plan that is a quarter long.

    None where neither says so. A plan tells one of the three months that may begin the year; quarters need no more.
    """
    journey = graph.journey
    if journey.fiscal_month is not None:
        return journey.fiscal_month
    quarters = [plan.period.first.month for plan in journey.plans.values() if _is_a_quarter(plan.period)]
    return quarters[0] if quarters and len({month % 3 for month in quarters}) == 1 else None


def quarter_end(day: date, first_month: int) -> date:
    """The last day of the fiscal quarter that a day is in."""
    try:
        return month_end(months_later(day, (first_month - day.month - 1) % 3))
    except ValueError:
        return date.max  # The quarter goes on after the last day that calendars have.


def _is_a_quarter(period: Period) -> bool:
    return period.first.day == 1 and period.last == quarter_end(period.first, period.first.month)
