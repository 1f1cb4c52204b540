"""A score that is compared with points that nobody can have."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._buyers import unanswered
from journeydsl.checks._points import reach_lines
from journeydsl.checks._subject import Subject
from journeydsl.checks._ways import is_all_read
from journeydsl.checks._words import quoted
from journeydsl.conditions.answers import Undecided
from journeydsl.conditions.asked import Asked, asked_conditions
from journeydsl.diagnostics.finding import Finding, Fix, Unanswered
from journeydsl.model.conditions import NumberCompare, NumberIn, NumberRange, ScoreValue, walk
from journeydsl.model.values import written_number

GROUP = "Rules, scores, segments, routes"
SEVERITY = "error"
COSTS = "whoever waits for this score waits for ever, and the best buyers are treated like all others"
ABOUT = ("scores",)


def check_journey(subject: Subject) -> Iterator[Finding | Unanswered]:
    """Every comparison of a score that no sum of points can make true."""
    if not is_all_read(subject):
        return
    for asked in asked_conditions(subject.journey):
        for part in walk(asked.condition):
            if isinstance(part, NumberCompare | NumberRange | NumberIn) and isinstance(part.quantity, ScoreValue):
                yield from _judged(subject, asked, part, part.quantity.score)


def _judged(
    subject: Subject, asked: Asked, part: NumberCompare | NumberRange | NumberIn, name: str
) -> Iterator[Finding | Unanswered]:
    text = quoted(part.span.words)
    place = f"{asked.subject} {part.span.words}"
    possible = subject.reasoning.is_possible(part)
    if isinstance(possible, Undecided):
        yield from unanswered(part.span, f"anybody can have {text}", place, possible)
    elif not possible:
        high, low = subject.points.highest(name), subject.points.lowest(name)
        wanted = _wanted(part)
        most = None if isinstance(high, Undecided) else high.points
        least = None if isinstance(low, Undecided) else low.points
        fix, ends = "Compare with points that its lines can add up to", [True, False]
        message = f"Nobody can ever have {text}"
        if most is not None and wanted[0] is not None and wanted[0] > most:
            message += f": {quoted(name)} reaches {written_number(most)} at most"
            fix, ends = f"Ask for {written_number(most)} or less, or give more points", [True]
        elif least is not None and wanted[1] is not None and wanted[1] < least:
            message += f": {quoted(name)} never falls below {written_number(least)}"
            fix, ends = f"Compare with {written_number(least)} or more", [False]
        evidence = tuple(line for end in ends for line in reach_lines(subject, name, end))
        yield Finding(part.span, message, place, evidence=evidence, fix=Fix(fix))


def _wanted(part: NumberCompare | NumberRange | NumberIn) -> tuple[int | None, int | None]:
    """The fewest and the most points that make it true; none where there is no end. Points are whole."""
    match part:
        case NumberCompare(comparison=sign, number=number):
            whole = int(number)
            low = {">=": whole, ">": whole + 1, "=": whole}.get(sign)
            return low, {"<=": whole, "<": whole - 1, "=": whole}.get(sign)
        case NumberRange(low=low_end, high=high_end):
            return None if low_end is None else int(low_end), None if high_end is None else int(high_end)
        case NumberIn(numbers=numbers, is_denied=denied):
            return (None, None) if denied or not numbers else (int(min(numbers)), int(max(numbers)))
