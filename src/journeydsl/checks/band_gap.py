"""Points between two bands of a score that a buyer can have, and that no band names."""

from __future__ import annotations

from collections.abc import Iterator

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
COSTS = "buyers between two bands are on nobody's list, and no report counts them"
ABOUT = ("bands",)


def check_journey(subject: Subject) -> Iterator[Finding | Unanswered]:
    """Every stretch between two neighbouring bands in which a buyer's points can lie."""
    if not is_all_read(subject):
        return
    for score in subject.journey.scores.values():
        for lower, upper, first, last in _gaps(subject, score):
            found = subject.points.between(score.name, first, last)
            place = f"score {score.name} between {lower.name} and {upper.name}"
            if isinstance(found, Undecided):
                question = f"the points of a buyer lie between {quoted(lower.name)} and {quoted(upper.name)}"
                yield from unanswered(upper.range.span, question, place, found)
            elif found:
                yield _between(score, lower, upper, found)


def _between(score: Score, lower: Band, upper: Band, found: Reach) -> Finding:
    points = written_number(found.points or 0)
    message = f"A buyer with {points} points of {quoted(score.name)} is in no band"
    end = written_number((upper.range.low or 0) - 1)
    assert found.example
    return Finding(
        upper.range.span,
        message,
        f"score {score.name} between {lower.name} and {upper.name}",
        labels=(Label(lower.range.span, f"{quoted(lower.name)} ends below"),),
        evidence=(
            *buyer_lines(f"between {quoted(lower.name)} and {quoted(upper.name)}", found.example),
            *sum_lines(found),
        ),
        fix=Fix(f"End {quoted(lower.name)} at {end}, or begin {quoted(upper.name)} right behind it"),
    )


def _gaps(subject: Subject, score: Score) -> Iterator[tuple[Band, Band, int, int]]:
    """Neighbours with a stretch between them that no band covers, and its first and last points."""
    bands = [subject.journey.bands[band.name] for band in score.bands]
    bands.sort(key=lambda band: float("-inf") if band.range.low is None else band.range.low)
    below: Band | None = None
    for band in bands:
        if below is not None and below.range.high is not None and band.range.low is not None:
            first, last = int(below.range.high) + 1, int(band.range.low) - 1
            if first <= last:
                yield below, band, first, last
        if below is None or below.range.high is None:
            below = below or band
        elif band.range.high is None or band.range.high > below.range.high:
            below = band
