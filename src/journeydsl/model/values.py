"""The smallest values of the model: references, texts, numbers with their units, days and times."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, get_args

from journeydsl.text.record import Record
from journeydsl.text.source import Span

if TYPE_CHECKING:
    from fractions import Fraction


Kind = Literal[
    "team", "stage", "role", "field", "activity", "score", "band", "rule", "segment", "segmentation", "calendar",
    "promise", "plan", "kpi", "content", "cadence", "offer", "meeting", "term", "scenario", "reason", "journey",
]  # fmt: skip
Unit = Literal["minute", "hour", "day", "week", "month", "quarter", "year"]
UNITS: Mapping[str, Unit] = {form: unit for unit in get_args(Unit) for form in (unit, f"{unit}s")}
"""What each unit is called, one of it or several."""
MONTHS_IN: Mapping[Unit, int] = {"month": 1, "quarter": 3, "year": 12}
"""How many months each unit is that is measured in them."""


class Reference(Record):
    """A name that stands for a declaration; what it is called is known from where it stands."""

    name: str
    span: Span


class Text(Record):
    """Words that somebody wrote: what they say, without quotes and escapes."""

    text: str
    span: Span


class Prose(Record):
    """Words that may be Markdown (`\"\"\"…\"\"\"`), without the indentation of their place."""

    text: str
    is_markdown: bool
    span: Span


class Number(Record):
    """A number without a unit, exact."""

    number: int | Fraction
    span: Span


class Percent(Record):
    """`22%`; `percent` is 22."""

    percent: int | Fraction
    span: Span

    @property
    def share(self) -> Fraction:
        """The same as a part of 1: 22% is 11/50."""
        from fractions import Fraction

        return Fraction(self.percent) / 100

    @property
    def text(self) -> str:
        """As a person writes it: `22%`."""
        return f"{written_number(self.percent)}%"


class Money(Record):
    """`40k USD`"""

    amount: int | Fraction
    currency: str
    span: Span

    @property
    def text(self) -> str:
        """As a person writes it: `40,000 USD`."""
        return f"{written_number(self.amount)} {self.currency}"


class Duration(Record):
    """`4 business hours`; `unit` is always singular."""

    amount: int | Fraction
    unit: Unit
    is_business: bool
    span: Span

    @property
    def text(self) -> str:
        """As a person writes it: `1 business day`, `4 hours`."""
        business = "business " if self.is_business else ""
        return f"{written_number(self.amount)} {business}{self.unit}{'' if self.amount == 1 else 's'}"


class Day(Record):
    """`2027-03-31`"""

    date: date
    span: Span


class Period(Record):
    """`2027-01-01..2027-03-31`, both days included; a single day is its own last."""

    first: date
    last: date
    span: Span


class TimeOfDay(Record):
    """`09:30`"""

    hour: int
    minute: int
    span: Span

    @property
    def text(self) -> str:
        """As a person writes it: `09:30`."""
        return f"{self.hour:02}:{self.minute:02}"


class Range(Record):
    """`0..100`, both ends included; an end that is none is open."""

    low: int | Fraction | None
    high: int | Fraction | None
    currency: str | None
    span: Span


class Declaration(Record):
    """What every declaration has; one that is not whole lost something to a fault and says less than was meant."""

    name: str
    title: str | None
    span: Span
    name_span: Span
    is_whole: bool

    @property
    def label(self) -> str:
        """What people call it: its title, else its name turned into words."""
        return self.title or self.name.replace("_", " ").strip().capitalize()


def written_number(number: int | Fraction) -> str:
    """A number as a person reads it: `40,000`, `2.5`; a fraction without a short decimal form as `1/3`."""
    if isinstance(number, int):
        return f"{number:,}"
    scaled = number * 10**6
    if scaled.denominator != 1:
        return f"{number.numerator:,}/{number.denominator:,}"
    sign = "-" if scaled < 0 else ""
    whole, rest = divmod(abs(scaled.numerator), 10**6)
    return f"{sign}{whole:,}.{rest:06}".rstrip("0").rstrip(".")


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or earlier; in a shorter month its last day stands for those it lacks.

    Raises ValueError outside the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, month_end(date(year, month + 1, 1)).day))


def month_end(day: date) -> date:
    """The last day of the month that a day is in."""
    return day.replace(day=31) if day.month == 12 else date(day.year, day.month + 1, 1) - timedelta(days=1)
