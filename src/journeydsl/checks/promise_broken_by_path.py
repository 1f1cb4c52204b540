"""A promise that the way itself may break."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.calendars.waits import Wait
from journeydsl.calendars.wording import reached_from, weekday_and_time
from journeydsl.calendars.zones import shown_at
from journeydsl.checks._subject import Subject
from journeydsl.checks._timetable import ordinary_weeks
from journeydsl.checks._words import all_quoted
from journeydsl.diagnostics.finding import Finding, Fix, Label
from journeydsl.graph.teams import knows_every_team
from journeydsl.model.promises import Promise, StepWithin
from journeydsl.numbers.paths import Course, Late, Leg, courses, direct_paths, first_late, promised_wait
from journeydsl.numbers.timetable import Timetable

GROUP = "Ownership and handoffs"
SEVERITY = "error"
COSTS = "everybody keeps their own time, and the promise is broken all the same"
ABOUT = ("promises",)


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Promises for a step that takes longer, by the times along some path, or that nothing on the way limits."""
    if not subject.has_whole_path or not knows_every_team(subject.graph):
        return
    timetable = ordinary_weeks(subject)
    for promise in subject.journey.promises.values():
        if promise.step and promise.is_whole:
            found = _of_promise(subject, timetable, promise, promise.step)
            if found:
                yield found


def _of_promise(subject: Subject, timetable: Timetable, promise: Promise, step: StepWithin) -> Finding | None:
    """The first finding along any path: a path that is too long says more than one without an end."""
    endless: Finding | None = None
    promised = promised_wait(timetable, step)
    paths = direct_paths(timetable.graph, step.origin.name, step.target.name)
    subject.effort.spend(sum(map(len, paths)) * len(subject.journey.stages))
    for path in paths:
        for course in courses(timetable, path):
            subject.effort.spend(500 * len(path))
            late = first_late(course, promised) if promised and course.is_certain else None
            if late and promised:
                return _too_long(promise, step, course, late, promised)
            if course.endless and endless is None:
                endless = _without_end(timetable, promise, step, course)
    return endless


def _too_long(promise: Promise, step: StepWithin, course: Course, late: Late, promised: Wait) -> Finding:
    timed = [leg for leg in course.legs if leg.duration]
    total = " + ".join(leg.duration.text for leg in timed if leg.duration)
    zone = promised.counts[0].working.zone
    start = shown_at(late.start, zone)
    lines = [f"sent out of `{step.origin.name}` on {weekday_and_time(start)}{_whom(course)}"]
    for leg, moment in zip(timed, late.reached, strict=True):
        lines.append(f"{_said(leg)}: {reached_from(start, shown_at(moment, zone))}")
    lines.append(f"promised within {step.within.text}: {reached_from(start, shown_at(late.promised, zone))}")
    return Finding(
        step.within.span,
        f"`{promise.name}` promises {step.within.text}, and the way may take {total}",
        f"promise {promise.name}",
        labels=tuple(Label(leg.duration.span, "on the way") for leg in timed if leg.duration),
        evidence=tuple(lines),
        fix=Fix("Promise a longer time, or shorten the times on the way"),
    )


def _without_end(timetable: Timetable, promise: Promise, step: StepWithin, course: Course) -> Finding:
    stages = [leg.stage for leg in course.endless]
    return Finding(
        step.within.span,
        f"`{promise.name}` promises {step.within.text}, and nothing says by when a buyer leaves "
        f"{all_quoted(stages)}{_whom(course)}",
        f"promise {promise.name}",
        labels=tuple(Label(timetable.graph.journey.stages[stage].name_span, "no `leave within`") for stage in stages),
        evidence=tuple(f"{_said(leg)}" for leg in course.legs if leg.duration),
        fix=Fix(f"Add `leave within` and where the buyer goes then to {all_quoted(stages)}"),
    )


def _whom(course: Course) -> str:
    return f", in `{course.holds}`" if course.holds else ""


def _said(leg: Leg) -> str:
    within = leg.duration.text if leg.duration else ""
    if leg.kind == "acceptance":
        return f"accepted in `{leg.stage}` within {within}"
    return f"leaves `{leg.stage}` within {within}"
