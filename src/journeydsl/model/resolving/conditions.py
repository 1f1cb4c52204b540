"""Conditions as written to conditions that hold no unknown name; what stands in them is typed in `predicates.py`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from journeydsl.model.buyers import BooleanType
from journeydsl.model.conditions import (
    AllOf,
    AnyOf,
    BandHolds,
    Condition,
    CountValue,
    FlagIs,
    Happened,
    Not,
    NumberCompare,
    NumberRange,
    RuleHolds,
    SegmentHolds,
)
from journeydsl.model.faults import OutsideRange, ReversedRange, TooDeep, WrongType
from journeydsl.model.resolving import predicates
from journeydsl.model.resolving.scope import Scope
from journeydsl.model.resolving.subjects import Subjects, type_name
from journeydsl.model.resolving.values import duration, number_range, whole_number
from journeydsl.model.values import Duration, Kind, Reference
from journeydsl.syntax import conditions as syntax
from journeydsl.syntax.values import Number as NumberNode

_DEEPEST = 64
_HOLDING: tuple[Kind, ...] = ("rule", "segment", "band", "field")


def guard(scope: Scope, subjects: Subjects, node: syntax.When | None) -> Condition | None:
    """The condition behind a `when`, if there is one."""
    return condition(scope, subjects, node.condition) if node else None


def condition(scope: Scope, subjects: Subjects, node: syntax.Condition, depth: int = 0) -> Condition | None:
    """A condition; none where a part of it is lost to a fault, since the rest alone would say something else."""
    match node:
        case syntax.Either() | syntax.Both():
            return _composed(scope, subjects, node, depth)
        case syntax.Denied():
            if depth >= _DEEPEST:
                _too_deep(scope, node)
                return None
            part = condition(scope, subjects, node.part, depth + 1)
            return Not(part, scope.span(node)) if part else None
        case _:
            return _PREDICATES[type(node)](scope, subjects, node)


def window(scope: Scope, node: syntax.Window | None) -> Duration | None:
    """The duration of `in 30 days`."""
    return duration(scope, node.duration, "in") if node else None


def _composed(scope: Scope, subjects: Subjects, node: syntax.Either | syntax.Both, depth: int) -> Condition | None:
    if depth >= _DEEPEST:
        _too_deep(scope, node)
        return None
    found = [condition(scope, subjects, part, depth + 1) for part in node.parts]
    parts = tuple(part for part in found if part is not None)
    if len(parts) < len(found):
        return None
    return AnyOf(parts, scope.span(node)) if type(node) is syntax.Either else AllOf(parts, scope.span(node))


def _too_deep(scope: Scope, node: syntax.Condition) -> None:
    scope.mark_used(node)
    scope.fault(TooDeep(scope.span(node)))


def _holds(scope: Scope, subjects: Subjects, node: syntax.Holds) -> Condition | None:
    found = scope.named(node.name, _HOLDING)
    if found is None:
        return None
    span = scope.span(node)
    match found.kind:
        case "rule":
            return RuleHolds(found.name, span)
        case "segment":
            scope.used.add(("segmentation", subjects.segmentations.get(found.name, "")))
            return SegmentHolds(found.name, span)
        case "band":
            scope.used.add(("score", subjects.band_scores.get(found.name, "")))
            return BandHolds(found.name, span)
        case _:
            return _flag_holds(scope, subjects, found.name, node)


def _flag_holds(scope: Scope, subjects: Subjects, name: str, node: syntax.Holds) -> Condition | None:
    type_ = subjects.fields.get(name)
    if isinstance(type_, BooleanType):
        return FlagIs(name, True, scope.span(node))
    if type_ is not None:
        scope.fault(WrongType(scope.span(node), name, "boolean", type_name(type_)))
    scope.whole = False
    return None


def _happened(scope: Scope, subjects: Subjects, node: syntax.Happened) -> Condition | None:
    activity = scope.reference(node.activity, "activity")
    within = window(scope, node.window)
    if activity is None or (node.window and within is None) or not node.occurrence.text:
        return None
    return Happened(activity.name, within, node.occurrence.text == "no", scope.span(node))


def _count_compare(scope: Scope, subjects: Subjects, node: syntax.CountCompare) -> Condition | None:
    count, number = _count(scope, node), _count_number(scope, node.number)
    comparison = predicates.comparison(scope, node.comparison)
    if count is None or number is None or comparison is None:
        return None
    return NumberCompare(count, comparison, number, scope.span(node))


def _count_in_range(scope: Scope, subjects: Subjects, node: syntax.CountInRange) -> Condition | None:
    count, range_ = _count(scope, node), number_range(scope, node.range, "count", "count")
    if count is None or range_ is None:
        return None
    for end in (range_.low, range_.high):
        if end is not None and end < 0:
            scope.fault(OutsideRange(range_.span, "count", end, 0, None))
    return NumberRange(count, range_.low, range_.high, scope.span(node))


def _count_between(scope: Scope, subjects: Subjects, node: syntax.CountBetween) -> Condition | None:
    count, low, high = _count(scope, node), _count_number(scope, node.low), _count_number(scope, node.high)
    if count is None or low is None or high is None:
        return None
    if low > high:
        scope.fault(ReversedRange(scope.span(node), node.low.text, node.high.text))
        low, high = high, low
    return NumberRange(count, low, high, scope.span(node))


def _count(scope: Scope, node: syntax.CountCompare | syntax.CountInRange | syntax.CountBetween) -> CountValue | None:
    activity: Reference | None = scope.reference(node.activity, "activity")
    within = window(scope, node.window)
    if activity is None or (node.window and within is None):
        return None
    return CountValue(activity.name, within)


def _count_number(scope: Scope, node: NumberNode) -> int | None:
    return whole_number(scope, node, "count", 0)


_PREDICATES: dict[type, Callable[[Scope, Subjects, Any], Condition | None]] = {
    syntax.Holds: _holds,
    syntax.Compare: predicates.compare,
    syntax.CompareAgo: predicates.compare_ago,
    syntax.InList: predicates.in_list,
    syntax.InRange: predicates.in_range,
    syntax.Between: predicates.between,
    syntax.IsKnown: predicates.is_known,
    syntax.TextMatches: predicates.text_matches,
    syntax.Includes: predicates.includes,
    syntax.IncludesOf: predicates.includes_of,
    syntax.DateWithin: predicates.date_within,
    syntax.DateBeforeAgo: predicates.date_before_ago,
    syntax.Happened: _happened,
    syntax.CountCompare: _count_compare,
    syntax.CountInRange: _count_in_range,
    syntax.CountBetween: _count_between,
}
