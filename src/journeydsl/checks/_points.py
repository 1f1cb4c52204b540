"""Words for points: how far a score gets and by which lines, and where a journey compares a score."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.checks._words import quoted
from journeydsl.conditions.evaluate import CountedLine
from journeydsl.conditions.points import Reach
from journeydsl.conditions.questions import Undecided
from journeydsl.model.buyers import ScoreLine, ScorePerLine, ScoreSumLine
from journeydsl.model.conditions import Condition
from journeydsl.model.values import written_number
from journeydsl.text.record import Record

MOST_LINES = 8


class Asked(Record):
    """A condition and the statement that asks it: `rule qualified`, `handoff lead -> sal`."""

    condition: Condition
    subject: str
    qualifies: bool


def asked_conditions(subject: Subject) -> Iterator[Asked]:
    """Every condition of rules, segments, scores, ways and routes; `qualifies` where a buyer goes on by it."""
    journey = subject.journey
    for rule in journey.rules.values():
        if rule.when:
            yield Asked(rule.when, f"rule {rule.name}", not rule.disqualifies)
    for segment in journey.segments.values():
        if segment.when:
            yield Asked(segment.when, f"segment {segment.name}", False)
    for score in journey.scores.values():
        for line in score.lines:
            if isinstance(line, ScoreLine):
                yield Asked(line.when, f"score {score.name}", False)
    for kind, ways in (("move", journey.moves), ("handoff", journey.handoffs), ("recycle", journey.recycles)):
        for way in ways:
            if way.when:
                goes_on = kind != "recycle" and journey.stages[way.target.name].kind != "lost"
                yield Asked(way.when, f"{kind} {way.name}", goes_on)
    for handoff in journey.handoffs:
        for taking in handoff.route.lines if handoff.route else ():
            if taking.when:
                yield Asked(taking.when, f"handoff {handoff.name} route", False)


def line_words(counted: CountedLine) -> str:
    """`30 when employees >= 200`, `25 for 5 email_click in 30 days`, `40 from fit`."""
    line, points = counted.line, written_number(counted.points)
    match line:
        case ScoreLine(when=when):
            return f"{points} when {_one_line(when.span.text)}"
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


def _one_line(text: str) -> str:
    return " ".join(text.split())
