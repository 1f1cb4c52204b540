"""What is known about a buyer: fields and activities."""

from __future__ import annotations

from journeydsl.model.buyers import (
    AnyOfType,
    BooleanType,
    DateType,
    DecimalType,
    Field,
    FieldType,
    IntegerType,
    MoneyType,
    OneOfType,
    TextType,
)
from journeydsl.model.values import Range, Text
from journeydsl.render.phrases import range_text
from journeydsl.render.playbook.composing import existing, listed, said, section, table, words
from journeydsl.render.playbook.document import Block, Own, Page, Place, Words
from journeydsl.render.playbook.site import KNOWN, Book, anchor, mapped, own

_MOST_STAGES = 12
_MOST_VALUES = 500


def known_page(book: Book) -> Page:
    """Fields and activities, each with its CRM name and how it becomes known."""
    under = words("What we note about a buyer, and what a buyer does that we see.")
    fields, activities = _fields(book), _activities(book)
    blocks = existing(section("fields", "Fields", fields), section("activities", "Activities", activities))
    return Page(KNOWN, KNOWN, "", "What we know", under, None, blocks)


def how_known(book: Book, field: str) -> Words:
    """`always`, or the stages that collect a field, the first of very many."""
    if book.journey.fields[field].is_always_known:
        return words("always known")
    stages = book.collecting.get(field, ())
    shown = listed([words(book.stage(name)) for name in stages[:_MOST_STAGES]])
    more = len(stages) - _MOST_STAGES
    return shown if more <= 0 else words(said("{values} and {number} more", values=shown, number=more))


def type_words(book: Book, type_: FieldType, most: int) -> Words:
    """What kind of value a field takes: `whole number, 1 to 500,000`, `one of US, GB`; at most so many of a list."""
    currency = book.journey.currency
    match type_:
        case IntegerType(range=range_):
            return _ranged(book, words("whole number"), range_)
        case DecimalType(range=range_):
            return _ranged(book, words("number"), range_)
        case MoneyType(range=range_):
            named = said("amount in {currency}", currency=words(Own(currency))) if currency else "amount of money"
            return _ranged(book, words(named), range_)
        case BooleanType():
            return words("yes or no")
        case TextType():
            return words("text")
        case DateType():
            return words("date")
        case OneOfType(values=values, is_ordered=is_ordered):
            message = "one of {values}, from least to most" if is_ordered else "one of {values}"
            return words(said(message, values=_some(values, most)))
        case AnyOfType(values=values):
            return words(said("any of {values}", values=_some(values, most)))


def _some(values: tuple[Text, ...], most: int) -> Words:
    shown = words(Own(", ".join(value.text for value in values[:most])))
    more = len(values) - most
    return shown if more <= 0 else words(said("{values} and {number} more", values=shown, number=more))


def _ranged(book: Book, name: Words, range_: Range | None) -> Words:
    return words(name, ", ", Own(range_text(range_, book.tongue))) if range_ else name


def _fields(book: Book) -> Block | None:
    fields = book.journey.fields
    rows = [
        (
            words(Own(field.label)),
            type_words(book, field.type, _MOST_VALUES),
            how_known(book, name),
            mapped(field.mapped),
            _personal(field),
            words(Place(field.name_span)),
        )
        for name, field in fields.items()
    ]
    head = ("Field", "Kind", "Known by", "In the CRM", "Personal", "Written")
    return table(head, rows, [anchor("field", name) for name in fields])


def _personal(field: Field) -> Words:
    if not field.is_personal:
        return ()
    return words(said("kept for: {purpose}", purpose=own(field.purpose))) if field.purpose else words("yes")


def _activities(book: Book) -> Block | None:
    activities = book.journey.activities
    rows = [
        (
            words(Own(activity.label)),
            words("asks to talk") if activity.is_hand_raise else (),
            mapped(activity.mapped),
            words(Place(activity.name_span)),
        )
        for activity in activities.values()
    ]
    head = ("Activity", "What it tells", "In the CRM", "Written")
    return table(head, rows, [anchor("activity", name) for name in activities])
