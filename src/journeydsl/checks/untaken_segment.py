"""A segment whose buyers never become customers."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._buyers import unanswered
from journeydsl.checks._subject import Subject
from journeydsl.checks._ways import is_all_read
from journeydsl.checks._words import quoted
from journeydsl.conditions.answers import Undecided
from journeydsl.diagnostics.finding import Finding, Fix, Label, Unanswered
from journeydsl.model.buyers import Segment
from journeydsl.model.conditions import Condition
from journeydsl.travel.fates import taken_with
from journeydsl.travel.known import Leg

GROUP = "Ownership and handoffs"
SEVERITY = "error"
COSTS = "money is spent on buyers of a segment that no path lets become customers"
ABOUT = ("segments",)


def check_journey(subject: Subject) -> Iterator[Finding | Unanswered]:
    """Every segment that buyers can be in, and from which no path of moves and handoffs leads to a won stage."""
    if not is_all_read(subject) or not subject.graph.happy_path():
        return
    for name, segment in subject.journey.segments.items():
        if segment.when is None or subject.reasoning.is_possible(segment.when) is not True:
            continue
        closed = _closed(subject, segment.when)
        if isinstance(closed, Undecided):
            question = f"a path leads buyers of `{name}` to a won stage"
            yield from unanswered(segment.name_span, question, f"segment {name}", closed)
        elif closed and _wins(subject):
            yield _finding(segment, closed)


def _closed(subject: Subject, segment: Condition) -> list[Leg] | Undecided:
    """The ways that take nobody of a segment; none where they do not keep the segment from every won stage."""
    reached = [stage.name for stage in subject.graph.entries()]
    closed: list[Leg] = []
    open_question: Undecided | None = None
    for here in reached:
        for leg in _forward(subject, here):
            answer = taken_with(subject.reach, leg, segment)
            if isinstance(answer, Undecided):
                open_question = answer
            elif not answer:
                closed.append(leg)
            elif leg.target not in reached:
                reached.append(leg.target)
    if any(subject.journey.stages[name].kind == "won" for name in reached):
        return []
    return open_question or [leg for leg in closed if leg.target not in reached]


def _wins(subject: Subject) -> bool:
    """Whether anybody at all can come to a won stage by moves and handoffs."""
    reached = dict.fromkeys(stage.name for stage in subject.graph.entries())
    waiting = list(reached)
    for here in waiting:
        more = dict.fromkeys(leg.target for leg in _forward(subject, here) if leg.target not in reached)
        reached |= more
        waiting += more
    return any(subject.journey.stages[name].kind == "won" for name in reached)


def _forward(subject: Subject, stage: str) -> list[Leg]:
    return [leg for leg in subject.knowledge.out_of(stage) if len(leg.passages) == 1 and leg.passages[0].is_forward]


def _finding(segment: Segment, closed: list[Leg]) -> Finding:
    name = quoted(segment.name)
    guarded = [leg for leg in closed if leg.guard]
    return Finding(
        segment.name_span,
        f"No path leads buyers of {name} from an entry stage to a won one",
        f"segment {segment.name}",
        labels=tuple(Label(leg.guard.span, f"never true of {name}") for leg in guarded if leg.guard),
        evidence=tuple(f"`{leg.origin} -> {leg.target}` takes nobody of {name}" for leg in closed),
        fix=Fix(f"Add a way that takes buyers of {name}, or take the segment out"),
    )
