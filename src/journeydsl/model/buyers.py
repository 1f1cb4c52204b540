"""What is known about a buyer and what qualifies one: fields, activities, scores, rules, segments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeydsl.model.conditions import Condition
from journeydsl.model.values import Declaration, Duration, Number, Prose, Range, Reference, Text
from journeydsl.text.record import Record
from journeydsl.text.source import Span

if TYPE_CHECKING:
    from fractions import Fraction


class IntegerType(Record):
    """Whole numbers, perhaps within a range."""

    range: Range | None


class DecimalType(Record):
    """Numbers, perhaps within a range."""

    range: Range | None


class MoneyType(Record):
    """Amounts in the journey's currency, perhaps within a range."""

    range: Range | None


class BooleanType(Record):
    """True or false."""


class TextType(Record):
    """Any text."""


class DateType(Record):
    """Days."""


class OneOfType(Record):
    """One value of a list; `is_ordered` where it goes from least to most."""

    values: tuple[Text, ...]
    is_ordered: bool


class AnyOfType(Record):
    """Any number of values of a list, at least one."""

    values: tuple[Text, ...]


FieldType = IntegerType | DecimalType | MoneyType | BooleanType | TextType | DateType | OneOfType | AnyOfType


class Field(Declaration):
    """Something that is known about a buyer, or missing; `mapped` is the CRM's name, `purpose` why it may be kept."""

    type: FieldType
    is_always_known: bool
    mapped: Text | None
    is_personal: bool
    purpose: Text | None


class Activity(Declaration):
    """Something that a buyer does on a day; by a hand raise, one asks to talk."""

    is_hand_raise: bool
    mapped: Text | None


class ScoreLine(Record):
    """`add 30 when employees >= 200`; `points` are negative after `subtract`."""

    points: int | Fraction
    when: Condition
    cap: Number | None
    span: Span


class ScorePerLine(Record):
    """`add 5 per email_click in 30 days, once per day, up to 25`; `points` are negative after `subtract`."""

    points: int | Fraction
    activity: Reference
    window: Duration | None
    once_per: Duration | None
    cap: Number | None
    span: Span


class ScoreSumLine(Record):
    """`add behaviour`: another score, as it is after its own range has held it; `is_subtracted` after `subtract`."""

    score: Reference
    is_subtracted: bool
    span: Span


class Score(Declaration):
    """Points for a buyer, held inside the range; its bands by name, in the order written."""

    range: Range | None
    lines: tuple[ScoreLine | ScorePerLine | ScoreSumLine, ...]
    bands: tuple[Reference, ...]
    about: Prose | None


class Band(Declaration):
    """A part of a score's range that has a name."""

    score: str
    range: Range


class Rule(Declaration):
    """A condition with a name; `when` is none only where a fault took it."""

    when: Condition | None
    disqualifies: bool
    because: Prose | None


class Segmentation(Declaration):
    """Segments that part all buyers between them, by name, in the order written."""

    segments: tuple[Reference, ...]
    about: Prose | None


class Segment(Declaration):
    """One part of a segmentation; `when` is none only where a fault took it."""

    segmentation: str
    when: Condition | None
    mapped: Text | None
