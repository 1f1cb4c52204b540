"""A band of a score that nobody can be in."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._buyers import unanswered
from journeydsl.checks._points import reach_lines
from journeydsl.checks._subject import Subject
from journeydsl.checks._ways import is_all_read
from journeydsl.checks._words import quoted
from journeydsl.conditions.answers import Undecided
from journeydsl.diagnostics.finding import Finding, Fix, Unanswered
from journeydsl.model.buyers import Band
from journeydsl.model.conditions import BandHolds
from journeydsl.model.values import written_number

GROUP = "Rules, scores, segments, routes"
SEVERITY = "error"
COSTS = "the list that a team works first stays empty, and nobody asks why"
ABOUT = ("bands",)


def check_journey(subject: Subject) -> Iterator[Finding | Unanswered]:
    """Every band whose points no buyer can have."""
    if not is_all_read(subject):
        return
    for band in subject.journey.bands.values():
        possible = subject.reasoning.is_possible(BandHolds(band.name, band.name_span))
        place = f"band {band.name}"
        if isinstance(possible, Undecided):
            yield from unanswered(band.name_span, f"anybody can be in {quoted(band.name)}", place, possible)
        elif not possible:
            yield _unreachable(subject, band)


def _unreachable(subject: Subject, band: Band) -> Finding:
    subject.effort.spend(500)
    score, message = band.score, f"Nobody can ever be in {quoted(band.name)}"
    high, low = subject.points.highest(score), subject.points.lowest(score)
    fix, ends = "Begin and end it at points that the lines can add up to", [True, False]
    if not isinstance(high, Undecided) and high.points is not None and (band.range.low or 0) > high.points:
        message += f": {quoted(score)} reaches {written_number(high.points)} at most"
        fix, ends = f"Begin it at {written_number(high.points)} or less, or give more points", [True]
    elif not isinstance(low, Undecided) and low.points is not None and (band.range.high or 0) < low.points:
        message += f": {quoted(score)} never falls below {written_number(low.points)}"
        fix, ends = f"End it at {written_number(low.points)} or more, or take it out", [False]
    evidence = tuple(line for end in ends for line in reach_lines(subject, score, end))
    return Finding(band.name_span, message, f"band {band.name}", evidence=evidence, fix=Fix(fix))
