"""When the clocks of handoffs and paths are due: as text and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from journeydsl.calendars.waits import Example
from journeydsl.calendars.wording import reached_from, stretch, weekday_and_time, weekday_date_and_time
from journeydsl.numbers.outlook import ClockOutlook, HandoffOutlook, Kept, PathOutlook
from journeydsl.numbers.paths import Leg
from journeydsl.numbers.timetable import TeamClock
from journeydsl.render.reports.buyers import backticked
from journeydsl.render.reports.terminal import printable

_ORDINARY = "in a week without holidays and closed days"


def clock_lines(
    handoffs: Sequence[HandoffOutlook], paths: Sequence[PathOutlook], start: datetime | None
) -> Iterator[str]:
    """Handoffs with their clocks, then paths step by step, an empty line between them."""
    blocks = [_handoff_lines(outlook, start) for outlook in handoffs]
    blocks += [_path_lines(outlook, start) for outlook in paths]
    for number, block in enumerate(blocks):
        if number:
            yield ""
        yield from (printable(line) for line in block)


def clocks_json(handoffs: Sequence[HandoffOutlook], paths: Sequence[PathOutlook], start: datetime | None) -> str:
    """All of it as JSON; moments as ISO 8601 with their offset, elapsed time in seconds."""
    data = {
        "from": start.isoformat() if start else None,
        "handoffs": [_handoff_data(outlook) for outlook in handoffs],
        "paths": [_path_data(outlook) for outlook in paths],
    }
    return json.dumps(data, indent=2, ensure_ascii=False)


def _handoff_lines(outlook: HandoffOutlook, start: datetime | None) -> Iterator[str]:
    title = f' "{outlook.handoff.title}"' if outlook.handoff.title else ""
    when = f"in on {_with_zone(start)}" if start else _ORDINARY
    yield f"handoff {outlook.handoff.name}{title}, {when}"
    if not outlook.clocks:
        yield "  no time to accept or to contact is agreed"
    for clock in outlook.clocks:
        yield f"  {clock.clock.text}{_for(clock.clock.holds)}{_by(clock.clock)}"
        yield from (f"    {line}" for line in _due_lines(clock, start))


def _due_lines(outlook: ClockOutlook, start: datetime | None) -> Iterator[str]:
    if not outlook.is_counted:
        yield "not counted: no calendar says when people work"
        return
    if not outlook.examples:
        yield f"never due: `{outlook.clock.working.calendar.name}` does not open again"
    for example in outlook.examples:
        if start:
            yield f"due {_moment(example.due, start)}, {stretch(example.elapsed)} later"
        else:
            yield f"in on {weekday_and_time(example.start)}, due {reached_from(example.start, example.due)}"
    longest = outlook.longest
    if longest and start:
        both = f"in on {_moment(longest.start, start)}, due {_moment(longest.due, start)}"
        yield f"longest that week: {both}, {stretch(longest.elapsed)} later"
    elif longest:
        both = f"in on {weekday_and_time(longest.start)}, due {reached_from(longest.start, longest.due)}"
        yield f"longest: {both}, {stretch(longest.elapsed)} by the clock"


def _path_lines(outlook: PathOutlook, start: datetime | None) -> Iterator[str]:
    course = outlook.course
    when = f"sent on {_with_zone(start)}" if start else f"sent on {weekday_and_time(outlook.start)}, {_ORDINARY}"
    yield f"path {' -> '.join(course.path)}{_for(course.holds)}, {when}"
    reached = {id(leg): moment for leg, moment in outlook.reached}
    width = max((len(_leg(leg)) for leg in course.legs), default=0)
    for leg in course.legs:
        moment = reached.get(id(leg))
        until = _until(outlook, moment, start) if moment else "no limit" if leg.duration is None else "not counted"
        yield f"  {_leg(leg):<{width}}  {until}"
    if outlook.reached:
        yield from (f"  {line}" for line in _sums(outlook))
    if outlook.typical:
        plan, steps = outlook.typical
        said = ", ".join(f"{line.origin.name} -> {line.target.name} {line.lag.text}" for line in steps if line.lag)
        yield f"  typical, by plan `{plan.name}`, from arriving in `{course.path[0]}`: {said}"
    for kept in outlook.promises:
        yield f"  {_promise(outlook, kept, start)}"


def _sums(outlook: PathOutlook) -> Iterator[str]:
    legs = outlook.course.legs
    last = outlook.reached[-1][1]
    if len(outlook.reached) == len(legs):
        total = " + ".join(leg.duration.text for leg in legs if leg.duration)
        yield f"longest: {total}, here {stretch(Example(outlook.start, last).elapsed)} by the clock"
    waiting = [leg.duration.text for leg in legs if leg.kind == "acceptance" and leg.duration]
    if waiting:
        yield f"owned by nobody, sent and not accepted: {' + '.join(waiting)} of it"


def _promise(outlook: PathOutlook, kept: Kept, start: datetime | None) -> str:
    assert kept.promise.step
    said = f"promised by `{kept.promise.name}` within {kept.promise.step.within.text}"
    if kept.until is None:
        return f"{said}: not counted"
    verdict = {True: "kept", False: "broken", None: "nothing ends the way"}[kept.is_kept]
    return f"{said}: {_until(outlook, kept.until, start)}, {verdict}"


def _until(outlook: PathOutlook, moment: datetime, start: datetime | None) -> str:
    return _moment(moment, start) if start else reached_from(outlook.start, moment)


def _leg(leg: Leg) -> str:
    said = f"accepted in `{leg.stage}`" if leg.kind == "acceptance" else f"leaves `{leg.stage}`"
    return f"{said} within {leg.duration.text}" if leg.duration else said


def _by(clock: TeamClock) -> str:
    """`, sdr by london`"""
    whose = backticked(clock.teams, "or")
    name = clock.working.calendar.name
    said = f"{whose} by `{name}`" if name else whose if clock.clock.duration.is_business else f"{whose} by the clock"
    return f", {said.strip()}" if said.strip() else ""


def _for(holds: str | None) -> str:
    return f" for `{holds}`" if holds else ""


def _moment(moment: datetime, start: datetime) -> str:
    """With its zone where that is another than the start's."""
    return weekday_date_and_time(moment) if _zone(moment) == _zone(start) else _with_zone(moment)


