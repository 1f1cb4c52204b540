"""Tests of a field or score against constants, each checked against the type of what it tests."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar, cast, get_args

from journeydsl.model.buyers import (
    AnyOfType,
    BooleanType,
    DateType,
    FieldType,
    MoneyType,
    OneOfType,
    TextType,
)
from journeydsl.model.conditions import (
    ChoiceCompare,
    ChoiceIn,
    Comparison,
    Condition,
    DateAgo,
    DateCompare,
    DateIn,
    DateRange,
    DateWithin,
    FieldValue,
    FlagIs,
    Includes,
    Known,
    NumberCompare,
    NumberIn,
    NumberRange,
    Quantity,
    ScoreValue,
    TextCompare,
    TextIn,
    TextTest,
    TextTestWord,
)
from journeydsl.model.faults import MissingCurrency, ReversedRange, UnfitTest
from journeydsl.model.resolving.literals import (
    choice_literal,
    date_literal,
    flag_literal,
    inside_range,
    is_numeric,
    number_literal,
    tested_choice,
    text_literal,
)
from journeydsl.model.resolving.scope import Scope
from journeydsl.model.resolving.subjects import ScoreType, Subjects, type_name
from journeydsl.model.resolving.values import duration, known_word, number_range
from journeydsl.syntax import conditions as syntax
from journeydsl.syntax.values import Name, Node, Value, Word

if TYPE_CHECKING:
    from fractions import Fraction

_TEXT_TESTS: tuple[TextTestWord, ...] = get_args(TextTestWord)
_COMPARISONS: frozenset[str] = frozenset(get_args(Comparison))
_Item = TypeVar("_Item")
_Typed = tuple[str, FieldType | ScoreType]


def comparison(scope: Scope, word: Word) -> Comparison | None:
    """A comparison sign; none where the reader made one up."""
    if word.text in _COMPARISONS:
        return cast(Comparison, word.text)
    scope.whole = False
    return None


def compare(scope: Scope, subjects: Subjects, node: syntax.Compare) -> Condition | None:
    """`employees >= 200`, `country = US`, `renewal_on < 2027-01-31` …"""
    typed, sign = _subject(scope, subjects, node.name), comparison(scope, node.comparison)
    if typed is None or sign is None:
        return None
    name, type_ = typed
    span, is_equality = scope.span(node), sign in ("=", "!=")
    match type_:
        case DateType():
            day = date_literal(scope, name, type_, node.value)
            return DateCompare(name, sign, day, span) if day else None
        case OneOfType() if is_equality or type_.is_ordered:
            read = tested_choice if is_equality else choice_literal
            value = read(scope, name, type_, node.value)
            return ChoiceCompare(name, sign, value, span) if value else None
        case BooleanType() if is_equality:
            flag = flag_literal(scope, name, type_, node.value)
            return None if flag is None else FlagIs(name, flag is (sign == "="), span)
        case TextType() if is_equality:
            text = text_literal(scope, name, type_, node.value)
            return None if text is None else TextCompare(name, "=" if sign == "=" else "!=", text, span)
        case BooleanType() | TextType() | OneOfType() | AnyOfType():
            _unfit(scope, node, typed, sign)
            return None
        case _:
            number = number_literal(scope, name, type_, node.value)
            return None if number is None else NumberCompare(_quantity(typed), sign, number, span)


def compare_ago(scope: Scope, subjects: Subjects, node: syntax.CompareAgo) -> Condition | None:
    """`renewal_on < 90 days ago`"""
    name = _dated(scope, subjects, node, node.name, "ago")
    sign, ago = comparison(scope, node.comparison), duration(scope, node.ago, "ago")
    return DateAgo(name, sign, ago, scope.span(node)) if name and sign and ago else None


def date_before_ago(scope: Scope, subjects: Subjects, node: syntax.DateBeforeAgo) -> Condition | None:
    """`renewal_on before 90 days ago`"""
    name = _dated(scope, subjects, node, node.name, node.side.text)
    ago = duration(scope, node.ago, "ago")
    sign: Comparison = "<" if node.side.text == "before" else ">"
    return DateAgo(name, sign, ago, scope.span(node)) if name and ago else None


def date_within(scope: Scope, subjects: Subjects, node: syntax.DateWithin) -> Condition | None:
    """`renewal_on within 90 days`"""
    name = _dated(scope, subjects, node, node.name, "within")
    within = duration(scope, node.within, "within")
    return DateWithin(name, within, scope.span(node)) if name and within else None


def in_list(scope: Scope, subjects: Subjects, node: syntax.InList) -> Condition | None:
    """`country in [US, GB]`, `country not in [US, GB]`"""
    typed = _subject(scope, subjects, node.name)
    if typed is None:
        return None
    name, type_ = typed
    span, values, is_denied = scope.span(node), node.values.values, node.negation is not None
    match type_:
        case OneOfType():
            choices = _all(tested_choice(scope, name, type_, value) for value in values)
            return None if choices is None else ChoiceIn(name, choices, is_denied, span)
        case TextType():
            texts = _all(text_literal(scope, name, type_, value) for value in values)
            return None if texts is None else TextIn(name, texts, is_denied, span)
        case DateType():
            days = _all(date_literal(scope, name, type_, value) for value in values)
            return None if days is None else DateIn(name, days, is_denied, span)
        case BooleanType() | AnyOfType():
            _unfit(scope, node, typed, "in")
            return None
        case _:
            numbers: tuple[int | Fraction, ...] | None
            numbers = _all(number_literal(scope, name, type_, value) for value in values)
            return None if numbers is None else NumberIn(_quantity(typed), numbers, is_denied, span)


def in_range(scope: Scope, subjects: Subjects, node: syntax.InRange) -> Condition | None:
    """`employees in 10..50`"""
    typed = _subject(scope, subjects, node.name)
    if typed is None:
        return None
    name, type_ = typed
    if not is_numeric(type_):
        _unfit(scope, node, typed, "in")
        return None
    found = number_range(scope, node.range, name, type_name(type_))
    if found is None:
        return None
    if isinstance(type_, MoneyType) and found.currency is None:
        scope.fault(MissingCurrency(found.span, name, scope.currency))
    for end in (found.low, found.high):
        if end is not None:
            inside_range(scope, name, end, getattr(type_, "range", None), found.span)
    return NumberRange(_quantity(typed), found.low, found.high, scope.span(node))


def between(scope: Scope, subjects: Subjects, node: syntax.Between) -> Condition | None:
    """`employees between 10 and 50`, `renewal_on between 2027-01-01 and 2027-03-31`, `urgency between low and high`"""
    typed = _subject(scope, subjects, node.name)
    if typed is None:
        return None
    name, type_ = typed
    match type_:
        case DateType():
            first, last = (date_literal(scope, name, type_, value) for value in (node.low, node.high))
            if first is None or last is None:
                return None
            if _reversed(scope, node, node.low, node.high, first > last):
                first, last = last, first
            return DateRange(name, first, last, scope.span(node))
        case OneOfType(is_ordered=True):
            return _between_choices(scope, name, type_, node)
        case BooleanType() | TextType() | AnyOfType() | OneOfType():
            _unfit(scope, node, typed, "between")
            return None
        case _:
            low, high = (number_literal(scope, name, type_, value) for value in (node.low, node.high))
            if low is None or high is None:
                return None
            if _reversed(scope, node, node.low, node.high, low > high):
                low, high = high, low
            return NumberRange(_quantity(typed), low, high, scope.span(node))


def is_known(scope: Scope, subjects: Subjects, node: syntax.IsKnown) -> Condition | None:
    """`budget is known`, `budget is missing`"""
    found = scope.reference(node.name, "field")
    return Known(found.name, node.presence.text == "known", scope.span(node)) if found else None


def text_matches(scope: Scope, subjects: Subjects, node: syntax.TextMatches) -> Condition | None:
    """`email ends with "@acme.example"`"""
    typed = _subject(scope, subjects, node.name)
    if typed is None:
        return None
    test = node.test.text
    if not isinstance(typed[1], TextType):
        _unfit(scope, node, typed, test)
        return None
    word = known_word(node.test, _TEXT_TESTS, "contains")
    return TextTest(typed[0], word, node.text.text, scope.span(node))


def includes(scope: Scope, subjects: Subjects, node: syntax.Includes) -> Condition | None:
    """`products includes crm`"""
    return _including(scope, subjects, node, node.name, (node.value,), "any")


def includes_of(scope: Scope, subjects: Subjects, node: syntax.IncludesOf) -> Condition | None:
    """`products includes any of [crm, billing]`"""
    return _including(scope, subjects, node, node.name, node.values.values, node.test.text)


def _including(
    scope: Scope, subjects: Subjects, node: Node, name: Name, values: tuple[Value, ...], quantifier: str
) -> Condition | None:
    typed = _subject(scope, subjects, name)
    if typed is None:
        return None
    field, type_ = typed
    if not isinstance(type_, AnyOfType):
        _unfit(scope, node, typed, "includes")
        return None
    choices = _all(tested_choice(scope, field, type_, value) for value in values)
    if choices is None:
        return None
    return Includes(field, "all" if quantifier == "all" else "any", choices, scope.span(node))


def _between_choices(scope: Scope, name: str, type_: OneOfType, node: syntax.Between) -> Condition | None:
    low, high = (choice_literal(scope, name, type_, value) for value in (node.low, node.high))
    if low is None or high is None:
        return None
    values = [listed.text for listed in type_.values]
    first, last = values.index(low), values.index(high)
    if _reversed(scope, node, node.low, node.high, first > last):
        first, last = last, first
    return ChoiceIn(name, tuple(values[first : last + 1]), False, scope.span(node))


def _reversed(scope: Scope, node: Node, low: Value, high: Value, is_reversed: bool) -> bool:
    if is_reversed:
        scope.fault(ReversedRange(scope.span(node), scope.span(low).words, scope.span(high).words))
    return is_reversed


def _dated(scope: Scope, subjects: Subjects, node: Node, name: Name, test: str) -> str | None:
    typed = _subject(scope, subjects, name)
    if typed is None or isinstance(typed[1], DateType):
        return typed[0] if typed else None
    _unfit(scope, node, typed, test)
    return None


def _subject(scope: Scope, subjects: Subjects, name: Name) -> _Typed | None:
    found = scope.named(name, ("field", "score"))
    if found is None:
        return None
    types: dict[str, FieldType] | dict[str, ScoreType]
    types = subjects.scores if found.kind == "score" else subjects.fields
    type_ = types.get(found.name)
    if type_ is None:
        scope.whole = False
        return None
    return found.name, type_


def _quantity(typed: _Typed) -> Quantity:
    name, type_ = typed
    return ScoreValue(name) if isinstance(type_, ScoreType) else FieldValue(name)


def _unfit(scope: Scope, node: Node, typed: _Typed, test: str) -> None:
    scope.fault(UnfitTest(scope.span(node), typed[0], type_name(typed[1]), test))


def _all(found: Iterable[_Item | None]) -> tuple[_Item, ...] | None:
    """All of them, or none at all: a list with a hole would say something else."""
    items = tuple(found)
    kept = tuple(item for item in items if item is not None)
    return kept if len(kept) == len(items) else None
