"""How much work it is to try buyers, counted with the questions that found them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeydsl.conditions.effort import Effort, Unclear
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.conditions import Condition, walk
from journeydsl.model.path import Handoff
from journeydsl.suggest.writing import Draft

_STEPS_OF_PART = 6
_STEPS_OF_FACT = 30


class Weighing:
    """Spends on what is tried for one journey."""

    def __init__(self, graph: JourneyGraph, effort: Effort) -> None:
        self.graph = graph
        self.effort = effort
        journey = graph.journey
        named = [*(rule.when for rule in journey.rules.values()), *(one.when for one in journey.segments.values())]
        self._lines = sum(len(score.lines) for score in journey.scores.values())
        self._always = _size(named) + len(journey.bands) + self._lines
        self._at: dict[str, int] = {}

    def situation(self, stage: str | None) -> bool:
        """Spends what it takes to see all that becomes of a buyer; whether there was so much."""
        return self._spent(self._steps_at(stage))

    def tests(self, count: int) -> bool:
        """Spends what it takes to ask a new buyer about so many conditions; whether there was so much."""
        return self._spent(count + self._lines + 10)

    def afforded(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """The drafts that there is so much for as it takes to write, read and try them."""
        for draft in drafts:
            facts = 10 + len(draft.buyer.values) + len(draft.buyer.happenings) + len(draft.expects)
            if not self._spent(_STEPS_OF_FACT * facts + 4 * self._steps_at(draft.stage)):
                return
            yield draft

    def _spent(self, steps: int) -> bool:
        try:
            self.effort.spend(steps)
        except Unclear:
            return False
        return True

    def _steps_at(self, stage: str | None) -> int:
        if stage is None:
            return self._always
        if stage not in self._at:
            ways = [passage.way for passage in self.graph.ways_out(stage)]
            routes = [way.route for way in ways if isinstance(way, Handoff) and way.route]
            guards = [passage.guard for passage in self.graph.ways_out(stage)]
            self._at[stage] = _size(guards) + _size(line.when for route in routes for line in route.lines)
        return self._always + _STEPS_OF_PART * self._at[stage]


def _size(conditions: Iterable[Condition | None]) -> int:
    return sum(1 + sum(1 for _ in walk(when)) if when else 1 for when in conditions)
