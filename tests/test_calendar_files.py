"""Calendar files hold what journeys say, and calendar programs read from them the days that we count ourselves."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.rrule import rrulestr

import console
import pages
from journeydsl.calendars.zones import zone
from journeydsl.exchange.events import Daily, Event, Monthly, Rule, Weekly, days_of, in_window
from journeydsl.exchange.ics import Heading, ics
from journeydsl.exchange.vtimezone import vtimezone

ACME = pages.ROOT / "journeys" / "acme" / "acme.journey"
HEADING = Heading("Acme", "Europe/London", date(2026, 11, 22))
RULES: list[Rule] = [
    Daily(date(2026, 1, 3), 7),
    Daily(date(1970, 1, 5), 2),
    *(Weekly((day,), every) for day in range(7) for every in (1, 2, 3)),
    Weekly((0, 1, 2, 3, 4), 1),
    *(Monthly(month, every, 4, number) for month in (1, 4, 12) for every in (1, 2, 3, 12, 24) for number in (1, 4, -1)),
    *(Monthly(month, every, None, number) for month in (1, 6) for every in (1, 3, 12) for number in (1, -1)),
]


@pytest.mark.parametrize("rule", RULES, ids=str)
@pytest.mark.parametrize("start", [date(2026, 2, 11), date(2026, 12, 31), date(2028, 2, 29)], ids=str)
def test_a_calendar_program_counts_the_days_that_we_count(rule: Rule, start: date) -> None:
    event = begun(rule, start)
    [made] = written((event,)).walk("VEVENT")
    begins = datetime.combine(made.decoded("dtstart"), datetime.min.time())
    [said] = [line for line in made.content_lines() if line.startswith("RRULE:")]
    theirs = rrulestr(said, dtstart=begins)
    assert list(islice(days_of(rule, start), 20)) == [day.date() for day in islice(theirs, 20)]


@pytest.mark.parametrize("name", ["Europe/London", "America/New_York", "Australia/Sydney", "Asia/Tokyo", "Asia/Tehran"])
def test_a_written_zone_shows_the_time_that_the_zone_shows(name: str) -> None:
    place = zone(name)
    assert place is not None
    read = vtimezone(name, place, 2026).to_tz()
    for hours in range(0, 24 * 365 * 4, 7):
        moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
        assert moment.astimezone(read).replace(tzinfo=None) == moment.astimezone(place).replace(tzinfo=None)


def test_an_event_at_ten_stays_at_ten_when_the_clocks_change() -> None:
    event = begun(Weekly((0,), 1), date(2026, 10, 19)).replace(time=(10, 0))
    [made] = written((event,)).walk("VEVENT")
    first = made.decoded("dtstart")
    assert first.astimezone(ZoneInfo("Europe/London")).hour == 10
    assert made["dtstart"].params["TZID"] == "Europe/London"


def test_what_ends_on_a_day_ends_in_utc_where_it_has_a_time(tmp_path: Path) -> None:
    text = calendar_file(tmp_path, "--from 2027-01-01 --until 2027-06-30")
    assert "RRULE:FREQ=WEEKLY;UNTIL=20270630T225959Z;BYDAY=MO" in text
    assert "RRULE:FREQ=MONTHLY;UNTIL=20270630;INTERVAL=3;BYMONTHDAY=-1" in text


def test_the_same_day_gives_the_same_bytes_and_another_the_same_names(tmp_path: Path) -> None:
    first, again, later = (
        calendar_file(tmp_path, f"--today {day}") for day in ("2026-11-22", "2026-11-22", "2027-02-01")
    )
    assert first == again
    assert names(first) == names(later)
    assert len(names(first)) == len(set(names(first)))


def test_nobody_is_invited_with_a_newcomer(tmp_path: Path) -> None:
    assert "meeting-welcome" not in calendar_file(tmp_path, "")


@pytest.mark.parametrize("days", ["0001-01-01..0001-01-02", "9999-12-30..9999-12-31"])
def test_the_first_and_the_last_days_of_all_calendars_are_days(days: str, tmp_path: Path) -> None:
    text = ACME.read_text("utf-8").replace("2027-01-07..2027-01-21", days)
    (tmp_path / "acme.journey").write_text(text, encoding="utf-8")
    assert "Traceback" not in console.journey("check acme.journey", tmp_path)[0]
    output, code = console.journey("calendar acme.journey --format ics", tmp_path)
    assert code == 0
    assert "UID:offer-roi_webinar@acme.journey" in output


def begun(rule: Rule, start: date) -> Event:
    event = in_window(
        Event("meeting-round@acme.journey", "meeting", "round", "Round", start, start, rule=rule), start, None
    )
    assert event is not None
    return event


def written(events: tuple[Event, ...]) -> icalendar.Component:
    return icalendar.Calendar.from_ical(ics(events, HEADING, None))


def calendar_file(folder: Path, options: str) -> str:
    output, code = console.journey(f"calendar {ACME} --format ics {options}", folder)
    assert code == 0
    return output.replace("\r\n", "\n")


def names(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("UID:")]
