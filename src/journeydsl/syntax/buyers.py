"""What is known about a buyer and what qualifies one: fields, activities, scores, rules, segments, as written."""

from __future__ import annotations

from journeydsl.syntax.conditions import Condition, When, Window
from journeydsl.syntax.values import (
    Block,
    Choice,
    Mapped,
    Name,
    Node,
    Number,
    Prose,
    Range,
    Text,
    Title,
    Word,
)


class Field(Node):
    """`field employees integer 1..500_000 "Employees" from "Lead.NumberOfEmployees"`"""

    name: Name
    title: Text | None
    type: FieldType
    clauses: tuple[Title | Mapped | AlwaysKnown | Personal, ...]


class IntegerType(Node):
    """`integer 1..500_000`"""

    range: Range | None


class DecimalType(Node):
    """`decimal 0..1`"""

    range: Range | None


class MoneyType(Node):
    """`money 0..`"""

    range: Range | None


class BooleanType(Node):
    """`boolean`"""


class TextType(Node):
    """`text`"""


class DateType(Node):
    """`date`"""


class OneOfType(Node):
    """`one of low, medium, high in order`"""

    choices: tuple[Choice, ...]
    in_order: Word | None


class AnyOfType(Node):
    """`any of crm, billing`"""

    choices: tuple[Choice, ...]


FieldType = IntegerType | DecimalType | MoneyType | BooleanType | TextType | DateType | OneOfType | AnyOfType


class AlwaysKnown(Node):
    """`always known`"""


class Personal(Node):
    """`personal for "Answering the request"`"""

    purpose: Text | None


class Activity(Node):
    """`activity demo_request "Asked for a demo" hand raise`"""

    name: Name
    clauses: tuple[Title | Mapped | HandRaise, ...]


class HandRaise(Node):
    """`hand raise`"""


class Score(Node):
    """`score fit "Fit" 0..100 { … }`"""

    name: Name
    title: Text | None
    range: Range | None
    late_title: Text | None
    block: Block


class Cap(Node):
    """`up to 25`"""

    number: Number


class OncePer(Node):
    """`once per day` or `once per 3 days`"""

    number: Number | None
    unit: Word


class ScoreLine(Node):
    """`add 30 when employees >= 200`"""

    sign: Word
    number: Number
    condition: Condition
    cap: Cap | None


class ScorePerLine(Node):
    """`add 5 per email_click in 30 days, once per day, up to 25`"""

    sign: Word
    number: Number
    activity: Name
    window: Window | None
    once: OncePer | None
    cap: Cap | None


class ScoreSumLine(Node):
    """`add behaviour`: another score as a part of this one"""

    sign: Word
    score: Name


class Band(Node):
    """`band good_fit "Good fit" 50..100`"""

    name: Name
    title: Text | None
    range: Range


class Rule(Node):
    """`rule ideal_customer "Ideal customer" when good_fit`"""

    name: Name
    clauses: tuple[Title | Disqualifies | When | Because, ...]
    block: Block | None


class Disqualifies(Node):
    """`disqualifies`"""


class Because(Node):
    """`because "Agreed on 2026-09-12."`"""

    prose: Prose


class Segmentation(Node):
    """`segmentation size "Company size" { … }`"""

    name: Name
    clauses: tuple[Title, ...]
    block: Block


class Segment(Node):
    """`segment enterprise "Enterprise" when employees >= 1000`"""

    name: Name
    title: Text | None
    when: When
    mapped: Mapped | None
