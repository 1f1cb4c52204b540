"""Business time: known answers, each derived by hand, and the laws that hold for every calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pkgutil import get_data
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from journeydsl.calendars.due import due
from journeydsl.calendars.public_holidays import knows_holidays, write_regions
from journeydsl.calendars.waits import Count, Wait, a_week, after, corners, first_due_outside, worst_case
from journeydsl.calendars.working_time import WorkingTime
from journeydsl.calendars.zones import zone
from journeydsl.model.values import Duration
from journeydsl.numbers import cadences
from readings import journey_of

CALENDARS = {
    "london": 'timezone "Europe/London" open mon..fri 09:00..17:30 holidays GB ENG closed 2026-12-24..2027-01-01',
    "plain": 'timezone "Europe/London" open mon..fri 09:00..17:30',
    "night": 'timezone "Europe/London" open mon..sun 22:00..06:00',
    "weeknight": 'timezone "Europe/London" open mon..fri 22:00..06:00',
    "early": 'timezone "Europe/London" open mon..sun 01:30..09:00',
    "friday": 'timezone "Europe/Berlin" open mon..thu 09:00..18:00 open fri 09:00..15:00',
    "late_tuesday": 'timezone "Europe/Berlin" open mon 09:00..17:00 open tue 12:00..20:00 open wed..fri 09:00..17:00',
    "lunch": 'timezone "Europe/Paris" open mon..fri 09:00..12:00 open mon..fri 14:00..18:00',
    "new_york": 'timezone "America/New_York" open mon..fri 09:00..17:00 holidays US',
    "bavaria": 'timezone "Europe/Berlin" open mon..fri 08:00..16:00 holidays DE BY',
    "kathmandu": 'timezone "Asia/Kathmandu" open sun..fri 10:00..17:00',
    "lord_howe": 'timezone "Australia/Lord_Howe" open mon..sun 08:00..16:00',
    "cairo": 'timezone "Africa/Cairo" open sun..thu 09:00..17:00',
    "always": 'timezone "Europe/London" open mon..sun 00:00..00:00',
    "no_zone": "open mon..fri 09:00..17:00",
    "no_hours": 'timezone "Europe/London"',
    "shut": 'timezone "Europe/London" open mon..fri 09:00..17:00 closed 2026-01-01..2999-12-31',
    "decade": 'timezone "Europe/London" open mon..fri 09:00..17:00 closed 2026-01-01..2035-12-31',
    "stockholm": 'timezone "Europe/Stockholm" open sat 10:00..16:00 holidays SE',
}

# Calendar, in, duration, due. 2026-11-27 is a Friday; clocks change on 2027-03-28 and 2027-10-31 in Europe.
KNOWN = [
    # Friday evenings.
    ("london", "2026-11-27 16:00", "4 business hours", "2026-11-30 11:30"),  # 1:30 left on Friday, 2:30 on Monday
    ("london", "2026-11-27 13:30", "4 business hours", "2026-11-27 17:30"),  # over just at closing
    ("london", "2026-11-27 13:31", "4 business hours", "2026-11-30 09:01"),
    ("london", "2026-11-27 17:30", "1 business hour", "2026-11-30 10:00"),  # at closing nobody works any more
    ("london", "2026-11-27 17:58", "4 business hours", "2026-11-30 13:00"),
    ("london", "2026-11-28 12:00", "30 business minutes", "2026-11-30 09:30"),
    ("london", "2026-11-27 16:00", "1 business day", "2026-11-30 16:00"),
    ("london", "2026-11-27 17:58", "1 business day", "2026-12-01 09:00"),  # moved to Monday 09:00
    ("london", "2026-11-27 17:30", "1 business day", "2026-12-01 09:00"),
    ("london", "2026-11-27 16:00", "0 business hours", "2026-11-27 16:00"),
    ("london", "2026-11-27 18:00", "0 business days", "2026-11-30 09:00"),
    ("london", "2026-11-27 17:58", "4 hours", "2026-11-27 21:58"),
    ("london", "2026-11-27 17:58", "1 day", "2026-11-28 17:58"),
    ("friday", "2026-11-26 17:00", "1 business day", "2026-11-27 15:00"),  # Friday closes earlier
    ("friday", "2026-11-26 17:00", "2 business days", "2026-11-30 17:00"),  # Friday's closing is on the way only
    ("friday", "2026-11-27 16:00", "1 business day", "2026-12-01 09:00"),
    ("friday", "2026-11-27 14:00", "3 business hours", "2026-11-30 11:00"),
    ("late_tuesday", "2026-11-23 10:00", "1 business day", "2026-11-24 10:00"),  # the same time, open or not
    ("late_tuesday", "2026-11-24 19:00", "1 business day", "2026-11-25 17:00"),
    ("lunch", "2026-11-23 11:30", "1 business hour", "2026-11-23 14:30"),
    ("lunch", "2026-11-23 12:30", "1 business day", "2026-11-24 14:00"),
    ("plain", "2026-11-23 09:00", "0.5 business days", "2026-11-23 13:15"),  # half of 8:30
    ("plain", "2026-11-23 09:00", "1.5 business hours", "2026-11-23 10:30"),
    # Chains of holidays and closed days, year ends.
    ("london", "2026-12-23 16:30", "4 business hours", "2027-01-04 12:00"),
    ("london", "2026-12-23 16:30", "1 business day", "2027-01-04 16:30"),
    ("london", "2026-12-30 11:00", "1 business day", "2027-01-05 09:00"),
    ("london", "2027-03-25 17:00", "1 business hour", "2027-03-30 09:30"),  # Good Friday to Easter Monday
    ("london", "2027-03-25 10:00", "2 business days", "2027-03-31 10:00"),
    ("london", "2027-12-24 17:00", "1 business hour", "2027-12-29 09:30"),  # Christmas on a weekend: Monday and Tuesday
    ("plain", "2026-12-31 17:00", "1 business hour", "2027-01-01 09:30"),
    ("new_york", "2026-11-25 16:30", "1 business hour", "2026-11-27 09:30"),  # Thanksgiving
    ("new_york", "2027-12-30 16:30", "1 business hour", "2028-01-03 09:30"),  # New Year's Day, kept on the 31st
    ("bavaria", "2027-01-05 15:30", "1 business hour", "2027-01-07 08:30"),  # Epiphany
    ("bavaria", "2027-05-26 15:00", "2 business hours", "2027-05-28 09:00"),  # Corpus Christi
    ("decade", "2026-11-27 16:00", "1 business hour", "2036-01-01 10:00"),
    # Clocks that change.
    ("plain", "2027-03-27 23:00", "4 hours", "2027-03-28 04:00"),
    ("plain", "2027-03-27 10:00", "1 day", "2027-03-28 10:00"),
    ("plain", "2027-03-27 10:00", "24 hours", "2027-03-28 11:00"),
    ("plain", "2027-03-27 01:30", "1 day", "2027-03-28 02:00"),  # 01:30 is leapt over: the moment of the leap
    ("plain", "2027-10-30 10:00", "1 day", "2027-10-31 10:00"),
    ("plain", "2027-10-30 10:00", "24 hours", "2027-10-31 09:00"),
    ("plain", "2027-10-30 01:30", "1 day", "2027-10-31 01:30+01:00"),  # the first of two
    ("plain", "2027-03-26 16:30", "2 business hours", "2027-03-29 10:00"),
    ("plain", "2027-10-29 16:30", "2 business hours", "2027-11-01 10:00"),
    ("plain", "2027-03-24 10:00", "1 week", "2027-03-31 10:00"),
    ("night", "2027-03-27 22:00", "7 business hours", "2027-03-28 06:00"),  # that night has seven hours
    ("night", "2027-03-27 22:00", "8 business hours", "2027-03-28 23:00"),
    ("night", "2027-10-30 22:00", "9 business hours", "2027-10-31 06:00"),  # and that one nine
    ("early", "2027-03-27 08:00", "2 business hours", "2027-03-28 03:00"),  # opens as the clock leaps to 02:00
    ("always", "2027-03-27 12:00", "24 business hours", "2027-03-28 13:00"),
    ("always", "2027-03-27 12:00", "1 business day", "2027-03-28 12:00"),
    ("lord_howe", "2027-10-02 02:15", "1 day", "2027-10-03 02:30"),  # leaps by half an hour
    ("lord_howe", "2027-10-02 15:00", "2 business hours", "2027-10-03 09:00"),
    ("cairo", "2027-04-29 00:00", "1 day", "2027-04-30 01:00"),  # leaps over midnight
    # Hours past midnight belong to the day they begin.
    ("weeknight", "2026-11-28 05:00", "2 business hours", "2026-11-30 23:00"),
    ("weeknight", "2026-11-28 01:00", "1 business day", "2026-12-01 01:00"),  # Friday's hours, then Monday's
    ("weeknight", "2026-11-28 07:00", "1 business day", "2026-12-01 22:00"),
    ("night", "2026-11-23 23:00", "1 business day", "2026-11-24 23:00"),
    # Two zones: the answer is in the calendar's.
    ("new_york", "2026-11-27 17:00+00:00", "4 business hours", "2026-11-27 16:00"),
    ("new_york", "2027-03-15 12:30+00:00", "1 business hour", "2027-03-15 10:00"),  # summer there, winter here
    ("london", "2026-11-26 18:00-05:00", "1 business hour", "2026-11-27 10:00"),
    ("kathmandu", "2026-11-27 11:00+00:00", "1 business hour", "2026-11-29 10:45"),  # 16:45 there; Saturday is free
    ("no_zone", "2026-11-27 16:30", "1 business hour", "2026-11-30 09:30"),
    # Months, quarters, years.
    ("plain", "2027-01-28 10:00", "1 month", "2027-02-28 10:00"),
    ("plain", "2027-01-31 10:00", "1 month", "2027-03-01 00:00"),  # no 31 February: when that month is over
    ("plain", "2026-11-30 10:00", "1 quarter", "2027-03-01 00:00"),
    ("plain", "2028-02-29 10:00", "1 year", "2029-03-01 00:00"),
    # Never.
    ("no_hours", "2026-11-27 16:00", "1 business hour", None),
    ("no_hours", "2026-11-27 16:00", "1 business day", None),
    ("no_hours", "2026-11-27 16:00", "1 hour", "2026-11-27 17:00"),
    ("shut", "2026-11-27 16:00", "1 business hour", None),
    ("plain", "2026-11-27 16:00", "1000000 business hours", None),
    ("plain", "2026-11-27 16:00", "1000000000 years", None),
]  # fmt: skip


def working(name: str) -> WorkingTime:
    journey = journey_of(f"journey shop {{}} calendar {name} {{ {CALENDARS[name]} }}")
    return WorkingTime(journey.calendars[name])


def lasting(text: str) -> Duration:
    journey = journey_of(f"journey shop {{ review every 1 day }} stage a {{ leave within {text} else -> a }}")
    leave = journey.stages["a"].leave
    assert leave
    return leave.duration


def moment(text: str, zone: ZoneInfo) -> datetime:
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=zone)


@pytest.mark.parametrize(("calendar", "start", "duration", "answer"), KNOWN)
def test_time_is_over_when_a_calendar_says_so(calendar: str, start: str, duration: str, answer: str | None) -> None:
    time = working(calendar)
    found = due(moment(start, time.zone), lasting(duration), time)
    assert in_utc(found) == (in_utc(moment(answer, time.zone)) if answer else None)
    assert found is None or found.tzinfo is time.zone


def in_utc(found: datetime | None) -> datetime | None:
    """Datetimes of one zone are compared by what they show, and those of two never where an hour comes twice."""
    return found.astimezone(UTC) if found else None


# ---- laws

ZONES = ["UTC", "Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Cairo"]
CHANGES = [datetime(2027, 3, 27, 18), datetime(2027, 10, 30, 18), datetime(2026, 12, 24), datetime(2027, 4, 1, 12)]
UNITS = ("business hours", "business minutes", "business days", "hours", "days", "weeks", "months")


@some.composite
def calendars(draw: some.DrawFn) -> str:
    lines = [f'timezone "{draw(some.sampled_from(ZONES))}"']
    for _ in range(draw(some.integers(1, 4))):
        first, last = draw(some.sampled_from(DAYS)), draw(some.sampled_from(DAYS))
        opens, closes = draw(some.integers(0, 47)), draw(some.integers(0, 47))
        lines.append(f"open {first}..{last} {opens // 2:02}:{opens % 2 * 30:02}..{closes // 2:02}:{closes % 2 * 30:02}")
    for _ in range(draw(some.integers(0, 2))):
        day = draw(some.sampled_from(CHANGES)).date() + timedelta(days=draw(some.integers(-3, 5)))
        lines.append(f"closed {day}..{day + timedelta(days=draw(some.integers(0, 5)))}")
    return " ".join(lines)


DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
starts = some.builds(
    lambda near, minutes: near.replace(tzinfo=UTC) + timedelta(minutes=minutes),
    some.sampled_from(CHANGES),
    some.integers(-1500, 3000),
)
durations = some.builds("{} {}".format, some.integers(0, 12), some.sampled_from(UNITS))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(calendars(), durations, starts, some.integers(0, 3000))
def test_a_later_start_is_never_due_earlier(calendar: str, duration: str, start: datetime, minutes: int) -> None:
    time = working_by(calendar)
    first = due(start, lasting(duration), time)
    later = due(start + timedelta(minutes=minutes), lasting(duration), time)
    assert first is not None
    assert later is not None
    assert start <= in_utc(first) <= in_utc(later)  # type: ignore[operator]


@settings(max_examples=40, deadline=None, derandomize=True)
@given(calendars(), some.integers(0, 600), starts)
def test_business_time_agrees_with_counting_every_minute(calendar: str, minutes: int, start: datetime) -> None:
    time = working_by(calendar)
    found = in_utc(due(start, lasting(f"{minutes} business minutes"), time))
    now, counted = start, 0
    while counted < minutes or not is_open_slowly(time, now):
        counted += is_open_slowly(time, now)
        now += timedelta(minutes=1)
        if counted == minutes and minutes:
            break
    assert found == now


@cache
def is_open_slowly(time: WorkingTime, now: datetime) -> bool:
    """Whether some line of the calendar is open, asked of both days on which its hours may have begun."""
    for day in (now.astimezone(time.zone).date() - timedelta(days=days) for days in (-1, 0, 1, 2)):
        if any(one.period.first <= day <= one.period.last for one in time.calendar.closures):
            continue
        for line in time.calendar.open_hours:
            if DAYS[day.weekday()] in line.weekdays:
                opens = first_at(datetime(day.year, day.month, day.day, line.opens.hour, line.opens.minute), time.zone)
                close = datetime(day.year, day.month, day.day, line.closes.hour, line.closes.minute)
                runs_over = (line.closes.hour, line.closes.minute) <= (line.opens.hour, line.opens.minute)
                closes = first_at(close + timedelta(days=runs_over), time.zone)
                if opens <= now < closes:
                    return True
    return False


@cache
def first_at(shown: datetime, zone: ZoneInfo) -> datetime:
    """The first minute at which a clock in a zone has reached a date and time, found by looking at every one."""
    now = shown.replace(tzinfo=UTC) - timedelta(minutes=(zone.utcoffset(shown) or timedelta()).seconds // 60 + 90)
    while now.astimezone(zone).replace(tzinfo=None) < shown:
        now += timedelta(minutes=1)
    return now


def working_by(calendar: str) -> WorkingTime:
    return WorkingTime(journey_of(f"journey shop {{}} calendar desk {{ {calendar} }}").calendars["desk"])


# ---- waits over a week


@settings(max_examples=25, deadline=None, derandomize=True)
@given(calendars(), calendars(), durations, durations, some.sampled_from(CHANGES))
def test_the_worst_start_of_a_week_is_worst_of_all_its_minutes(
    first: str, second: str, one: str, other: str, near: datetime
) -> None:
    times = working_by(first), working_by(second)
    waits = tuple(
        Wait((Count(lasting(text), time),), "longest") for text, time in zip((one, other), times, strict=True)
    )
    week = a_week(times[0], near.replace(tzinfo=UTC))
    found = worst_case(waits, week, times[0].zone)
    assert found is not None
    every = [end - start for start in range(week[0], week[1] + 1, 60 * 7) if (end := after(start, waits)) is not None]
    assert found.elapsed.total_seconds() >= max(every)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(calendars(), durations, some.sampled_from(CHANGES))
def test_between_two_corners_nothing_new_happens(calendar: str, duration: str, near: datetime) -> None:
    time = working_by(calendar)
    waits = (Wait((Count(lasting(duration), time),), "longest"),)
    found = corners([waits], a_week(time, near.replace(tzinfo=UTC)))
    for one, other in pairwise(found):
        ends = after(one, waits), after(other, waits)
        middle = one + (other - one) // 120 * 60
        assert ends[0] is not None
        assert ends[1] is not None
        if other - one > 60:
            assert after(middle, waits) in (ends[0], ends[0] + middle - one)
            assert ends[1] - ends[0] in (0, other - one)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(calendars(), durations, some.integers(1, 30))
def test_what_lasts_for_days_in_any_case_is_over_before_at_no_start(calendar: str, duration: str, day: int) -> None:
    count = Count(lasting(duration), working_by(calendar))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cadences, "_surely_lasts", lambda count, day: False)
        looked_at = cadences.first_too_late(day, (count,))
    assert cadences.first_too_late(day, (count,)) == looked_at


def test_the_longest_time_of_a_week_begins_just_too_late_on_friday() -> None:
    time = working("plain")
    week = a_week(time)
    waits = (Wait((Count(lasting("4 business hours"), time),), "longest"),)
    found = worst_case(waits, week, time.zone)
    assert found is not None
    assert (found.start.strftime("%a %H:%M"), found.due.strftime("%a %H:%M")) == ("Fri 13:31", "Mon 09:01")
    assert found.elapsed == timedelta(days=2, hours=19, minutes=30)


def test_the_first_start_that_is_due_outside_open_hours_comes_while_somebody_works() -> None:
    time = working("plain")
    found = first_due_outside(Count(lasting("4 hours"), time), a_week(time))
    assert found is not None
    assert (found.start.strftime("%a %H:%M"), found.due.strftime("%a %H:%M")) == ("Mon 13:31", "Mon 17:31")
    assert first_due_outside(Count(lasting("4 hours"), working("always")), a_week(working("always"))) is None


def test_open_days_are_counted_forwards_and_backwards() -> None:
    time = working("london")
    assert time.open_day_after(date(2026, 12, 23), 1) == date(2027, 1, 4)
    assert time.open_day_before(date(2027, 1, 5), 2) == date(2026, 12, 23)
    assert time.open_day_before(date(2027, 1, 18), 10) == date(2027, 1, 4)
    assert working("no_hours").open_day_before(date(2027, 1, 5), 1) is None


def test_zones_and_holidays_that_nobody_knows_are_not_guessed() -> None:
    assert zone("Europe/Londn") is None
    assert zone("../zones") is None
    assert knows_holidays("GB", "ENG")
    assert not knows_holidays("GB", "XX")
    assert not knows_holidays("XX", None)


def test_the_list_of_holiday_regions_is_fresh() -> None:
    shipped = get_data("journeydsl.calendars", "holiday_regions.txt")
    assert shipped is not None
    assert shipped.decode("ascii") == write_regions()
