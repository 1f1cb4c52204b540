"""What a condition means for one buyer: the definition in code, slow and obvious.

`docs/conditions.md` says the same in words. Everything that reasons about many buyers agrees with this.
"""

from __future__ import annotations

import operator
from bisect import bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

from journeydsl.conditions.buyer import Case, day_after, day_before, days_apart, line_points, spaced
from journeydsl.model.buyers import OneOfType, ScoreLine, ScorePerLine, ScoreSumLine
from journeydsl.model.conditions import (
    SIGNS,
    AllOf,
    AnyOf,
    BandHolds,
    ChoiceCompare,
    ChoiceIn,
    Condition,
    CountValue,
    DateAgo,
    DateCompare,
    DateIn,
    DateRange,
    DateWithin,
    FieldValue,
    FlagIs,
    Happened,
    Includes,
    Known,
    Not,
    NumberCompare,
    NumberIn,
    NumberRange,
    Quantity,
    RuleHolds,
    ScoreValue,
    SegmentHolds,
    TextCompare,
    TextIn,
    TextTest,
)
from journeydsl.model.journey import Journey
from journeydsl.model.path import Route, RouteLine
from journeydsl.model.values import Duration
from journeydsl.text.record import Record

if TYPE_CHECKING:
    from fractions import Fraction

_Answer = TypeVar("_Answer")
Truth = bool | None
"""True, false, or none for unknown."""

_TESTS: dict[str, Callable[[str, str], bool]] = {
    "contains": operator.contains, "starts with": str.startswith, "ends with": str.endswith,
}  # fmt: skip


class Judged(Record):
    """A condition with its truth and that of its parts; the part of a rule or segment is its definition."""

    condition: Condition
    truth: Truth
    parts: tuple[Judged, ...]


class CountedLine(Record):
    """A line of a score with the points it gives this buyer; `times` is how often a `per` line counted."""

    line: ScoreLine | ScorePerLine | ScoreSumLine
    points: int | Fraction
    times: int


class Points(Record):
    """A score of one buyer: `total` is held inside the range, `sum` is not; `lines` are those that gave points."""

    total: int | Fraction
    sum: int | Fraction
    lines: tuple[CountedLine, ...]


def judge(case: Case, condition: Condition) -> Judged:
    """The truth of a condition and of every part of it, in the order written."""
    parts = tuple(judge(case, part) for part in _parts(case, condition))
    return Judged(condition, _joined(case, condition, [part.truth for part in parts]), parts)


def holds(case: Case, condition: Condition | None) -> bool:
    """Whether a condition is true, neither false nor unknown; what has no condition is never true."""
    return condition is not None and truth(case, condition) is True


def truth(case: Case, condition: Condition) -> Truth:
    """The truth of a condition alone; parts that can no longer decide it are not looked at."""
    if isinstance(condition, RuleHolds):
        held: Truth = _once(case, ("rule", condition.rule), lambda: _truth(case, condition))
        return held
    return _truth(case, condition)


def _truth(case: Case, condition: Condition) -> Truth:
    decisive = {AllOf: False, AnyOf: True}.get(type(condition))
    parts: list[Truth] = []
    for part in _parts(case, condition):
        parts.append(truth(case, part))
        if decisive is not None and parts[-1] is decisive:
            return decisive
    return _joined(case, condition, parts)


def score(case: Case, name: str) -> Points:
    """The points of a score: the sum of its lines, held inside the range once, at the end."""
    points: Points = _once(case, ("score", name), lambda: _score(case, name))
    return points


def _score(case: Case, name: str) -> Points:
    scored = case.journey.scores[name]
    counted = tuple(_counted(case, line) for line in scored.lines)
    total = raw = sum(line.points for line in counted)
    if scored.range:
        if scored.range.high is not None:
            total = min(total, scored.range.high)
        if scored.range.low is not None:
            total = max(total, scored.range.low)
    return Points(total, raw, tuple(line for line in counted if line.points))


