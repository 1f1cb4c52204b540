"""A line of a route whose buyers the lines before it have taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeydsl.checks._buyers import buyer_words, unanswered
from journeydsl.checks._places import line_words
from journeydsl.checks._subject import Subject
from journeydsl.conditions.answers import Example, Undecided
from journeydsl.conditions.effort import Unclear
from journeydsl.conditions.parts import Lines
from journeydsl.diagnostics.finding import Finding, Fix, Label, Unanswered
from journeydsl.model.path import RouteLine
from journeydsl.travel.routes import LiveRoute

GROUP = "Rules, scores, segments, routes"
SEVERITY = "warning"
COSTS = "a desk waits for buyers who always go somewhere else, and nobody sees why"
_MOST_TAKERS = 5


class _Taker:
    """A line that takes some of the buyers of a later one, with one of them."""

    def __init__(self, line: RouteLine, example: Example) -> None:
        self.line = line
        self.example = example


def check_journey(subject: Subject) -> Iterator[Finding | Unanswered]:
    """Every line of a `route first` that somebody could meet, and that the lines before it leave nobody."""
    for live in subject.live_routes:
        if live.route.way != "first":
            continue
        lines = Lines(subject.reasoning, live.conditions)
        for number, is_taken in live.idle.items():
            line = live.route.lines[number]
            place = f"handoff {live.handoff.name} route {line_words(line)}"
            if isinstance(is_taken, Undecided):
                yield from unanswered(line.span, f"{line_words(line)} takes anybody", place, is_taken)
            elif is_taken:
                yield _told(line, place, _takers_found(subject, live, number, lines))


def _told(line: RouteLine, place: str, takers: list[_Taker]) -> Finding:
    same = bool(takers) and all(taker.line.team.name == line.team.name for taker in takers)
    fits = "a line before it fits" if len(takers) == 1 else "the lines before it fit"
    fix = f"Move it before {line_words(takers[-1].line)}, or take it out" if takers else "Move it up, or take it out"
    evidence = [f"{line_words(taker.line)} fits: {buyer_words(taker.example)}" for taker in takers[:_MOST_TAKERS]]
    if len(takers) > _MOST_TAKERS:
        evidence.append(f"and {len(takers) - _MOST_TAKERS} more lines fit the rest")
    return Finding(
        line.span,
        f"{line_words(line)} takes nobody: {fits} all of its buyers",
        place,
        tuple(Label(taker.line.span, "fits its buyers") for taker in takers[:_MOST_TAKERS]),
        tuple(evidence),
        Fix("Take the line out" if same or line.is_otherwise else fix),
    )


def _takers_found(subject: Subject, live: LiveRoute, number: int, lines: Lines) -> list[_Taker]:
    """The same; none where a route has so many such lines that finding out for each would take too long."""
    try:
        return _takers(subject, live, number, lines)
    except Unclear:
        return []


def _takers(subject: Subject, live: LiveRoute, number: int, lines: Lines) -> list[_Taker]:
    """The one earlier line that would take all buyers of a line, else those that take some, in their order."""
    subject.effort.spend(60)
    near = lines.near(live.conditions[number], len(live.conditions))
    near = tuple(one for one in near if live.is_before(one, number))
    alone = _alone(subject, live, number, near)
    if alone:
        return [alone]
    found: list[_Taker] = []
    conditions, asked = live.conditions, list[int]()
    for earlier in near:
        subject.effort.spend(60 + len(asked))
        for known in live.known:
            before = [conditions[one] for one in asked]
            required = [*live.required, conditions[earlier]]
            example = subject.reasoning.left_over(conditions[number], before, required, known)
            if isinstance(example, Example):
                found.append(_Taker(live.route.lines[earlier], example))
                asked.append(earlier)
                break
    return found


def _alone(subject: Subject, live: LiveRoute, number: int, near: Sequence[int]) -> _Taker | None:
    """An earlier line that takes every buyer of a line, were it asked first."""
    condition = live.conditions[number]
    for earlier in near:
        subject.effort.spend(60)
        other = live.conditions[earlier]
        taken = [subject.reasoning.taken_by_earlier(condition, [other], live.required, known) for known in live.known]
        if all(one is True for one in taken):
            for known in live.known:
                example = subject.reasoning.can_hold(*live.required, condition, known=known)
                if isinstance(example, Example):
                    return _Taker(live.route.lines[earlier], example)
    return None
