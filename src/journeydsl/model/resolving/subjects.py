"""What conditions speak of: the types of fields, the ranges of scores, and where bands and segments belong."""

from __future__ import annotations

from journeydsl.model.buyers import (
    AnyOfType,
    BooleanType,
    DateType,
    DecimalType,
    FieldType,
    IntegerType,
    MoneyType,
    OneOfType,
    TextType,
)
from journeydsl.model.faults import TypeName
from journeydsl.model.values import Range
from journeydsl.text.record import Record

_TYPE_NAMES: dict[type, TypeName] = {
    IntegerType: "integer",
    DecimalType: "decimal",
    MoneyType: "money",
    BooleanType: "boolean",
    TextType: "text",
    DateType: "date",
    OneOfType: "one of",
    AnyOfType: "any of",
}


class ScoreType(Record):
    """What a score is compared like: a whole number, perhaps within a range."""

    range: Range | None


class Subjects(Record):
    """By name: the type of each field and score, the score of each band and the segmentation of each segment."""

    fields: dict[str, FieldType]
    scores: dict[str, ScoreType]
    band_scores: dict[str, str]
    segmentations: dict[str, str]


def type_name(type_: FieldType | ScoreType) -> TypeName:
    """What people call a type."""
    return _TYPE_NAMES.get(type(type_), "score")
