"""What each team takes: its part of the arrivals in a stage, and whether it can."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.graph.passage import Passage
from journeydsl.graph.teams import is_stranger
from journeydsl.model.path import RouteLine
from journeydsl.model.people import Capacity, Team
from journeydsl.numbers.plan_pace import in_period, monthly_bounds, surely_exceeds
from journeydsl.numbers.plan_promises import Delivery, by_step
from journeydsl.numbers.plan_solution import Solution
from journeydsl.text.record import Record

if TYPE_CHECKING:
    from fractions import Fraction


class Load(Record):
    """What a team takes in a stage within a plan; `volume` is none where nothing says which part is its own.

    `capacity` is what it can take in that time, if it says so; `each` the part of one of its people.
    """

    team: Team
    stage: str
    volume: Fraction | None
    capacity: Fraction | None
    each: Fraction | None


class PromisedLoad(Record):
    """Promised numbers that come to a team, each with the part that is its own."""

    parts: tuple[tuple[Delivery, Fraction], ...]


class Room(Record):
    """What a team, or its parts together, can take in a stage; `said` are the lines that say so, one for each team."""

    team: Team
    stage: str
    said: tuple[tuple[Team, Capacity], ...]


def loads(graph: JourneyGraph, solution: Solution) -> tuple[Load, ...]:
    """What each team takes of the stages of a plan: owners, those on routes, and those who say what they can take."""
    found = []
    for stage in solution.stages:
        for team in _takers(graph, stage.stage):
            volume = needed(graph, solution, team, stage.stage)
            own = _largest(team, stage.stage)
            room = in_period(own.number.number, own.unit, solution.plan.period) if own else None
            people = team.people.number if team.people else 0
            found.append(Load(team, stage.stage, volume, room, volume / people if volume and people else None))
    return tuple(found)


def rooms(graph: JourneyGraph) -> tuple[Room, ...]:
    """What teams can take, stage by stage: what each says of itself, and of an owner who says nothing, what all of the
    teams say that its routes lead to."""
    found = [
        Room(team, stage, ((team, said),))
        for team in graph.journey.teams.values()
        for stage in dict.fromkeys(one.stage.name for one in team.capacities)
        if (said := _largest(team, stage))
    ]
    for stage in graph.journey.stages:
        owner = graph.owner(stage)
        if owner and not any(one.stage.name == stage for one in owner.capacities):
            parts = _routed(graph, stage, owner)
            said_by = [(team, said) for team in parts if (said := _largest(team, stage))]
            if parts and len(said_by) == len(parts) and any(_share(graph, team, stage) is None for team in parts):
                found.append(Room(owner, stage, tuple(said_by)))
    return tuple(found)


def needed(graph: JourneyGraph, solution: Solution, team: Team, stage: str) -> Fraction | None:
    """How many of the arrivals that a plan needs in a stage are a team's; none where the journey does not say."""
    from fractions import Fraction

    volume = next((one for one in solution.stages if one.stage == stage), None)
    if volume is None:
        return None
    total = Fraction(0)
    if volume.entering:
        part = _owned(graph, team, stage)
        if part is None:
            return None
        total += volume.entering * part
    for step in solution.steps:
        if step.target == stage and step.volume:
            part = _step_share(graph, team, step.origin, stage)
            if part is None:
                return None
            total += step.volume * part
    return total


def promised(graph: JourneyGraph, team: Team, stage: str) -> PromisedLoad:
    """The promised numbers of a stage that surely come to a team."""
    parts = []
    for (origin, target), said in by_step(graph).items():
        share = _step_share(graph, team, origin, target) if target == stage else None
        parts += [(one, share) for one in said] if share else []
    return PromisedLoad(tuple(parts))


