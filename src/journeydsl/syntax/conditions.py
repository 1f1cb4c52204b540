"""What stands behind `when`: conditions, as written."""

from __future__ import annotations

from journeydsl.syntax.values import (
    Choice,
    Duration,
    Name,
    Node,
    Number,
    Range,
    Text,
    Value,
    ValueList,
    Word,
)


class When(Node):
    """`when qualified`"""

    condition: Condition


class Either(Node):
    """`a or b or c`"""

    parts: tuple[Condition, ...]


class Both(Node):
    """`a and b and c`"""

    parts: tuple[Condition, ...]


class Denied(Node):
    """`not a`"""

    part: Condition


class Holds(Node):
    """`good_fit`: a rule, segment, band or boolean field, by name"""

    name: Name


class Compare(Node):
    """`employees >= 200`"""

    name: Name
    comparison: Word
    value: Value


class CompareAgo(Node):
    """`renewal_on < 90 days ago`"""

    name: Name
    comparison: Word
    ago: Duration


class InList(Node):
    """`country in [US, GB]` or `country not in [US, GB]`"""

    name: Name
    negation: Word | None
    values: ValueList


class InRange(Node):
    """`employees in 10..50`"""

    name: Name
    range: Range


class Between(Node):
    """`employees between 10 and 50`"""

    name: Name
    low: Value
    high: Value


class IsKnown(Node):
    """`budget is known` or `budget is missing`"""

    name: Name
    presence: Word


class TextMatches(Node):
    """`email ends with "@acme.example"`"""

    name: Name
    test: Word
    text: Text


class Includes(Node):
    """`products includes crm`"""

    name: Name
    value: Choice


class IncludesOf(Node):
    """`products includes any of [crm, billing]`"""

    name: Name
    test: Word
    values: ValueList


class DateWithin(Node):
    """`renewal_on within 90 days`"""

    name: Name
    within: Duration


class DateBeforeAgo(Node):
    """`renewal_on before 90 days ago`"""

    name: Name
    side: Word
    ago: Duration


class Window(Node):
    """`in 30 days`"""

    duration: Duration


class Happened(Node):
    """`any demo_request in 7 days` or `no demo_request in 7 days`"""

    occurrence: Word
    activity: Name
    window: Window | None


class CountCompare(Node):
    """`count of pricing_view in 14 days >= 2`"""

    activity: Name
    window: Window | None
    comparison: Word
    number: Number


class CountInRange(Node):
    """`count of pricing_view in 14 days in 2..5`"""

    activity: Name
    window: Window | None
    range: Range


class CountBetween(Node):
    """`count of pricing_view in 14 days between 2 and 5`"""

    activity: Name
    window: Window | None
    low: Number
    high: Number


Condition = (
    Either | Both | Denied | Holds | Compare | CompareAgo | InList | InRange | Between | IsKnown | TextMatches
    | Includes | IncludesOf | DateWithin | DateBeforeAgo | Happened | CountCompare | CountInRange | CountBetween
)  # fmt: skip
