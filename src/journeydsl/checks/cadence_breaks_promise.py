"""A cadence that cannot keep what the handoff promises."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.calendars.wording import reached_from, weekday_and_time
from journeydsl.checks._subject import Subject
from journeydsl.checks._timetable import ordinary_weeks
from journeydsl.diagnostics.finding import Finding, Fix, Label
from journeydsl.graph.blocks import blocks_of_handoff, blocks_of_stage
from journeydsl.graph.teams import holders, knows_every_team
from journeydsl.model.path import Contact, Handoff, Stage, TimeLimit
from journeydsl.model.rhythm import Cadence
from journeydsl.model.values import Duration
from journeydsl.numbers.cadences import cadences_in, contacted_by, first_too_late, touch_days, touches
from journeydsl.numbers.timetable import Timetable

GROUP = "Ownership and handoffs"
SEVERITY = "error"
COSTS = "whoever follows the cadence to the letter breaks the promise, and nobody sees why"
ABOUT = ("cadences",)


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Cadences with fewer touches than attempts owed, a first touch after the contact owed, or a last one too late."""
    if not subject.has_whole_path or not knows_every_team(subject.graph):
        return
    timetable = ordinary_weeks(subject)
    for stage in subject.journey.stages.values():
        cadences = cadences_in(subject.graph, stage)
        if not cadences or not all(cadence.is_whole for cadence in subject.journey.cadences.values()):
            continue
        for handoff in contacted_by(subject.graph, stage, cadences[0]):
            contacts = (block.contact for block in blocks_of_handoff(handoff))
            for contact in dict.fromkeys(contact for contact in contacts if contact):
                yield from _too_few(cadences, handoff, contact)
                yield from _too_slow(timetable, cadences, handoff, contact)
        limits = (block.leave for block in blocks_of_stage(stage))
        for limit in dict.fromkeys(limit for limit in limits if limit):
            yield from _too_long(timetable, cadences, stage, limit)


def _too_few(cadences: tuple[Cadence, ...], handoff: Handoff, contact: Contact) -> Iterator[Finding]:
    owed = contact.attempts.number if contact.attempts else 0
    done = touches(cadences)
    if contact.attempts and done < owed:
        yield Finding(
            cadences[0].name_span,
            f"`{cadences[0].name}` touches a buyer {done:,} time{'' if done == 1 else 's'}, and `{handoff.name}` owes "
            f"{owed:,} attempts",
            f"cadence {cadences[0].name}",
            labels=(Label(contact.span, f"{owed:,} attempts here"),),
            evidence=tuple(_days(cadences)),
            fix=Fix(f"Add {owed - done:,} more to `{cadences[0].name}`, or owe fewer attempts"),
        )


def _too_slow(
    timetable: Timetable, cadences: tuple[Cadence, ...], handoff: Handoff, contact: Contact
) -> Iterator[Finding]:
    first = touch_days(cadences)[0]
    line = _evidence(timetable, timetable.graph.receivers(handoff), contact.duration, first)
    if line:
        yield Finding(
            cadences[0].name_span,
            f"The first touch of `{cadences[0].name}` comes on day {first}, after the contact that `{handoff.name}` "
            f"owes within {contact.duration.text}",
            f"cadence {cadences[0].name}",
            labels=(Label(contact.span, "owed here"),),
            evidence=(line,),
            fix=Fix(f"Begin `{cadences[0].name}` earlier, or owe the contact later"),
        )


def _too_long(timetable: Timetable, cadences: tuple[Cadence, ...], stage: Stage, limit: TimeLimit) -> Iterator[Finding]:
    last = touch_days(cadences)[1]
    line = _evidence(timetable, holders(timetable.graph, stage.name), limit.duration, last)
    if line:
        yield Finding(
            cadences[0].name_span,
            f"The last touch of `{cadences[0].name}` comes on day {last}, when the buyer has left `{stage.name}` after "
            f"{limit.duration.text}",
            f"cadence {cadences[0].name}",
            labels=(Label(limit.span, "leaves here"),),
            evidence=(line,),
            fix=Fix(f"End `{cadences[0].name}` earlier, or let the buyer stay in `{stage.name}` longer"),
        )


def _evidence(timetable: Timetable, teams: tuple[str, ...], duration: Duration, day: int) -> str | None:
    if not all(timetable.is_certain(team, duration) for team in teams or (None,)):
        return None
    late = first_too_late(day, timetable.counts(teams, duration))
    if late is None:
        return None
    over, touched = reached_from(late.start, late.due), reached_from(late.start, late.touched)
    return f"in on {weekday_and_time(late.start)}, over on {over}; day {day} begins on {touched}"


def _days(cadences: tuple[Cadence, ...]) -> Iterator[str]:
    for cadence in cadences:
        for day in cadence.days:
            yield f"day {day.day}: {', '.join(touch.channel for touch in day.touches)}"
    yield f"together {touches(cadences):,}"
