"""An activity that gives a score points without a limit."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._points import MOST_LINES
from journeydsl.checks._subject import Subject
from journeydsl.checks._words import quoted
from journeydsl.conditions.score_lines import without_limit
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.model.buyers import Score, ScorePerLine
from journeydsl.model.values import written_number

GROUP = "Rules, scores, segments, routes"
SEVERITY = "warning"
COSTS = "a student who reads everything outranks a buyer who is ready to talk"
ABOUT = ("scores",)


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every score with lines that give more points for more of an activity, however often it has happened."""
    for score in subject.journey.scores.values():
        lines = [line for line in score.lines if isinstance(line, ScorePerLine) and _is_endless(line)]
        if lines:
            yield _found(score, lines)


def _is_endless(line: ScorePerLine) -> bool:
    return line.points > 0 and without_limit(line)


def _found(score: Score, lines: list[ScorePerLine]) -> Finding:
    first, others = lines[0], lines[1:]
    more = f", as {'does' if len(others) == 1 else 'do'} {len(others)} more" if others else ""
    end = score.range.high if score.range else None
    message = f"{quoted(first.activity.name)} gives points of {quoted(score.name)} without a limit{more}"
    if end is not None:
        times = -(-end // first.points)
        message = (
            f"{quoted(first.activity.name)} has no limit of its own in {quoted(score.name)}, and fills it alone{more}"
        )
        evidence = [f"{written_number(times)} times are enough for all {written_number(end)} points"]
    else:
        evidence = []
    evidence += [f"also: {line.span.words}" for line in others[:MOST_LINES]]
    if len(others) > MOST_LINES:
        evidence.append(f"and {len(others) - MOST_LINES} more lines")
    return Finding(
        first.span,
        message,
        f"score {score.name} without a limit",
        evidence=tuple(evidence),
        fix=Fix(f"Add `up to` and the most points to {'each of these lines' if others else 'the line'}"),
    )
