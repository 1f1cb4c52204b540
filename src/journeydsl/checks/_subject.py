"""What a check is asked about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

from journeydsl.conditions.effort import Effort
from journeydsl.conditions.future import Future
from journeydsl.conditions.points import Points
from journeydsl.conditions.questions import Reasoning
from journeydsl.diagnostics.finding import Finding
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.conditions import Condition
from journeydsl.model.faults import Fault
from journeydsl.model.journey import Journey
from journeydsl.model.path import Stage, Way
from journeydsl.model.values import Kind
from journeydsl.syntax.parse import SyntaxFile
from journeydsl.text.record import Record
from journeydsl.text.source import Span
from journeydsl.travel.known import Knowledge, knowledge
from journeydsl.travel.reach import Reach
from journeydsl.travel.routes import LiveRoute, live_routes
from journeydsl.travel.whole import is_read

MOST_STEPS = 5_000_000
LEAST_STEPS = 3_000_000
SOME_SIGNS, MANY_SIGNS = 45_000, 100_000
STEPS_PER_SIGN = 10  # above many
_Given = TypeVar("_Given")


class Reading(Record):
    """What was met while files were read and names resolved; `files` in reading order."""

    files: tuple[SyntaxFile, ...]
    faults: tuple[Fault, ...]


class Subject:
    """A journey that could be read, with its graph, and what several checks ask about it, worked out once.

    `used_elsewhere` are kinds and names that other roots of the workspace use, out of libraries that they share.

    INVARIANT: a check that finds something *missing* looks at `is_whole` first: of the declaration for what its block
    leaves out, of the journey for a declaration that is nowhere, and at `has_whole_path` for a way that is nowhere.
    """

    def __init__(
        self,
        journey: Journey,
        graph: JourneyGraph,
        today: date,
        used_elsewhere: frozenset[tuple[Kind, str]] = frozenset(),
        share: int = 1,
    ) -> None:
        self.journey = journey
        self.graph = graph
        self.today = today
        self.used_elsewhere = used_elsewhere
        signs = sum(len(source.text) for source in journey.sources)
        self.effort = Effort(_steps_for(signs, share))
        self._worked_out: dict[object, object] = {}
        self._whole: set[tuple[str, str]] = set()

    def once(self, work: Callable[[Subject], _Given]) -> _Given:
        """What some work gives, done for the first check that asks."""
        if work not in self._worked_out:
            self._worked_out[work] = work(self)
        return cast(_Given, self._worked_out[work])

    def is_read(self, *conditions: Condition | None) -> bool:
        """Whether all that stands behind some conditions was read whole."""
        return is_read(self.journey, *conditions, whole=self._whole)

    @cached_property
    def knowledge(self) -> Knowledge:
        """What is known of every buyer at each stage."""
        return knowledge(self.graph)

    @cached_property
    def reasoning(self) -> Reasoning:
        """Questions about all buyers there can be."""
        return Reasoning(self.journey, self.today, effort=self.effort)

    @cached_property
    def live_routes(self) -> tuple[LiveRoute, ...]:
        """The routes that were read whole and that buyers come to."""
        return live_routes(self.knowledge, self.reasoning, self.has_whole_path)

    @cached_property
    def points(self) -> Points:
        """Questions about what scores add up to."""
        return Points(self.journey, self.today, self.effort)

    @cached_property
    def reach(self) -> Reach:
        """Which buyers can get where."""
        return Reach(self.knowledge, Future(self.reasoning))

    @cached_property
    def has_whole_path(self) -> bool:
        """Whether every stage and every way was read whole, so that none of them is lost."""
        journey = self.journey
        parts: tuple[Stage | Way, ...]
        parts = (*journey.stages.values(), *journey.moves, *journey.recycles, *journey.handoffs)
        return journey.is_whole and all(part.is_whole for part in parts)


def _steps_for(signs: int, share: int) -> int:
    """How much work questions about a journey may take: less where reading it takes long, and more again where nobody
    expects a journey at once. Of several that are read for one answer, each takes its share the more, the longer it is.
    """
    beyond, width = min(max(0, signs - SOME_SIGNS), MANY_SIGNS - SOME_SIGNS), MANY_SIGNS - SOME_SIGNS
    steps = MOST_STEPS - (MOST_STEPS - LEAST_STEPS) * beyond // width
    steps -= steps * (share - 1) * beyond // (share * width)
    return steps + STEPS_PER_SIGN * max(0, signs - MANY_SIGNS) // share


class Allow(Record):
    """`# allow unaccepted-handoff until 2027-03-31: agreed for the pilot` above a statement.

    `until` is the date as written, if any; `reason` may be empty. `silenced` are the findings that it took away.
    """

    name: str
    until: date | None
    until_text: str
    reason: str
    span: Span
    silenced: tuple[Finding, ...] = ()


class Allows(Record):
    """Every allow of the files read, with what each took away.

    `names` are all checks that there are, `ran` those that were asked: only of these can be said that there was nothing
    to take away, and that only where all files could be read whole (`is_whole`).
    """

    allows: tuple[Allow, ...]
    names: tuple[str, ...]
    today: date
    ran: frozenset[str]
    is_whole: bool = True
