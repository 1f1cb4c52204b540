"""What becomes of buyers, held against every buyer walked step by step through small random journeys."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from typing import Any

import networkx as nx
import pytest

from instances import TODAY
from journeydsl.checks import (
    competing_moves,
    endless_loop,
    skipped_stage,
    stuck_buyer,
    unheard_hand_raise,
    unreachable_stage,
    untaken_segment,
)
from journeydsl.checks._subject import Subject
from journeydsl.conditions.buyer import Buyer, Case, Happening
from journeydsl.conditions.evaluate import holds
from journeydsl.diagnostics.finding import Finding, Unanswered
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.graph.passage import Passage
from journeydsl.model.journey import Journey
from journeydsl.model.path import Handoff, Move, Recycle, Stage
from journeydsl.travel.reach import goes_first, self_firing
from readings import journey_of

CHECKS = (
    competing_moves,
    endless_loop,
    skipped_stage,
    stuck_buyer,
    unheard_hand_raise,
    unreachable_stage,
    untaken_segment,
)
STAGES = ("first", "second", "third", "fourth")
VALUES: dict[str, tuple[Any, ...]] = {"size": (1, 2, 3), "place": ("us", "gb"), "paying": (True, False)}
HEAD = """journey j {}
team sales
team marketing
field size integer 1..3
field place one of us, gb
field paying boolean always known
activity ask hand raise
score fit 0..10 { add 3 when size >= 2  add 4 when place = us  subtract 2 when paying  add 2 when any ask in 7 days }
segmentation sizes {
  segment small when size = 1
  segment other when size != 1 or size is missing
}
"""
TESTS = (
    "size >= 2", "size = 1", "place = us", "place = gb", "size is missing", "place is known", "paying", "not paying",
    "any ask in 7 days", "no ask in 7 days", "any ask", "no ask", "fit >= 5", "fit < 3", "fit >= 6", "small",
)  # fmt: skip


def random_path(dice: random.Random) -> str:
    """Four stages and a won one, with four to seven ways."""
    written = [HEAD]
    for number, name in enumerate(STAGES):
        entry = "entry " if number == 0 else dice.choice(("", "", "", "resting "))
        inside = dice.choice(("", "", "", "", "gate", "collects place", "leave within 9 days else -> first"))
        written.append(f"{entry}stage {name} {{ owner sales  {inside} }}")
    written.append("won stage won { owner sales }")
    seen = set()
    for _ in range(dice.randint(4, 7)):
        origin, target = dice.choice(STAGES), dice.choice((*STAGES[1:], "won", "won"))
        when = _guard(dice)
        kind = dice.choice(("move", "move", "move", "handoff", "recycle"))
        if origin != target and (origin, target) not in seen:
            seen.add((origin, target))
            by = dice.choice(("", "", "", " by sales", " by marketing"))
            if kind == "handoff":
                inner = f"{by}  when {when}  reject -> second because bad"
                written.append(f"handoff {origin} -> {target} {{ {inner} }}")
            else:
                priority = f" priority {dice.randint(1, 3)}" if not by and dice.random() < 0.3 else ""
                written.append(f"{kind} {origin} -> {target}{by} when {when}{priority}")
    return "\n".join(written)


def _guard(dice: random.Random) -> str:
    joined = f" {dice.choice(('and', 'or'))} ".join(dice.sample(TESTS, dice.choice((1, 1, 2))))
    return joined


Place = tuple[str, tuple[Any, ...], bool, bool]


class Walk:
    """Every buyer walked: a place is a stage, the values, whether they asked lately, and whether they ever did."""

    def __init__(self, journey: Journey) -> None:
        self.journey = journey
        self.graph = JourneyGraph(journey)
        self.names = list(VALUES)
        self.truths: dict[tuple[int, tuple[Any, ...], bool, bool], bool] = {}
        starts = [
            ("first", values, lately, ever)
            for values in product(*((*([] if name == "paying" else [None]), *VALUES[name]) for name in self.names))
            for lately, ever in ((False, False), (True, True), (False, True))
        ]
        self.starts: list[Place] = starts

    def is_true(self, way: Any, place: Place) -> bool:
        if way.when is None:
            return True
        key = (id(way.when), *place[1:])
        if key not in self.truths:
            self.truths[key] = holds(self.case(place), way.when)
        return self.truths[key]

    def case(self, place: Place) -> Case:
        _, values, lately, ever = place
        days = [0] if lately else [60] if ever else []
        done = tuple(Happening("ask", TODAY - timedelta(days=ago)) for ago in days)
        known = {name: value for name, value in zip(self.names, values, strict=True) if value is not None}
        return Case(self.journey, Buyer(known, done), TODAY)

    def is_filled(self, place: Place, passage: Passage) -> bool:
        asked = self.journey.stages[place[0]].collects if passage.is_forward else ()
        return all(place[1][self.names.index(field.name)] is not None for field in asked)

    def firing(self, place: Place) -> list[Passage]:
        """The ways that take a buyer now; one that goes after another is none."""
        ways = self_firing(self.graph.ways_out(place[0]))
        open_ = [way for way in ways if self.is_true(way.way, place) and self.is_filled(place, way)]
        return [
            way for way in open_ if not any(goes_first(other, way) for other in open_ if other.target != way.target)
        ]

    def competes(self, place: Place) -> bool:
        firing = self.firing(place)
        return any(
            one.target != other.target and not goes_first(one, other) and not goes_first(other, one)
            for one in firing for other in firing
        )  # fmt: skip

    def waits(self, place: Place) -> Iterator[Place]:
        """What may have become of a buyer who went nowhere; several things may happen at once."""
        stage, values, lately, ever = place
        choices = [VALUES[name] if value is None else () for name, value in zip(self.names, values, strict=True)]
        for after in product(*((value, *more) for value, more in zip(values, choices, strict=True))):
            for now in {(lately, ever), (True, True), (False, ever), (False, True) if ever else (lately, ever)}:
                if (after, *now) != place[1:]:
                    yield stage, after, *now

    def steps(self, place: Place, allows: Any) -> Iterator[Place]:
        """Where a buyer may be next; nowhere out of two ways at once, which is found and told there."""
        firing = self.firing(place)
        if self.competes(place):
            return
        if not firing:
            yield from self.waits(place)
        for passage in self.graph.ways_out(place[0]):
            way = passage.way
            if passage.kind == "rejection" or not allows(passage) or (firing and passage not in firing):
                continue
            if passage.kind == "time limit" or (self.is_true(way, place) and self.is_filled(place, passage)):
                yield passage.target, *place[1:]
                rejects = way.rejects if isinstance(way, Handoff) else ()
                for rejection in rejects if allows is ANY else ():
                    yield rejection.target.name, *place[1:]

    def reached(self, allows: Any) -> set[Place]:
        return set(nx.descendants(self.steps_graph(allows), "begin"))

    def steps_graph(self, allows: Any) -> nx.DiGraph[Any]:
        graph: nx.DiGraph[Any] = nx.DiGraph()
        graph.add_edges_from(("begin", start) for start in self.starts)
        waiting, seen = list(self.starts), set(self.starts)
        while waiting:
            place = waiting.pop()
            for after in self.steps(place, allows):
                graph.add_edge(place, after)
                if after not in seen:
                    seen.add(after)
                    waiting.append(after)
        return graph


def ANY(passage: Passage) -> bool:  # noqa: N802
    return True


def _found(subject: Subject, check: Any) -> tuple[list[Finding], list[Unanswered]]:
    told = list(check.check_journey(subject))
    return [one for one in told if isinstance(one, Finding)], [one for one in told if isinstance(one, Unanswered)]


def _is_stuck(walk: Walk, place: Place) -> bool:
    seen, waiting = {place}, [place]
    while waiting:
        here = waiting.pop()
        ways = [way.way for way in walk.graph.ways_out(here[0])]
        if any(
            isinstance(way, Move | Handoff | Recycle) and way.fires_itself and walk.is_true(way, here) for way in ways
        ):
            return False
        for after in walk.waits(here):
            if after not in seen:
                seen.add(after)
                waiting.append(after)
    return True


def _may_be_stuck(walk: Walk, stage: Stage) -> bool:
    ways = [way.way for way in walk.graph.ways_out(stage.name) if isinstance(way.way, Move | Handoff | Recycle)]
    by_owner = any(not way.fires_itself and (way.by is None or way.by.name == "sales") for way in ways)
    return stage.kind == "plain" and stage.leave is None and not by_owner


def test_what_is_found_is_what_every_buyer_walked_shows(request: pytest.FixtureRequest) -> None:
    missed: dict[str, int] = {}
    count = int(request.config.getoption("--instances")) // 3
    for number in range(count):
        text = random_path(random.Random(number))
        for name in _compared(text):
            missed[name] = missed.get(name, 0) + 1
    assert missed == {}, missed


def _compared(text: str) -> Iterator[str]:
    """The names of checks that stay silent where a walk shows something; a finding that is not so fails at once."""
    journey = journey_of(text)
    subject = Subject(journey, JourneyGraph(journey), TODAY)
    walk = Walk(journey)
    places = walk.reached(ANY)
    told = {check.__name__.rsplit(".", 1)[1]: _found(subject, check) for check in CHECKS}
    assert not any(unanswered for _, unanswered in told.values()), text
    by_stage: dict[str, list[Place]] = {}
    for place in places:
        by_stage.setdefault(place[0], []).append(place)

    waiting = {name: here for name, here in by_stage.items() if _may_be_stuck(walk, journey.stages[name])}
    stuck = {name for name, here in waiting.items() if any(_is_stuck(walk, place) for place in here)}
    yield from _same(text, "stuck", _names(told["stuck_buyer"][0]), stuck)

    competing = {name for name, here in by_stage.items() if any(walk.competes(place) for place in here)}
    yield from _same(text, "competing", _names(told["competing_moves"][0]), competing)

    reached = {name for name in journey.stages if name in by_stage}
    gone = {name for name in journey.stages if name not in reached}
    for finding in told["unreachable_stage"][0]:
        assert finding.subject.split()[1] in gone, text

    free = walk.reached(lambda passage: passage.kind != "handoff")
    asking = {place for place in free if journey.stages[place[0]].kind == "plain"}
    asking |= {place for place in places if journey.stages[place[0]].kind == "resting"}
    ways = {name: [way.way for way in walk.graph.ways_out(name) if isinstance(way.way, Move | Handoff | Recycle)]
            for name in journey.stages}  # fmt: skip
    unheard = {place[0] for place in asking if place[2] and not any(
        way.fires_itself and walk.is_true(way, place) for way in ways[place[0]])}  # fmt: skip
    yield from _same(text, "unheard", _names(told["unheard_hand_raise"][0]), unheard)

    for gate in (stage.name for stage in journey.stages.values() if stage.is_gate):
        around = walk.reached(
            lambda passage, gate=gate: passage.is_forward and gate not in (passage.origin, passage.target)
        )
        is_before = "won" in walk.graph.forward_from(gate)
        skipped = {gate} if is_before and any(place[0] == "won" for place in around) else set()
        yield from _same(text, "skipped", _names(told["skipped_stage"][0]) & {gate}, skipped)

    for finding in told["endless_loop"][0]:
        circle = finding.subject.split()[1:]
        inside = walk.steps_graph(ANY).subgraph([place for name in circle for place in by_stage.get(name, ())])
        rounds = [
            part for part in nx.strongly_connected_components(inside) if {place[0] for place in part} == set(circle)
        ]
        assert rounds, text

    for finding in told["untaken_segment"][0]:
        when = journey.segments[finding.subject.split()[1]].when
        inside = walk.steps_graph(lambda passage: passage.is_forward)
        kept = inside.subgraph(
            ["begin", *(place for place in inside if place != "begin" and holds(walk.case(place), when))]
        )
        assert not any(place[0] == "won" for place in nx.descendants(kept, "begin")), text


def _names(findings: list[Finding]) -> set[str]:
    return {finding.subject.split()[1] for finding in findings}


def _same(text: str, name: str, told: set[str], seen: set[str]) -> Iterator[str]:
    assert told <= seen, f"{name}: {told - seen} is not so: {text}"
    if seen - told:
        yield name
