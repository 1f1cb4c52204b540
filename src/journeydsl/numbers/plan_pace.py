"""So many per month, week or day, held against a plan's period and against each other."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from journeydsl.model.values import MONTHS_IN, Period, Unit, month_end

if TYPE_CHECKING:
    from fractions import Fraction

_MINUTES: dict[Unit, int] = {"minute": 1, "hour": 60, "day": 1440, "week": 10080}
_SHORTEST_MONTH, _LONGEST_MONTH = 28, 31


def days_in(period: Period) -> int:
    """The days of a period, the first and the last included."""
    return (period.last - period.first).days + 1


def months_in(period: Period) -> Fraction:
    """The calendar months of a period; of one that is not whole, the part that its days are of all its days."""
    from fractions import Fraction

    found = Fraction(0)
    year, month = period.first.year, period.first.month
    while (year, month) <= (period.last.year, period.last.month):
        begins = date(year, month, 1)
        ends = month_end(begins)
        first, last = max(period.first, begins), min(period.last, ends)
        found += Fraction((last - first).days + 1, ends.day)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found


def in_period(number: int | Fraction, unit: Unit, period: Period) -> Fraction:
    """How many `number per unit` are in a period: by calendar months, or by days for weeks and what is shorter."""
    from fractions import Fraction

    if unit in MONTHS_IN:
        return number * months_in(period) / MONTHS_IN[unit]
    return Fraction(number) * days_in(period) * 1440 / _MINUTES[unit]


def monthly_bounds(number: int | Fraction, unit: Unit) -> tuple[Fraction, Fraction]:
    """How many come in a month, at least and at most: months have 28 to 31 days."""
    from fractions import Fraction

    if unit in MONTHS_IN:
        exact = Fraction(number) / MONTHS_IN[unit]
        return exact, exact
    daily = Fraction(number) * 1440 / _MINUTES[unit]
    return daily * _SHORTEST_MONTH, daily * _LONGEST_MONTH


def surely_exceeds(number: int | Fraction, unit: Unit, other: int | Fraction, other_unit: Unit) -> bool:
    """Whether `number per unit` is more than `other per other_unit` in every month there is."""
    if (unit in MONTHS_IN) == (other_unit in MONTHS_IN):
        return monthly_bounds(number, unit) > monthly_bounds(other, other_unit)
    return monthly_bounds(number, unit)[0] > monthly_bounds(other, other_unit)[1]
