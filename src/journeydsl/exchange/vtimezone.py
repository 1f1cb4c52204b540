"""A time zone as a calendar file has it: when its clocks change, said as a yearly rule where there is one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from journeydsl.text.record import Record

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    import icalendar

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_YEARS = 12
_NEVER = timedelta(0)


class Change(Record):
    """Clocks that change: the time on the wall before, the offsets before and after, and what the time is called."""

    wall: datetime
    before: timedelta
    after: timedelta
    called: str
    is_summer: bool


def vtimezone(name: str, place: ZoneInfo, year: int) -> icalendar.Timezone:
    """A zone from the year before a year on: for ever where its changes keep to a rule, else for twelve years."""
    import icalendar

    made = icalendar.Timezone()
    made.add("tzid", name)
    found = _changes(place, year - 1)
    groups: dict[tuple[timedelta, timedelta, str], list[Change]] = {}
    for change in found:
        groups.setdefault((change.before, change.after, change.called), []).append(change)
    if not found or len(groups) == 1:
        made.add_component(_observance([_standing(place, year - 1)], ""))
    for changes in groups.values():
        made.add_component(_observance(changes, _yearly(changes)))
    return made


def _observance(changes: list[Change], rule: str) -> icalendar.Component:
    import icalendar

    first = changes[0]
    made = icalendar.TimezoneDaylight() if first.is_summer else icalendar.TimezoneStandard()
    made.add("dtstart", first.wall)
    made.add("tzoffsetfrom", first.before)
    made.add("tzoffsetto", first.after)
    made.add("tzname", first.called)
    if rule:
        made.add("rrule", {"freq": "YEARLY", "bymonth": first.wall.month, "byday": rule})
    elif len(changes) > 1:
        made.add("rdate", [change.wall for change in changes[1:]])
    return made


def _standing(place: ZoneInfo, year: int) -> Change:
    shown = datetime(year, 1, 1, tzinfo=place)
    offset = shown.utcoffset() or _NEVER
    return Change(shown.replace(tzinfo=None), offset, offset, shown.tzname() or place.key, bool(shown.dst()))


def _changes(place: ZoneInfo, year: int) -> list[Change]:
    """Every change of twelve years, looked for day by day and then by halves."""
    found = []
    moment = datetime(year, 1, 1, tzinfo=UTC)
    end = datetime(year + _YEARS, 1, 1, tzinfo=UTC)
    while moment < end:
        following = moment + timedelta(days=1)
        before, after = moment.astimezone(place).utcoffset(), following.astimezone(place).utcoffset()
        if before != after:
            found.append(_change(place, moment, following))
        moment = following
    return found


def _change(place: ZoneInfo, low: datetime, high: datetime) -> Change:
    before = low.astimezone(place).utcoffset() or _NEVER
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // 2
        if middle.astimezone(place).utcoffset() == before:
            low = middle
        else:
            high = middle
    moment = high.replace(microsecond=0)
    shown = moment.astimezone(place)
    wall = (moment + before).replace(tzinfo=None)
    return Change(wall, before, shown.utcoffset() or _NEVER, shown.tzname() or place.key, bool(shown.dst()))


def _yearly(changes: list[Change]) -> str:
    """`-1SU` where every change is on the last Sunday of one month at one time, year after year; else nothing."""
    walls = [change.wall for change in changes]
    first = walls[0]
    if len(walls) < _YEARS or any((w.month, w.weekday(), w.time()) != _place(first) for w in walls):
        return ""
    if {wall.year for wall in walls} != set(range(first.year, first.year + len(walls))):
        return ""
    day = _WEEKDAYS[first.weekday()]
    numbers = {(wall.day - 1) // 7 + 1 for wall in walls}
    if len(numbers) == 1:
        return f"{numbers.pop()}{day}"
    is_last = all((wall + timedelta(days=7)).month != wall.month for wall in walls)
    return f"-1{day}" if is_last else ""


def _place(wall: datetime) -> tuple[object, ...]:
    return (wall.month, wall.weekday(), wall.time())
