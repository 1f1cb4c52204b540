"""The working rhythm: content to send, cadences day by day, offers and meetings."""

from __future__ import annotations

from journeydsl.graph.audience import Cell, matrix
from journeydsl.model.rhythm import (
    AfterOffer,
    Cadence,
    Content,
    EachNewcomer,
    EveryOn,
    Meeting,
    Offer,
    Reading,
    StepReading,
)
from journeydsl.model.values import Reference, written_number
from journeydsl.render.playbook.composing import existing, facts, listed, listing, section, table, words
from journeydsl.render.playbook.document import Block, Own, Page, Place, Run, Section, Web, Words
from journeydsl.render.playbook.pages.prose import prose, titled_prose
from journeydsl.render.playbook.pages.stages import roles
from journeydsl.render.playbook.pages.teams import WEEKDAYS
from journeydsl.render.playbook.site import RHYTHM, Book, anchor, own

_PURPOSES = {
    "plant": "plant: new buyers hear of us", "cultivate": "cultivate: interest grows",
    "harvest": "harvest: buyers become ready", "weed": "weed: the wrong ones leave",
}  # fmt: skip


def rhythm_page(book: Book) -> Page:
    """Everything that comes back week by week."""
    journey = book.journey
    blocks = existing(
        section(
            "contents",
            "Content",
            *(_content(book, content) for content in journey.contents.values()),
            _matrix(book),
        ),
        section("cadences", "Cadences", *(_cadence(book, cadence) for cadence in journey.cadences.values())),
        section("offers", "Offers", *(_offer(book, offer) for offer in journey.offers.values())),
        section("meetings", "Meetings", *(_meeting(book, meeting) for meeting in journey.meetings.values())),
    )
    under = words("What we send, what we do day by day, and when we meet.")
    return Page(RHYTHM, RHYTHM, "", "Working rhythm", under, None, blocks)


def _matrix(book: Book) -> Section | None:
    """Which content there is for whom at which stage; a gap where a stage expects somebody for whom there is none."""
    rows = matrix(book.graph)
    if not any(cell.titles for _, cells in rows for cell in cells):
        return None
    roles = [cell.role for cell in rows[0][1]]
    head = ("Stage", *(book.journey.roles[role].label if role else "Anybody" for role in roles))
    told = [(words(book.stage(Reference(stage.name, stage.name_span))), *map(_cell, cells)) for stage, cells in rows]
    kept = [row for row in told if any(row[1:])]
    return section("content-by-role", "What there is for whom", table(head, kept))


def _cell(cell: Cell) -> Words:
    return words("nothing yet") if cell.is_gap else listed([words(Own(title)) for title in cell.titles])


def _content(book: Book, content: Content) -> Section | None:
    asks = content.asks
    return section(
        anchor("content", content.name),
        words(Own(content.label)),
        prose(content.about),
        facts(
            ("For", roles(book, content.roles)),
            ("In", _stages(book, content)),
            ("By", words(book.team(content.by)) if content.by else ()),
            ("Answers", listed([words("“", Own(text.text), "”") for text in content.answers])),
            ("Asks the buyer to", words("“", Own(asks.text), "”") if asks else ()),
            ("Where", words(Web(content.address.text, content.address.text)) if content.address else ()),
            ("Due", words(content.due.date.isoformat()) if content.due else ()),
            ("To be reviewed by", words(content.review_by.date.isoformat()) if content.review_by else ()),
            ("Agreed by", _signed(book, content)),
        ),
        titled_prose("It says", content.text),
        place=content.name_span,
    )


def _stages(book: Book, thing: Content | Cadence | Offer) -> Words:
    return listed([words(book.stage(stage)) for stage in thing.stages])


def _signed(book: Book, thing: Content | Offer) -> Words:
    return listed([words(book.team(s.team), f" on {s.day.date.isoformat()}") for s in thing.signatures])


