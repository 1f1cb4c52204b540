"""Points that a buyer can have and that lie in two bands of one score."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import inf

from journeydsl.checks._buyers import buyer_lines, unanswered
from journeydsl.checks._points import sum_lines
from journeydsl.checks._subject import Subject
from journeydsl.checks._ways import is_all_read
from journeydsl.checks._words import quoted
from journeydsl.conditions.answers import Undecided
from journeydsl.conditions.points import Reach
from journeydsl.diagnostics.finding import Finding, Fix, Label, Unanswered
from journeydsl.model.buyers import Band, Score
from journeydsl.model.values import written_number

GROUP = "Rules, scores, segments, routes"
SEVERITY = "error"
_OPEN = (-inf, inf)
COSTS = "two teams treat one buyer as theirs, or each leaves the call to the other"
ABOUT = ("bands",)


def check_journey(subject: Subject) -> Iterator[Finding | Unanswered]:
    """Every pair of bands of one score that share points which a buyer can have."""
    if not is_all_read(subject):
        return
    for score in subject.journey.scores.values():
        bands = [(*_ends(subject.journey.bands[band.name]), subject.journey.bands[band.name]) for band in score.bands]
        for (low, high, one), (start, end, other) in combinations(bands, 2):
            subject.effort.spend(2)
            if low > end or start > high:
                continue
            first, last = (None if number in _OPEN else int(number) for number in (max(low, start), min(high, end)))
            found = subject.points.between(score.name, first, last)
            place = f"score {score.name} in {one.name} and {other.name}"
            if isinstance(found, Undecided):
                question = f"a buyer is in {quoted(one.name)} and {quoted(other.name)}"
                yield from unanswered(other.range.span, question, place, found)
            elif found:
                yield _in_both(score, one, other, found)


def _ends(band: Band) -> tuple[float, float]:
    """Where a band begins and ends, be it nowhere."""
    low, high = band.range.low, band.range.high
    return -inf if low is None else int(low), inf if high is None else int(high)


def _in_both(score: Score, one: Band, other: Band, found: Reach) -> Finding:
    points = written_number(found.points or 0)
    assert found.example
    return Finding(
        other.range.span,
        f"A buyer with {points} points of {quoted(score.name)} is in {quoted(one.name)} and in {quoted(other.name)}",
        f"score {score.name} in {one.name} and {other.name}",
        labels=(Label(one.range.span, f"{quoted(one.name)} has these points too"),),
        evidence=(*buyer_lines("this buyer is in both", found.example), *sum_lines(found)),
        fix=Fix("End one of them where the other begins"),
    )
