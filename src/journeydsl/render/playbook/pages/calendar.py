"""The calendar: what has a day, what comes back, and each meeting."""

from __future__ import annotations

from datetime import date

from journeydsl.exchange.agenda import events
from journeydsl.exchange.events import Event
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.graph.reviews import next_review
from journeydsl.model.people import Weekday
from journeydsl.model.rhythm import (
    AfterOffer,
    EachNewcomer,
    EveryOn,
    Meeting,
    MeetingKind,
    Ordinal,
    Reading,
    StepReading,
)
from journeydsl.model.values import Duration
from journeydsl.render.playbook.composing import existing, facts, listed, listing, note, said, section, table, words
from journeydsl.render.playbook.document import Amount, Block, FileLink, Own, Page, Section, Words
from journeydsl.render.playbook.pages.agreement import step_words
from journeydsl.render.playbook.pages.prose import prose
from journeydsl.render.playbook.pages.teams import WEEKDAYS
from journeydsl.render.playbook.site import CALENDAR, Book, anchor, own

_MEETINGS: dict[MeetingKind, str] = {
    "audit": "Promises are looked at", "review": "Looking back", "calls": "Calls together", "training": "Training",
    "onboarding": "Onboarding", "social": "Getting together",
}  # fmt: skip
_ORDINALS: dict[Ordinal, str] = {
    "first": "{every} on the first {weekday}", "second": "{every} on the second {weekday}",
    "third": "{every} on the third {weekday}", "fourth": "{every} on the fourth {weekday}",
    "last": "{every} on the last {weekday}",
}  # fmt: skip


def first_day(graph: JourneyGraph) -> date | None:
    """The day from which the playbook's calendar runs: that of the newest signature, else the first that is planned."""
    journey = graph.journey
    planned = [one.runs.first for one in journey.offers.values() if one.runs]
    planned += [plan.period.first for plan in journey.plans.values()]
    return max((signature.day.date for signature in journey.signatures), default=min(planned, default=None))


def calendar_page(book: Book) -> Page:
    """Days first, then meetings."""
    meetings = [_meeting(book, meeting) for meeting in book.journey.meetings.values()]
    days = _days(book)
    begins = first_day(book.graph)
    is_dated = begins is not None and bool(events(book.graph, begins, None, None))
    file = note(FileLink("For calendar programs: calendar.ics", "calendar.ics")) if is_dated else None
    blocks = existing(file, section("days", "On a day", days), section("meetings", "Meetings", *meetings))
    under = words("When offers run, when what is looked at again, and when we meet.")
    return Page(CALENDAR, CALENDAR, "", "Calendar", under, None, blocks)


def _days(book: Book) -> Block | None:
    begins = first_day(book.graph)
    if begins is None:
        return None
    dated = [event for event in events(book.graph, begins, None, None) if event.rule is None and event.kind != "review"]
    review = next_review(book.graph)
    rows = [(event.first, event.last, _titled(book, event), _whom(event)) for event in dated]
    rows += [(review, review, words("The agreement is read again"), ())] if review else []
    told = [
        (
            words(Amount(first)) if first == last else words(said("{first} to {last}", first=first, last=last)),
            title,
            whom,
        )
        for first, last, title, whom in sorted(rows, key=lambda row: row[:2])
    ]
    return table(("Day", "What", "For"), told)


def _titled(book: Book, event: Event) -> Words:
    rest = Own(event.title.partition(": ")[2] or event.title)
    match event.kind:
        case "offer":
            return words(book.named("offer", event.name))
        case "announcement":
            return words(said("Announce {offer}", offer=book.named("offer", event.name.partition("-")[0])))
        case "meeting":
            return words(book.named("meeting", event.name))
        case "content":
            message = "{content} is due" if event.name.startswith("due-") else "{content} is read again"
            return words(said(message, content=rest))
        case "period" if event.name.startswith("plan-"):
            return words(said("{plan} ends", plan=book.named("plan", event.name.removeprefix("plan-"))))
        case "period" | "review":
            return words("The agreement is read again")


def _whom(event: Event) -> Words:
    return listed([(Own(team),) for team in event.teams])


def _meeting(book: Book, meeting: Meeting) -> Section | None:
    return section(
        anchor("meeting", meeting.name),
        words(Own(meeting.label)),
        prose(meeting.about),
        facts(
            ("When", schedule_words(book, meeting.schedule)),
            ("Who", listed([words(book.team(team)) for team in meeting.teams])),
            ("Kind", words(_MEETINGS[meeting.kind]) if meeting.kind else ()),
            ("Looks at", listed([_reading(book, reading) for reading in meeting.readings])),
        ),
        section(f"agenda-{meeting.name}", "Agenda", listing([own(text) for text in meeting.agenda])),
        place=meeting.name_span,
    )


def schedule_words(book: Book, schedule: EveryOn | AfterOffer | EachNewcomer | None) -> Words:
    """`every week on Monday at 10:00`"""
    match schedule:
        case EveryOn(number=number, unit=unit, time=time) as when:
            every = Amount(Duration(number, unit, False, when.span), "every")
            day = words(said("{when} at {time}", when=_on(every, when), time=time)) if time else _on(every, when)
            return day
        case AfterOffer(delay=delay, offer=offer):
            return words(said("{time} after {offer}", time=delay, offer=book.named("offer", offer)))
        case EachNewcomer(within=within):
            return words(said("within {time:dative}, for each newcomer", time=within))
        case None:
            return ()


def _on(every: Amount, when: EveryOn) -> Words:
    weekday: Weekday | None = when.weekday
    if weekday is None:
        return words(every)
    message = _ORDINALS[when.ordinal] if when.ordinal else "{every} on {weekday}"
    return words(said(message, every=every, weekday=WEEKDAYS[weekday]))


def _reading(book: Book, reading: Reading | StepReading) -> Words:
    match reading:
        case Reading(kind=kind, name=name):
            return words(book.named(kind, name))
        case StepReading():
            return step_words(book, reading)
