"""Routes where they are judged: their lines under what is known there, and which of them take anybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from journeydsl.conditions.answers import Undecided
from journeydsl.conditions.questions import Reasoning
from journeydsl.model.conditions import AllOf, Condition
from journeydsl.model.path import Handoff, Route, RouteLine
from journeydsl.text.record import Record
from journeydsl.travel.known import Knowledge
from journeydsl.travel.whole import is_read


class LiveRoute(Record):
    """A route that was read whole and that buyers come to: `required` is the guard, and `known` what is surely known,
    for each stage that they come from. Where the guard `is_open` to reasoning, nothing is required: what nobody meets
    without it, nobody meets with it.

    `idle` are the lines that take nobody, by place: true where the lines before take all of their buyers, false where
    nobody can meet them anyway. Of a last `otherwise` nothing is expected that only a stage collects: it is there for
    those who slip through. `conditions` say when each line takes a buyer whom no line before it takes.
    """

    handoff: Handoff
    route: Route
    conditions: tuple[Condition, ...]
    required: tuple[Condition, ...]
    known: tuple[frozenset[str], ...]
    is_open: Undecided | None
    idle: Mapping[int, bool | Undecided]

    @property
    def live_lines(self) -> tuple[RouteLine, ...]:
        """The lines that take somebody, or may."""
        return tuple(line for number, line in enumerate(self.route.lines)
                     if not isinstance(self.idle.get(number), bool))  # fmt: skip

    def before(self, place: int) -> tuple[int, ...]:
        """The places of the lines that are asked before one: those above it, and all others before `otherwise`."""
        lines = self.route.lines
        if lines[place].is_otherwise:
            return tuple(number for number, line in enumerate(lines) if not line.is_otherwise or number < place)
        return tuple(number for number in range(place) if not lines[number].is_otherwise)

    def is_before(self, earlier: int, place: int) -> bool:
        """Whether a line is asked before another."""
        if self.route.lines[earlier].is_otherwise:
            return self.route.lines[place].is_otherwise and earlier < place
        return self.route.lines[place].is_otherwise or earlier < place


def live_routes(knowledge: Knowledge, reasoning: Reasoning, is_path_whole: bool) -> tuple[LiveRoute, ...]:
    """All of them, in the order of the journey; where not every way was read, nothing is sure to be known on them."""
    return tuple(_live_routes(knowledge, reasoning, is_path_whole))


def _live_routes(knowledge: Knowledge, reasoning: Reasoning, is_path_whole: bool) -> Iterator[LiveRoute]:
    journey, whole = knowledge.graph.journey, set[tuple[str, str]]()
    for handoff in journey.handoffs:
        lines = handoff.route.lines if handoff.route else ()
        if not handoff.route or not handoff.is_whole or not lines:
            continue
        if not is_read(journey, handoff.when, *(line.when for line in lines), whole=whole):
            continue
        known = knowledge.when_handed_over(handoff) if is_path_whole else (frozenset[str](),)
        required = (handoff.when,) if handoff.when else ()
        possible = [reasoning.is_possible(*required, known=one) for one in known]
        is_open = next((one for one in possible if isinstance(one, Undecided)), None)
        if is_open or any(possible):
            conditions = tuple(line.when or AllOf((), line.span) for line in lines)
            live = LiveRoute(handoff, handoff.route, conditions, () if is_open else required, known, is_open, {})
            yield live.replace(idle=_idle_lines(live, reasoning))


def _idle_lines(live: LiveRoute, reasoning: Reasoning) -> dict[int, bool | Undecided]:
    found: dict[int, bool | Undecided] = {}
    lines, conditions = live.route.lines, live.conditions
    asked = [number for number, line in enumerate(lines) if not line.is_otherwise]
    taken = [reasoning.shadowed([conditions[number] for number in asked], live.required, known) for known in live.known]
    for place, number in enumerate(asked):
        if all(place in one for one in taken):
            reasons = [reason for one in taken if (reason := one[place]) is not None]
            found[number] = reasons[0] if reasons else _is_possible(live, reasoning, conditions[number])
    for number in [number for number, line in enumerate(lines) if line.is_otherwise][:1]:
        before = [conditions[other] for other in live.before(number)]
        left = reasoning.taken_by_earlier(conditions[number], before, live.required)
        if left is not False:
            found[number] = left
        # Behind it nobody is left.
        found.update((other, True) for other, line in enumerate(lines) if line.is_otherwise and other > number)
    return found


def _is_possible(live: LiveRoute, reasoning: Reasoning, condition: Condition) -> bool | Undecided:
    for known in live.known:
        found = reasoning.is_possible(*live.required, condition, known=known)
        if found is not False:
            return found
    return False
