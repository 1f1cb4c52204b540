"""How often a score line can count before more makes no difference to anything that is asked."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from journeydsl.conditions.buyer import days_apart
from journeydsl.conditions.cuts import Cuts
from journeydsl.conditions.histories import Counter
from journeydsl.model.buyers import Score, ScoreLine, ScorePerLine, ScoreSumLine
from journeydsl.model.journey import Journey


def line_counter(cuts: Cuts, line: ScorePerLine) -> Counter:
    """How a line counts its activity."""
    return cuts.counter(line.activity.name, line.window, days_apart(line.once_per) if line.once_per else None)


def count_limits(journeys: tuple[Journey, ...], cuts: Cuts) -> dict[str, dict[Counter, int]]:
    """By activity and counter, the count from which on a line gives the same, or nothing that matters is changed.

    A line without a cap is limited because of two lines of opposite signs that both count often, some of both can be
    left out without a change of the sum; and once the highest threshold is passed, more changes nothing.
    """
    lines = [line for journey in journeys for score in journey.scores.values() for line in score.lines]
    counted = [(line, line_counter(cuts, line)) for line in lines if isinstance(line, ScorePerLine) and line.points]
    endless = [line for line, _ in counted if not line.cap]
    known = {name: max((count for several in counts.values() for count in several), default=0)
             for name, counts in cuts.counts.items()}  # fmt: skip
    limits: dict[str, dict[Counter, int]] = {}
    for line, counter in counted:
        if line.cap:
            name = line.activity.name
            _raise(limits, name, counter, _rounded_up(line.cap.number, abs(line.points)))
            known[name] = max(known[name], limits[name][counter])
    reach = _reach(journeys, cuts)
    for line, counter in counted:
        if not line.cap:
            size: Any = abs(line.points)
            name = line.activity.name
            others: list[Any] = [other for other in endless if (other.points > 0) != (line.points > 0)]
            taken = sum(abs(other.points) * (known[other.activity.name] + size) for other in others)
            limit = int(known[name] + max([0, *(abs(other.points) for other in others)]))
            _raise(limits, name, counter, limit + _rounded_up(reach + size + taken, size))
    return limits


def tangles(journey: Journey) -> list[frozenset[str]]:
    """Scores that count the same without end, and not all in one direction: no limit is known for all of them at once.

    A single one stands for itself, where it adds and subtracts for one activity.
    """
    found: list[frozenset[str]] = []
    endless = {name: _endless(journey, name) for name in journey.scores}
    for name, lines in endless.items():
        if any((activity, -sign) in lines for activity, sign in lines):
            found.append(frozenset({name}))
    for (one, first), (other, second) in combinations(endless.items(), 2):
        shared = {activity for activity, _ in first} & {activity for activity, _ in second}
        if shared and len({sign for _, sign in first | second}) > 1:
            found.append(frozenset({one, other}))
    return found


def _endless(journey: Journey, name: str, sign: int = 1) -> set[tuple[str, int]]:
    """The activities that a score counts without end, with their signs; those of the scores that it adds up too."""
    found: set[tuple[str, int]] = set()
    for line in journey.scores[name].lines:
        match line:
            case ScorePerLine(cap=None) if line.points:
                found.add((line.activity.name, sign if line.points > 0 else -sign))
            case ScoreSumLine():
                found |= _endless(journey, line.score.name, -sign if line.is_subtracted else sign)
            case _:
                pass
    return found


def _rounded_up(number: Any, size: Any) -> int:
    return int(-(-number // size))


def _raise(limits: dict[str, dict[Counter, int]], activity: str, counter: Counter, limit: int) -> None:
    found = limits.setdefault(activity, {})
    found[counter] = max(found.get(counter, 0), limit)


def _reach(journeys: tuple[Journey, ...], cuts: Cuts) -> Any:
    """More than the points of any threshold with those of all lines that have an end, as often as they are added up."""
    reach: Any = _thresholds(cuts)
    for journey in journeys:
        for score in journey.scores.values():
            own = sum(_bounded(line) for line in score.lines if isinstance(line, ScoreLine | ScorePerLine))
            reach += (own + _ends(score)) * _times_added(journey, score.name)
    return reach


def _times_added(journey: Journey, name: str) -> int:
    """How often a score counts in one sum or another, its own included."""
    times = 1
    for score in journey.scores.values():
        for line in score.lines:
            if isinstance(line, ScoreSumLine) and line.score.name == name:
                times += _times_added(journey, score.name)
    return times


def _thresholds(cuts: Cuts) -> int:
    return int(max((abs(int(number)) for edges in cuts.scores.values() for number, _ in edges), default=0)) + 1


def _bounded(line: ScoreLine | ScorePerLine) -> Any:
    """The most that a line with an end to it can add or take off."""
    if line.cap:
        return line.cap.number
    return abs(line.points) if isinstance(line, ScoreLine) else 0


def _ends(score: Score) -> Any:
    if score.range is None:
        return 0
    return max(-(score.range.low or 0), score.range.low or 0, score.range.high or 0, -(score.range.high or 0))
