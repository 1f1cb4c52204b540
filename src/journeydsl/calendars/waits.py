"""Waits one after the other, and the starts at which something about them changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from journeydsl.calendars.due import due_in_seconds
from journeydsl.calendars.working_time import WorkingTime
from journeydsl.calendars.zones import DAY, moment_of, seconds_of, shown_at, wall
from journeydsl.model.values import Duration
from journeydsl.text.record import Record

_MINUTE = 60
_MONTHS = ("month", "quarter", "year")
# Monday of a week in which no clock changes, for weeks that are like any other.
AN_ORDINARY_MONDAY = (2027, 1, 11)


class Count(Record):
    """A duration, and the calendar in which it counts."""

    duration: Duration
    working: WorkingTime


class Wait(Record):
    """One of several counts, since different teams may have a buyer: the longest of them at each start, or the
    shortest."""

    counts: tuple[Count, ...]
    takes: Literal["longest", "shortest"]


class Example(Record):
    """A start and when it is due, both in the zone of a calendar."""

    start: datetime
    due: datetime

    @property
    def elapsed(self) -> timedelta:
        """How long that is by the clock."""
        return timedelta(seconds=seconds_of(self.due) - seconds_of(self.start))


def after(start: int, waits: Sequence[Wait]) -> int | None:
    """When waits are over that follow each other, in seconds since 1970; none where one never is."""
    now: int | None = start
    for wait in waits:
        ends = [due_in_seconds(now, count.duration, count.working) for count in wait.counts] if now is not None else []
        known = [end for end in ends if end is not None]
        if len(known) < len(wait.counts):
            return None
        now = max(known) if wait.takes == "longest" else min(known)
    return now


def a_week(working: WorkingTime, monday: datetime | None = None) -> tuple[int, int]:
    """The first and the last minute of the week that has a moment in it, or of one like any other, by its calendar."""
    day = monday.astimezone(working.zone).date().toordinal() if monday else datetime(*AN_ORDINARY_MONDAY).toordinal()
    begins = day - (day - 1) % 7
    return moment_of(begins * DAY, working.zone), moment_of((begins + 7) * DAY, working.zone) - _MINUTE


def worst_case(waits: Sequence[Wait], week: tuple[int, int], place: ZoneInfo) -> Example | None:
    """The start in whole minutes with the longest time until waits are over, the first of several, shown in a zone.

    None where they never are. Between two corners time is as long at every start, or gets shorter:
    it is enough to look there.
    """
    best: tuple[int, int] | None = None
    for start in corners([waits], week):
        end = after(start, waits)
        if end is not None and (best is None or end - start > best[1] - best[0]):
            best = (start, end)
    return Example(shown_at(best[0], place), shown_at(best[1], place)) if best else None


def worked_examples(count: Count) -> tuple[Example, ...]:
    """A Monday morning, a Friday afternoon and a Saturday, in an ordinary week, with when they are due."""
    begins, _ = a_week(count.working)
    monday = wall(begins, count.working.zone)
    found = []
    for days, hours in ((0, 10), (4, 16), (5, 12)):
        start = moment_of(monday + days * DAY + hours * 3600, count.working.zone)
        end = due_in_seconds(start, count.duration, count.working)
        if end is not None:
            found.append(Example(shown_at(start, count.working.zone), shown_at(end, count.working.zone)))
    return tuple(found)


def first_due_outside(count: Count, week: tuple[int, int]) -> Example | None:
    """The first start in a week that is due while nobody works; one that comes while somebody works, if there is."""
    working = count.working
    found: list[int] = []
    for start in corners([(Wait((count,), "longest"),)], week):
        end = due_in_seconds(start, count.duration, working)
        if end is not None and not _is_staffed(end, working):
            found.append(start)
    if not found:
        return None
    chosen = next((start for start in found if _is_open(start, working)), found[0])
    end = due_in_seconds(chosen, count.duration, working)
    assert end is not None
    return Example(shown_at(chosen, working.zone), shown_at(end, working.zone))


def corners(chains: Sequence[Sequence[Wait]], week: tuple[int, int]) -> tuple[int, ...]:
    """The starts, in whole minutes, around which some chain of waits begins to go on otherwise; in their order.

    Those are the minutes by which a buyer meets an opening, a closing or a clock change: at the start, or after any of
    the waits. Between two of them, every chain ends at the same moment, or as much later as the start is.
    """
    first, last = week
    found = {first, last}
    for waits in chains:
        counts_months = any(count.duration.unit in _MONTHS for wait in waits for count in wait.counts)
        ended: dict[tuple[int, int], int | None] = {}
        timetables = list({id(count.working): count.working for wait in waits for count in wait.counts}.values())
        for length in range(len(waits) + 1):
            begins, ends = after(first, waits[:length]), after(last, waits[:length])
            if begins is None or ends is None:
                break
            for working in timetables:
                edges = [*_edges(working, begins, ends)]
                if counts_months:
                    edges += _midnights(working, begins, ends)
                for edge in edges:
                    meets = _first_meeting(edge, waits[:length], week, ended)
                    found |= {meets - _MINUTE, meets, meets + _MINUTE}
    return tuple(sorted(start for start in found if first <= start <= last))


def is_later(moment: int, other: int, working: WorkingTime) -> bool:
    """Whether a moment is later than another for whoever works by a calendar: some open time lies between."""
    found = working.opening_at(other)
    return moment > other and (found is None or found[1] < moment)


def _first_meeting(
    edge: int, waits: Sequence[Wait], week: tuple[int, int], ended: dict[tuple[int, int], int | None]
) -> int:
    """The first minute of a week after which waits are over at a moment or later; `ended` keeps when they are over."""
    if not waits:
        return edge + -edge % _MINUTE
    low, high = week[0] - _MINUTE, week[1]
    while high - low > _MINUTE:
        middle = low + (high - low) // (2 * _MINUTE) * _MINUTE
        key = (middle, len(waits))
        if key not in ended:
            ended[key] = after(middle, waits)
        end = ended[key]
        if end is None or end >= edge:
            high = middle
        else:
            low = middle
    return high


def _edges(working: WorkingTime, first: int, last: int) -> Iterator[int]:
    """Openings, closings and clock changes between two moments."""
    for opening in working.openings_from(first):
        if opening.opens > last:
            break
        yield opening.opens
        yield opening.closes
    # A business day later may be as late as the closing of another day would be there, where hours run past midnight.
    closings = {hours.closes for hours_on in working.week() for hours in hours_on if working.runs_past_midnight}
    for day in range(wall(first, working.zone) // DAY - 1, wall(last, working.zone) // DAY + 1):
        yield from (moment_of(day * DAY + closes, working.zone) for closes in closings)
        begins, ends = (moment_of(edge * DAY, working.zone) for edge in (day, day + 1))
        if ends - begins != DAY:
            # What the clock leaps over all meets the moment of the leap: the second after it ends that.
            yield from (edge + second for edge in range(begins, ends + 1, 30 * _MINUTE) for second in (0, 1))


def _midnights(working: WorkingTime, first: int, last: int) -> Iterator[int]:
    """Where days begin: a month later, a day that the month lacks begins and ends there."""
    for day in range(wall(first, working.zone) // DAY, wall(last, working.zone) // DAY + 1):
        yield moment_of(day * DAY, working.zone)


def _is_open(moment: int, working: WorkingTime) -> bool:
    found = working.opening_at(moment)
    return found is not None and found[1] == moment


def _is_staffed(moment: int, working: WorkingTime) -> bool:
    """Whether people work at a moment, or have worked until then."""
    return _is_open(moment, working) or _is_open(moment - 1, working)
