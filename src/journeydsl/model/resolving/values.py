"""Values as written to values with their units: numbers, money, percents, durations, days, times, ranges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from journeydsl.model.faults import (
    BadCurrency,
    BadDate,
    BadTime,
    MissingCurrency,
    NotWhole,
    OutsideRange,
    ReversedRange,
    TypeName,
    UnfitBusiness,
    UnknownWord,
    WrongType,
)
from journeydsl.model.resolving.scope import Scope
from journeydsl.model.values import UNITS, Day, Duration, Money, Number, Percent, Period, Range, TimeOfDay, Unit
from journeydsl.syntax import values as syntax
from journeydsl.text.source import Span
from journeydsl.text.spelling import nearest

if TYPE_CHECKING:
    from fractions import Fraction

_CURRENCY = re.compile(r"[A-Z]{3}")
_BUSINESS_UNITS = ("minute", "hour", "day")
_LONGEST = 40
_Word = TypeVar("_Word", bound=str)


def exact(text: str) -> int | Fraction | None:
    """`40k`, `1_000` or `0.5` as a number; none where there is none. What no business counts is cut at 40 digits."""
    digits = text.replace("_", "")
    scale = {"k": 1_000, "M": 1_000_000}.get(digits[-1:], 1)
    digits = digits.rstrip("kM")[:_LONGEST]
    try:
        if "." not in digits:
            return int(digits) * scale
        from fractions import Fraction

        number = Fraction(digits) * scale
    except ValueError:
        return None
    return number.numerator if number.denominator == 1 else number


def number(scope: Scope, node: syntax.Number, subject: str, low: int | None = None) -> Number | None:
    """A number that may have a part behind the point, not below `low`."""
    found = exact(node.text)
    if found is None:
        scope.whole = False
        return None
    if low is not None and found < low:
        scope.fault(OutsideRange(scope.span(node), subject, found, low, None))
    return Number(found, scope.span(node))


def whole_number(scope: Scope, node: syntax.Number, subject: str, low: int | None = 0) -> int | None:
    """A number without a part behind the point, not below `low`."""
    found = number(scope, node, subject, low)
    if found is None:
        return None
    if isinstance(found.number, int):
        return found.number
    scope.fault(NotWhole(scope.span(node), subject, found.number))
    return None


def counted(scope: Scope, node: syntax.Number, subject: str, low: int = 0) -> Number | None:
    """A whole number with its place."""
    found = whole_number(scope, node, subject, low)
    return None if found is None else Number(found, scope.span(node))


def percent(scope: Scope, node: syntax.Percent | None, subject: str) -> Percent | None:
    """A share of something: 0% to 100%."""
    if node is None:
        return None
    found = exact(node.text)
    if found is None:
        scope.whole = False
        return None
    if not 0 <= found <= 100:
        scope.fault(OutsideRange(scope.span(node), subject, found, 0, 100))
    return Percent(found, scope.span(node))


def money(scope: Scope, node: syntax.Quantity, subject: str) -> Money | None:
    """An amount in the journey's currency."""
    amount = exact(node.number.text)
    if amount is None:
        scope.whole = False
        return None
    if node.unit is None:
        scope.fault(MissingCurrency(scope.span(node), subject, scope.currency))
        return None
    if not is_currency(scope, node.unit):
        return None
    if scope.is_other_currency(node.unit.text, scope.span(node), subject):
        return None
    return Money(amount, node.unit.text, scope.span(node))


def is_currency(scope: Scope, node: syntax.Name) -> bool:
    """Whether a unit has the shape of a currency's code; says so where it has not."""
    if _CURRENCY.fullmatch(node.text):
        return True
    scope.whole = False
    if node.text:
        scope.fault(BadCurrency(scope.span(node), node.text))
    return False


