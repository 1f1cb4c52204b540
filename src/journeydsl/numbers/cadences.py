"""What a cadence does day by day, held against the clocks of the buyers it is for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from journeydsl.calendars.waits import Count, Wait, a_week, after, corners
from journeydsl.calendars.zones import DAY, moment_of, shown_at, wall
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.graph.teams import are_one_side
from journeydsl.model.path import Handoff, Stage
from journeydsl.model.rhythm import Cadence
from journeydsl.model.values import Unit
from journeydsl.text.record import Record

# Days that surely pass with each unit of a duration, February and clock changes counted in.
_SURE_DAYS: dict[Unit, int] = {"day": 1, "week": 7, "month": 28, "quarter": 3 * 28, "year": 12 * 28}


class TooLate(Record):
    """A start, when its clock is over, and the first moment of the day of a touch that comes later."""

    start: datetime
    due: datetime
    touched: datetime


def cadences_in(graph: JourneyGraph, stage: Stage) -> tuple[Cadence, ...]:
    """The cadences with some touch in a stage."""
    return tuple(
        cadence
        for cadence in graph.journey.cadences.values()
        if any(one.name == stage.name for one in cadence.stages) and any(day.touches for day in cadence.days)
    )


def contacted_by(graph: JourneyGraph, stage: Stage, cadence: Cadence) -> Iterator[Handoff]:
    """The handoffs into a stage whose receivers are those that carry out a cadence there."""
    for handoff in graph.journey.handoffs:
        receivers = graph.receivers(handoff)
        by = cadence.by.name if cadence.by else None
        if handoff.target.name == stage.name and (
            by is None or any(are_one_side(graph, by, team) for team in receivers)
        ):
            yield handoff


def touches(cadences: tuple[Cadence, ...]) -> int:
    """How often buyers are touched, all days together."""
    return sum(len(day.touches) for cadence in cadences for day in cadence.days)


def touch_days(cadences: tuple[Cadence, ...]) -> tuple[int, int]:
    """The days of the first and of the last touch; day 0 is the day on which a buyer comes."""
    days = [day.day for cadence in cadences for day in cadence.days if day.touches]
    return min(days), max(days)


def first_too_late(day: int, counts: tuple[Count, ...]) -> TooLate | None:
    """The first start in an ordinary week whose clock is over before a day begins, so many days after the start."""
    if day == 0 or any(_surely_lasts(count, day) for count in counts):
        return None
    working = counts[0].working
    wait = Wait(counts, "longest")
    week = a_week(working)
    found = []
    midnights = {moment for start in range(week[0], week[1], DAY) for moment in (start, start + DAY - 60)}
    for start in sorted({*corners([(wait,)], week), *midnights}):
        due = after(start, (wait,))
        touched = moment_of((wall(start, working.zone) // DAY + day) * DAY, working.zone)
        if due is not None and due < touched:
            found.append(TooLate(*(shown_at(moment, working.zone) for moment in (start, due, touched))))
    return next((late for late in found if working.is_open(late.start)), found[0] if found else None)


def _surely_lasts(count: Count, day: int) -> bool:
    """Whether a clock goes on until a day begins, whenever it starts: the common case, without looking at any start.

    Days count as the wall shows them; of longer business units, which are elapsed time, one day is left aside for what
    clock changes take away, and of business days one where hours run past midnight, since a start in these belongs to
    the day before.
    """
    duration = count.duration
    spare = duration.is_business and (duration.unit != "day" or count.working.runs_past_midnight)
    return int(duration.amount * _SURE_DAYS.get(duration.unit, 0)) - spare >= day
