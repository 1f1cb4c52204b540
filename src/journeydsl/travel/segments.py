"""The part of a journey that the buyers of one segment can take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from journeydsl.conditions.questions import Reasoning
from journeydsl.graph.passage import Passage
from journeydsl.model.conditions import Condition
from journeydsl.model.definitions import belonging
from journeydsl.model.path import Handoff, StageWhere, TimeLimit
from journeydsl.text.record import Record
from journeydsl.travel.known import Knowledge, Leg, collected, legs

Share = Literal["all", "some", "none"]


class SegmentWays(Record):
    """What is open to the buyers of a segment; what reasoning leaves undecided stays open.

    `passages` are in the order of the journey. `shares` says of the names after `where` how many of the segment's
    buyers they hold for. `receivers` are the teams that routes can lead them to, by `Way.name` of the handoff.
    """

    segment: str
    stages: tuple[str, ...]
    passages: tuple[Passage, ...]
    shares: Mapping[str, Share]
    receivers: Mapping[str, tuple[str, ...]]


def segment_ways(knowledge: Knowledge, reasoning: Reasoning, segment: str) -> SegmentWays:
    """The stages that buyers of a segment can come to, and the ways that they can take there.

    A way is left out where its guard cannot hold together with the segment, under what is known where it is asked.
    """
    journey = knowledge.graph.journey
    condition = journey.segments[segment].when
    if condition is None:
        return SegmentWays(segment, tuple(journey.stages), knowledge.graph.passages, {}, {})
    judge = _Judge(knowledge, reasoning, condition)
    every_leg = [leg for leg in legs(knowledge.graph) if not _is_overruled(judge, leg)]
    reached = [stage.name for stage in knowledge.graph.entries() if judge.may_be(knowledge.at[stage.name])]
    taken: set[int] = set()
    for here in reached:
        for leg in every_leg:
            if leg.origin == here and judge.may_take(leg):
                taken |= {id(passage) for passage in leg.passages}
                if leg.target not in reached:
                    reached.append(leg.target)
    names = {where.holds.name for stage in journey.stages.values() for where in stage.wheres}
    names |= {where.holds.name for handoff in journey.handoffs for where in handoff.wheres}
    return SegmentWays(
        segment,
        tuple(name for name in journey.stages if name in reached),
        tuple(passage for passage in knowledge.graph.passages if id(passage) in taken),
        {name: judge.share(name) for name in sorted(names)},
        {handoff.name: judge.receivers(handoff) for handoff in journey.handoffs if handoff.route},
    )


class _Judge:
    """Questions about the buyers of one segment; what is undecided counts as possible."""

    def __init__(self, knowledge: Knowledge, reasoning: Reasoning, segment: Condition) -> None:
        self.knowledge = knowledge
        self.reasoning = reasoning
        self.segment = segment
        self._asked: dict[tuple[tuple[int, ...], frozenset[str]], bool] = {}

    def may_be(self, known: frozenset[str], *also: Condition) -> bool:
        """Whether some buyer of the segment meets more conditions."""
        key = (tuple(map(id, also)), known)
        if key not in self._asked:
            self._asked[key] = self.reasoning.is_possible(self.segment, *also, known=known) is not False
        return self._asked[key]

    def may_take(self, leg: Leg) -> bool:
        """Whether some buyer of the segment can take a way, where it begins."""
        stage = self.knowledge.graph.journey.stages[leg.origin]
        known = self.knowledge.at[leg.origin] | (collected(stage) if leg.collects else frozenset())
        where = _where_of(self, leg)
        limit = belonging(self.knowledge.graph.journey, where.holds.name) if where else None
        return self.may_be(known, *(one for one in (leg.guard, limit) if one))

    def share(self, name: str) -> Share:
        """How many of the segment's buyers a segment, band or rule holds for."""
        condition = belonging(self.knowledge.graph.journey, name)
        if condition is None:
            return "some"
        if self.reasoning.is_possible(self.segment, condition) is False:
            return "none"
        return "all" if self.reasoning.implies(self.segment, condition) is True else "some"

    def receivers(self, handoff: Handoff) -> tuple[str, ...]:
        """The teams of the lines that take some buyer of the segment whom no earlier line takes."""
        lines = handoff.route.lines if handoff.route else ()
        required = [self.segment, *([handoff.when] if handoff.when else [])]
        found: dict[str, None] = {}
        for number, line in enumerate(lines):
            before = [other.when for other in (lines if line.is_otherwise else lines[:number])
                      if other.when and other is not line]  # fmt: skip
            asked = self.reasoning.taken_by_earlier(line.when or self.segment, before, required)
            if asked is not True:
                found[line.team.name] = None
        return tuple(found)


def _is_overruled(judge: _Judge, leg: Leg) -> bool:
    """Whether it is the time limit of a stage that sets another for every buyer of the segment."""
    way = leg.passages[0].way
    stage = judge.knowledge.graph.journey.stages[leg.origin]
    if not isinstance(way, TimeLimit) or way is not stage.leave:
        return False
    return any(judge.share(where.holds.name) == "all" for where in stage.wheres if where.leave)


def _where_of(judge: _Judge, leg: Leg) -> StageWhere | None:
    """The `where` that a time limit stands in."""
    way = leg.passages[0].way
    wheres = judge.knowledge.graph.journey.stages[leg.origin].wheres
    return next((where for where in wheres if where.leave is way), None) if isinstance(way, TimeLimit) else None
