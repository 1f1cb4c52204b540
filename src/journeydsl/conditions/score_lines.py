"""What the lines of a score read and give, without looking at any buyer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from journeydsl.conditions.buyer import day_before, days_apart
from journeydsl.conditions.effort import Unclear
from journeydsl.model.buyers import ScoreLine, ScorePerLine, ScoreSumLine
from journeydsl.model.conditions import (
    AllOf,
    AnyOf,
    Condition,
    CountValue,
    Happened,
    Not,
    NumberCompare,
    NumberRange,
    RuleHolds,
    SegmentHolds,
    names_used,
)
from journeydsl.model.definitions import definition
from journeydsl.model.journey import Journey
from journeydsl.model.values import Number

Line = ScoreLine | ScorePerLine | ScoreSumLine


def counts_for(journey: Journey, name: str) -> tuple[str, ...]:
    """The activities that may add points to a score, those of the scores that it adds up included."""
    found: dict[str, None] = {}
    for sign, line in all_lines(journey, name, 1):
        if isinstance(line, ScorePerLine) and line.points * sign > 0:
            found[line.activity.name] = None
        elif isinstance(line, ScoreLine) and line.points * sign > 0:
            found.update(dict.fromkeys(_waited_for(journey, line.when, False)))
    return tuple(found)


def _waited_for(journey: Journey, condition: Condition, is_denied: bool) -> Iterator[str]:
    """The activities that make a condition true when they happen."""
    match condition:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from _waited_for(journey, part, is_denied)
        case Not(part=part):
            yield from _waited_for(journey, part, not is_denied)
        case RuleHolds(rule=name) | SegmentHolds(segment=name):
            inner = definition(journey, name)
            yield from _waited_for(journey, inner, is_denied) if inner else ()
        case Happened(activity=name, is_denied=denied):
            yield from (name,) if denied == is_denied else ()
        case NumberCompare(quantity=CountValue(activity=name), comparison=sign):
            yield from (name,) if (sign in (">", ">=", "=")) != is_denied else ()
        case NumberRange(quantity=CountValue(activity=name), low=low):
            yield from (name,) if low and not is_denied else ()
        case _:
            pass


def read_by(journey: Journey, condition: Condition) -> Iterator[str]:
    """The activities that a condition names, itself or through rules and segments."""
    for kind, name in names_used(condition):
        if kind == "activity":
            yield name
        elif kind in ("rule", "segment"):
            inner = definition(journey, name)
            if inner:
                yield from read_by(journey, inner)


def all_lines(journey: Journey, name: str, sign: int) -> Iterator[tuple[int, Line]]:
    """The lines of a score and of the scores that it adds up, each with 1 or, where it is taken off, -1."""
    for line in journey.scores[name].lines:
        if isinstance(line, ScoreSumLine):
            yield from all_lines(journey, line.score.name, -sign if line.is_subtracted else sign)
        else:
            yield sign, line


def is_endless(journey: Journey, name: str, sign: int) -> bool:
    """Whether a score grows (1) or falls (-1) without end. Raises `Unclear` where activities both give and take."""
    range_ = journey.scores[name].range
    if range_ and (range_.high if sign > 0 else range_.low) is not None:
        return False
    ways: dict[int, set[str]] = {1: set(), -1: set()}
    for line in journey.scores[name].lines:
        if isinstance(line, ScoreSumLine):
            if is_endless(journey, line.score.name, -sign if line.is_subtracted else sign):
                return True
        elif isinstance(line, ScorePerLine) and without_limit(line):
            ways[1 if line.points > 0 else -1].add(line.activity.name)
    if ways[1] & ways[-1]:
        raise Unclear(f"`{name}` adds and takes off points for one activity, without a limit")
    return bool(ways[sign])


def without_limit(line: ScorePerLine) -> bool:
    """Whether more of an activity always gives more: no `up to`, and no window in which `once per` sets an end."""
    return line.cap is None and line.points != 0 and not (line.window and line.once_per)


def with_natural_limits(journey: Journey, today: date) -> Journey:
    """The same, where `once per` inside a window sets a limit, with that limit said by `up to`."""
    scores = {
        name: one.replace(
            lines=tuple(_said(line, today) if isinstance(line, ScorePerLine) else line for line in one.lines)
        )
        for name, one in journey.scores.items()
    }
    return journey.replace(scores=scores)


def with_limits_out_of_reach(journey: Journey, most: int) -> Journey:
    """The same for whoever does things no more often than it takes to get from any points to any other.

    `most` is the largest number of points that is asked for; lines without a limit get one that lies beyond it.
    """
    lines = [line for one in journey.scores.values() for line in one.lines if not isinstance(line, ScoreSumLine)]
    endless = [line for line in lines if isinstance(line, ScorePerLine) and not line.cap]
    for one in journey.scores.values():
        most += abs(int(one.range.low or 0)) if one.range else 0
    for line in lines:
        most += int(line.cap.number) if line.cap else abs(int(line.points)) if isinstance(line, ScoreLine) else 0

    def limited(line: Line) -> Line:
        if not isinstance(line, ScorePerLine) or line.cap or not line.points:
            return line
        against = sum(abs(int(other.points)) for other in endless if (other.points > 0) != (line.points > 0))
        points = abs(int(line.points))
        return line.replace(cap=Number((-(-(most + against) // points) + 1) * points, line.span))

    scores = {name: one.replace(lines=tuple(map(limited, one.lines))) for name, one in journey.scores.items()}
    return journey.replace(scores=scores)


def _said(line: ScorePerLine, today: date) -> ScorePerLine:
    if line.cap or not line.window or not line.once_per:
        return line
    days = max(0, (today - day_before(today, line.window)).days)
    times = -(-days // days_apart(line.once_per))
    most = line.points * times if line.points > 0 else -line.points * times
    return line.replace(cap=Number(most, line.span))
