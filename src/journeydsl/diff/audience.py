"""Whom a change concerns: the teams that own it, give it, get it or decide by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeydsl.diff.things import Key
from journeydsl.graph.handovers import givers
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.definitions import everything_read
from journeydsl.model.journey import Journey
from journeydsl.model.path import Handoff, Move, Recycle
from journeydsl.model.values import Reference

_DECIDE = ("rule", "segment", "band", "score", "field", "activity")


def teams_of(graph: JourneyGraph, key: Key) -> tuple[str, ...]:
    """The teams that a thing concerns, each at the top of `part of`, in their order; none for everybody."""
    found = {graph.top(team) for team in _teams(graph, *key) if team in graph.journey.teams}
    return tuple(team for team in graph.journey.teams if team in found)


def _teams(graph: JourneyGraph, kind: str, name: str) -> Iterator[str]:
    journey = graph.journey
    match kind:
        case "team":
            yield name
        case "stage":
            owner = graph.owner(name) if name in journey.stages else None
            yield from (owner.name,) if owner else ()
        case "move" | "recycle" | "handoff":
            yield from _of_ways(graph, [way for way in _ways(journey) if way.name == name.partition(" (")[0]])
        case _ if kind in _DECIDE:
            yield from _of_ways(graph, [way for way in _ways(journey) if (kind, name) in _read(journey, way)])
        case _:
            yield from (one.name for one in _named_in(journey, kind, name))


def _named_in(journey: Journey, kind: str, name: str) -> Iterator[Reference]:
    """The teams that a promise, offer, meeting or the like names."""
    match kind:
        case "promise" if name in journey.promises:
            promise = journey.promises[name]
            yield from (one for one in (promise.giver, promise.receiver) if one)
            ends = [end for one in promise.delivers for end in (one.origin, one.target)]
            ends += [end for one in promise.answers for end in (one.origin, one.target)]
            owners = (journey.stages[stage.name].owner for stage in ends)
            yield from (owner for owner in owners if owner)
        case "offer" if name in journey.offers:
            offer = journey.offers[name]
            yield from (offer.by,) if offer.by else ()
            yield from (team for told in offer.announcements for team in told.teams)
        case "content" | "cadence":
            declared = journey.contents.get(name) if kind == "content" else journey.cadences.get(name)
            yield from (declared.by,) if declared and declared.by else ()
        case "meeting" if name in journey.meetings:
            yield from journey.meetings[name].teams
        case "kpi" if name in journey.kpis:
            kpi = journey.kpis[name]
            yield from (*kpi.shared_by, *((kpi.team,) if kpi.team else ()))
        case _:
            return


def _ways(journey: Journey) -> list[Move | Recycle | Handoff]:
    return [*journey.moves, *journey.recycles, *journey.handoffs]


def _of_ways(graph: JourneyGraph, ways: Iterable[Move | Recycle | Handoff]) -> Iterator[str]:
    for way in ways:
        if isinstance(way, Handoff):
            yield from givers(graph, way)
            yield from graph.receivers(way)
        else:
            yield from (way.by.name,) if way.by else ()
            owners = (graph.owner(origin.name) for origin in way.origins)
            yield from (owner.name for owner in owners if owner and not way.leaves_any)


def _read(journey: Journey, way: Move | Recycle | Handoff) -> set[tuple[str, str]]:
    """The kind and name of everything that a way's guard and route stand on."""
    lines = way.route.lines if isinstance(way, Handoff) and way.route else ()
    return everything_read(journey, [when for when in (way.when, *(line.when for line in lines)) if when])
