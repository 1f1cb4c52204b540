"""How often a score line can count before more makes no difference to anything that is asked."""

from __future__ import annotations

from typing import Any

from journeydsl.conditions.buyer import days_apart
from journeydsl.conditions.cuts import Cuts
from journeydsl.conditions.histories import Counter
from journeydsl.model.buyers import Score, ScoreLine, ScorePerLine
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
    counted = [(line, line_counter(cuts, line)) for line in lines if isinstance(line, ScorePerLine)]
    endless = [(line, counter) for line, counter in counted if not line.cap]
    known = {id(line): max([0, *cuts.counts[line.activity.name][counter]]) for line, counter in counted}
    reach: Any = _thresholds(cuts)
    reach += sum(_bounded(line) for line in lines if isinstance(line, ScoreLine | ScorePerLine))
    reach += sum(_ends(score) for journey in journeys for score in journey.scores.values())
    limits: dict[str, dict[Counter, int]] = {}
    for line, counter in counted:
        size: Any = abs(line.points)
        if not size:
            continue
        if line.cap:
            limit: Any = -(-line.cap.number // size)
        else:
            others: list[Any] = [other for other, _ in endless if (other.points > 0) != (line.points > 0)]
            taken = sum(abs(other.points) * (known[id(other)] + size) for other in others)
            limit = known[id(line)] + max([0, *(abs(other.points) for other in others)])
            limit += -(-(reach + size + taken) // size)
        found = limits.setdefault(line.activity.name, {})
        found[counter] = max(found.get(counter, 0), int(limit))
    return limits


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
