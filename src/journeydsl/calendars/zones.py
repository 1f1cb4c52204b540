"""Time zones out of the package `tzdata`, and the way from moments to what a clock on the wall shows, and back.

Moments are whole seconds since 1970 in UTC. Wall time is whole seconds too, since the midnight before 1 January of the
year 1: day number times 86,400 and the time of day.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from zoneinfo import ZoneInfo

from journeydsl.text.shipped import shipped

DAY = 86_400
FIRST_WALL = datetime(1, 1, 2).toordinal() * DAY
LAST_WALL = datetime(9990, 1, 1).toordinal() * DAY
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@cache
def zone(name: str) -> ZoneInfo | None:
    """A time zone by its name, the same on every machine; none where there is no such zone."""
    data = shipped("tzdata", f"zoneinfo/{name}") if name in zone_names() else None
    return ZoneInfo.from_file(BytesIO(data), key=name) if data else None


@cache
def zone_names() -> frozenset[str]:
    """Every zone that there is."""
    return frozenset(shipped("tzdata", "zones").decode("ascii").split())


def wall(moment: int, place: ZoneInfo) -> int:
    """How far the clock on the wall has got by a moment.

    Where an hour comes twice, it has got to the end of that hour before it shows it again: that keeps what is earlier
    on the wall from ever being later in truth.
    """
    shown = shown_at(moment, place)
    if not shown.fold:
        return _seconds(shown)
    first, last = moment - _offset(shown, 0) + _offset(shown, 1), moment
    while last - first > 1:
        middle = (first + last) // 2
        if shown_at(middle, place).fold:
            last = middle
        else:
            first = middle
    return _seconds(shown_at(last - 1, place)) + 1


def moment_of(walled: int, place: ZoneInfo) -> int:
    """The first moment by which the clock on the wall has got that far.

    A time that the clock leaps over is the moment of the leap; of a time that it shows twice, it is the first.
    """
    days, seconds = divmod(walled, DAY)
    shown = datetime.fromordinal(days) + timedelta(seconds=seconds)
    there = shown.replace(tzinfo=place)
    before, after = _offset(there, 0), _offset(there, 1)
    utc = walled - _EPOCH.toordinal() * DAY
    if before >= after:
        return utc - before
    first, last = utc - after - 1, utc - before
    while last - first > 1:
        middle = (first + last) // 2
        if _seconds(shown_at(middle, place)) >= walled:
            last = middle
        else:
            first = middle
    return last


def seconds_of(moment: datetime) -> int:
    """A moment that knows its zone, as seconds since 1970; a part of a second counts as a whole one."""
    since = moment.astimezone(UTC) - _EPOCH
    return since.days * DAY + since.seconds + (1 if since.microseconds else 0)


def shown_at(moment: int, place: ZoneInfo) -> datetime:
    """A moment as a date and time in a zone."""
    return (_EPOCH + timedelta(seconds=moment)).astimezone(place)


def at_wall(shown: datetime, place: ZoneInfo) -> datetime:
    """The first moment at which the clock in a zone shows a date and time, or has leapt over it."""
    return shown_at(moment_of(_seconds(shown), place), place)


def _seconds(shown: datetime) -> int:
    return shown.toordinal() * DAY + shown.hour * 3600 + shown.minute * 60 + shown.second


def _offset(shown: datetime, fold: int) -> int:
    offset = shown.replace(fold=fold).utcoffset()
    assert offset is not None
    return offset.days * DAY + offset.seconds
