"""Whether it matters which day it is: for one buyer, in some conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeydsl.model.buyers import ScoreLine, ScorePerLine, ScoreSumLine
from journeydsl.model.conditions import (
    BandHolds,
    Condition,
    CountValue,
    DateAgo,
    DateWithin,
    Happened,
    NumberCompare,
    NumberIn,
    NumberRange,
    RuleHolds,
    ScoreValue,
    SegmentHolds,
    walk,
)
from journeydsl.model.journey import Journey
from journeydsl.model.rhythm import GivenActivity, GivenValue, Scenario
from journeydsl.model.values import Duration
from journeydsl.text.source import Span

# An activity, how far back its occurrences count (where they count once a while, that they lie apart), and the place.
_Window = tuple[str, Duration | None, Span]


def matters(journey: Journey, scenario: Scenario, conditions: Iterable[Condition]) -> Span | None:
    """The first test whose truth the day may decide; none where every day gives the same.

    Dates are compared with today only where the buyer has one. Weeks, days and hours are as long on every day; months,
    quarters, years and business time are not, so what happened then may lie inside of a window or outside.
    """
    dates = {given.field for given in scenario.given if isinstance(given, GivenValue)}
    done = [given for given in scenario.given if isinstance(given, GivenActivity)]
    for test in _tests(journey, conditions):
        match test:
            case DateWithin(field=field) | DateAgo(field=field):
                if field in dates:
                    return test.span
            case (activity, window, span):
                if window and any(one.activity == activity and _is_uneven(one.ago, window) for one in done):
                    return span
    return None


def _is_uneven(*durations: Duration) -> bool:
    return any(one.is_business or one.unit in ("month", "quarter", "year") for one in durations)


def _tests(journey: Journey, conditions: Iterable[Condition]) -> Iterator[DateWithin | DateAgo | _Window]:
    """Tests of days and windows, in the order read; each rule, segment and score is looked into once."""
    waiting, seen = [list(conditions)], set[str]()
    while waiting:
        for condition in waiting.pop(0):
            for part in walk(condition):
                match part:
                    case DateWithin() | DateAgo():
                        yield part
                    case Happened(activity=activity, window=window, span=span):
                        yield activity, window, span
                    case NumberCompare(quantity=CountValue(activity=activity, window=window), span=span):
                        yield activity, window, span
                    case NumberRange(quantity=CountValue(activity=activity, window=window), span=span):
                        yield activity, window, span
                    case NumberIn(quantity=CountValue(activity=activity, window=window), span=span):
                        yield activity, window, span
                    case _:
                        pass
                inner, score = _meant(journey, part)
                if inner and inner[0] not in seen:
                    seen.add(inner[0])
                    waiting.append([inner[1]])
                for line in _lines(journey, score, seen) if score else ():
                    match line:
                        case ScoreLine(when=when):
                            waiting.append([when])
                        case ScorePerLine(activity=done, window=window, once_per=once_per, span=span):
                            yield done.name, window or (Duration(1, "day", False, span) if once_per else None), span
                        case ScoreSumLine():
                            pass


def _meant(journey: Journey, part: Condition) -> tuple[tuple[str, Condition] | None, str | None]:
    """The definition of what a part names, or the score that it reads."""
    match part:
        case RuleHolds(rule=name):
            when = journey.rules[name].when
            return ((name, when) if when else None), None
        case SegmentHolds(segment=name):
            when = journey.segments[name].when
            return ((name, when) if when else None), None
        case BandHolds(band=name):
            return None, journey.bands[name].score
        case NumberCompare(quantity=ScoreValue(score=name)):
            return None, name
        case NumberRange(quantity=ScoreValue(score=name)) | NumberIn(quantity=ScoreValue(score=name)):
            return None, name
        case _:
            return None, None


def _lines(journey: Journey, score: str, seen: set[str]) -> Iterator[ScoreLine | ScorePerLine | ScoreSumLine]:
    """The lines of a score, and of the scores that it adds up."""
    if score in seen:
        return
    seen.add(score)
    for line in journey.scores[score].lines:
        yield line
        if isinstance(line, ScoreSumLine):
            yield from _lines(journey, line.score.name, seen)
