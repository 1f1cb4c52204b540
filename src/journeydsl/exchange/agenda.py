"""Everything in a journey that has a day, as events: meetings, offers, content, reviews and the ends of periods."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import sha256

from journeydsl.calendars.working_time import WorkingTime
from journeydsl.exchange.events import (
    WEEKDAYS,
    Daily,
    Event,
    EventKind,
    Monthly,
    Rule,
    Say,
    Weekly,
    in_window,
    plainly,
)
from journeydsl.graph.blocks import blocks_of_stage
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.graph.quarters import fiscal_month
from journeydsl.graph.reviews import later, moved, next_review
from journeydsl.model.people import Calendar
from journeydsl.model.rhythm import AfterOffer, EveryOn, Meeting, Offer, Reading, StepReading
from journeydsl.model.values import MONTHS_IN, Duration, Reference

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
# Words that are looked up in a language stand as texts in its tables, so that none is without its German.
_KINDS = {
    "audit": "audit", "review": "review", "calls": "calls", "training": "training", "onboarding": "onboarding",
    "social": "social",
}  # fmt: skip
_PURPOSES = {"plant": "plant", "cultivate": "cultivate", "harvest": "harvest", "weed": "weed"}
_WORKDAYS = (0, 1, 2, 3, 4)
_MOST_DAYS = 2_000


def events(
    graph: JourneyGraph, today: date, first: date | None, last: date | None, say: Say = plainly
) -> tuple[Event, ...]:
    """The events of a journey that have days in a window, open where an end is none; by day, time and name.

    `say` gives our own words in their titles and lines. What comes back begins on the first day of the window, else on
    the day of the newest signature, else today.
    """
    signed = [signature.day.date for signature in graph.journey.signatures]
    begins = first or max(signed, default=today)
    every = (
        *_meetings(graph, begins, say),
        *_offers(graph, say),
        *_content(graph, say),
        *_periods(graph, begins, say),
    )
    found = (in_window(event, first, last) for event in every)
    return tuple(sorted((event for event in found if event), key=_order))


def calendar_of(graph: JourneyGraph) -> Calendar | None:
    """The calendar in which a journey's events stand: its own, else the only one that there is."""
    journey = graph.journey
    if journey.calendar:
        return journey.calendars.get(journey.calendar.name)
    return next(iter(journey.calendars.values())) if len(journey.calendars) == 1 else None


def _order(event: Event) -> tuple[date, bool, tuple[int, int], str, str]:
    return (event.first, event.time is not None, event.time or (0, 0), event.title, event.uid)


def _meetings(graph: JourneyGraph, begins: date, say: Say) -> Iterator[Event]:
    """Recurring ones, and those after an offer; those with newcomers have no day."""
    for meeting in graph.journey.meetings.values():
        match meeting.schedule:
            case EveryOn() as schedule:
                rule = _rule(graph, schedule)
                time = (schedule.time.hour, schedule.time.minute) if schedule.time else None
                if rule:
                    yield _meeting(graph, meeting, begins, say).replace(rule=rule, time=time)
            case AfterOffer(delay=delay, offer=reference):
                runs = graph.journey.offers[reference.name].runs
                day = _after(graph, runs.last, delay) if runs else None
                if day:
                    yield _meeting(graph, meeting, day, say)
            case _:
                pass


def _meeting(graph: JourneyGraph, meeting: Meeting, day: date, say: Say) -> Event:
    read = [_reading(graph, reading, say) for reading in meeting.readings]
    lines = [say("Kind: {kind}", kind=say(_KINDS[meeting.kind]))] if meeting.kind else []
    lines += [say("Looks at: {readings}", readings=", ".join(read))] if read else []
    lines += [f"- {text.text}" for text in meeting.agenda]
    lines += [meeting.about.text] if meeting.about else []
    promises = [one for one in meeting.readings if isinstance(one, Reading) and one.kind == "promise"]
    event = _event(graph, "meeting", meeting.name, meeting.label, day, day, meeting.teams, lines)
    return event.replace(is_audit=meeting.kind == "audit" or bool(promises))


def _reading(graph: JourneyGraph, reading: Reading | StepReading, say: Say) -> str:
    journey = graph.journey
    match reading:
        case StepReading(origin=origin, target=target):
            ends = {"origin": journey.stages[origin.name].label, "target": journey.stages[target.name].label}
            return say("{origin} to {target}", **ends)
        case Reading(kind="promise", name=name):
            return say("{promise} (promise)", promise=journey.promises[name].label)
        case Reading(kind="offer", name=name):
            return say("{offer} (offer)", offer=journey.offers[name].label)
        case Reading(name=name):
            return journey.kpis[name].label


def _offers(graph: JourneyGraph, say: Say) -> Iterator[Event]:
    for offer in graph.journey.offers.values():
        if offer.runs is None:
            continue
        lines = [say("Purpose: {purpose}", purpose=say(_PURPOSES[offer.purpose]))] if offer.purpose else []
        lines += [offer.about.text] if offer.about else []
        lines += [say("We say: {text}", text=text.text) for text in offer.says]
        makers = (offer.by,) if offer.by else ()
        event = _event(graph, "offer", offer.name, offer.label, offer.runs.first, offer.runs.last, makers, lines)
        yield event.replace(address=offer.address.text if offer.address else "")
        yield from _announcements(graph, offer, offer.runs.first, say)


