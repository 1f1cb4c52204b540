"""The lags of a plan on the calendar: when a buyer who arrives on a day comes on, and the last day that still counts.

Days are whole: what takes hours or minutes is done on the same day, less than a day at a time. A business day is Monday
to Friday.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from journeydsl.conditions.buyer import day_after, day_before
from journeydsl.model.values import Duration
from journeydsl.numbers.plan_algebra import Rates

if TYPE_CHECKING:
    from fractions import Fraction

Lags = Mapping[tuple[str, str], Duration | None]


def arrives(day: date, lag: Duration | None) -> date:
    """The day on which a buyer who arrived on a day takes the step."""
    whole = _whole_days(lag)
    return day_after(day, whole) if whole else day


def latest_start(deadline: date, lag: Duration | None) -> date:
    """The last day from which the step is taken by a deadline."""
    whole = _whole_days(lag)
    if not whole:
        return deadline
    day = day_before(deadline, whole)
    while day > date.min and arrives(day, lag) > deadline:
        day -= timedelta(days=1)
    while day < deadline and arrives(day + timedelta(days=1), lag) <= deadline:
        day += timedelta(days=1)
    return day


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
                if origin not in found or start > found[origin][0]:
                    found[origin] = (start, (origin, *way))
                    waiting.append(origin)
    return found


def in_time(
    rates: Rates, lags: Lags, end: str, first: date, deadline: date, stages: tuple[str, ...]
) -> dict[str, Fraction]:
    """For each of some stages, the chance to be at the end by a deadline, as the mean over arrivals on each day from
    `first` to it."""
    from fractions import Fraction

    by_day: dict[date, dict[str, Fraction]] = {}
    total = {stage: Fraction(0) for stage in stages}
    day = deadline
    while day >= first:
        by_day[day] = _chances_on(day, rates, lags, end, deadline, by_day)
        for stage in stages:
            total[stage] += by_day[day].get(stage, 0)
        day -= timedelta(days=1)
    days = (deadline - first).days + 1
    return {stage: sum_ / days for stage, sum_ in total.items()}


def _chances_on(
    day: date, rates: Rates, lags: Lags, end: str, deadline: date, later: Mapping[date, Mapping[str, Fraction]]
) -> dict[str, Fraction]:
    """The chances of those who arrive on one day: steps that take days lead to a day already known, the others stay."""
    from fractions import Fraction

    from journeydsl.numbers.plan_algebra import chances

    today: dict[str, dict[str, Fraction]] = {}
    for origin, row in rates.items():
        if origin == end:
            continue
        here = today.setdefault(origin, {})
        for target, rate in row.items():
            then = arrives(day, lags.get((origin, target)))
            if then == day:
                here[target] = here.get(target, Fraction(0)) + rate
            elif then <= deadline:
                here[end] = here.get(end, Fraction(0)) + rate * later[then].get(target, Fraction(0))
    return chances(today, end)


def _whole_days(lag: Duration | None) -> Duration | None:
    """The lag without what is less than a day; none where nothing is left."""
    if lag is None:
        return None
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
