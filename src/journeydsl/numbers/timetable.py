"""The clocks of handoffs and stages with the calendars that count them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from journeydsl.calendars.waits import Count
from journeydsl.calendars.working_time import WorkingTime, ordinary
from journeydsl.graph.blocks import blocks_of_handoff
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.graph.teams import calendar_of
from journeydsl.model.path import Accept, Contact, Handoff
from journeydsl.model.people import Calendar
from journeydsl.model.values import Duration
from journeydsl.text.record import Record


class TeamClock(Record):
    """`accept within …` or `contact within …` of a handoff, as one calendar counts it for some of its teams.

    `holds` is the segment, band or rule of the `where` that says it, if one does.
    """

    kind: Literal["accept", "contact"]
    clock: Accept | Contact
    holds: str | None
    teams: tuple[str, ...]
    working: WorkingTime

    @property
    def count(self) -> Count:
        """Its duration in its calendar."""
        return Count(self.clock.duration, self.working)

    @property
    def text(self) -> str:
        """As the journey says it."""
        return f"{self.kind} within {self.clock.duration.text}"


class Timetable:
    """The working times of all teams of a journey, each calendar read once."""

    def __init__(
        self, graph: JourneyGraph, reading: Callable[[Calendar], Calendar] = lambda calendar: calendar
    ) -> None:
        self.graph = graph
        self._reading = reading
        self._known: dict[str, WorkingTime] = {}

    def of(self, team: str | None) -> WorkingTime:
        """The working time of a team, else the journey's; one without hours, in UTC, where no calendar is named."""
        calendar = calendar_of(self.graph, team)
        name = calendar.name if calendar else ""
        if name not in self._known:
            self._known[name] = WorkingTime(self._reading(calendar or _no_calendar(self.graph)))
        return self._known[name]

    def counts(self, teams: Sequence[str], duration: Duration) -> tuple[Count, ...]:
        """A duration in each calendar by which some of these teams work; in the journey's where there is no team."""
        found = {id(working): working for working in (self.of(team) for team in teams or (None,))}
        return tuple(Count(duration, working) for working in found.values())

    def is_certain(self, team: str | None, duration: Duration) -> bool:
        """Whether a duration can be counted: a calendar that is needed is there, was read whole, and opens."""
        calendar = calendar_of(self.graph, team)
        if calendar is None:
            return not duration.is_business
        return calendar.is_whole and self.graph.journey.is_whole


def ordinary_timetable(graph: JourneyGraph) -> Timetable:
    """The working times in a week without holidays and closed days."""
    return Timetable(graph, ordinary)


def team_clocks(timetable: Timetable, handoff: Handoff) -> Iterator[TeamClock]:
    """The times to accept and to contact of a handoff, those of its `where` blocks last, once for each calendar."""
    for block in blocks_of_handoff(handoff):
        holds = None if isinstance(block, Handoff) else block.holds.name
        kinds: tuple[tuple[Literal["accept", "contact"], Accept | Contact | None], ...]
        kinds = (("accept", block.accept), ("contact", block.contact))
        for kind, clock in kinds:
            if clock:
                for working, teams in _by_calendar(timetable, handoff):
                    yield TeamClock(kind, clock, holds, teams, working)


def _by_calendar(timetable: Timetable, handoff: Handoff) -> Iterator[tuple[WorkingTime, tuple[str, ...]]]:
    receivers = timetable.graph.receivers(handoff)
    if not receivers:
        yield timetable.of(None), ()
        return
    found: dict[int, tuple[WorkingTime, tuple[str, ...]]] = {}
    for team in receivers:
        working = timetable.of(team)
        found[id(working)] = (working, (*found.get(id(working), (working, ()))[1], team))
    yield from found.values()


def _no_calendar(graph: JourneyGraph) -> Calendar:
    journey = graph.journey
    return Calendar(
        name="",
        title=None,
        span=journey.span,
        name_span=journey.name_span,
        is_whole=True,
        timezone=None,
        open_hours=(),
        closures=(),
        holidays=(),
    )
