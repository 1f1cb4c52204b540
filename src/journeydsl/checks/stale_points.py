"""Points for an activity that a buyer keeps for ever, however long ago it was."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._points import MOST_LINES
from journeydsl.checks._subject import Subject
from journeydsl.checks._words import quoted
from journeydsl.conditions.lasting import lasting_activity
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.model.buyers import ScoreLine, ScorePerLine, ScoreSumLine
from journeydsl.model.journey import Journey

GROUP = "Rules, scores, segments, routes"
SEVERITY = "warning"
COSTS = "sellers call people who were interested two years ago, and learn not to trust the score"
ABOUT = ("scores",)


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every score with lines that give points for an activity without asking when it was."""
    for score in subject.journey.scores.values():
        found = [(line, name) for line in score.lines if (name := _lasting(subject.journey, line))]
        if not found:
            continue
        (first, name), others = found[0], found[1:]
        more = f", as {'does' if len(others) == 1 else 'do'} {len(others)} more" if others else ""
        evidence = [f"also: {line.span.words}" for line, _ in others[:MOST_LINES]]
        if len(others) > MOST_LINES:
            evidence.append(f"and {len(others) - MOST_LINES} more lines")
        yield Finding(
            first.span,
            f"{quoted(name)} gives points of {quoted(score.name)} however long ago it was{more}",
            f"score {score.name} for ever",
            evidence=tuple(evidence),
            fix=Fix(f"Add `in` and a time, such as `in 90 days`, to {'each of these lines' if others else 'the line'}"),
        )


def _lasting(journey: Journey, line: ScoreLine | ScorePerLine | ScoreSumLine) -> str | None:
    match line:
        case ScorePerLine(points=points, window=window, activity=activity):
            return activity.name if points > 0 and window is None else None
        case ScoreLine(points=points, when=when):
            return lasting_activity(journey, when) if points > 0 else None
        case ScoreSumLine():
            return None
