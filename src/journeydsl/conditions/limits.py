"""How often a score line can count before more makes no difference to anything that is asked."""

from __future__ import annotations

from typing import Any

from journeydsl.conditions.buyer import days_apart
from journeydsl.conditions.cells import Counter
from journeydsl.conditions.cuts import Cuts
from journeydsl.model.buyers import Score, ScoreLine, ScorePerLine, ScoreSumLine
from journeydsl.model.journey import Journey
from journeydsl.text.record import Record


def line_counter(cuts: Cuts, line: ScorePerLine) -> Counter:
    """How a line counts its activity."""
    return cuts.counter(line.activity.name, line.window, days_apart(line.once_per) if line.once_per else None)


class Limits(Record):
    """By activity and counter, the count from which on a line gives the same, or nothing that matters is changed.

    `endless` are the counters of lines that never stop counting, `known` the highest count that anything else asks.
    """

    counts: dict[str, dict[Counter, int]]
    endless: dict[str, set[Counter]]
    known: dict[str, int]

    def endless_from(self, activity: str) -> int:
        """The count up to which every endless line of an activity is counted."""
        return min(self.counts[activity][counter] for counter in self.endless[activity])

    def shrunk(self, activity: str) -> dict[Counter, int] | None:
        """The limits of an activity with lower ones for endless lines; none where they cannot be lower."""
        least, endless = self.known[activity] + 1, self.endless.get(activity, set())
        counts = self.counts.get(activity, {})
        if all(limit <= least for counter, limit in counts.items() if counter in endless):
            return None
        lower = {counter: max(least, limit // 3) if counter in endless else limit for counter, limit in counts.items()}
        self.counts[activity] = lower
        return lower


def count_limits(journeys: tuple[Journey, ...], cuts: Cuts) -> Limits:
    """How far each activity is to be counted.

    A line without a cap is limited because of two lines of opposite signs that both count often, some of both can be
    left out without a change of the sum; and once the highest threshold is passed, more changes nothing.
    """
    lines = [line for journey in journeys for score in journey.scores.values() for line in score.lines]
    counted = [(line, line_counter(cuts, line)) for line in lines if isinstance(line, ScorePerLine) and line.points]
    endless = [(line, counter) for line, counter in counted if line_end(line, counter) is None]
    known = {name: max((count for several in counts.values() for count in several), default=0)
             for name, counts in cuts.counts.items()}  # fmt: skip
    limits = Limits({}, {}, known)
    for line, counter in counted:
        end = line_end(line, counter)
        if end is not None:
            _raise(limits.counts, line.activity.name, counter, end)
            known[line.activity.name] = max(known[line.activity.name], end)
    reach = _reach(journeys, cuts)
    for is_positive in (True, False):
        others: list[Any] = [line for line, _ in endless if (line.points > 0) != is_positive]
        all_of_them = sum(abs(other.points) for other in others)
        counted_too = sum(abs(other.points) * known[other.activity.name] for other in others)
        largest = max([0, *(abs(other.points) for other in others)])
        for line, counter in endless:
            if (line.points > 0) is is_positive:
                size: Any = abs(line.points)
                name = line.activity.name
                taken = counted_too + size * all_of_them
                _raise(limits.counts, name, counter,
                       int(known[name] + largest) + _rounded_up(reach + size + taken, size))  # fmt: skip
                limits.endless.setdefault(name, set()).add(counter)
    return limits


def line_end(line: ScorePerLine, counter: Counter) -> int | None:
    """The count from which on a line gives the same; none where it never stops counting."""
    ends = [_rounded_up(line.cap.number, abs(line.points))] if line.cap and line.points else []
    if counter.reach is not None and counter.apart is not None:
        ends.append(-(-counter.reach // counter.apart))
    return min(ends, default=None if line.points else 0)


Counting = dict[tuple[str, int, str], set[tuple[str, int]]]
"""By score, the activities that it counts without end, with their signs."""


def endless_counting(journeys: tuple[Journey, ...], cuts: Cuts) -> Counting:
    """The scores that count something without end."""
    found: Counting = {}
    for side, journey in enumerate(journeys):
        known: dict[str, set[tuple[str, int]]] = {}
        for name in journey.scores:
            lines = _endless(journey, cuts, name, known)
            if lines:
                found["score", side, name] = lines
    return found


def tangle(counting: Counting) -> tuple[str, ...]:
    """Scores that count the same without end, and not all in one direction: no limit is known for all of them at once.

    The names of the first that do: one that adds and subtracts for one activity, or two; none where all is well.
    """
    by_activity: dict[str, list[tuple[str, set[int]]]] = {}
    for (_, _, name), lines in counting.items():
        both_ways = {sign for _, sign in lines}
        for activity, sign in sorted(lines):
            if (activity, -sign) in lines:
                return (name,)
            by_activity.setdefault(activity, []).append((name, both_ways))
    for several in by_activity.values():
        first, signs = several[0]
        for name, more in several[1:]:
            if len(signs | more) > 1:
                return (first, name)
    return ()


def _endless(journey: Journey, cuts: Cuts, name: str, known: dict[str, set[tuple[str, int]]]) -> set[tuple[str, int]]:
    """The activities that a score counts without end, with their signs; those of the scores that it adds up too."""
    if name not in known:
        found: set[tuple[str, int]] = set()
        for line in journey.scores[name].lines:
            match line:
                case ScorePerLine() if line_end(line, line_counter(cuts, line)) is None:
                    found.add((line.activity.name, 1 if line.points > 0 else -1))
                case ScoreSumLine():
                    inner = _endless(journey, cuts, line.score.name, known)
                    found |= {(activity, -sign if line.is_subtracted else sign) for activity, sign in inner}
                case _:
                    pass
        known[name] = found
    return known[name]


def _rounded_up(number: Any, size: Any) -> int:
    return int(-(-number // size))


def _raise(limits: dict[str, dict[Counter, int]], activity: str, counter: Counter, limit: int) -> None:
    found = limits.setdefault(activity, {})
    found[counter] = max(found.get(counter, 0), limit)


def _reach(journeys: tuple[Journey, ...], cuts: Cuts) -> Any:
    """More than the points of any threshold with those of all lines that have an end, as often as they are added up."""
    reach: Any = _thresholds(cuts)
    for journey in journeys:
        adding = _adding(journey)
        times: dict[str, int] = {}
        for score in journey.scores.values():
            own = sum(_bounded(line, cuts) for line in score.lines if isinstance(line, ScoreLine | ScorePerLine))
            reach += (own + _ends(score)) * _times_added(adding, score.name, times)
    return reach


def _adding(journey: Journey) -> dict[str, list[str]]:
    """The scores that add up each score, as often as they do."""
    found: dict[str, list[str]] = {}
    for score in journey.scores.values():
        for line in score.lines:
            if isinstance(line, ScoreSumLine):
                found.setdefault(line.score.name, []).append(score.name)
    return found


def _times_added(adding: dict[str, list[str]], name: str, known: dict[str, int]) -> int:
    """How often a score counts in one sum or another, its own included."""
    if name not in known:
        known[name] = 1 + sum(_times_added(adding, outer, known) for outer in adding.get(name, ()))
    return known[name]


def _thresholds(cuts: Cuts) -> int:
    return int(max((abs(int(number)) for edges in cuts.scores.values() for number, _ in edges), default=0)) + 1


def _bounded(line: ScoreLine | ScorePerLine, cuts: Cuts) -> Any:
    """The most that a line with an end to it can add or take off."""
    points: Any = abs(line.points)
    if line.cap:
        return line.cap.number
    return points if isinstance(line, ScoreLine) else points * (line_end(line, line_counter(cuts, line)) or 0)


def _ends(score: Score) -> Any:
    if score.range is None:
        return 0
    return max(-(score.range.low or 0), score.range.low or 0, score.range.high or 0, -(score.range.high or 0))
