"""When a duration is over that begins at a moment."""

from __future__ import annotations

from datetime import date, datetime
from math import ceil

from journeydsl.calendars.working_time import WorkingTime
from journeydsl.calendars.zones import DAY, LAST_WALL, moment_of, seconds_of, shown_at, wall
from journeydsl.model.values import MONTHS_IN, Duration, Unit, month_end

_SECONDS: dict[Unit, int] = {"minute": 60, "hour": 3600, "day": DAY, "week": 7 * DAY}
_LAST = (LAST_WALL // DAY - datetime(1970, 1, 1).toordinal()) * DAY
_LONGEST = 10_000 * 366 * DAY


def due(start: datetime, duration: Duration, working: WorkingTime) -> datetime | None:
    """When a duration is over, in the calendar's zone; none where it never is, or not within its hundred years.

    Hours and minutes are elapsed time, longer units the calendar's; `business` ones count while it is open. A start
    outside open hours is moved to the next opening for these alone. A part of a second counts as a whole one.
    """
    found = due_in_seconds(seconds_of(start), duration, working)
    return None if found is None else shown_at(found, working.zone)


def due_in_seconds(start: int, duration: Duration, working: WorkingTime) -> int | None:
    """The same, in whole seconds since 1970."""
    if start >= _LAST:
        return None
    if duration.is_business:
        found = _due_in_business(start, duration, working)
    elif duration.unit in ("minute", "hour"):
        found = start + _seconds(duration)
    else:
        walled = _later_on_the_wall(wall(start, working.zone), duration)
        found = moment_of(walled, working.zone) if walled < LAST_WALL else None
        # Nothing added is nothing waited, also while the clock repeats an hour.
        found = start if found is not None and duration.amount == 0 else found
    return found if found is not None and found < _LAST else None


def _seconds(duration: Duration) -> int:
    return ceil(min(duration.amount * _SECONDS[duration.unit], _LONGEST))


def _due_in_business(start: int, duration: Duration, working: WorkingTime) -> int | None:
    found = working.opening_at(start)
    if found is None:
        return None
    if duration.unit != "day":
        return _after_open_time(found[1], _seconds(duration), working)
    from fractions import Fraction

    days = int(duration.amount)
    rest = Fraction(duration.amount) - days
    moved = _after_open_days(found[1], days, working) if days else found[1]
    if moved is None or not rest:
        return moved
    longest = max(sum(hours.closes - hours.opens for hours in day) for day in working.week())
    return _after_open_time(moved, ceil(rest * longest), working)


def _after_open_time(start: int, seconds: int, working: WorkingTime) -> int | None:
    """The moment at which so much open time has passed."""
    reached = start
    for opening in working.openings_from(start):
        begins = max(reached, opening.opens)
        if begins + seconds <= opening.closes:
            return begins + seconds
        seconds -= max(0, opening.closes - begins)
        reached = max(reached, opening.closes)
    return None


def _after_open_days(start: int, number: int, working: WorkingTime) -> int | None:
    """The same time of day so many open days later, or that day's closing if it closes earlier; `start` is open."""
    found = working.opening_at(start)
    assert found is not None
    day = found[0].day
    target = working.nth_open_day(day, number)
    if target is None:
        return None
    walled = min(wall(start, working.zone), day * DAY + working.closing_on(day))
    ends = [target * DAY + min(walled - day * DAY, working.closing_on(target))]
    # INVARIANT: a later start is never due earlier. With hours past midnight, the last start of the open day before
    # could otherwise be due after the first of this one.
    before = working.open_day_before(date.fromordinal(day), 1) if working.runs_past_midnight else None
    after = working.nth_open_day(before.toordinal(), number) if before else None
    if before and after is not None:
        latest = min(working.closing_on(before.toordinal()), working.closing_on(after))
        ends.append(after * DAY + latest)
    return moment_of(max(ends), working.zone)


def _later_on_the_wall(walled: int, duration: Duration) -> int:
    """The wall time after calendar days, weeks, months, quarters or years.

    A day that a month does not have is the moment at which that month is over. A part of a month is as many thirtieths
    in days.
    """
    from fractions import Fraction

    if duration.unit not in MONTHS_IN:
        return walled + _seconds(duration)
    amount = Fraction(min(duration.amount * MONTHS_IN[duration.unit], 120_000))
    months = int(amount)
    day, seconds = divmod(walled, DAY)
    shown = date.fromordinal(day)
    year, month = divmod(shown.year * 12 + shown.month - 1 + months, 12)
    if year >= 9990:
        return LAST_WALL
    first = date(year, month + 1, 1)
    there, last = first.toordinal() + shown.day - 1, month_end(first).toordinal()
    reached = there * DAY + seconds if there <= last else (last + 1) * DAY
    return reached + ceil((amount - months) * 30 * DAY)
