"""Literals against the type of what they are compared with: the value, or a fault and none."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from journeydsl.model.buyers import (
    AnyOfType,
    DecimalType,
    FieldType,
    IntegerType,
    MoneyType,
    OneOfType,
)
from journeydsl.model.faults import NotWhole, OutsideRange, TypeName, ValueOffList, WrongType
from journeydsl.model.resolving.scope import Scope
from journeydsl.model.resolving.subjects import ScoreType, type_name
from journeydsl.model.resolving.values import day, exact, money
from journeydsl.model.values import Range
from journeydsl.syntax import values as syntax
from journeydsl.text.source import Span
from journeydsl.text.spelling import distance

if TYPE_CHECKING:
    from fractions import Fraction

_NUMERIC = (IntegerType, DecimalType, MoneyType, ScoreType)
# In shorter words one letter makes another word: UK is no misspelt US.
_SHORTEST_MISSPELT = 4
_MOST_COMPARED = 100_000


def is_numeric(type_: FieldType | ScoreType) -> bool:
    """Whether it is compared as a number."""
    return isinstance(type_, _NUMERIC)


def number_literal(
    scope: Scope, subject: str, type_: FieldType | ScoreType, node: syntax.Value
) -> int | Fraction | None:
    """A number that fits the type: whole where it is, in the journey's currency where it is money, inside its range."""
    if not isinstance(node, syntax.Quantity):
        _wrong(scope, subject, type_, node)
        return None
    if isinstance(type_, MoneyType):
        amount = money(scope, node, subject)
        found = amount.amount if amount else None
    elif node.unit is not None:
        _wrong(scope, subject, type_, node)
        return None
    else:
        found = exact(node.number.text)
    if found is None:
        scope.whole = False
        return None
    if not isinstance(found, int) and isinstance(type_, (IntegerType, ScoreType)):
        scope.fault(NotWhole(scope.span(node), subject, found))
    range_ = type_.range if isinstance(type_, _NUMERIC) else None
    inside_range(scope, subject, found, range_, scope.span(node))
    return found


def inside_range(scope: Scope, subject: str, number: int | Fraction, range_: Range | None, span: Span) -> None:
    """A fault where a number is outside a declared range."""
    if range_ is None:
        return
    low, high = range_.low, range_.high
    if (low is not None and number < low) or (high is not None and number > high):
        scope.fault(OutsideRange(span, subject, number, low, high))


def choice_literal(scope: Scope, subject: str, type_: OneOfType | AnyOfType, node: syntax.Value) -> str | None:
    """A value of the list, or the one that was surely meant."""
    value, fault = _choice(scope, subject, type_, node)
    if fault is None:
        return value
    scope.fault(fault)
    return fault.fix


def tested_choice(scope: Scope, subject: str, type_: OneOfType | AnyOfType, node: syntax.Value) -> str | None:
    """A value that a field may be equal to, as it is written: no buyer ever has one that is not on the list."""
    value, fault = _choice(scope, subject, type_, node)
    if fault is not None:
        scope.harmless_fault(fault)
    return value


def _choice(
    scope: Scope, subject: str, type_: OneOfType | AnyOfType, node: syntax.Value
) -> tuple[str | None, ValueOffList | None]:
    if isinstance(node, (syntax.Name, syntax.Text)):
        value = node.text
        if not value:
            scope.whole = False
            return None, None
    else:
        value = as_written(node)
    values = _listed(scope, type_)
    if value in values:
        return value, None
    return value, ValueOffList(scope.span(node), subject, value, tuple(values), _meant(scope, type_, value))


def as_written(node: syntax.Value) -> str:
    """A value as `journey fmt` writes it, without what stands between its words."""
    match node:
        case syntax.Quantity(number=number, unit=unit):
            return f"{number.text} {unit.text}" if unit else number.text
        case syntax.Percent(text=text):
            return f"{text}%"
        case _:
            return node.text


def text_literal(scope: Scope, subject: str, type_: FieldType, node: syntax.Value) -> str | None:
    """A text; a bare word is one too."""
    if isinstance(node, (syntax.Name, syntax.Text)):
        return node.text
    _wrong(scope, subject, type_, node)
    return None


def flag_literal(scope: Scope, subject: str, type_: FieldType, node: syntax.Value) -> bool | None:
    """`true` or `false`"""
    if isinstance(node, syntax.Name) and node.text in ("true", "false"):
        return node.text == "true"
    _wrong(scope, subject, type_, node)
    return None


def date_literal(scope: Scope, subject: str, type_: FieldType, node: syntax.Value) -> date | None:
    """A day of the calendar."""
    if isinstance(node, syntax.Date):
        found = day(scope, node)
        return found.date if found else None
    _wrong(scope, subject, type_, node)
    return None


def _meant(scope: Scope, type_: OneOfType | AnyOfType, value: str) -> str | None:
    """The only listed value that differs by case, blanks, invisible characters or one letter.

    In a text that is full of other values no letters are compared any more.
    """
    values = _listed(scope, type_)
    known = scope.once(("bare values", id(type_)), lambda: _by_bare(values))
    close = known.get(_bare(value), [])
    if not close and len(value) >= _SHORTEST_MISSPELT:
        scope.compared += len(values)
        if scope.compared <= _MOST_COMPARED:
            lower = value.lower()
            close = [listed for listed in values if distance(listed.lower(), lower, 1) == 1]
    return close[0] if len(close) == 1 else None


def _listed(scope: Scope, type_: OneOfType | AnyOfType) -> dict[str, OneOfType | AnyOfType]:
    """The values of a list, each once."""
    return scope.once(("values", id(type_)), lambda: dict.fromkeys([listed.text for listed in type_.values], type_))


def _by_bare(values: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for value in values:
        found.setdefault(_bare(value), []).append(value)
    return found


def _bare(value: str) -> str:
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKC", value).casefold()
        if letter not in "_-" and not letter.isspace() and unicodedata.category(letter) != "Cf"
    )


def _wrong(scope: Scope, subject: str, type_: FieldType | ScoreType, node: syntax.Value) -> None:
    scope.whole = False
    if isinstance(node, (syntax.Name, syntax.Text)) and not node.text:
        return
    scope.fault(WrongType(scope.span(node), subject, type_name(type_), literal_type(node)))


def literal_type(node: syntax.Value) -> TypeName:
    """What a literal looks like, whatever it is compared with."""
    match node:
        case syntax.Quantity(unit=None):
            return "number"
        case syntax.Quantity():
            return "money"
        case syntax.Percent():
            return "percent"
        case syntax.Date():
            return "date"
        case syntax.Text() | syntax.Markdown():
            return "text"
        case _:
            return "name"
