"""Routes and stages as buyers meet them: who takes whom, one buyer for each line, those before it given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from journeydsl.conditions.answers import Answer, Undecided
from journeydsl.conditions.effort import Effort, alone
from journeydsl.conditions.ground import narrow_reasoning, settled
from journeydsl.conditions.points import Points
from journeydsl.conditions.score_tables import Askers, ScoreTable, askers_of_scores, score_table
from journeydsl.conditions.takers import Takers, takers
from journeydsl.graph.passage import Passage
from journeydsl.model.conditions import Condition
from journeydsl.model.path import Handoff, RouteLine
from journeydsl.text.record import Record
from journeydsl.travel.known import Knowledge, collected


class RuleTable(Record):
    """A rule with those whom it takes; `takers` is none where a fault took its condition."""

    rule: str
    takers: Takers | Undecided | None


class SegmentationTable(Record):
    """Segments of one segmentation, each with those whom it takes."""

    segmentation: str
    segments: tuple[tuple[str, Takers | Undecided | None], ...]


class Met(Record):
    """A line of a route: a buyer whom it takes and no line before it does; none where there is none."""

    line: RouteLine
    example: Answer


class RouteTable(Record):
    """The lines of a route in the order in which buyers meet them."""

    handoff: Handoff
    lines: tuple[Met, ...]


class WayTaken(Record):
    """A way out of a stage with those who can take it; `takers` is none where no condition is written."""

    passage: Passage
    takers: Takers | Undecided | None


class StageTable(Record):
    """A stage with every way out of it, in the order of the journey."""

    stage: str
    ways: tuple[WayTaken, ...]


Table = RuleTable | SegmentationTable | ScoreTable | RouteTable | StageTable


class Tables:
    """All tables of a journey on one day, each made when it is asked for."""

    def __init__(self, knowledge: Knowledge, today: date) -> None:
        self.knowledge = knowledge
        self.journey = knowledge.graph.journey
        self.today = today
        self.effort = alone(sum(len(source.text) for source in self.journey.sources))
        self.points = Points(self.journey, today, self.effort)
        self._scores: dict[str, ScoreTable] = {}

    def names(self) -> tuple[str, ...]:
        """Everything that has a table, in the order in which `everything` gives them."""
        journey = self.journey
        ways = (way.name for way in journey.handoffs if way.route)
        parts = (*journey.bands, *journey.segments)
        return (*journey.rules, *journey.scores, *journey.segmentations, *ways, *journey.stages, *parts)

    def everything(self) -> Iterator[Table]:
        """The tables of rules, scores, segmentations, routes and stages."""
        journey = self.journey
        whole = (*journey.rules, *journey.scores, *journey.segmentations)
        for name in (*whole, *(way.name for way in journey.handoffs if way.route), *journey.stages):
            yield from self.of(name)

    def of(self, name: str) -> Iterator[Table]:
        """The table of one name; of a band the part of its score, of a segment that of its segmentation."""
        journey = self.journey
        self.effort.turn()
        if name in journey.rules:
            yield RuleTable(name, self._takers(journey.rules[name].when))
        elif name in journey.scores:
            yield self._score(name)
        elif name in journey.bands:
            whole = self._score(journey.bands[name].score)
            yield whole.replace(goals=tuple(goal for goal in whole.goals if goal.band == name))
        elif name in journey.segmentations:
            parts = [part.name for part in journey.segmentations[name].segments]
            yield SegmentationTable(name, tuple((part, self._segment(part)) for part in parts))
        elif name in journey.segments:
            yield SegmentationTable(journey.segments[name].segmentation, ((name, self._segment(name)),))
        elif name in journey.stages:
            yield stage_table(self.knowledge, self.today, name, self.effort)
        for handoff in journey.handoffs:
            table = route_table(self.knowledge, self.today, handoff, self.effort) if handoff.name == name else None
            if table:
                yield table

    @cached_property
    def _askers(self) -> Mapping[str, Askers]:
        return askers_of_scores(self.journey)

    def _score(self, name: str) -> ScoreTable:
        if name not in self._scores:
            self._scores[name] = score_table(self.points, name, self._askers.get(name, {}))
        return self._scores[name]

    def _segment(self, name: str) -> Takers | Undecided | None:
        return self._takers(self.journey.segments[name].when)

    def _takers(self, when: Condition | None) -> Takers | Undecided | None:
        return takers(self.journey, self.today, [when], effort=self.effort) if when else None


def route_table(knowledge: Knowledge, today: date, handoff: Handoff, effort: Effort) -> RouteTable | None:
    """The route of a handoff, among the buyers whom it sends; none where it has no route."""
    if handoff.route is None:
        return None
    sent = knowledge.when_handed_over(handoff)
    known = frozenset.intersection(*sent) if sent else frozenset()
    required = [handoff.when] if handoff.when else []
    asked = [*required, *(line.when for line in handoff.route.lines if line.when)]
    reasoning = settled(lambda: narrow_reasoning(knowledge.graph.journey, today, asked, effort))
    if isinstance(reasoning, Undecided):
        return RouteTable(handoff, tuple(Met(line, reasoning) for line in handoff.route.lines))
    lines = []
    for place, line in enumerate(handoff.route.lines):
        before = handoff.route.lines if line.is_otherwise else handoff.route.lines[:place]
        earlier = [one.when for one in before if one.when and one is not line]
        lines.append(Met(line, reasoning.answer(_given(line, required), earlier, known)))
    return RouteTable(handoff, tuple(lines))


def stage_table(knowledge: Knowledge, today: date, stage: str, effort: Effort) -> StageTable:
    """The ways out of a stage; what is known there, and what its owner fills in before a buyer goes on, is given."""
    graph = knowledge.graph
    ways = []
    for passage in graph.ways_out(stage):
        guard = passage.guard
        filled = collected(graph.journey.stages[stage]) if passage.is_forward else frozenset()
        known = knowledge.at[stage] | filled
        ways.append(WayTaken(passage, takers(graph.journey, today, [guard], known, effort) if guard else None))
    return StageTable(stage, tuple(ways))


def _given(line: RouteLine, required: list[Condition]) -> list[Condition]:
    return [*required, line.when] if line.when else required
