"""What can be noticed only once everything is read: ways declared twice, steps that no way takes, names in prose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeVar

from journeydsl.model.faults import DuplicateWay, Fault, UnknownName, UnknownStep
from journeydsl.model.journey import Journey, Mention
from journeydsl.model.path import Handoff, Move, Recycle
from journeydsl.model.resolving.scope import Scope
from journeydsl.model.rhythm import StepReading
from journeydsl.syntax.parse import SyntaxFile
from journeydsl.text.source import Span

_Way = TypeVar("_Way", Handoff, Move, Recycle)
_KINDS: dict[type, Literal["handoff", "move", "recycle"]] = {
    Handoff: "handoff",
    Move: "move",
    Recycle: "recycle",
}


def first_ways(scope: Scope, ways: Sequence[_Way]) -> tuple[_Way, ...]:
    """The ways without those that repeat an earlier one: between the same stages, with the same trigger."""
    first: dict[tuple[str, str, object], Span] = {}
    kept = []
    for way in ways:
        trigger = None if isinstance(way, Handoff) else (way.when, way.by)
        origins = ["any"] if way.leaves_any else [origin.name for origin in way.origins]
        keys = [(origin, way.target.name, trigger) for origin in origins] if way.is_whole else []
        again = next((key for key in keys if key in first), None)
        if again:
            span, target = way.header_span, way.target.name
            scope.faults.append(DuplicateWay(span, _KINDS[type(way)], again[0], target, first[again]))
            scope.journey_whole = False
        else:
            kept.append(way)
            first.update((key, way.header_span) for key in keys)
    return tuple(kept)


def unknown_steps(scope: Scope, journey: Journey) -> None:
    """A fault for each step that a meeting reads and that no way takes; silent where some way was lost."""
    if not journey.is_whole:
        return
    steps = _steps(journey)
    for meeting in journey.meetings.values():
        for reading in meeting.readings:
            if isinstance(reading, StepReading):
                origin, target = reading.origin.name, reading.target.name
                if (origin, target) not in steps:
                    scope.faults.append(UnknownStep(reading.span, origin, target))


def mentions(scope: Scope, reasons: Iterable[str]) -> tuple[Mention, ...]:
    """All names in backticks, with whether something has that name; what has is used."""
    known = set(reasons)
    found = []
    for name, span in scope.mentions:
        declared = scope.declared(name)
        if declared:
            scope.used.add((declared.kind, name))
        found.append(Mention(name, declared is not None or name in known, span))
    return tuple(found)


def grouped(scope: Scope) -> list[Fault]:
    """The faults, with an unknown name told once where it is its declaration that is missing or misspelt.

    So it is where no declared name is close to it, or only one that is never used as it is spelt. A near miss where the
    reader met a slip already is not told again, and no name on a line of which the reader could only guess the meaning.
    """
    used = {name for _, name in scope.used}
    kept: list[Fault] = []
    places: dict[str, int] = {}
    slips = {(file.source.path, slip.start) for file in scope.files for slip in file.faults}
    lines = {place for file in scope.files for place in _guessed_lines(file)}
    for fault in scope.faults:
        if isinstance(fault, UnknownName) and fault.nearest and (fault.span.source.path, fault.span.start) in slips:
            continue
        if isinstance(fault, UnknownName) and not fault.nearest and (fault.span.source.path, fault.span.line) in lines:
            continue
        if isinstance(fault, UnknownName) and (fault.nearest is None or fault.nearest not in used):
            first = kept[places[fault.name]] if fault.name in places else None
            if isinstance(first, UnknownName):
                kept[places[fault.name]] = first.replace(other_spans=(*first.other_spans, fault.span))
                continue
            places[fault.name] = len(kept)
        kept.append(fault)
    return kept


def _guessed_lines(file: SyntaxFile) -> Iterator[tuple[str, int]]:
    guesses = ("surplus", "missing", "unexpected", "unclosed text", "unclosed block")
    for slip in file.faults:
        if slip.problem in guesses:
            yield file.source.path, file.source.line_and_column(slip.start)[0]


def _steps(journey: Journey) -> set[tuple[str, str]]:
    """Every pair of stages that a way of whatever kind joins."""
    ways = (*journey.moves, *journey.recycles, *journey.handoffs)
    steps = {(origin.name, way.target.name) for way in ways for origin in way.origins}
    for handoff in journey.handoffs:
        for reject in handoff.rejects:
            steps.add((handoff.target.name, reject.target.name))
            steps.update((origin.name, reject.target.name) for origin in handoff.origins)
    for stage in journey.stages.values():
        for limit in (stage.leave, *(where.leave for where in stage.wheres)):
            if limit:
                steps.add((stage.name, limit.target.name))
    return steps
