"""What stands behind `when`, resolved: every name is known, every value fits what it is compared with.

A field's type is in `Journey.fields`. Money is compared in the journey's one currency. `condition.span.text` is a
condition as written.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from journeydsl.model.values import Duration, Kind
from journeydsl.text.record import Record
from journeydsl.text.source import Span

if TYPE_CHECKING:
    from fractions import Fraction

Comparison = Literal["=", "!=", "<", "<=", ">", ">="]

SIGNS: Mapping[Comparison, Callable[[Any, Any], bool]] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
"""What each comparison asks of two values."""


class AllOf(Record):
    """`a and b and c`"""

    parts: tuple[Condition, ...]
    span: Span


class AnyOf(Record):
    """`a or b or c`"""

    parts: tuple[Condition, ...]
    span: Span


class Not(Record):
    """`not a`"""

    part: Condition
    span: Span


class RuleHolds(Record):
    """`qualified`"""

    rule: str
    span: Span


class SegmentHolds(Record):
    """`enterprise`"""

    segment: str
    span: Span


class BandHolds(Record):
    """`good_fit`"""

    band: str
    span: Span


class FlagIs(Record):
    """`is_customer`, `is_customer = true`, `is_customer != false`: a boolean field"""

    field: str
    is_true: bool
    span: Span


class FieldValue(Record):
    """The value of an integer, decimal or money field, as the left side of a test"""

    field: str


class ScoreValue(Record):
    """The value of a score, as the left side of a test"""

    score: str


class CountValue(Record):
    """`count of pricing_view in 14 days`; without a window, ever"""

    activity: str
    window: Duration | None


Quantity = FieldValue | ScoreValue | CountValue


class NumberCompare(Record):
    """`employees >= 200`, `budget < 9k USD`, `fit >= 40`, `count of pricing_view in 14 days >= 2`"""

    quantity: Quantity
    comparison: Comparison
    number: int | Fraction
    span: Span


class NumberRange(Record):
    """`employees in 10..50`, `employees between 10 and 50`: both ends included, an end that is none is open"""

    quantity: Quantity
    low: int | Fraction | None
    high: int | Fraction | None
    span: Span


class NumberIn(Record):
    """`employees in [1, 2]`, `employees not in [1, 2]`"""

    quantity: Quantity
    numbers: tuple[int | Fraction, ...]
    is_denied: bool
    span: Span


class ChoiceCompare(Record):
    """`country = US`; `<`, `<=`, `>`, `>=` only where the list is `in order`"""

    field: str
    comparison: Comparison
    value: str
    span: Span


class ChoiceIn(Record):
    """`country in [US, GB]`, `country not in [US, GB]`, `urgency between low and high`"""

    field: str
    values: tuple[str, ...]
    is_denied: bool
    span: Span


class TextCompare(Record):
    """`email = "a@b.example"`, without regard to case"""

    field: str
    comparison: Literal["=", "!="]
    text: str
    span: Span


class TextIn(Record):
    """`email in ["a@b.example"]`, `email not in [..]`, without regard to case"""

    field: str
    texts: tuple[str, ...]
    is_denied: bool
    span: Span


TextTestWord = Literal["contains", "starts with", "ends with"]


class TextTest(Record):
    """`email ends with "@acme.example"`, without regard to case"""

    field: str
    test: TextTestWord
    text: str
    span: Span


class Includes(Record):
    """`products includes crm`, `products includes any of [crm, billing]`, `products includes all of [crm, billing]`"""

    field: str
    quantifier: Literal["any", "all"]
    values: tuple[str, ...]
    span: Span


class DateCompare(Record):
    """`renewal_on < 2027-01-31`"""

    field: str
    comparison: Comparison
    date: date
    span: Span


class DateRange(Record):
    """`renewal_on between 2027-01-01 and 2027-03-31`, both days included"""

    field: str
    first: date
    last: date
    span: Span


class DateIn(Record):
    """`renewal_on in [2027-01-01, 2027-03-31]`"""

    field: str
    dates: tuple[date, ...]
    is_denied: bool
    span: Span


class DateWithin(Record):
    """`renewal_on within 90 days`: from today to today plus 90 days"""

    field: str
    within: Duration
    span: Span


class DateAgo(Record):
    """`renewal_on before 90 days ago` (`<`), `renewal_on after 90 days ago` (`>`), `renewal_on <= 90 days ago`"""

    field: str
    comparison: Comparison
    ago: Duration
    span: Span


class Known(Record):
    """`budget is known`, `budget is missing`"""

    field: str
    is_known: bool
    span: Span


class Happened(Record):
    """`any demo_request in 7 days`, `no demo_request in 7 days`; without a window, ever"""

    activity: str
    window: Duration | None
    is_denied: bool
    span: Span


Condition = (
    AllOf | AnyOf | Not | RuleHolds | SegmentHolds | BandHolds | FlagIs | NumberCompare | NumberRange | NumberIn
    | ChoiceCompare | ChoiceIn | TextCompare | TextIn | TextTest | Includes | DateCompare | DateRange | DateIn
    | DateWithin | DateAgo | Known | Happened
)  # fmt: skip


def walk(condition: Condition) -> Iterator[Condition]:
    """The condition itself and all its parts, in the order written; rules and segments are not looked into."""
    waiting = [condition]
    while waiting:
        part = waiting.pop()
        yield part
        match part:
            case AllOf(parts=parts) | AnyOf(parts=parts):
                waiting.extend(reversed(parts))
            case Not(part=inner):
                waiting.append(inner)
            case _:
                pass


def names_used(condition: Condition) -> Iterator[tuple[Kind, str]]:
    """The kind and name of everything it reads, in the order written, as often as written."""
    for part in walk(condition):
        match part:
            case AllOf() | AnyOf() | Not():
                pass
            case RuleHolds(rule=name):
                yield "rule", name
            case SegmentHolds(segment=name):
                yield "segment", name
            case BandHolds(band=name):
                yield "band", name
            case Happened(activity=name):
                yield "activity", name
            case NumberCompare(quantity=quantity) | NumberRange(quantity=quantity) | NumberIn(quantity=quantity):
                yield _quantity_name(quantity)
            case _:
                yield "field", part.field


def _quantity_name(quantity: Quantity) -> tuple[Kind, str]:
    match quantity:
        case FieldValue(field=name):
            return "field", name
        case ScoreValue(score=name):
            return "score", name
        case CountValue(activity=name):
            return "activity", name
