"""One buyer at one stage: which ways out happen, which are allowed to whom, which are closed, and who receives."""

from __future__ import annotations

from typing import Literal

from journeydsl.conditions.buyer import Case
from journeydsl.conditions.evaluate import bands, route_lines, rules, segments
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.graph.passage import Passage
from journeydsl.model.path import Handoff, Route, RouteLine, TimeLimit, Way
from journeydsl.scenarios.parts import Part, part_of
from journeydsl.text.record import Record
from journeydsl.text.source import Span

State = Literal["happens", "allowed", "held back", "closed"]


class WayOut(Record):
    """A move, handoff or recycle as it stands for one buyer.

    It `happens` by itself, is `allowed` to `deciders`, is `held back` by one of smaller priority, or is closed.
    `part` is the way with its guard inside, `lines` are those of its route, and `receivers` the teams that the route
    gives the buyer to, else the owner of the stage it enters.
    """

    passage: Passage
    state: State
    deciders: tuple[str, ...]
    part: Part
    lines: tuple[Part, ...]
    receivers: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether it happens or is allowed."""
        return self.state in ("happens", "allowed")


class Situation(Record):
    """Everything that holds for one buyer at one stage; `waits` are the ways that time and receivers have."""

    case: Case
    stage: str
    ways: tuple[WayOut, ...]
    waits: tuple[Passage, ...]
    rules: tuple[str, ...]
    segments: tuple[str, ...]
    bands: tuple[str, ...]


def situation(graph: JourneyGraph, case: Case, stage: str, *, has_lines: bool = True) -> Situation:
    """What is true of a buyer at a stage, ways in the order of the journey; of routes each line, if these are asked."""
    passages = graph.ways_out(stage)
    moved = (passage for passage in passages if passage.kind in ("move", "handoff", "recycle"))
    ways = [_way_out(graph, case, passage, has_lines) for passage in moved]
    held = (rules(case), segments(case), bands(case))
    waits = tuple(passage for passage in passages if _waits(graph, passage, frozenset(sum(held, ()))))
    return Situation(case, stage, tuple(_ordered(ways, way) for way in ways), waits, *held)


def place(span: Span) -> str:
    """What tells a way, or a line of a route, from all others."""
    return f"{span.source.path}:{span.start}"


def way_words(way: Way) -> str:
    """`handoff lead -> sal`"""
    return f"{type(way).__name__.lower()} {way.name}"


def _way_out(graph: JourneyGraph, case: Case, passage: Passage, has_lines: bool) -> WayOut:
    way = passage.way
    assert isinstance(way, Way)
    guard = part_of(case, way.when) if way.when else None
    # A way that lost its guard to a fault is not open to everybody.
    truth = guard.truth if guard else True if way.is_whole else None
    state: State = "closed" if truth is not True else "happens" if way.fires_itself else "allowed"
    owner = graph.owner(passage.origin)
    deciders = (way.by.name,) if way.by else (owner.name,) if owner else ()
    lost = "its `when` is not understood" if truth is None and guard is None else ""
    part = Part("way", way_words(way), truth, lost, (guard,) if guard else (), place(way.header_span))
    route = way.route if isinstance(way, Handoff) else None
    lines = _line_parts(case, route) if route and has_lines else ()
    return WayOut(passage, state, () if way.fires_itself else deciders, part, lines, _receivers(graph, case, passage))


def _line_parts(case: Case, route: Route) -> tuple[Part, ...]:
    taken = route_lines(case, route)
    return tuple(_line_part(case, line, any(line is one for one in taken)) for line in route.lines)


def _line_part(case: Case, line: RouteLine, is_taken: bool) -> Part:
    guard = part_of(case, line.when) if line.when else None
    written = f"to {line.team.name}{' otherwise' if line.is_otherwise else ''}"
    if line.when:
        written += f" when {line.when.span.words}"
    shadowed = guard is not None and guard.truth is True and not is_taken
    value = "takes the buyer" if is_taken else "a line above takes the buyer" if shadowed else ""
    return Part("line", written, is_taken, value, (guard,) if guard else (), place(line.span))


def _receivers(graph: JourneyGraph, case: Case, passage: Passage) -> tuple[str, ...]:
    if isinstance(passage.way, Handoff) and passage.way.route:
        return tuple(dict.fromkeys(line.team.name for line in route_lines(case, passage.way.route)))
    owner = graph.owner(passage.target)
    return (owner.name,) if owner else ()


def _ordered(ways: list[WayOut], way: WayOut) -> WayOut:
    """The same, held back where another one to another stage goes first."""
    mine = _priority(way)
    earlier = (
        other
        for other in ways
        if other.state == "happens" and other.passage.target != way.passage.target and _priority(other) is not None
    )
    if way.state != "happens" or mine is None:
        return way
    is_held = any(first < mine for first in map(_priority, earlier) if first is not None)
    return way.replace(state="held back") if is_held else way


def _priority(way: WayOut) -> float | None:
    moved = way.passage.way
    assert isinstance(moved, Way)
    return float(moved.priority.number) if moved.priority else None


def _waits(graph: JourneyGraph, passage: Passage, names: frozenset[str]) -> bool:
    """Whether a rejection, or the time limit that counts for this buyer: that of the first `where` that holds, else
    the stage's own."""
    if passage.kind == "rejection":
        return True
    if not isinstance(passage.way, TimeLimit):
        return False
    stage = graph.journey.stages[passage.origin]
    own = next((where.leave for where in stage.wheres if where.leave and where.holds.name in names), stage.leave)
    return passage.way is own
