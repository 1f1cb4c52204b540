"""Whom a change concerns: the teams that own it, give it, get it or decide by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from journeydsl.diff.things import Key
from journeydsl.graph.handovers import givers
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.conditions import names_used
from journeydsl.model.definitions import stands_on
from journeydsl.model.journey import Journey
from journeydsl.model.path import Handoff, Move, Recycle
from journeydsl.model.values import Reference

_DECIDE = ("rule", "segment", "band", "score", "field", "activity")


class Audience:
    """Whom things of one version concern; what its ways stand on is looked up once."""

    def __init__(self, graph: JourneyGraph) -> None:
        self.graph = graph
        journey = graph.journey
        self._ways: list[Move | Recycle | Handoff] = [*journey.moves, *journey.recycles, *journey.handoffs]
        self._of_way: dict[int, frozenset[str]] = {}

    def teams_of(self, key: Key) -> tuple[str, ...]:
        """The teams that a thing concerns, each at the top of `part of`, in their order; none for everybody."""
        graph = self.graph
        found = {graph.top(team) for team in self._teams(*key) if team in graph.journey.teams}
        return tuple(team for team in graph.journey.teams if team in found)

    def _teams(self, kind: str, name: str) -> Iterator[str]:
        graph, journey = self.graph, self.graph.journey
        match kind:
            case "team":
                yield name
            case "stage":
                owner = graph.owner(name) if name in journey.stages else None
                yield from (owner.name,) if owner else ()
            case "move" | "recycle" | "handoff":
                yield from self._of_ways(self._named.get(name.partition(" (")[0], ()))
            case _ if kind in _DECIDE:
                yield from self._of_ways(self._standing_on((kind, name)))
            case _:
                yield from (one.name for one in _named_in(journey, kind, name))

    def _of_ways(self, places: Iterable[int]) -> Iterator[str]:
        for place in places:
            if place not in self._of_way:
                self._of_way[place] = frozenset(_of_way(self.graph, self._ways[place]))
            yield from self._of_way[place]

    @cached_property
    def _named(self) -> dict[str, list[int]]:
        """The places of ways by what they are called."""
        found: dict[str, list[int]] = {}
        for place, way in enumerate(self._ways):
            found.setdefault(way.name, []).append(place)
        return found

    @cached_property
    def _deciding(self) -> dict[Key, list[int]]:
        """The places of ways by the kind and name of what their guards and routes read themselves."""
        found: dict[Key, list[int]] = {}
        for place, way in enumerate(self._ways):
            lines = way.route.lines if isinstance(way, Handoff) and way.route else ()
            whens = [when for when in (way.when, *(line.when for line in lines)) if when]
            for read in dict.fromkeys(read for when in whens for read in names_used(when)):
                found.setdefault(read, []).append(place)
        return found

    @cached_property
    def _readers(self) -> dict[Key, list[Key]]:
        """What reads a kind and name itself."""
        journey, found = self.graph.journey, dict[Key, list[Key]]()
        declared = {"rule": journey.rules, "segment": journey.segments, "band": journey.bands, "score": journey.scores}
        for kind, names in declared.items():
            for name in names:
                for read in dict.fromkeys(stands_on(journey, kind, name)):
                    found.setdefault(read, []).append((kind, name))
        return found

    def _standing_on(self, key: Key) -> set[int]:
        """The places of ways whose guards and routes stand on a kind and name."""
        found, met, waiting = set[int](), {key}, [key]
        while waiting:
            one = waiting.pop()
            found.update(self._deciding.get(one, ()))
            more = [reader for reader in self._readers.get(one, ()) if reader not in met]
            met.update(more)
            waiting += more
        return found


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


def _of_way(graph: JourneyGraph, way: Move | Recycle | Handoff) -> Iterator[str]:
    if isinstance(way, Handoff):
        yield from givers(graph, way)
        yield from graph.receivers(way)
    else:
        yield from (way.by.name,) if way.by else ()
        owners = (graph.owner(origin.name) for origin in way.origins)
        yield from (owner.name for owner in owners if owner and not way.leaves_any)
