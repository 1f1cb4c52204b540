"""A clock that runs out while nobody works."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from journeydsl.calendars.waits import a_week, first_due_outside
from journeydsl.calendars.wording import reached_from, weekday_and_time
from journeydsl.checks._subject import Subject
from journeydsl.checks._timetable import ordinary_weeks
from journeydsl.checks._words import all_quoted
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.clocks import clocks
from journeydsl.graph.teams import calendar_of, knows_every_team
from journeydsl.model.path import Handoff
from journeydsl.model.values import Duration
from journeydsl.numbers.timetable import TeamClock, Timetable, team_clocks

GROUP = "Ownership and handoffs"
SEVERITY = "warning"
COSTS = "a promise that runs out at night is broken before anybody has seen the buyer"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Clocks of handoffs that can end outside open hours, and clocks in business time on calendars that never open."""
    if not knows_every_team(subject.graph):
        return
    timetable = ordinary_weeks(subject)
    for handoff in subject.journey.handoffs:
        for clock in team_clocks(timetable, handoff) if handoff.is_whole else ():
            if not clock.clock.duration.is_business and clock.working.calendar.is_whole:
                yield from _ends_outside(handoff, clock)
    yield from _never_end(subject)


def _ends_outside(handoff: Handoff, clock: TeamClock) -> Iterator[Finding]:
    working, duration = clock.working, clock.clock.duration
    example = first_due_outside(clock.count, a_week(working)) if any(working.week()) else None
    if example is None:
        return
    opens = working.next_opening(example.due)
    again = f", and `{working.calendar.name}` opens on {reached_from(example.due, opens)}" if opens else ""
    whose = f" for {all_quoted(clock.teams, 'or')}" if clock.teams else ""
    yield Finding(
        duration.span,
        f"The {duration.text} to {clock.kind} `{handoff.name}` can be over while nobody works{whose}",
        f"handoff {handoff.name}",
        evidence=(f"in on {weekday_and_time(example.start)}, due {reached_from(example.start, example.due)}{again}",),
        fix=Fix(f"Write {_in_business_time(duration)}, or open `{working.calendar.name}` at these hours"),
    )


def _in_business_time(duration: Duration) -> str:
    if duration.unit in ("minute", "hour", "day"):
        return f"`{duration.replace(is_business=True).text}`"
    return "the time in `business days`"


def _never_end(subject: Subject) -> Iterator[Finding]:
    timetable = Timetable(subject.graph)
    now = datetime(subject.today.year, subject.today.month, subject.today.day, tzinfo=UTC)
    seen: set[tuple[str, str]] = set()
    for clock in clocks(subject.graph):
        if not (clock.duration.is_business and clock.is_whole):
            continue
        for group in clock.counted_by:
            calendars = [calendar_of(subject.graph, team) for team in group or (None,)]
            known = [calendar for calendar in calendars if calendar and calendar.is_whole]
            if len(known) < len(calendars) or (clock.place, known[0].name) in seen:
                continue
            if all(timetable.of(team).never_opens(now) for team in group or (None,)):
                seen.add((clock.place, known[0].name))
                is_or_are = "is" if clock.duration.amount == 1 else "are"
                yield Finding(
                    clock.duration.span,
                    f"`{known[0].name}` never opens, so {clock.duration.text} {is_or_are} never over",
                    clock.place,
                    fix=Fix(f"Add `open` and the hours to `{known[0].name}`"),
                )
