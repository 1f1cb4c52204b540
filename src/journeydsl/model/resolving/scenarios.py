"""Scenarios: one buyer as given, and what is expected of the journey."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from journeydsl.model.buyers import AnyOfType, BooleanType, DateType, FieldType, OneOfType, TextType
from journeydsl.model.faults import WrongType
from journeydsl.model.resolving.literals import (
    choice_literal,
    date_literal,
    flag_literal,
    number_literal,
    text_literal,
)
from journeydsl.model.resolving.people import about
from journeydsl.model.resolving.properties import properties
from journeydsl.model.resolving.scope import Scope
from journeydsl.model.resolving.subjects import Subjects, type_name
from journeydsl.model.resolving.values import day, duration, whole_number
from journeydsl.model.rhythm import (
    ExpectHolds,
    ExpectStays,
    ExpectTeam,
    ExpectWay,
    GivenActivity,
    GivenMissing,
    GivenValue,
    Scenario,
)
from journeydsl.model.values import Kind, Text
from journeydsl.syntax import rhythm as syntax
from journeydsl.syntax.values import Value, ValueList

if TYPE_CHECKING:
    from fractions import Fraction

_EXPECTED: tuple[Kind, ...] = ("rule", "segment", "band")
_Given = GivenValue | GivenMissing | GivenActivity
_Expectation = ExpectWay | ExpectTeam | ExpectStays | ExpectHolds


def read_scenario(scope: Scope, subjects: Subjects, node: syntax.Scenario) -> Scenario:
    """A scenario; what is given twice, or does not fit its field, is left out."""
    found = properties(scope, (), node.block)
    at, on = found.one(syntax.AtStage), found.one(syntax.OnDay)
    given = [_given(scope, subjects, item) for one in found.every(syntax.Given) for item in one.items]
    expectations = [_expectation(scope, one) for one in found.every(syntax.Expect)]
    return Scenario(
        title=Text(node.title.text, scope.span(node.title)),
        given=tuple(one for one in given if one),
        at=scope.reference(at.stage, "stage") if at else None,
        on=day(scope, on.date) if on else None,
        expectations=tuple(one for one in expectations if one),
        about=about(scope, found),
        span=scope.span(node),
        is_whole=scope.whole,
    )


def _given(scope: Scope, subjects: Subjects, node: object) -> _Given | None:
    match node:
        case syntax.GivenValue():
            return _given_value(scope, subjects, node)
        case syntax.GivenList():
            return _given_list(scope, subjects, node)
        case syntax.GivenMissing():
            field = scope.reference(node.field, "field")
            return GivenMissing(field.name, scope.span(node)) if field else None
        case syntax.GivenActivity():
            return _given_activity(scope, node)
        case _:
            return None


def _given_activity(scope: Scope, node: syntax.GivenActivity) -> GivenActivity | None:
    number = whole_number(scope, node.number, "given")
    activity, ago = scope.reference(node.activity, "activity"), duration(scope, node.ago, "ago")
    if number is None or activity is None or ago is None:
        return None
    return GivenActivity(number, activity.name, ago, scope.span(node))


def _given_value(scope: Scope, subjects: Subjects, node: syntax.GivenValue) -> GivenValue | None:
    field = scope.reference(node.field, "field")
    type_ = subjects.fields.get(field.name) if field else None
    if field is None or type_ is None:
        return None
    value = _value(scope, field.name, type_, node.value)
    return None if value is None else GivenValue(field.name, value, scope.span(node))


def _value(
    scope: Scope, field: str, type_: FieldType, node: Value
) -> int | Fraction | bool | str | date | tuple[str, ...] | None:
    match type_:
        case AnyOfType():
            member = choice_literal(scope, field, type_, node)
            return (member,) if member else None
        case OneOfType():
            return choice_literal(scope, field, type_, node)
        case BooleanType():
            return flag_literal(scope, field, type_, node)
        case TextType():
            return text_literal(scope, field, type_, node)
        case DateType():
            return date_literal(scope, field, type_, node)
        case _:
            return number_literal(scope, field, type_, node)


def _given_list(scope: Scope, subjects: Subjects, node: syntax.GivenList) -> GivenValue | None:
    field = scope.reference(node.field, "field")
    type_ = subjects.fields.get(field.name) if field else None
    if field is None or type_ is None:
        return None
    if not isinstance(type_, AnyOfType):
        scope.fault(WrongType(scope.span(node.values), field.name, type_name(type_), "any of"))
        return None
    members = _members(scope, field.name, type_, node.values)
    return GivenValue(field.name, members, scope.span(node)) if members else None


def _members(scope: Scope, field: str, type_: AnyOfType, node: ValueList) -> tuple[str, ...]:
    found = [choice_literal(scope, field, type_, value) for value in node.values]
    return tuple(member for member in found if member)


def _expectation(scope: Scope, node: syntax.Expect) -> _Expectation | None:
    expected, span, is_denied = node.expectation, scope.span(node), node.negation is not None
    match expected:
        case syntax.ExpectWay():
            stage = scope.reference(expected.stage, "stage")
            return ExpectWay(stage, is_denied, span) if stage else None
        case syntax.ExpectTeam():
            team = scope.reference(expected.team, "team")
            return ExpectTeam(team, is_denied, span) if team else None
        case syntax.ExpectStays():
            return ExpectStays(is_denied, span)
        case syntax.ExpectHolds():
            holds = scope.named(expected.name, _EXPECTED)
            return ExpectHolds(holds, is_denied, span) if holds else None