def bands(case: Case) -> tuple[str, ...]:
    """The bands that a buyer is in, in the order declared."""
    return tuple(name for name in case.journey.bands if _in_band(case, name))


def rules(case: Case) -> tuple[str, ...]:
    """The rules that hold, in the order declared."""
    return tuple(name for name, rule in case.journey.rules.items() if holds(case, rule.when))


def segments(case: Case) -> tuple[str, ...]:
    """The segments that a buyer belongs to, in the order declared."""
    return tuple(name for name, segment in case.journey.segments.items() if holds(case, segment.when))


def route_lines(case: Case, route: Route) -> tuple[RouteLine, ...]:
    """The lines that take a buyer: of `route first` at most one, of `route unique` all that hold.

    `otherwise` takes those whom no other line takes, so also those for whom every other line is unknown.
    """
    taken = tuple(line for line in route.lines if not line.is_otherwise and holds(case, line.when))
    if not taken:
        return tuple(line for line in route.lines if line.is_otherwise)[:1]
    return taken[:1] if route.way == "first" else taken


def fits(journey: Journey, test: Condition, value: Any) -> bool:
    """Whether a value meets a test that asks nothing else, not even which day it is: a number of any quantity, or what
    is known of a field."""
    match test:
        case NumberCompare(comparison=sign, number=constant):
            return SIGNS[sign](value, constant)
        case NumberRange(low=low, high=high):
            return (low is None or value >= low) and (high is None or value <= high)
        case NumberIn(numbers=numbers, is_denied=denied):
            return (value in numbers) is not denied
        case FlagIs(is_true=is_true):
            return bool(value) is is_true
        case ChoiceCompare(field=name, comparison=sign, value=constant):
            if sign in ("=", "!="):
                return SIGNS[sign](value, constant)
            order = _order(journey, name)
            # A value that another version lists is neither before nor after any of this one.
            return value in order and SIGNS[sign](order.index(value), order.index(constant))
        case ChoiceIn(values=values, is_denied=denied):
            return (value in values) is not denied
        case TextCompare() | TextIn() | TextTest():
            return _fits_text(test, value.casefold())
        case Includes(quantifier=quantifier, values=values):
            return (all if quantifier == "all" else any)(one in value for one in values)
        case DateCompare(comparison=sign, date=constant):
            return SIGNS[sign](value, constant)
        case DateRange(first=first, last=last):
            return bool(first <= value <= last)
        case DateIn(dates=dates, is_denied=denied):
            return (value in dates) is not denied
        case _:
            raise AssertionError(f"no meaning for {test!r}")


def occurrences(case: Case, activity: str, window: Duration | None) -> int:
    """How often it happened after today less the window, up to today; without a window, ever up to today."""
    return len(_days(case, activity, window))


def without_value(case: Case, field: str) -> Case:
    """The same case, but nothing is known of a field; what was done is not looked at again."""
    values = {name: value for name, value in case.buyer.values.items() if name != field}
    found = Case(case.journey, case.buyer.replace(values=values), case.today)
    found.seen["days", ""] = _all_days(case)
    return found


def without_activity(case: Case, activity: str) -> Case:
    """The same case, but an activity never happened."""
    kept = tuple(done for done in case.buyer.happenings if done.activity != activity)
    found = Case(case.journey, case.buyer.replace(happenings=kept), case.today)
    found.seen["days", ""] = {name: days for name, days in _all_days(case).items() if name != activity}
    return found


def _once(case: Case, asked: tuple[str, str], answer: Callable[[], _Answer]) -> _Answer:
    """What a rule or a score comes to for a buyer, worked out once."""
    if asked not in case.seen:
        case.seen[asked] = answer()
    return cast(_Answer, case.seen[asked])


def _parts(case: Case, condition: Condition) -> tuple[Condition, ...]:
    match condition:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return parts
        case Not(part=part):
            return (part,)
        case RuleHolds(rule=name):
            when = case.journey.rules[name].when
            return (when,) if when else ()
        case SegmentHolds(segment=name):
            when = case.journey.segments[name].when
            return (when,) if when else ()
        case _:
            return ()


