"""Events of a calendar, and the days on which those that come back do so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Literal

from journeydsl.model.values import month_end
from journeydsl.text.record import Record

EventKind = Literal["meeting", "offer", "announcement", "content", "review", "period"]
Say = Callable[..., str]
"""Our own words for a message with named slots, such as `Announce: {offer}`: as they stand, or in another language."""
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONDAY = date(1970, 1, 5)  # weeks are counted from here, so that every second one is the same in every file
_MOST = 4_000


class Daily(Record):
    """Every so many days from a day on."""

    first: date
    every: int


class Weekly(Record):
    """On some weekdays, 0 for Monday, of every so many weeks."""

    weekdays: tuple[int, ...]
    every: int


class Monthly(Record):
    """In every so many months, of which `month` is one: on the first day, the last (-1), or a weekday's so-manieth."""

    month: int
    every: int
    weekday: int | None
    number: int


Rule = Daily | Weekly | Monthly


class Event(Record):
    """Something with a day: from `first` to `last`, both included, or from `first` on as `rule` says.

    `uid` is the same in every run, as long as the journey calls it so. `time` is hour and minute in the journey's zone;
    without one it takes whole days. `lines` say more; `teams` are titles.
    """

    uid: str
    kind: EventKind
    name: str
    title: str
    first: date
    last: date
    time: tuple[int, int] | None = None
    rule: Rule | None = None
    teams: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    address: str = ""
    is_audit: bool = False


def plainly(message: str, **parts: object) -> str:
    """A message in English; a time in its slots as it is written."""
    return message.format(**{name: getattr(part, "text", part) for name, part in parts.items()})


def days_of(rule: Rule, first: date) -> Iterator[date]:
    """The days of a rule from a day on, without end but for that of calendars."""
    try:
        yield from _days_of(rule, first)
    except (OverflowError, ValueError):
        return


def in_window(event: Event, first: date | None, last: date | None) -> Event | None:
    """The same event beginning no earlier than a day, where it has days in a window; a single one is never cut."""
    if event.rule is None:
        is_outside = (first and event.last < first) or (last and event.first > last)
        return None if is_outside else event
    begins = next(days_of(event.rule, max(first, event.first) if first else event.first), None)
    return None if begins is None or (last and begins > last) else event.replace(first=begins, last=begins)


def occurrences(event: Event, last: date) -> Iterator[tuple[date, date]]:
    """First and last day of each time that an event takes place, up to a day."""
    if event.rule is None:
        yield event.first, event.last
        return
    for day in days_of(event.rule, event.first):
        if day > last:
            return
        yield day, day


def _day_in_month(month: int, rule: Monthly) -> date | None:
    begins = date(month // 12, month % 12 + 1, 1)
    ends = month_end(begins)
    if rule.weekday is None:
        return ends if rule.number < 0 else begins
    if rule.number < 0:
        return ends - timedelta(days=(ends.weekday() - rule.weekday) % 7)
    day = begins + timedelta(days=(rule.weekday - begins.weekday()) % 7 + 7 * (rule.number - 1))
    return day if day <= ends else None


def _days_of(rule: Rule, first: date) -> Iterator[date]:
    match rule:
        case Daily(first=begins, every=every):
            days = max(0, -(-(first - begins).days // every)) * every
            yield from (begins + timedelta(days=days + number * every) for number in range(_MOST))
        case Weekly(weekdays=weekdays, every=every):
            monday = first - timedelta(days=first.weekday())
            weeks = -(-(monday - _MONDAY).days // 7 // every) * every
            for number in range(_MOST):
                begins = _MONDAY + timedelta(weeks=weeks + number * every)
                yield from (day for day in (begins + timedelta(days=one) for one in weekdays) if day >= first)
        case Monthly(every=every):
            month = first.year * 12 + first.month - 1
            month += (rule.month - 1 - month) % every
            for number in range(_MOST):
                day = _day_in_month(month + number * every, rule)
                if day and day >= first:
                    yield day