def duration(scope: Scope, node: syntax.Duration | None, subject: str) -> Duration | None:
    """A stretch of time, not below nothing."""
    if node is None:
        return None
    amount, unit = exact(node.number.text), UNITS.get(node.unit.text)
    if amount is None or unit is None:
        scope.whole = False
        return None
    span = scope.span(node)
    if amount < 0:
        scope.fault(OutsideRange(span, subject, amount, 0, None))
        return None
    is_business = node.business is not None
    if is_business and unit not in _BUSINESS_UNITS:
        scope.fault(UnfitBusiness(span, unit))
        is_business = False
    return Duration(amount, unit, is_business, span)


def unit(scope: Scope, node: syntax.Word | None) -> Unit | None:
    """`month` of `per month`."""
    found = UNITS.get(node.text) if node else None
    if node is not None and found is None:
        scope.whole = False
    return found


def day(scope: Scope, node: syntax.Date | None) -> Day | None:
    """A day of the calendar."""
    if node is None:
        return None
    try:
        return Day(date.fromisoformat(node.text), scope.span(node))
    except ValueError:
        if node.text:
            scope.fault(BadDate(scope.span(node), node.text))
        scope.whole = False
        return None


def period(scope: Scope, first: syntax.Date, last: syntax.Date | None) -> Period | None:
    """Two days and all between; a reversed one is turned round."""
    begin = day(scope, first)
    end = day(scope, last) if last else begin
    if begin is None or end is None:
        return None
    span = Span(scope.source, first.start, (last or first).end)
    if begin.date > end.date:
        scope.fault(ReversedRange(span, first.text, last.text if last else ""))
        begin, end = end, begin
    return Period(begin.date, end.date, span)


def time_of_day(scope: Scope, node: syntax.Time | None) -> TimeOfDay | None:
    """A time on the clock, `24:00` included."""
    if node is None or not node.text:
        return None
    hour, minute = (int(part) for part in node.text.split(":"))
    if minute > 59 or hour > 24 or (hour == 24 and minute):
        scope.fault(BadTime(scope.span(node), node.text))
        return None
    return TimeOfDay(hour, minute, scope.span(node))


def number_range(scope: Scope, node: syntax.Range | None, subject: str, wanted: TypeName) -> Range | None:
    """A range of numbers, or of amounts, whose currency may be left out; a reversed one is turned round."""
    if node is None:
        return None
    ends = [_range_end(scope, end, subject, wanted) if end else None for end in (node.low, node.high)]
    low, high = ends
    if low is not None and high is not None and low > high:
        assert node.low is not None
        assert node.high is not None
        scope.fault(ReversedRange(scope.span(node), scope.span(node.low).words, scope.span(node.high).words))
        low, high = high, low
    units = [end.unit.text for end in (node.low, node.high) if end and end.unit]
    return Range(low, high, units[0] if units and wanted == "money" else None, scope.span(node))


def known_word(node: syntax.Word | None, words: Sequence[_Word], otherwise: _Word) -> _Word:
    """The word of a list that a node of the language's own words says."""
    return next((word for word in words if node and word == node.text), otherwise)


def word(scope: Scope, node: syntax.Name, subject: str, words: Sequence[str]) -> str | None:
    """A word of a property's own list, or the one that was probably meant."""
    if node.text in words:
        return node.text
    scope.whole = False
    if not node.text:
        return None
    begun = [word for word in words if len(node.text) > 2 and word.startswith(node.text.lower())]
    meant = begun[0] if len(begun) == 1 else nearest(node.text, words)
    scope.fault(UnknownWord(scope.span(node), subject, node.text, tuple(words), meant))
    return meant


def _range_end(scope: Scope, node: syntax.Quantity, subject: str, wanted: TypeName) -> int | Fraction | None:
    found = exact(node.number.text)
    if node.unit is not None:
        if wanted != "money":
            scope.fault(WrongType(scope.span(node), subject, wanted, "money"))
        elif is_currency(scope, node.unit):
            scope.is_other_currency(node.unit.text, scope.span(node), subject)
    if found is not None and not isinstance(found, int) and wanted in ("integer", "score", "count"):
        scope.fault(NotWhole(scope.span(node), subject, found))
    return found