def is_too_much(load: PromisedLoad, room: Room) -> bool:
    """Whether what is promised is more than can be taken, in every month there is."""
    from fractions import Fraction

    said = [(one.deliver.number.number * part, one.deliver.unit) for one, part in load.parts]
    taken = [(capacity.number.number, capacity.unit) for _, capacity in room.said]
    units = {unit for _, unit in (*said, *taken)}
    if len(units) == 1:
        return sum(number for number, _ in said) > sum(number for number, _ in taken)
    if len(said) == len(taken) == 1:
        return surely_exceeds(*said[0], *taken[0])
    least = sum((monthly_bounds(*one)[0] for one in said), Fraction(0))
    return least > sum((monthly_bounds(*one)[1] for one in taken), Fraction(0))


def _takers(graph: JourneyGraph, stage: str) -> Iterable[Team]:
    owner = graph.owner(stage)
    teams = [owner] if owner else []
    teams += _routed(graph, stage, owner) if owner else []
    teams += [one for one in graph.journey.teams.values() if any(said.stage.name == stage for said in one.capacities)]
    return {team.name: team for team in teams}.values()


def _routed(graph: JourneyGraph, stage: str, owner: Team) -> list[Team]:
    """The teams that every way into a stage is shared out to; none where one comes to the owner as a whole."""
    names: dict[str, None] = {}
    for way in graph.ways_in(stage):
        lines = _lines(way)
        if not lines and way.is_forward:
            return []
        names.update(dict.fromkeys(line.team.name for line in lines))
    teams = [graph.journey.teams[name] for name in names]
    return [] if any(is_stranger(graph, team.name, owner.name) for team in teams) else teams


def _share(graph: JourneyGraph, team: Team, stage: str) -> Fraction | None:
    """The part of a stage's arrivals that come to a team, if it is the same on every way in."""
    shares = [_way_share(graph, team, way) for way in graph.ways_in(stage) if way.is_forward]
    return _one(shares)


def _step_share(graph: JourneyGraph, team: Team, origin: str, stage: str) -> Fraction | None:
    ways = [way for way in graph.ways_in(stage) if way.origin == origin]
    return _one([_way_share(graph, team, way) for way in ways])


def _way_share(graph: JourneyGraph, team: Team, way: Passage) -> Fraction | None:
    """The part of those on a way whom a team gets: all where every receiver is a part of it, else its `share`s."""
    from fractions import Fraction

    lines = _lines(way)
    if not lines:
        return _owned(graph, team, way.target)
    mine = [line for line in lines if not is_stranger(graph, line.team.name, team.name)]
    if len(mine) in (0, len(lines)) and not _is_above(graph, team, lines):
        return Fraction(1 if mine else 0)
    shares = [line.share.share for line in lines if line.share]
    is_shared_out = len(shares) == len(lines) and sum(shares) == 1
    return sum((line.share.share for line in mine if line.share), Fraction(0)) if is_shared_out and mine else None


def _is_above(graph: JourneyGraph, team: Team, lines: tuple[RouteLine, ...]) -> bool:
    """Whether a team is part of one that the route names without it, so that its part is not said."""
    return any(
        is_stranger(graph, line.team.name, team.name) and not is_stranger(graph, team.name, line.team.name)
        for line in lines
    )


def _owned(graph: JourneyGraph, team: Team, stage: str) -> Fraction | None:
    from fractions import Fraction

    owner = graph.owner(stage)
    if owner is None:
        return None
    if not is_stranger(graph, owner.name, team.name):
        return Fraction(1)
    return Fraction(0) if is_stranger(graph, team.name, owner.name) else None


def _lines(way: Passage) -> tuple[RouteLine, ...]:
    is_sent = way.kind == "handoff" and way.handoff and way.handoff.route
    return way.handoff.route.lines if is_sent and way.handoff and way.handoff.route else ()


def _one(shares: list[Fraction | None]) -> Fraction | None:
    return shares[0] if shares and all(share == shares[0] for share in shares) else None


def _largest(team: Team, stage: str) -> Capacity | None:
    own = [one for one in team.capacities if one.stage.name == stage]
    return max(own, key=lambda one: monthly_bounds(one.number.number, one.unit), default=None)
