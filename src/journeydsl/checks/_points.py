"""Words for points: how far a score gets and by which lines, and where a journey compares a score."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.checks._words import quoted
from journeydsl.conditions.answers import Undecided
from journeydsl.conditions.evaluate import CountedLine
from journeydsl.conditions.points import Reach
from journeydsl.model.buyers import ScoreLine, ScorePerLine, ScoreSumLine
from journeydsl.model.values import written_number

MOST_LINES = 8


def line_words(counted: CountedLine) -> str:
    """`30 when employees >= 200`, `25 for 5 email_click in 30 days`, `40 from fit`."""
    line, points = counted.line, written_number(counted.points)
    match line:
        case ScoreLine(when=when):
            return f"{points} when {when.span.words}"
        case ScorePerLine(activity=activity, window=window):
            return f"{points} for {counted.times} {activity.name}{f' in {window.text}' if window else ''}"
        case ScoreSumLine(score=score):
            return f"{points} from {score.name}"


def sum_lines(reach: Reach) -> Iterator[str]:
    """The lines of a sum, indented, and what a range makes of it."""
    for counted in reach.lines[:MOST_LINES]:
        yield f"    {line_words(counted)}"
    if len(reach.lines) > MOST_LINES:
        yield f"    and {len(reach.lines) - MOST_LINES} more lines"
    total = sum(counted.points for counted in reach.lines)
    if reach.points is not None and total != reach.points:
        yield f"    {written_number(total)} in all, which the range holds at {written_number(reach.points)}"


def reach_lines(subject: Subject, name: str, is_highest: bool) -> Iterator[str]:
    """How far a score gets, and the lines that make it."""
    reach = subject.points.highest(name) if is_highest else subject.points.lowest(name)
    if isinstance(reach, Undecided) or reach.points is None:
        return
    most = "most" if is_highest else "fewest"
    yield f"the {most} points of {quoted(name)} that anybody can have: {written_number(reach.points)}"
    yield from sum_lines(reach)
