"""What the clocks of a handoff and of a path come to: for one start, or for any week."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from journeydsl.calendars.due import due_in_seconds
from journeydsl.calendars.waits import Example, Wait, a_week, after, worked_examples, worst_case
from journeydsl.calendars.zones import seconds_of, shown_at
from journeydsl.model.path import Handoff
from journeydsl.model.promises import Conversion, Plan, Promise
from journeydsl.numbers.paths import Course, Leg, courses, direct_paths, promised_wait
from journeydsl.numbers.timetable import TeamClock, Timetable, team_clocks
from journeydsl.text.record import Record


class ClockOutlook(Record):
    """A clock of a handoff: when the starts asked for are due, and the longest time of the week.

    `is_counted` is false where it counts business time and no calendar says when that is. A start that is not among the
    examples is never due.
    """

    clock: TeamClock
    is_counted: bool
    examples: tuple[Example, ...]
    longest: Example | None


class HandoffOutlook(Record):
    """A handoff with its clocks."""

    handoff: Handoff
    clocks: tuple[ClockOutlook, ...]


class Kept(Record):
    """A promise for a path: until when, and whether the longest time keeps it; none where either never ends."""

    promise: Promise
    until: datetime | None
    is_kept: bool | None


class PathOutlook(Record):
    """A path for some buyers: its legs, when each that has a limit is over, and what was promised.

    `reached` ends where a leg has no limit. `typical` is what plans say of every step, the first plan that does.
    """

    course: Course
    start: datetime
    reached: tuple[tuple[Leg, datetime], ...]
    typical: tuple[Plan, tuple[Conversion, ...]] | None
    promises: tuple[Kept, ...]


def clock_outlook(timetable: Timetable, clock: TeamClock, start: datetime | None) -> ClockOutlook:
    """One clock for a start, else for the starts of any week; the timetable is for the same."""
    is_counted = all(timetable.is_certain(team, clock.clock.duration) for team in clock.teams or (None,))
    if not is_counted:
        return ClockOutlook(clock, is_counted, (), None)
    working = clock.working
    longest = worst_case((Wait((clock.count,), "longest"),), a_week(working, start), working.zone)
    if start is None:
        return ClockOutlook(clock, is_counted, worked_examples(clock.count), longest)
    end = due_in_seconds(seconds_of(start), clock.clock.duration, working)
    due = (Example(start, shown_at(end, working.zone)),) if end is not None else ()
    return ClockOutlook(clock, is_counted, due, longest)


def handoff_outlook(timetable: Timetable, handoff: Handoff, start: datetime | None) -> HandoffOutlook:
    """The clocks of a handoff for one start, else for the starts of any week; the timetable is for the same."""
    found = [clock_outlook(timetable, clock, start) for clock in team_clocks(timetable, handoff)]
    return HandoffOutlook(handoff, tuple(found))


def path_outlooks(timetable: Timetable, origin: str, target: str, start: datetime | None) -> Iterator[PathOutlook]:
    """Every path between two stages for one start, else for the one of any week that takes longest."""
    for path in direct_paths(timetable.graph, origin, target):
        for course in courses(timetable, path):
            yield _path_outlook(timetable, course, start)


def _path_outlook(timetable: Timetable, course: Course, asked: datetime | None) -> PathOutlook:
    limited = _limited(course.legs)
    waits = course.replace(legs=limited).waits()
    place = timetable.of(limited[0].teams[0] if limited and limited[0].teams else None)
    if asked is None:
        worst = worst_case(waits, a_week(place), place.zone)
        start = worst.start if worst else shown_at(a_week(place)[0], place.zone)
    else:
        start = asked
    ends = [after(seconds_of(start), waits[: number + 1]) for number in range(len(waits))]
    zones = [leg.counts[0].working.zone for leg in limited]
    reached = [
        (leg, shown_at(end, zone)) for leg, end, zone in zip(limited, ends, zones, strict=True) if end is not None
    ]
    is_whole = len(limited) == len(course.legs) and len(reached) == len(limited)
    last = ends[-1] if is_whole and ends else seconds_of(start) if is_whole else None
    kept = tuple(_kept(timetable, promise, start, last) for promise in _promises(timetable, course.path))
    return PathOutlook(course, start, tuple(reached), _typical(timetable, course.path), kept)


def _limited(legs: Sequence[Leg]) -> tuple[Leg, ...]:
    """The legs up to the first that has no limit, or that nobody can count."""
    found: list[Leg] = []
    for leg in legs:
        if not leg.counts or not leg.is_certain:
            break
        found.append(leg)
    return tuple(found)


def _promises(timetable: Timetable, path: Sequence[str]) -> Iterator[Promise]:
    for promise in timetable.graph.journey.promises.values():
        if promise.step and (promise.step.origin.name, promise.step.target.name) == (path[0], path[-1]):
            yield promise


def _kept(timetable: Timetable, promise: Promise, start: datetime, last: int | None) -> Kept:
    assert promise.step
    wait = promised_wait(timetable, promise.step)
    until = after(seconds_of(start), (wait,)) if wait else None
    if wait is None or until is None:
        return Kept(promise, None, None)
    return Kept(promise, shown_at(until, wait.counts[0].working.zone), last <= until if last is not None else None)


def _typical(timetable: Timetable, path: Sequence[str]) -> tuple[Plan, tuple[Conversion, ...]] | None:
    for plan in timetable.graph.journey.plans.values():
        lines = {(line.origin.name, line.target.name): line for line in plan.conversions if line.lag}
        found = [lines.get(step) for step in pairwise(path)]
        if all(found):
            return plan, tuple(line for line in found if line)
    return None
