"""What is known about a buyer: fields and activities; and the roles on the buyer's side."""

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
from journeydsl.model.people import Role
from journeydsl.model.values import Range, Text
from journeydsl.render.playbook.composing import existing, facts, listed, listing, section, table, words
from journeydsl.render.playbook.document import Block, Own, Page, Place, Section, Words
from journeydsl.render.playbook.pages.prose import prose
from journeydsl.render.playbook.pages.stages import sayings
from journeydsl.render.playbook.site import BUYERS, KNOWN, Book, anchor, mapped, own
from journeydsl.render.wording import range_text

_MOST_VALUES = 500


def known_page(book: Book) -> Page:
    """Fields and activities, each with its CRM name and how it becomes known."""
    under = words("What we note about a buyer, and what a buyer does that we see.")
    fields, activities = _fields(book), _activities(book)
    blocks = existing(section("fields", "Fields", fields), section("activities", "Activities", activities))
    return Page(KNOWN, KNOWN, "", "What we know", under, None, blocks)


def buyers_page(book: Book) -> Page:
    """Who takes part in buying, and the words for all buyers."""
    everywhere = section("everywhere", "In every stage", *sayings(book.journey.words))
    blocks = existing(*(_role(role) for role in book.journey.roles.values()), everywhere)
    return Page(BUYERS, BUYERS, "", "Who buys", words("The people on the buyer's side."), None, blocks)


def how_known(book: Book, field: str) -> Words:
    """`always`, or the stages that collect a field."""
    if book.journey.fields[field].is_always_known:
        return words("always known")
    stages = [
        words(book.stage(stage.name))
        for stage in book.journey.stages.values()
        if any(r.name == field for r in (*stage.collects, *(c for w in stage.wheres for c in w.collects)))
    ]
    return listed(stages)


def type_text(type_: FieldType, currency: str | None, most: int) -> str:
    """What kind of value a field takes: `whole number, 1 to 500,000`, `one of US, GB`; at most so many of a list."""
    match type_:
        case IntegerType(range=range_):
            return _ranged("whole number", range_)
        case DecimalType(range=range_):
            return _ranged("number", range_)
        case MoneyType(range=range_):
            return _ranged(f"amount in {currency}" if currency else "amount of money", range_)
        case BooleanType():
            return "yes or no"
        case TextType():
            return "text"
        case DateType():
            return "date"
        case OneOfType(values=values, is_ordered=is_ordered):
            order = ", from least to most" if is_ordered else ""
            return f"one of {_some(values, most)}{order}"
        case AnyOfType(values=values):
            return f"any of {_some(values, most)}"


def _some(values: tuple[Text, ...], most: int) -> str:
    shown = ", ".join(value.text for value in values[:most])
    return shown if len(values) <= most else f"{shown} and {len(values) - most} more"


def _ranged(name: str, range_: Range | None) -> str:
    return f"{name}, {range_text(range_)}" if range_ else name


def _fields(book: Book) -> Block | None:
    fields = book.journey.fields
    rows = [
        (
            words(Own(field.label)),
            words(Own(type_text(field.type, book.journey.currency, _MOST_VALUES))),
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
    return words("kept for: ", own(field.purpose)) if field.purpose else words("yes")


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


def _role(role: Role) -> Block | None:
    cares = listing([own(text) for text in role.cares])
    said = sayings(role.words)
    blocks = existing(prose(role.about), section(f"cares-{role.name}", "Cares about", cares), *_unlike(role, said))
    body = blocks or (facts(("Named in the CRM", mapped(role.mapped) or words("nothing else is written yet"))),)
    return section(anchor("role", role.name), words(Own(role.label)), *body, place=role.name_span)


def _unlike(role: Role, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The sections of a role, with ids unlike those of other roles on the page."""
    return tuple(_renamed(block, role.name) for block in blocks)


def _renamed(block: Block, name: str) -> Block:
    if not isinstance(block, Section):
        return block
    inner = tuple(_renamed(part, name) for part in block.blocks)
    return block.replace(anchor=f"{block.anchor}-{name}", blocks=inner)
