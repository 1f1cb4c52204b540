"""What is known at every stage: what each way into it brings along.

A field becomes known by `always known`, by a stage that `collects` it and is left by a move or a handoff, or by a guard
on the way, and stays known. The greatest solution is taken: going round a circle loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from journeydsl.graph.guards import meets_one
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.graph.passage import Passage
from journeydsl.model.conditions import Condition
from journeydsl.model.definitions import Reads
from journeydsl.model.path import Handoff, Stage
from journeydsl.text.record import Record
from journeydsl.travel.implied import Implied, implied

_Given = TypeVar("_Given")
_Key = TypeVar("_Key")
_ByGuard = dict[tuple[int, frozenset[str]], "Implied | None"]


class Leg(Record):
    """One way out of a stage as a buyer takes it, from `origin` to `target`.

    A rejected buyer was sent before: such a leg has two passages, the handoff and the rejection.
    """

    passages: tuple[Passage, ...]

    @property
    def origin(self) -> str:
        """The stage that it leaves."""
        return self.passages[0].origin

    @property
    def target(self) -> str:
        """The stage that it ends in."""
        return self.passages[-1].target

    @property
    def guard(self) -> Condition | None:
        """What must hold for it to be taken, as far as `when` says."""
        return self.passages[0].guard

    @property
    def collects(self) -> bool:
        """Whether the owner of the stage has filled in what it collects."""
        return self.passages[0].is_forward


class Knowledge(Record):
    """What is known of every buyer at each stage, by the name of the stage, from the moment of arrival.

    Of a stage where nobody ever comes everything is known. `legs` are the ways that some buyer may take, `every_leg`
    those that are written down. `seen` keeps what is worked out of them once, by what it is.
    """

    graph: JourneyGraph
    at: Mapping[str, frozenset[str]]
    legs: tuple[Leg, ...]
    every_leg: tuple[Leg, ...]
    seen: dict[str, Any]

    def out_of(self, stage: str) -> Sequence[Leg]:
        """The legs that leave a stage."""
        return self.once("out of", lambda: _sorted(self.legs, lambda leg: leg.origin)).get(stage, ())

    def into(self, stage: str) -> Sequence[Leg]:
        """The legs that end in a stage."""
        return self.once("into", lambda: _sorted(self.legs, lambda leg: leg.target)).get(stage, ())

    def written_out_of(self, stage: str) -> Sequence[Leg]:
        """The legs that are written down as leaving a stage."""
        return self.once("written", lambda: _sorted(self.every_leg, lambda leg: leg.origin)).get(stage, ())

    def once(self, what: str, work: Callable[[], _Given]) -> _Given:
        """What some work gives, done for whoever asks first."""
        if what not in self.seen:
            self.seen[what] = work()
        found: _Given = self.seen[what]
        return found

    def when_sent(self, leg: Leg) -> frozenset[str]:
        """What is known of every buyer who takes a leg, as it is taken."""
        found = _after(self.graph, self.at[leg.origin], leg)
        return found if found is not None else frozenset(self.graph.journey.fields)

    def when_handed_over(self, handoff: Handoff) -> tuple[frozenset[str], ...]:
        """What is known of every buyer whom a handoff sends, for each stage that it leaves and that buyers reach."""
        sent = self.once("sent", lambda: _sorted(self.legs, lambda leg: id(leg.passages[-1].way)))
        found = (self.when_sent(leg) for leg in sent.get(id(handoff), ()))
        return tuple(dict.fromkeys(found))

    def as_any_fires(self, stage: str, ways: Iterable[Passage]) -> frozenset[str]:
        """What is known of every buyer in a stage at the moment at which all of some ways take them."""
        collects = any(way.is_forward for way in ways)
        return self.at[stage] | (collected(self.graph.journey.stages[stage]) if collects else frozenset())


def knowledge(graph: JourneyGraph) -> Knowledge:
    """What is known where in a journey."""
    journey = graph.journey
    everything = frozenset(journey.fields)
    always = frozenset(name for name, field in journey.fields.items() if field.is_always_known)
    every_leg = tuple(legs(graph))
    out_of: dict[str, list[int]] = {}
    for number, leg in enumerate(every_leg):
        out_of.setdefault(leg.origin, []).append(number)
    at = {name: always if stage.is_entry else everything for name, stage in journey.stages.items()}
    waiting = [stage.name for stage in graph.entries()]
    arrived = set(waiting)
    taken: set[int] = set()
    by_guard: _ByGuard = {}
    reads: Reads = {}
    while waiting:
        here = waiting.pop(0)
        for number in out_of.get(here, ()):
            leg = every_leg[number]
            brought = _after(graph, at[here], leg, by_guard, reads)
            if brought is None:
                continue
            taken.add(number)
            if leg.target not in arrived or not at[leg.target] <= brought:
                at[leg.target] &= brought
                arrived.add(leg.target)
                if leg.target not in waiting:
                    waiting.append(leg.target)
    return Knowledge(graph, at, tuple(every_leg[number] for number in sorted(taken)), every_leg, {})


def _sorted(legs: Iterable[Leg], key: Callable[[Leg], _Key]) -> dict[_Key, list[Leg]]:
    found: dict[_Key, list[Leg]] = {}
    for leg in legs:
        found.setdefault(key(leg), []).append(leg)
    return found


def legs(graph: JourneyGraph) -> list[Leg]:
    """Every way that buyers take, in the order of the journey."""
    found = []
    sent: dict[int, list[Passage]] = {}
    for passage in graph.passages:
        if passage.kind == "handoff":
            sent.setdefault(id(passage.handoff), []).append(passage)
        if passage.kind == "rejection":
            found += [Leg((handoff, passage)) for handoff in sent.get(id(passage.handoff), ())]
        else:
            found.append(Leg((passage,)))
    return found


def collected(stage: Stage) -> frozenset[str]:
    """What a stage collects of most buyers."""
    return frozenset(field.name for field in stage.collects)


def collected_of_some(stage: Stage) -> dict[str, tuple[str, ...]]:
    """What a stage collects of some buyers alone, each with the names after `where` of those."""
    found: dict[str, tuple[str, ...]] = {}
    for where in stage.wheres:
        for field in where.collects:
            found[field.name] = (*found.get(field.name, ()), where.holds.name)
    return {field: names for field, names in found.items() if field not in collected(stage)}


def made_known_by(
    graph: JourneyGraph,
    known: frozenset[str],
    leg: Leg,
    by_guard: _ByGuard | None = None,
    reads: Reads | None = None,
) -> Implied | None:
    """What a leg makes known of a buyer of whom some fields are known; none where the buyer cannot take it.

    `by_guard` keeps what guards imply, for legs of one way, and `reads` what definitions read.
    """
    stage = graph.journey.stages[leg.origin]
    filled = collected(stage) if leg.collects else frozenset()
    kept = {} if by_guard is None else by_guard
    key = (id(leg.guard), known | filled)
    if key not in kept:
        kept[key] = implied(graph.journey, leg.guard, known | filled, reads)
    implies = kept[key]
    if implies is None:
        return None
    some = collected_of_some(stage) if leg.collects else {}
    of_all = frozenset(field for field, names in some.items() if meets_one(graph.journey, leg.guard, names))
    return Implied(implies.surely | filled | of_all, implies.perhaps | filled | of_all)


def _after(
    graph: JourneyGraph,
    known: frozenset[str],
    leg: Leg,
    by_guard: _ByGuard | None = None,
    reads: Reads | None = None,
) -> frozenset[str] | None:
    made = made_known_by(graph, known, leg, by_guard, reads)
    return None if made is None else known | made.surely
