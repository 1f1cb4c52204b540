"""Events as an iCalendar file (RFC 5545)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from journeydsl.calendars.zones import zone
from journeydsl.exchange.events import Daily, Event, EventKind, Monthly, Rule, Say, Weekly, plainly
from journeydsl.exchange.vtimezone import vtimezone
from journeydsl.text.record import Record

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    import icalendar

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_AN_HOUR = timedelta(hours=1)
_CATEGORIES: Mapping[EventKind, str] = {
    "meeting": "MEETING", "offer": "OFFER", "announcement": "ANNOUNCEMENT", "content": "CONTENT", "review": "REVIEW",
    "period": "PERIOD",
}  # fmt: skip


class Heading(Record):
    """What a calendar file says of itself: the journey's title, its zone by name or nothing, the day it was made."""

    title: str
    zone_name: str
    made: date


def ics(events: tuple[Event, ...], heading: Heading, until: date | None, say: Say = plainly) -> bytes:
    """The bytes of a calendar file: the same for the same events and day; `say` gives our own words.

    What comes back does so until a day, or for ever. Times stand in the zone, or float where nobody knows it.
    """
    import icalendar

    place = zone(heading.zone_name) if heading.zone_name else None
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//journeydsl//journey calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _in_a_line(heading.title))
    timed = [event for event in events if event.time]
    if place and timed:
        calendar.add("x-wr-timezone", heading.zone_name)
        calendar.add_component(vtimezone(heading.zone_name, place, min(event.first for event in timed).year))
    for event in events:
        calendar.add_component(_event(event, place, heading, until, say))
    return bytes(calendar.to_ical())


def _event(event: Event, place: ZoneInfo | None, heading: Heading, until: date | None, say: Say) -> icalendar.Event:
    import icalendar

    made = icalendar.Event()
    made.add("uid", event.uid)
    made.add("dtstamp", datetime(heading.made.year, heading.made.month, heading.made.day, tzinfo=UTC))
    made.add("summary", event.title)
    if event.time:
        hours, minutes = event.time  # 24:00 is the end of a day
        midnight = datetime(event.first.year, event.first.month, event.first.day, tzinfo=place)
        made.add("dtstart", midnight + timedelta(hours=hours, minutes=minutes))
        made.add("duration", _AN_HOUR)
    else:
        made.add("dtstart", event.first)
        if event.last < date.max:
            made.add("dtend", event.last + timedelta(days=1))
        made.add("transp", "TRANSPARENT")
    if event.rule:
        made.add("rrule", _rrule(event, event.rule, place, until))
    is_made = event.kind in ("offer", "content")
    teams = say("By: {teams}" if is_made else "For: {teams}", teams=", ".join(event.teams))
    description = [*event.lines, *((teams,) if event.teams else ())]
    if description:
        made.add("description", "\n".join(description))
    if event.address:
        made.add("url" if "://" in event.address else "location", _in_a_line(event.address))
    made.add("categories", [say(_CATEGORIES[event.kind]), *([say("AUDIT")] if event.is_audit else [])])
    return made


def _in_a_line(text: str) -> str:
    """A value that is not escaped as texts are: a line break in it would begin another property."""
    return " ".join(text.split())


def _rrule(event: Event, rule: Rule, place: ZoneInfo | None, until: date | None) -> dict[str, Any]:
    """Months are always named as they repeat: every third one counts from the event's own first day."""
    said: dict[str, Any]
    match rule:
        case Daily(every=every):
            said = {"freq": "DAILY", "interval": every}
        case Weekly(weekdays=weekdays, every=every):
            said = {"freq": "WEEKLY", "interval": every, "byday": [_WEEKDAYS[day] for day in weekdays]}
        case Monthly(every=every, weekday=weekday, number=number):
            is_yearly = every % 12 == 0
            said = {"freq": "YEARLY" if is_yearly else "MONTHLY", "interval": every // 12 if is_yearly else every}
            if is_yearly:
                said["bymonth"] = event.first.month
            if weekday is None:
                said["bymonthday"] = number
            else:
                said["byday"] = f"{number}{_WEEKDAYS[weekday]}"
    if said["interval"] == 1:
        del said["interval"]
    if until:
        said["until"] = _end(event, place, until)
    return said


def _end(event: Event, place: ZoneInfo | None, until: date) -> date | datetime:
    """The last moment of a day: in UTC where the event has a time in a zone, as the standard asks."""
    if event.time is None:
        return until
    ends = datetime(until.year, until.month, until.day, 23, 59, 59, tzinfo=place)
    return ends.astimezone(UTC) if place else ends
