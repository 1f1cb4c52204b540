"""Events in the order of their days, for reading on a terminal and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from journeydsl.exchange.events import Event, occurrences
from journeydsl.text.record import Record

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WIDEST = 60


class Occurrence(Record):
    """One time that an event takes place."""

    first: date
    last: date
    event: Event

    @property
    def time(self) -> str:
        """`10:00`, or nothing where it takes whole days."""
        return f"{self.event.time[0]:02}:{self.event.time[1]:02}" if self.event.time else ""


def listing(events: tuple[Event, ...], last: date) -> tuple[Occurrence, ...]:
    """Every time that something takes place up to a day: by day, whole days first, then by time and title."""
    found = [Occurrence(*days, event) for event in events for days in occurrences(event, last)]
    return tuple(sorted(found, key=lambda one: (one.first, one.time, one.event.title, one.event.uid)))


def listing_lines(found: tuple[Occurrence, ...]) -> Iterator[str]:
    """A line for each: its day, its time or its last day, its title, and whom it is for."""
    widest = min(max((len(one.event.title) for one in found), default=0), _WIDEST)
    for one in found:
        until = f"to {one.last.isoformat()}" if one.last != one.first else one.time
        day = f"{_WEEKDAYS[one.first.weekday()]} {one.first.isoformat()}"
        yield f"{day}  {until:<13}  {one.event.title:<{widest}}  {', '.join(one.event.teams)}".rstrip()


def listing_data(found: tuple[Occurrence, ...]) -> list[dict[str, object]]:
    """As plain data; `time` is none where it takes whole days, `last` is the last of them."""
    return [
        {
            "uid": one.event.uid,
            "kind": one.event.kind,
            "name": one.event.name,
            "title": one.event.title,
            "first": one.first.isoformat(),
            "last": one.last.isoformat(),
            "time": one.time or None,
            "teams": list(one.event.teams),
            "audit": one.event.is_audit,
        }
        for one in found
    ]
