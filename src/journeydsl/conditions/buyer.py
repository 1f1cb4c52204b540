"""A buyer as conditions see one, the days that durations stand for, and how often what is done counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from journeydsl.model.values import MONTHS_IN, Duration, months_later
from journeydsl.text.record import Record

if TYPE_CHECKING:
    from fractions import Fraction

    from journeydsl.model.buyers import ScoreLine, ScorePerLine
    from journeydsl.model.journey import Journey

Value = bool | int | str | date | frozenset[str]
"""What a field holds: text and list values are `str`, an `any of` field holds a set, which is never empty.

Decimals and amounts may be a `Fraction` too; annotations say `Value` and spare everybody the import.
"""

_APART = {"minute": 1, "hour": 1, "day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
_WORKING_HOURS = 8
LONGEST_AGO = 400 * 365  # days; nobody did anything before that


class Happening(Record):
    """Something that a buyer did on a day."""

    activity: str
    day: date


class Buyer(Record):
    """Values by field, those that are missing left out, and what the buyer did, in any order."""

    values: Mapping[str, Value | Fraction]
    happenings: tuple[Happening, ...] = ()


class Case:
    """One buyer in one journey on one day: what every question about a buyer is asked of.

    `seen` keeps the answers that other answers are made of, by kind and name, so that none is worked out twice.
    """

    __slots__ = ("buyer", "journey", "seen", "today")

    def __init__(self, journey: Journey, buyer: Buyer, today: date) -> None:
        self.journey = journey
        self.buyer = buyer
        self.today = today
        self.seen: dict[tuple[str, str], Any] = {}


def day_before(today: date, duration: Duration) -> date:
    """Today less a duration: `1 month` is the same day of the month before, or that month's last."""
    return _moved(today, duration, -1)


def day_after(today: date, duration: Duration) -> date:
    """Today plus a duration."""
    return _moved(today, duration, 1)


def days_apart(once_per: Duration) -> int:
    """How many days lie at least between two that `once per` counts; a month is 30 days here, a year 365."""
    return max(1, _whole(once_per.amount * _APART[once_per.unit]))


def line_points(line: ScoreLine | ScorePerLine, times: int) -> int | Fraction:
    """What a line gives that counts so many times: what it takes off or adds is at most its cap."""
    given = line.points * times
    points = given if given > 0 else -given
    if line.cap:
        points = min(points, line.cap.number)
    return points if line.points > 0 else -points


def spaced(days: Iterable[int], apart: int) -> int:
    """The most of these days, as numbers, of which no two lie nearer than `apart` days to each other."""
    count, free = 0, 0
    for day in sorted(days):
        if not count or day >= free:
            count, free = count + 1, day + apart
    return count


def _moved(today: date, duration: Duration, sign: int) -> date:
    amount = duration.amount
    try:
        if duration.unit in MONTHS_IN:
            return months_later(today, sign * _whole(amount * MONTHS_IN[duration.unit]))
        if duration.is_business:
            return _working_days_on(today, sign, _working_days(duration))
        days = {"minute": amount / 1440, "hour": amount / 24, "week": amount * 7}.get(duration.unit, amount)
        return today + timedelta(days=sign * min(_whole(days), LONGEST_AGO))
    except (OverflowError, ValueError):
        return date.min if sign < 0 else date.max


def _working_days(duration: Duration) -> int:
    """Whole working days; hours begin one, eight to the day."""
    hours = {"minute": duration.amount / 60, "hour": duration.amount}.get(duration.unit)
    if hours is not None:
        return _whole(hours / _WORKING_HOURS)
    return _whole(duration.amount * (5 if duration.unit == "week" else 1))


def _working_days_on(today: date, sign: int, days: int) -> date:
    weeks, rest = divmod(days, 5)
    moved = today + timedelta(days=sign * 7 * min(weeks, LONGEST_AGO // 7))
    while rest:
        moved += timedelta(days=sign)
        rest -= moved.weekday() < 5
    return moved


def _whole(amount: int | float | Fraction) -> int:
    return int(-(-amount // 1))
