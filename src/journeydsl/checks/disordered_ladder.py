"""A threshold on the way that asks for less than an earlier one did."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.checks._words import quoted
from journeydsl.conditions.thresholds import Threshold, demanded
from journeydsl.diagnostics.finding import Finding, Fix, Label
from journeydsl.model.path import Handoff, Move, Way

GROUP = "Rules, scores, segments, routes"
SEVERITY = "warning"
COSTS = "the later gate checks nothing, and one of the two numbers is not what anybody agreed"
ABOUT = ("scores",)


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every two moves or handoffs on one path that ask for points of one score, the later one for fewer."""
    journey = subject.journey
    ways: list[Move | Handoff] = [*journey.moves, *journey.handoffs]
    ladder = [(way, list(demanded(journey, way.when))) for way in ways if way.when and _goes_on(subject, way)]
    for later, lower in ladder:
        found = next(_falling(subject, ladder, later, lower), None)
        if found:
            yield found


def _goes_on(subject: Subject, way: Way) -> bool:
    return not way.leaves_any and subject.journey.stages[way.target.name].kind != "lost"


def _falling(
    subject: Subject, ladder: list[tuple[Move | Handoff, list[Threshold]]], later: Way, lower: list[Threshold]
) -> Iterator[Finding]:
    for earlier, higher in ladder:
        for one in higher:
            for other in lower:
                if earlier is later or one.score != other.score or one.points <= other.points:
                    continue
                subject.effort.spend(50 + len(subject.journey.stages))
                path = subject.graph.one_after_other(earlier, later)
                if path:
                    yield _found(earlier, later, one, other, path)


def _found(earlier: Way, later: Way, one: Threshold, other: Threshold, path: tuple[str, ...]) -> Finding:
    return Finding(
        later.when.span if later.when else later.header_span,
        f"{quoted(later.name)} asks for {other.points} points of {quoted(one.score)}, and {quoted(earlier.name)} "
        f"before it for {one.points}",
        f"{'handoff' if isinstance(later, Handoff) else 'move'} {later.name} {one.score}",
        labels=(
            Label(earlier.when.span if earlier.when else earlier.header_span, f"{one.points} points are asked here"),
        ),
        evidence=(f"on the path `{' -> '.join(path)}` the threshold falls from {one.points} to {other.points}",),
        fix=Fix(f"Ask for more than {one.points} in the later one, or for fewer in the earlier one"),
    )
