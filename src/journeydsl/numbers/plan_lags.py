"""The lags of a plan on the calendar: when a buyer who arrives on a day comes on, and the last day that still counts.

Days are whole: what takes hours or minutes is done on the same day, less than a day at a time. Business time is that of
the team that receives, from the first opening of the day on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from journeydsl.conditions.buyer import day_after
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.graph.teams import calendar_of
from journeydsl.model.promises import Plan
from journeydsl.model.values import Duration
from journeydsl.numbers.plan_algebra import Rates, arrivals, chances, endless_stages
from journeydsl.text.record import Record

if TYPE_CHECKING:
    from fractions import Fraction

    from journeydsl.calendars.working_time import WorkingTime


class Lag(Record):
    """The time that a step takes; `working` counts a duration in business time, if there is a calendar for it."""

    duration: Duration
    working: WorkingTime | None


# How many days before a deadline a step may begin.
_FURTHEST, _FURTHEST_BUSINESS = 40_000, 3_700
_FIRST_YEAR, _LAST_YEAR = 1, 9900  # between which calendars count
Lags = Mapping[tuple[str, str], Lag | None]
Chances = Mapping[str, "Fraction"]
"""How likely those who arrive in a stage are at the end by the deadline."""
_TOO_LATE: Chances = {}


def lags_of(graph: JourneyGraph, plan: Plan) -> Lags:
    """The time that each step of a plan takes."""
    return {
        (one.origin.name, one.target.name): _lag(graph, one.target.name, one.lag) if one.lag else None
        for one in plan.conversions
    }


def arrives(day: date, lag: Lag | None) -> date:
    """The day on which a buyer who arrived on a day takes the step; the last there is where that never comes."""
    return _arriving(lag)(day)


def _arriving(lag: Lag | None) -> Callable[[date], date]:
    """The same for any day."""
    if lag is None:
        return lambda day: day
    whole = _whole_days(lag.duration)
    if whole and whole.unit == "day" and not whole.is_business:
        days = timedelta(days=min(int(whole.amount), (date.max - date.min).days))
        last = date.max - days
        return lambda day: day + days if day <= last else date.max
    return lambda day: _arrives(day, lag, whole)


def _arrives(day: date, lag: Lag, whole: Duration | None) -> date:
    if lag.working and lag.duration.amount > _FURTHEST_BUSINESS and lag.duration.unit == "day":
        return date.max
    if lag.working and _FIRST_YEAR < day.year < _LAST_YEAR:
        from journeydsl.calendars.due import due

        found = due(datetime.combine(day, time.min, lag.working.zone), lag.duration, lag.working)
        return max(found.date(), day) if found else date.max
    return day_after(day, whole) if whole else day


def latest_start(deadline: date, lag: Lag | None) -> date | None:
    """The last day from which the step is taken by a deadline; none where there is no such day."""
    if lag is None:
        return deadline
    last = deadline.toordinal()
    first = max(last - (_FURTHEST_BUSINESS if lag.working else _FURTHEST), 1)
    arriving = _arriving(lag)
    if arriving(date.fromordinal(first)) > deadline:
        return None
    while first < last:
        middle = (first + last + 1) // 2
        first, last = (middle, last) if arriving(date.fromordinal(middle)) <= deadline else (first, middle - 1)
    return date.fromordinal(first)


def last_days(rates: Rates, lags: Lags, end: str, deadline: date) -> dict[str, tuple[date, tuple[str, ...]]]:
    """For each stage from which the end can be reached, the last day of arrival that still counts and its way on."""
    found: dict[str, tuple[date, tuple[str, ...]]] = {end: (deadline, (end,))}
    waiting = [end]
    while waiting:
        target = waiting.pop(0)
        day, way = found[target]
        for origin, row in rates.items():
            if row.get(target) and origin != end:
                start = latest_start(day, lags.get((origin, target)))
                if start and (origin not in found or start > found[origin][0]):
                    found[origin] = (start, (origin, *way))
                    waiting.append(origin)
    return found


def in_time(
    rates: Rates, lags: Lags, end: str, first: date, deadline: date, stages: tuple[str, ...]
) -> dict[str, Fraction]:
    """For each of some stages, the chance to be at the end by a deadline, as the mean over arrivals on each day from
    `first` to it."""

    rates = _between(rates, end, stages)
    arriving = [_arriving(lags.get((origin, target))) for origin, row in rates.items() for target in row]
    by_day: dict[date, Chances] = {}
    led: list[Chances | None] = []
    known: Chances = {}
    days = (deadline - first).days + 1
    for day in (deadline - timedelta(days=back) for back in range(days)):
        leading = [_met(arrives_on(day), day, by_day) for arrives_on in arriving]
        # By most days, every step leads to the same chances as it does a day later, and so has the day itself.
        if not known or any(one is not other for one, other in zip(leading, led, strict=True)):
            known = _chances_on(rates, leading, end)
        by_day[day], led = known, leading
    return {stage: _total(by_day.values(), stage) / days for stage in stages}


def _met(then: date, day: date, later: Mapping[date, Chances]) -> Chances | None:
    """The chances of those who arrive then; none on the day itself, no chances after the deadline."""
    return None if then == day else later.get(then, _TOO_LATE)


def _total(by_day: Iterable[Chances], stage: str) -> Fraction:
    """The chances from a stage, day by day, together."""
    from fractions import Fraction

    alike = (list(days) for _, days in groupby(by_day, key=id))
    return sum((days[0][stage] * len(days) for days in alike if stage in days[0]), Fraction(0))


def _between(rates: Rates, end: str, stages: tuple[str, ...]) -> Rates:
    """The rates on ways from some stages to the end; the others carry nobody there."""
    from fractions import Fraction

    likely, found = chances(rates, end), dict.fromkeys(stages, Fraction(1))
    met = arrivals(rates, found, end) if not endless_stages(rates, found, end) else likely
    return {
        origin: {target: rate for target, rate in row.items() if rate and likely.get(target)}
        for origin, row in rates.items()
        if origin != end and met.get(origin) and likely.get(origin)
    }


def _chances_on(rates: Rates, leading: Iterable[Chances | None], end: str) -> Chances:
    """The chances of those who arrive on one day. `leading` says for each step the chances of the day that it leads to;
    the steps without such a day are taken on the same one."""
    from fractions import Fraction

    led = iter(leading)
    today: dict[str, dict[str, Fraction]] = {}
    for origin, row in rates.items():
        here = today.setdefault(origin, {})
        for target, rate in row.items():
            then = next(led)
            if then is None:
                here[target] = here.get(target, Fraction(0)) + rate
            elif chance := then.get(target):
                here[end] = here.get(end, Fraction(0)) + rate * chance
    if any(target != end for row in today.values() for target in row):
        return chances(today, end)
    return {origin: row[end] for origin, row in today.items() if row} | {end: Fraction(1)}


def _lag(graph: JourneyGraph, target: str, duration: Duration) -> Lag:
    if not duration.is_business:
        return Lag(duration, None)
    from journeydsl.calendars.working_time import WorkingTime

    owner = graph.owner(target)
    calendar = calendar_of(graph, owner.name if owner else None)
    return Lag(duration, WorkingTime(calendar) if calendar else None)


def _whole_days(lag: Duration) -> Duration | None:
    """The duration without what is less than a day; none where nothing is left."""
    match lag.unit:
        case "minute":
            days = lag.amount / (8 * 60 if lag.is_business else 24 * 60)
        case "hour":
            days = lag.amount / (8 if lag.is_business else 24)
        case "day":
            days = lag.amount
        case "week":
            days = lag.amount * 7
        case "month" | "quarter" | "year":
            return lag if lag.amount else None
    whole = int(days // 1)
    return lag.replace(amount=whole, unit="day") if whole else None