def _with_zone(moment: datetime) -> str:
    return f"{weekday_date_and_time(moment)} {_zone(moment)}"


def _zone(moment: datetime) -> str:
    return getattr(moment.tzinfo, "key", None) or moment.strftime("%z")


def _handoff_data(outlook: HandoffOutlook) -> dict[str, Any]:
    return {
        "handoff": outlook.handoff.name,
        "title": outlook.handoff.title,
        "clocks": [
            {
                "kind": one.clock.kind,
                "for": one.clock.holds,
                "within": one.clock.clock.duration.text,
                "teams": list(one.clock.teams),
                "calendar": one.clock.working.calendar.name or None,
                "zone": one.clock.working.zone.key,
                "is_counted": one.is_counted,
                "examples": [_example_data(example) for example in one.examples],
                "longest": _example_data(one.longest) if one.longest else None,
            }
            for one in outlook.clocks
        ],
    }


def _path_data(outlook: PathOutlook) -> dict[str, Any]:
    reached = {id(leg): moment for leg, moment in outlook.reached}
    typical = outlook.typical
    return {
        "path": list(outlook.course.path),
        "for": outlook.course.holds,
        "start": outlook.start.isoformat(),
        "legs": [
            {
                "kind": leg.kind,
                "stage": leg.stage,
                "within": leg.duration.text if leg.duration else None,
                "until": reached[id(leg)].isoformat() if id(leg) in reached else None,
            }
            for leg in outlook.course.legs
        ],
        "typical": {
            "plan": typical[0].name,
            "steps": [
                {"step": f"{line.origin.name} -> {line.target.name}", "in": line.lag.text if line.lag else None}
                for line in typical[1]
            ],
        }
        if typical
        else None,
        "promises": [
            {
                "promise": kept.promise.name,
                "within": kept.promise.step.within.text if kept.promise.step else None,
                "until": kept.until.isoformat() if kept.until else None,
                "is_kept": kept.is_kept,
            }
            for kept in outlook.promises
        ],
    }


def _example_data(example: Example) -> dict[str, Any]:
    elapsed = example.elapsed
    return {
        "in": example.start.isoformat(),
        "due": example.due.isoformat(),
        "elapsed_seconds": elapsed.days * 86_400 + elapsed.seconds,
    }
