"""A line of a score that never changes the score."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._buyers import unanswered
from journeydsl.checks._points import reach_lines
from journeydsl.checks._subject import Subject
from journeydsl.checks._ways import is_all_read
from journeydsl.checks._words import quoted
from journeydsl.conditions.answers import Undecided
from journeydsl.diagnostics.finding import Finding, Fix, Unanswered
from journeydsl.model.buyers import Score, ScoreLine, ScorePerLine, ScoreSumLine

GROUP = "Rules, scores, segments, routes"
SEVERITY = "warning"
COSTS = "people collect and argue about something that moves no buyer by a single point"
ABOUT = ("scores",)


def check_journey(subject: Subject) -> Iterator[Finding | Unanswered]:
    """Every line without which every buyer would have the same points."""
    if not is_all_read(subject):
        return
    for score in subject.journey.scores.values():
        for number, line in enumerate(score.lines):
            found = subject.points.ever_changes(score.name, number)
            text = quoted(line.span.words)
            place = f"score {score.name} {line.span.words}"
            if isinstance(found, Undecided):
                yield from unanswered(line.span, f"{text} ever changes {quoted(score.name)}", place, found)
            elif not found:
                yield Finding(
                    line.span,
                    f"{text} never changes {quoted(score.name)}",
                    place,
                    evidence=tuple(_why(subject, score, line)),
                    fix=Fix("Take the line out, or mend its condition, its points or the range of the score"),
                )


def _why(subject: Subject, score: Score, line: ScoreLine | ScorePerLine | ScoreSumLine) -> Iterator[str]:
    if isinstance(line, ScoreSumLine):
        yield f"{quoted(line.score.name)} is 0 for everybody"
        return
    if not line.points or (line.cap and not line.cap.number):
        yield "it gives no points"
        return
    if isinstance(line, ScoreLine) and subject.reasoning.is_possible(line.when) is False:
        yield "nobody can meet its condition"
        return
    if score.range:
        yield f"whoever meets it stands at an end of the range {score.range.span.words}, with it and without it"
    yield from reach_lines(subject, score.name, line.points > 0)
