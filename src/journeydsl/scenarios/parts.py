"""A condition as it stands for one buyer: every part with its words, its truth and the value that decided it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Literal

from journeydsl.conditions.buyer import Case
from journeydsl.conditions.evaluate import CountedLine, Judged, Truth, judge, occurrences, score
from journeydsl.model.buyers import AnyOfType, MoneyType, ScoreLine, ScorePerLine, ScoreSumLine
from journeydsl.model.conditions import (
    AllOf,
    AnyOf,
    BandHolds,
    Condition,
    CountValue,
    FieldValue,
    Happened,
    Not,
    NumberCompare,
    NumberIn,
    NumberRange,
    Quantity,
    RuleHolds,
    ScoreValue,
    SegmentHolds,
)
from journeydsl.model.values import Duration, written_number
from journeydsl.text.record import Record

PartKind = Literal["way", "line", "rule", "segment", "all", "any", "not", "test", "points"]

_LOST = "its `when` is not understood"


class Part(Record):
    """A part with its words; `value` is what decided it, empty where its own parts did.

    `subject` tells what has a name from its namesakes: a rule or segment by name, a way or a line by its place.
    """

    kind: PartKind
    text: str
    truth: Truth
    value: str
    parts: tuple[Part, ...]
    subject: str = ""


def part_of(case: Case, condition: Condition) -> Part:
    """The condition and all its parts; behind a score stand its lines."""
    return _part(case, judge(case, condition))


def every_part(parts: Iterable[Part]) -> Iterator[Part]:
    """Some parts and all inside of them, in the order written; one that stands in several places once."""
    seen: set[int] = set()
    waiting = [*parts][::-1]
    while waiting:
        part = waiting.pop()
        if id(part) not in seen:
            seen.add(id(part))
            yield part
            waiting += reversed(part.parts)


def needed(part: Part, wanted: Literal[True, False] = True) -> tuple[str, ...]:
    """The fewest tests that come out otherwise than they would have to; empty where the part is as wanted."""
    if part.truth is wanted:
        return ()
    match part.kind:
        case "all" | "any":
            each = [needed(inner, wanted) for inner in part.parts]
            if (part.kind == "all") is wanted:
                return tuple(dict.fromkeys(text for texts in each for text in texts))
            return min(each, key=len)
        case "not":
            return needed(part.parts[0], not wanted)
        case "way" | "line" | "rule" | "segment" if part.parts:
            return needed(part.parts[0], wanted)
        case _:
            return (part.text if wanted else f"not {part.text}",)


def written_value(case: Case, field: str) -> str:
    """`employees is 2,400`, `budget is missing`"""
    value = case.buyer.values.get(field)
    return f"{field} is {'missing' if value is None else shown_value(case, field, value)}"


def shown_value(case: Case, field: str, value: Any) -> str:
    """A value of a field as a person writes it."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return value if re.fullmatch(r"[A-Za-z_]\w*", value) else f'"{value}"'
        case date():
            return value.isoformat()
        case frozenset():
            type_ = case.journey.fields[field].type
            listed = [one.text for one in type_.values] if isinstance(type_, AnyOfType) else sorted(value)
            return f"[{', '.join(shown_value(case, field, one) for one in listed if one in value)}]"
        case _:
            is_money = isinstance(case.journey.fields[field].type, MoneyType) and case.journey.currency
            return f"{written_number(value)} {case.journey.currency}" if is_money else written_number(value)


def _part(case: Case, judged: Judged) -> Part:
    condition, truth = judged.condition, judged.truth
    inner = tuple(_part(case, part) for part in judged.parts)
    match condition:
        case AllOf():
            return Part("all", "all of these", truth, "", inner)
        case AnyOf():
            return Part("any", "one of these", truth, "", inner)
        case Not():
            return Part("not", "not this", truth, "", inner)
        case RuleHolds(rule=name):
            return Part("rule", name, truth, "" if inner else _LOST, inner, name)
        case SegmentHolds(segment=name):
            return Part("segment", name, truth, "" if inner else _LOST, inner, name)
        case BandHolds(band=name):
            scored = case.journey.bands[name].score
            return Part("test", name, truth, _score_value(case, scored), _lines(case, scored))
        case NumberCompare(quantity=quantity) | NumberRange(quantity=quantity) | NumberIn(quantity=quantity):
            lines = _lines(case, quantity.score) if isinstance(quantity, ScoreValue) else ()
            return Part("test", condition.span.words, truth, _quantity(case, quantity), lines)
        case Happened(activity=name, window=window):
            return Part("test", condition.span.words, truth, _count(case, name, window), ())
        case _:
            return Part("test", condition.span.words, truth, written_value(case, condition.field), ())


def _quantity(case: Case, quantity: Quantity) -> str:
    match quantity:
        case FieldValue(field=name):
            return written_value(case, name)
        case ScoreValue(score=name):
            return _score_value(case, name)
        case CountValue(activity=name, window=window):
            return _count(case, name, window)


def _count(case: Case, activity: str, window: Duration | None) -> str:
    """How often it happened in the window, and how often before that."""
    inside = occurrences(case, activity, window)
    earlier = occurrences(case, activity, None) - inside
    return f"{inside} {activity}" + (f", {earlier} earlier" if earlier else "")


def _score_value(case: Case, name: str) -> str:
    points = score(case, name)
    held = "" if points.total == points.sum else f", held inside its range from {written_number(points.sum)}"
    return f"{name} is {written_number(points.total)}{held}"


def _lines(case: Case, name: str) -> tuple[Part, ...]:
    """The lines of a score, the same parts wherever it stands."""
    key = "lines", name
    if key not in case.seen:
        case.seen[key] = _made_lines(case, name)
    found: tuple[Part, ...] = case.seen[key]
    return found


def _made_lines(case: Case, name: str) -> tuple[Part, ...]:
    counted = {id(one.line): one for one in score(case, name).lines}
    return tuple(_line(case, line, counted.get(id(line))) for line in case.journey.scores[name].lines)


def _line(case: Case, line: ScoreLine | ScorePerLine | ScoreSumLine, counted: CountedLine | None) -> Part:
    gives = f"gives {written_number(counted.points if counted else 0)}"
    match line:
        case ScoreLine(when=when):
            inner = part_of(case, when)
            parts = () if inner.kind == "test" else (inner,)
            value = f"{gives}: {inner.value}" if inner.kind == "test" else gives
            return Part("points", line.span.words, inner.truth, value, parts)
        case ScorePerLine(activity=activity, window=window):
            value = f"{gives}: {_count(case, activity.name, window)}"
            return Part("points", line.span.words, counted is not None, value, ())
        case ScoreSumLine():
            return Part("points", line.span.words, counted is not None, gives, _lines(case, line.score.name))
