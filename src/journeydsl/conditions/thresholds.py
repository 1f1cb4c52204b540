"""Thresholds of scores inside conditions: points that a buyer has to have, at least."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.model.conditions import (
    AllOf,
    AnyOf,
    BandHolds,
    Condition,
    Not,
    NumberCompare,
    NumberRange,
    RuleHolds,
    ScoreValue,
    SegmentHolds,
    walk,
)
from journeydsl.model.definitions import definition
from journeydsl.model.journey import Journey
from journeydsl.text.record import Record


class Threshold(Record):
    """A part of a condition that holds from some points on.

    `beside` are the other parts that have to hold with it: what stands next to it in an `or` does not.
    """

    part: Condition
    score: str
    points: int
    beside: tuple[Condition, ...]


def thresholds(journey: Journey, condition: Condition) -> Iterator[Threshold]:
    """The thresholds that are written in a condition itself, wherever no `not` stands before them."""
    yield from _within(journey, condition, ())


def all_thresholds(journey: Journey, condition: Condition) -> Iterator[Threshold]:
    """The thresholds that are written in a condition, behind a `not` too."""
    for part in walk(condition):
        found = _threshold(journey, part, ())
        if found:
            yield found


def demanded(journey: Journey, condition: Condition) -> Iterator[Threshold]:
    """The thresholds without which a condition never holds; rules and segments are followed."""
    match condition:
        case AllOf(parts=parts):
            for part in parts:
                yield from demanded(journey, part)
        case RuleHolds(rule=name) | SegmentHolds(segment=name):
            when = definition(journey, name)
            if when:
                yield from demanded(journey, when)
        case _:
            found = _threshold(journey, condition, ())
            if found:
                yield found


def _within(journey: Journey, condition: Condition, beside: tuple[Condition, ...]) -> Iterator[Threshold]:
    match condition:
        case AllOf(parts=parts):
            for place, part in enumerate(parts):
                yield from _within(journey, part, (*beside, *parts[:place], *parts[place + 1 :]))
        case AnyOf(parts=parts):
            for part in parts:
                yield from _within(journey, part, beside)
        case Not():
            pass
        case _:
            found = _threshold(journey, condition, beside)
            if found:
                yield found


def _threshold(journey: Journey, part: Condition, beside: tuple[Condition, ...]) -> Threshold | None:
    """Points with nothing above them but the end of the range."""
    match part:
        case NumberCompare(quantity=ScoreValue(score=name), comparison=">=", number=number):
            return Threshold(part, name, int(number), beside)
        case NumberCompare(quantity=ScoreValue(score=name), comparison=">", number=number):
            return Threshold(part, name, int(number) + 1, beside)
        case NumberRange(quantity=ScoreValue(score=name), low=low, high=high):
            return _ranged(journey, part, name, (low, high), beside)
        case BandHolds(band=band):
            range_, name = journey.bands[band].range, journey.bands[band].score
            return _ranged(journey, part, name, (range_.low, range_.high), beside)
        case _:
            return None


def _ranged(
    journey: Journey, part: Condition, name: str, ends: tuple[object, object], beside: tuple[Condition, ...]
) -> Threshold | None:
    range_ = journey.scores[name].range
    low, high = ends
    is_top = high is None or (range_ is not None and high == range_.high)
    return Threshold(part, name, low, beside) if isinstance(low, int) and is_top else None