def _cadence(book: Book, cadence: Cadence) -> Section | None:
    rows = [
        (
            words(f"Day {day.day}"),
            listed(
                [
                    words(touch.channel, words(" with ", book.named("content", touch.content)) if touch.content else "")
                    for touch in day.touches
                ],
                "then",
            ),
            words(Place(day.span)),
        )
        for day in cadence.days
    ]
    return section(
        anchor("cadence", cadence.name),
        words(Own(cadence.label)),
        prose(cadence.about),
        facts(
            ("In", _stages(book, cadence)),
            ("By", words(book.team(cadence.by)) if cadence.by else ()),
            ("Stops when", book.condition(cadence.stop_when) if cadence.stop_when else ()),
        ),
        table(("Day", "What", "Written"), rows),
        place=cadence.name_span,
    )


def _offer(book: Book, offer: Offer) -> Section | None:
    brings = [words(f"{written_number(b.number.number)} ", book.stage(b.stage)) for b in offer.brings]
    told = [
        words(f"{a.before.text} before, to ", listed([words(book.team(team)) for team in a.teams]))
        for a in offer.announcements
    ]
    follow_ups = [
        words(own(f.text), words(" with " if f.text else "", book.named("content", f.content)) if f.content else "")
        for f in offer.follow_ups
    ]
    runs = offer.runs
    return section(
        anchor("offer", offer.name),
        words(Own(offer.label)),
        prose(offer.about),
        facts(
            ("By", words(book.team(offer.by)) if offer.by else ()),
            ("Runs", words(f"{runs.first.isoformat()} to {runs.last.isoformat()}") if runs else ()),
            ("For", roles(book, offer.roles)),
            ("In", _stages(book, offer)),
            ("Purpose", words(_PURPOSES[offer.purpose]) if offer.purpose else ()),
            ("Brings", listed(brings)),
            ("Costs", words(offer.costs.text) if offer.costs else ()),
            ("Announced", listed(told)),
            ("Followed up", listed(follow_ups, "then")),
            ("Where", words(Web(offer.address.text, offer.address.text)) if offer.address else ()),
            ("Leads carry", own(offer.leads_from)),
            ("Agreed by", _signed(book, offer)),
        ),
        listing([words("We say: “", Own(text.text), "”") for text in offer.says]),
        listing([words("We never say: “", Own(text.text), "”") for text in offer.never_says]),
        listing([words("A customer says: “", Own(text.text), "”") for text in offer.quotes]),
        place=offer.name_span,
    )


def _meeting(book: Book, meeting: Meeting) -> Section | None:
    return section(
        anchor("meeting", meeting.name),
        words(Own(meeting.label)),
        prose(meeting.about),
        facts(
            ("When", _schedule(book, meeting.schedule)),
            ("Who", listed([words(book.team(team)) for team in meeting.teams])),
            ("Kind", words(meeting.kind or "")),
            ("Looks at", listed([_reading(book, reading) for reading in meeting.readings])),
        ),
        _agenda(meeting),
        place=meeting.name_span,
    )


def _agenda(meeting: Meeting) -> Block | None:
    return section(f"agenda-{meeting.name}", "Agenda", listing([own(text) for text in meeting.agenda]))


def _schedule(book: Book, schedule: EveryOn | AfterOffer | EachNewcomer | None) -> Words:
    match schedule:
        case EveryOn(number=number, unit=unit, ordinal=ordinal, weekday=weekday, time=time):
            every = f"every {unit}" if number == 1 else f"every {number} {unit}s"
            day = WEEKDAYS[weekday] if weekday else ""
            on = f" on the {ordinal} {day}" if day and ordinal else f" on {day}" if day else ""
            return words(f"{every}{on}", f" at {time.text}" if time else "")
        case AfterOffer(delay=delay, offer=offer):
            return words(f"{delay.text} after ", book.named("offer", offer))
        case EachNewcomer(within=within):
            return words(f"within {within.text}, for each newcomer")
        case None:
            return ()


def _reading(book: Book, reading: Reading | StepReading) -> Words:
    found: Run | Words
    match reading:
        case Reading(kind=kind, name=name):
            found = book.named(kind, name)
        case StepReading(origin=origin, target=target):
            found = words(book.stage(origin), " to ", book.stage(target))
    return words(found)
