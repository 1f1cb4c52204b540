"""Routes as checks look at them: their lines where they are judged, and which of them take anybody."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._places import is_route_read, known_on_route
from journeydsl.checks._subject import Subject
from journeydsl.conditions.questions import Undecided
from journeydsl.model.conditions import AllOf, Condition
from journeydsl.model.path import Handoff, Route, RouteLine
from journeydsl.text.record import Record


class Table(Record):
    """A route that was read whole and that buyers come to: `required` is the guard, and `known` what is surely known,
    for each stage that they come from. Where the guard `is_open` to reasoning, nothing is required: what nobody meets
    without it, nobody meets with it.

    `conditions` are those of the lines by their places; `otherwise` takes whoever is left, wherever it stands.
    """

    handoff: Handoff
    route: Route
    required: tuple[Condition, ...]
    known: tuple[frozenset[str], ...]
    is_open: Undecided | None

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """When each line takes a buyer whom no line before it takes."""
        return tuple(line.when or AllOf((), line.span) for line in self.route.lines)

    def before(self, place: int) -> tuple[int, ...]:
        """The places of the lines that are asked before one: those above it, and all others before `otherwise`."""
        lines = self.route.lines
        if lines[place].is_otherwise:
            return tuple(number for number, line in enumerate(lines) if not line.is_otherwise or number < place)
        return tuple(number for number in range(place) if not lines[number].is_otherwise)


def tables(subject: Subject) -> Iterator[Table]:
    """Every such route of a journey."""
    for handoff in subject.journey.handoffs:
        if handoff.route and handoff.route.lines and is_route_read(subject, handoff):
            required = (handoff.when,) if handoff.when else ()
            known = known_on_route(subject, handoff)
            possible = [subject.reasoning.is_possible(*required, known=one) for one in known]
            is_open = next((one for one in possible if isinstance(one, Undecided)), None)
            if is_open or any(possible):
                yield Table(handoff, handoff.route, () if is_open else required, known, is_open)


def idle_lines(subject: Subject, table: Table) -> dict[int, bool | Undecided]:
    """The lines that take nobody, by place: true where the lines before take all of its buyers, false where nobody can
    meet it anyway.

    A last `otherwise` counts on nothing that a stage collects: it is there for those who slip through.
    """
    found: dict[int, bool | Undecided] = {}
    lines, conditions = table.route.lines, table.conditions
    asked = [number for number, line in enumerate(lines) if not line.is_otherwise]
    taken = [
        subject.reasoning.shadowed([conditions[number] for number in asked], table.required, known)
        for known in table.known
    ]
    for place, number in enumerate(asked):
        if all(place in one for one in taken):
            reasons = [reason for one in taken if (reason := one[place]) is not None]
            found[number] = reasons[0] if reasons else _is_possible(subject, table, conditions[number])
    for number, line in enumerate(lines):
        if line.is_otherwise:
            before = [conditions[other] for other in table.before(number)]
            left = subject.reasoning.taken_by_earlier(conditions[number], before, table.required)
            if left is not False:
                found[number] = left
    return found


def live_lines(table: Table, idle: dict[int, bool | Undecided]) -> tuple[tuple[int, RouteLine], ...]:
    """The lines that take somebody, or may, with their places."""
    lines = enumerate(table.route.lines)
    return tuple((number, line) for number, line in lines if isinstance(idle.get(number, Undecided("")), Undecided))


def _is_possible(subject: Subject, table: Table, condition: Condition) -> bool | Undecided:
    for known in table.known:
        found = subject.reasoning.is_possible(*table.required, condition, known=known)
        if found is not False:
            return found
    return False
