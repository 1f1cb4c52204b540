"""More buyers for a team than it can take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from journeydsl.checks._plans import are_promises_whole, per_unit, solved, step
from journeydsl.checks._subject import Subject
from journeydsl.checks._words import all_quoted
from journeydsl.diagnostics.finding import Finding, Fix, Label
from journeydsl.model.values import written_number
from journeydsl.numbers.plan_figures import exactly, percent
from journeydsl.numbers.plan_pace import in_period
from journeydsl.numbers.plan_promises import Delivery
from journeydsl.numbers.plan_solution import Solution
from journeydsl.numbers.plan_teams import Room, is_too_much, needed, promised, rooms

if TYPE_CHECKING:
    from fractions import Fraction

GROUP = "Ownership and handoffs"
SEVERITY = "warning"
COSTS = "buyers who were won with effort wait in a queue until they no longer want to buy"
ABOUT = ("plans", "promises")


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every team that is promised, or by a plan needs to take, more buyers of a stage than it says it can."""
    if not subject.has_whole_path or not are_promises_whole(subject):
        return
    solutions = tuple(solved(subject))
    for room in rooms(subject.graph):
        lines = list(_promised_lines(subject, room))
        for solution in solutions:
            lines += _plan_lines(subject, solution, room)
        if lines:
            yield _finding(room, tuple(lines))


def _finding(room: Room, lines: tuple[str, ...]) -> Finding:
    team, stage = room.team.name, room.stage
    is_own = len(room.said) == 1 and room.said[0][0] is room.team
    desks = "" if is_own else f" in {all_quoted(one.name for one, _ in room.said)}"
    return Finding(
        room.said[0][1].span,
        f"`{team}` gets more `{stage}` than the {_capacity(room)} that it can take{desks}",
        f"team {team} capacity {stage}",
        labels=tuple(Label(said.span, "and this") for _, said in room.said[1:]),
        evidence=lines,
        fix=Fix(f"Promise and plan fewer `{stage}`, or raise the `capacity` once there are people for it"),
    )


def _promised_lines(subject: Subject, room: Room) -> Iterator[str]:
    load = promised(subject.graph, room.team, room.stage)
    if not load.parts or not is_too_much(load, room):
        return
    for one, part in load.parts:
        share = f", {percent(part)} of it for `{room.team.name}`: {_part(one, part)}" if part != 1 else ""
        yield f"`{one.promise.name}` promises {per_unit(one)} over {step(*one.step)}{share}"
    yield f"it can take {_capacity(room)}"


def _part(one: Delivery, part: Fraction) -> str:
    return f"{exactly(one.deliver.number.number * part)} per {one.deliver.unit}"


def _plan_lines(subject: Subject, solution: Solution, room: Room) -> Iterator[str]:
    volume = needed(subject.graph, solution, room.team, room.stage)
    period = solution.plan.period
    can = sum(in_period(said.number.number, said.unit, period) for _, said in room.said)
    if volume is not None and volume > can:
        days = f"from {period.first.isoformat()} to {period.last.isoformat()}"
        whole = solution.arrivals(room.stage)
        of = f" of {exactly(whole)}" if whole and whole != volume else ""
        yield f"`{solution.plan.name}` needs {exactly(volume)}{of} `{room.stage}` {days} to come to `{room.team.name}`"
        yield f"in that time it can take {_capacity(room)}, which makes {exactly(can)}"


def _capacity(room: Room) -> str:
    return " and ".join(f"{written_number(said.number.number)} per {said.unit}" for _, said in room.said)
