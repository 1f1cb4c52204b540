"""When a calendar is open: days, hours, and how much of them lies between two moments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from journeydsl.calendars.public_holidays import public_holidays
from journeydsl.calendars.zones import DAY, FIRST_WALL, LAST_WALL, moment_of, seconds_of, shown_at, wall, zone
from journeydsl.model.people import Calendar, Weekday
from journeydsl.text.record import Record

_WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# How far ahead an opening is looked for: beyond the last day that is closed by name, and at all.
_PATIENCE = 2 * 366
_HORIZON = 100 * 366
# No country has more weekdays than these on which every day is a holiday, so that nobody looks holidays up in vain.
_EVER_FREE = 2


class Hours(Record):
    """Open hours of a day: seconds since its midnight; `closes` lies past 86,400 where they run past midnight."""

    opens: int
    closes: int


class Opening(Record):
    """A stretch of open time in seconds since 1970, and the number of the day that it belongs to."""

    day: int
    opens: int
    closes: int


class WorkingTime:
    """A calendar that can be asked. Where it names no zone, or one that nobody knows, it counts in UTC."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        place = zone(calendar.timezone.text) if calendar.timezone else None
        utc = zone("UTC")
        assert utc is not None
        self.zone: ZoneInfo = place or utc
        self._week = tuple(_hours_on(calendar, weekday) for weekday in _WEEKDAYS)
        self._closed = tuple((one.period.first.toordinal(), one.period.last.toordinal()) for one in calendar.closures)
        self.runs_past_midnight = any(hours.closes > DAY for day in self._week for hours in day)
        self._years: dict[int, frozenset[int]] = {}
        self._hours: dict[int, tuple[Hours, ...]] = {}
        self._nth: dict[tuple[int, int], int | None] = {}
        self._openings: dict[int, tuple[Opening, ...]] = {}
        self._shut: dict[int, bool] = {}

    # ---- days

    def hours(self, day: int) -> tuple[Hours, ...]:
        """The hours that begin on a day, by its number; none where it is closed or a holiday. Earliest first."""
        found = self._hours.get(day)
        if found is None:
            found = self._hours[day] = () if self.is_day_off(day) else self._week[(day - 1) % 7]
        return found

    def week(self) -> tuple[tuple[Hours, ...], ...]:
        """The hours of every weekday, from Monday on, holidays and closed days left aside."""
        return self._week

    def is_day_off(self, day: int) -> bool:
        """Whether a day is closed by name or a holiday."""
        return any(first <= day <= last for first, last in self._closed) or day in self._holidays(day)

    def open_days_from(self, day: int) -> Iterator[int]:
        """The numbers of open days, from a day on; ends where no opening is to be expected any more."""
        if not any(self._week):
            return
        seen, last = day, min(day + _HORIZON, LAST_WALL // DAY)
        while day <= last and day - seen <= _PATIENCE:
            if self.hours(day):
                seen = day
                yield day
            elif (closed := max((end for first, end in self._closed if first <= day <= end), default=None)) is not None:
                day = closed
                seen = closed + 1
            day += 1

    def nth_open_day(self, day: int, number: int) -> int | None:
        """The number of the open day that comes so many open days after a day; none where there is no such day."""
        key = (day, number)
        if key not in self._nth:
            days = self.open_days_from(day + 1)
            self._nth[key] = next((found for count, found in enumerate(days, 1) if count == number), None)
        return self._nth[key]

    def open_day_after(self, day: date, number: int) -> date | None:
        """The open day that comes so many open days after a day: 1 is the next one, 0 the day itself if it is open."""
        first = day.toordinal() + (1 if number else 0)
        for count, found in enumerate(self.open_days_from(first), 1):
            if count >= number:
                return date.fromordinal(found)
        return None

    def open_day_before(self, day: date, number: int) -> date | None:
        """The open day that comes so many open days before a day: 1 is the one before, 0 the day itself or before."""
        found = day.toordinal() - (1 if number else 0)
        last = max(found - _HORIZON, FIRST_WALL // DAY)
        while found > last and any(self._week):
            if self.hours(found):
                number -= 1
                if number <= 0:
                    return date.fromordinal(found)
            found -= 1
        return None

    # ---- moments, in seconds since 1970

    def openings_from(self, moment: int) -> Iterator[Opening]:
        """Every stretch of open time that is not over at a moment, as they open; they may overlap."""
        today = wall(moment, self.zone) // DAY
        for opening in (*self._openings_on(today - 1), *self._openings_on(today)):
            if opening.closes > moment:
                yield opening
        for day in self.open_days_from(today + 1):
            yield from (opening for opening in self._openings_on(day) if opening.closes > moment)

    def opening_at(self, moment: int) -> tuple[Opening, int] | None:
        """The stretch that is open at a moment, else the next one, and the moment from which on it is open.

        Of two stretches that overlap, the one that opens last.
        """
        best: tuple[Opening, int] | None = None
        for opening in self.openings_from(moment):
            if opening.opens > moment:
                return best or (opening, opening.opens)
            best = (opening, moment)
        return best

    def closing_on(self, day: int) -> int:
        """When the last of the hours of an open day end, in seconds since its midnight."""
        return max(hours.closes for hours in self.hours(day))

    def never_opens(self, moment: datetime) -> bool:
        """Whether no opening is to be expected after a moment."""
        seconds = seconds_of(moment)
        if seconds not in self._shut:
            is_ever_free = sum(1 for day in self._week if day) > _EVER_FREE
            asked = WorkingTime(self.calendar.replace(holidays=())) if is_ever_free else self
            self._shut[seconds] = asked.opening_at(seconds) is None
        return self._shut[seconds]

    def is_open(self, moment: datetime) -> bool:
        """Whether people work at a moment; at the moment of closing they do no more."""
        seconds = seconds_of(moment)
        found = self.opening_at(seconds)
        return found is not None and found[1] == seconds

    def next_opening(self, moment: datetime) -> datetime | None:
        """The moment itself where it is open, else when it opens next."""
        found = self.opening_at(seconds_of(moment))
        return shown_at(found[1], self.zone) if found else None

    def _openings_on(self, day: int) -> tuple[Opening, ...]:
        if day not in self._openings:
            found = (
                Opening(
                    day, moment_of(day * DAY + hours.opens, self.zone), moment_of(day * DAY + hours.closes, self.zone)
                )
                for hours in self.hours(day)
            )
            # Hours that a clock change swallows whole are none.
            self._openings[day] = tuple(opening for opening in found if opening.opens < opening.closes)
        return self._openings[day]

    def _holidays(self, day: int) -> frozenset[int]:
        if not self.calendar.holidays:
            return frozenset()
        year = date.fromordinal(day).year
        if year not in self._years:
            lines = ((line.country, line.part) for line in self.calendar.holidays)
            days = (off for country, part in lines for off in public_holidays(country, part, year))
            self._years[year] = frozenset(off.toordinal() for off in days)
        return self._years[year]


def ordinary(calendar: Calendar) -> Calendar:
    """The same calendar in a week without holidays and closed days."""
    return calendar.replace(closures=(), holidays=())


def _hours_on(calendar: Calendar, weekday: Weekday) -> tuple[Hours, ...]:
    found = []
    for line in calendar.open_hours:
        if weekday in line.weekdays:
            opens = line.opens.hour * 3600 + line.opens.minute * 60
            closes = line.closes.hour * 3600 + line.closes.minute * 60
            found.append(Hours(opens, closes if closes > opens else closes + DAY))
    return tuple(sorted(found, key=lambda hours: (hours.opens, hours.closes)))
