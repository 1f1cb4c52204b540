"""Which part of a journey a picture shows: all of it, what concerns a team, what a segment can take, the happy path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise

from journeydsl.conditions.questions import Reasoning
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.graph.passage import Passage
from journeydsl.model.path import Handoff, Move, Recycle
from journeydsl.render.diagrams.picture import Badge
from journeydsl.text.record import Record
from journeydsl.travel.known import knowledge
from journeydsl.travel.segments import Share, segment_ways

# What can be true together does not depend on the day that is today: days of buyers are as free as it is.
ANY_DAY = date(2000, 1, 1)
MOST_SEGMENTS = 40
"""More than so many are no choice to pick from, and finding what each can take is long work."""


class Showing(Record):
    """Stages and passages of a journey, and what is pinned to them.

    Stages of `beside` are there only for what leads to them. `shares` and `receivers` are those of a segment, empty
    where a picture is for all buyers. `stage_badges` are by the name of the stage, `way_badges` by the `id` of the way.
    `segments` are those by which a reader may pick out parts: by the name of a stage, by the `id` of a passage.
    """

    stages: tuple[str, ...]
    passages: tuple[Passage, ...]
    beside: frozenset[str] = frozenset()
    shares: Mapping[str, Share] = {}
    receivers: Mapping[str, tuple[str, ...]] = {}
    stage_badges: Mapping[str, tuple[Badge, ...]] = {}
    way_badges: Mapping[int, tuple[Badge, ...]] = {}
    segments: Mapping[str | int, list[str]] = {}


def passages_by_way(showing: Showing) -> Mapping[int, tuple[Passage, ...]]:
    """The passages that are shown, by the `id` of the way that they are of."""
    found: dict[int, list[Passage]] = {}
    for passage in showing.passages:
        found.setdefault(id(passage.way), []).append(passage)
    return {way: tuple(passages) for way, passages in found.items()}


def show_whole(graph: JourneyGraph) -> Showing:
    """Every stage and every way."""
    return Showing(tuple(graph.journey.stages), graph.passages)


def show_team(graph: JourneyGraph, team: str) -> Showing:
    """The stages of a team and of its parts, every way in, out or theirs to take, and where it leads."""
    own = {name for name in graph.journey.stages if team in stage_teams(graph, name)}
    ways = tuple(passage for passage in graph.passages if team in passage_teams(graph, passage))
    shown = own | {end for passage in ways for end in _ends(passage)}
    stages = tuple(name for name in graph.journey.stages if name in shown)
    return Showing(stages, ways, frozenset(shown - own))


def show_segment(graph: JourneyGraph, segment: str) -> Showing:
    """What the buyers of a segment can take; empty where nobody of it can be where the journey begins."""
    ways = segment_ways(knowledge(graph), Reasoning(graph.journey, ANY_DAY), segment)
    return Showing(ways.stages, ways.passages, shares=ways.shares, receivers=ways.receivers)


def with_segments(graph: JourneyGraph, showing: Showing) -> Showing:
    """The same with what each segment can take, so that a reader can pick it out; not with very many of them."""
    if not 0 < len(graph.journey.segments) <= MOST_SEGMENTS:
        return showing
    known, reasoning = knowledge(graph), Reasoning(graph.journey, ANY_DAY)
    concerned: dict[str | int, list[str]] = {}
    for name in graph.journey.segments:
        ways = segment_ways(known, reasoning, name)
        parts: list[str | int] = [*ways.stages, *(id(passage) for passage in ways.passages)]
        for part in parts:
            concerned.setdefault(part, []).append(name)
    return showing.replace(segments=concerned)


def show_happy_path(graph: JourneyGraph) -> Showing:
    """The shortest way from an entry to a won stage, and nothing beside it; empty where there is none."""
    path = graph.happy_path()
    steps = set(pairwise(path))
    ways = (passage for passage in graph.passages if passage.is_forward and (passage.origin, passage.target) in steps)
    return Showing(tuple(name for name in graph.journey.stages if name in path), tuple(ways))


def stage_teams(graph: JourneyGraph, stage: str) -> frozenset[str]:
    """The teams that work in a stage, as owners or helpers, and the teams that those are part of."""
    found = graph.journey.stages[stage]
    helps = (*found.helps, *(help_ for where in found.wheres for help_ in where.helps))
    names = [*([found.owner.name] if found.owner else []), *(help_.team.name for help_ in helps)]
    return frozenset(team for name in names for team in graph.lineage(name))


def passage_teams(graph: JourneyGraph, passage: Passage) -> frozenset[str]:
    """The teams that a way concerns: owners at both ends, who takes it, who receives; one from `any` has one end."""
    names = [owner.name for end in _ends(passage) if (owner := graph.owner(end))]
    if isinstance(passage.way, Move | Recycle | Handoff) and passage.way.by:
        names.append(passage.way.by.name)
    if isinstance(passage.way, Handoff):
        names += graph.receivers(passage.way)
    return frozenset(team for name in names for team in graph.lineage(name))


def stage_concerns(graph: JourneyGraph, showing: Showing, stage: str) -> tuple[str, ...]:
    """What a stage is about: a word for each team and each segment that it concerns."""
    teams = (f"team-{name}" for name in _declared(graph, stage_teams(graph, stage)))
    return (*teams, *(f"segment-{name}" for name in showing.segments.get(stage, ())))


def way_concerns(graph: JourneyGraph, showing: Showing, passages: Iterable[Passage]) -> tuple[str, ...]:
    """What one arrow is about, which may stand for several ways."""
    every = tuple(passages)
    concerned = frozenset(team for passage in every for team in passage_teams(graph, passage))
    return (*(f"team-{name}" for name in _declared(graph, concerned)), *_segment_concerns(graph, showing, every))


def _segment_concerns(graph: JourneyGraph, showing: Showing, every: tuple[Passage, ...]) -> Iterator[str]:
    found = {name for passage in every for name in showing.segments.get(id(passage), ())}
    return (f"segment-{name}" for name in graph.journey.segments if name in found) if found else iter(())


def _declared(graph: JourneyGraph, teams: frozenset[str]) -> Iterable[str]:
    return teams if len(teams) < 2 else (name for name in graph.journey.teams if name in teams)


def _ends(passage: Passage) -> tuple[str, ...]:
    return (passage.target,) if passage.leaves_any else (passage.origin, passage.target)