def _announcements(graph: JourneyGraph, offer: Offer, first: date, say: Say) -> Iterator[Event]:
    for number, announcement in enumerate(offer.announcements, 1):
        day = _before(graph, first, announcement.before)
        name = offer.name if number == 1 else f"{offer.name}-{number}"
        if day:
            title = say("Announce: {offer}", offer=offer.label)
            yield _event(graph, "announcement", name, title, day, day, announcement.teams, [])


def _content(graph: JourneyGraph, say: Say) -> Iterator[Event]:
    """When content is due, and when it is read again."""
    for one in graph.journey.contents.values():
        makers = (one.by,) if one.by else ()
        for what, day in (("due", one.due), ("review", one.review_by)):
            if day:
                title = say("Due: {content}" if what == "due" else "Read again: {content}", content=one.label)
                yield _event(graph, "content", f"{what}-{one.name}", title, day.date, day.date, makers, [])
    for stage in graph.journey.stages.values():
        for inner in (inner for block in blocks_of_stage(stage) for inner in block.contents):
            if inner.review_by:
                name = f"review-{stage.name}-{sha256(inner.title.text.encode()).hexdigest()[:8]}"
                owners = (stage.owner,) if stage.owner else ()
                last = inner.review_by.date
                title = say("Read again: {content}", content=inner.title.text)
                yield _event(graph, "content", name, title, last, last, owners, [])


def _periods(graph: JourneyGraph, begins: date, say: Say) -> Iterator[Event]:
    """When the agreement is read again, and when plans, fiscal quarters and the fiscal year end."""
    journey = graph.journey
    review, every = next_review(graph), journey.review_every
    if review and every:
        signed = tuple(signature.team for signature in journey.signatures)
        title = say("Read the agreement again: {journey}", journey=journey.label)
        event = _event(graph, "review", "agreement", title, review, review, signed, [say("Every {time}", time=every)])
        yield event.replace(rule=_review_rule(review, every))
    for plan in journey.plans.values():
        last = plan.period.last
        title = say("{plan} ends", plan=plan.label)
        yield _event(graph, "period", f"plan-{plan.name}", title, last, last, (), [])
    month = fiscal_month(graph)
    if month:
        event = _event(graph, "period", "fiscal-quarter", say("The fiscal quarter ends"), begins, begins, (), [])
        yield event.replace(rule=Monthly((month + 1) % 12 + 1, 3, None, -1))
    if journey.fiscal_month:
        event = _event(graph, "period", "fiscal-year", say("The fiscal year ends"), begins, begins, (), [])
        yield event.replace(rule=Monthly((journey.fiscal_month + 10) % 12 + 1, 12, None, -1))


def _review_rule(first: date, every: Duration) -> Rule | None:
    """How an agreement comes back; none where its day is not in every month."""
    days = {"day": 1, "week": 7}.get(every.unit)
    return Daily(first, int(every.amount) * days) if days and every.amount else None


def _event(
    graph: JourneyGraph, kind: EventKind, name: str, title: str, first: date, last: date,
    teams: tuple[Reference, ...], lines: list[str],
) -> Event:  # fmt: skip
    titles = tuple(dict.fromkeys(graph.journey.teams[team.name].label for team in teams))
    uid = f"{kind}-{name}@{graph.journey.name}.journey"
    return Event(uid, kind, name, title, first, last, teams=titles, lines=tuple(lines))


def _rule(graph: JourneyGraph, schedule: EveryOn) -> Rule | None:
    number, weekday = schedule.number, WEEKDAYS.index(schedule.weekday) if schedule.weekday else None
    match schedule.unit:
        case "day" if number == 1:
            return Weekly(_workdays(graph), 1)
        case "day":
            return Daily(date(1970, 1, 5), number)
        case "week":
            return Weekly((weekday or 0,), number)
        case "month" | "quarter" | "year" as unit:
            place = _ORDINALS[schedule.ordinal] if schedule.ordinal else 1
            month = fiscal_month(graph) or 1
            # The last weekday of a quarter or a year is that of its last month.
            month += MONTHS_IN[unit] - 1 if place < 0 and unit != "month" else 0
            return Monthly((month - 1) % 12 + 1, number * MONTHS_IN[unit], weekday, place)
        case _:
            return None


def _workdays(graph: JourneyGraph) -> tuple[int, ...]:
    calendar = calendar_of(graph)
    named = {weekday for line in calendar.open_hours for weekday in line.weekdays} if calendar else set()
    return tuple(day for day, weekday in enumerate(WEEKDAYS) if weekday in named) or _WORKDAYS


def _after(graph: JourneyGraph, day: date, delay: Duration) -> date | None:
    """The day that comes so long after another; hours and minutes end on the next day that counts."""
    if not delay.is_business:
        return later(day, delay) or moved(day, 1)
    return _so_many_open_days(graph, day, _days(delay), 1)


def _before(graph: JourneyGraph, day: date, time: Duration) -> date | None:
    if not time.is_business:
        return later(day, time.replace(amount=-time.amount)) or moved(day, -1)
    return _so_many_open_days(graph, day, _days(time), -1)


def _days(time: Duration) -> int:
    return -int(-time.amount // 1) if time.unit == "day" else 1


def _so_many_open_days(graph: JourneyGraph, day: date, number: int, way: int) -> date | None:
    """An open day of the journey's calendar; from Monday to Friday where it has none."""
    calendar = calendar_of(graph)
    if calendar and number <= _MOST_DAYS:
        working = WorkingTime(calendar)
        return working.open_day_after(day, number) if way > 0 else working.open_day_before(day, number)
    found: date | None = day
    while found and 0 < number <= _MOST_DAYS:
        found = moved(found, way)
        number -= found is not None and found.weekday() in _WORKDAYS
    return found if number <= 0 else None