def _joined(case: Case, condition: Condition, parts: list[Truth]) -> Truth:
    match condition:
        case AllOf():
            return False if False in parts else None if None in parts else True
        case AnyOf():
            return True if True in parts else None if None in parts else False
        case Not():
            return None if parts[0] is None else not parts[0]
        case RuleHolds() | SegmentHolds():
            return parts[0] if parts else None
        case BandHolds(band=name):
            return _in_band(case, name)
        case Known(field=name, is_known=is_known):
            return (name in case.buyer.values) is is_known
        case Happened(activity=name, window=window, is_denied=denied):
            return (occurrences(case, name, window) > 0) is not denied
        case NumberCompare(quantity=quantity) | NumberRange(quantity=quantity) | NumberIn(quantity=quantity):
            number = _quantity(case, quantity)
            return None if number is None else fits(case.journey, condition, number)
        case _:
            value = case.buyer.values.get(condition.field)
            return None if value is None else _of_value(case, condition, value)


def _fits_text(test: TextCompare | TextIn | TextTest, text: str) -> bool:
    match test:
        case TextCompare(comparison=sign, text=other):
            return SIGNS[sign](text, other.casefold())
        case TextIn(texts=texts, is_denied=denied):
            return (text in [other.casefold() for other in texts]) is not denied
        case TextTest(test=how, text=other):
            return _TESTS[how](text, other.casefold())


def _of_value(case: Case, condition: Condition, value: Any) -> bool:
    """A test of a field whose value is known."""
    match condition:
        case DateWithin(within=within):
            return bool(case.today <= value <= day_after(case.today, within))
        case DateAgo(comparison=sign, ago=ago):
            return SIGNS[sign](value, day_before(case.today, ago))
        case _:
            return fits(case.journey, condition, value)


def _order(journey: Journey, field: str) -> list[str]:
    type_ = journey.fields[field].type
    return [listed.text for listed in type_.values] if isinstance(type_, OneOfType) else []


def _quantity(case: Case, quantity: Quantity) -> Any:
    match quantity:
        case FieldValue(field=name):
            return case.buyer.values.get(name)
        case ScoreValue(score=name):
            return score(case, name).total
        case CountValue(activity=name, window=window):
            return occurrences(case, name, window)


def _in_band(case: Case, name: str) -> bool:
    band = case.journey.bands[name]
    points = score(case, band.score).total
    low, high = band.range.low, band.range.high
    return (low is None or points >= low) and (high is None or points <= high)


def _counted(case: Case, line: ScoreLine | ScorePerLine | ScoreSumLine) -> CountedLine:
    match line:
        case ScoreSumLine(score=added, is_subtracted=is_subtracted):
            points = score(case, added.name).total
            return CountedLine(line, -points if is_subtracted else points, 1)
        case ScoreLine():
            times = 1 if holds(case, line.when) else 0
        case ScorePerLine():
            days = _days(case, line.activity.name, line.window)
            times = spaced(days, days_apart(line.once_per)) if line.once_per else len(days)
    return CountedLine(line, line_points(line, times), times)


def _days(case: Case, activity: str, window: Duration | None) -> list[int]:
    """The days of its occurrences inside a window, as day numbers."""
    days = _all_days(case).get(activity, [])
    return days[bisect_right(days, day_before(case.today, window).toordinal()) :] if window else days


def _all_days(case: Case) -> dict[str, list[int]]:
    return _once(case, ("days", ""), lambda: _days_by_activity(case))


def _days_by_activity(case: Case) -> dict[str, list[int]]:
    """All days up to today on which something happened, the first one first."""
    found: dict[str, list[int]] = {}
    for done in case.buyer.happenings:
        if done.day <= case.today:
            found.setdefault(done.activity, []).append(done.day.toordinal())
    return {activity: sorted(days) for activity, days in found.items()}
