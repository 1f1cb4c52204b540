"""The clocks of a handoff: how long, for whom, in whose hours, and who is asked when time is up."""

from __future__ import annotations

from journeydsl.model.path import Accept, Contact, Handoff, HandoffWhere
from journeydsl.model.values import Duration
from journeydsl.render.playbook.composing import existing, listed, note, table, words
from journeydsl.render.playbook.document import Block, Place, Words
from journeydsl.render.playbook.site import Book


def clocks(book: Book, way: Handoff) -> tuple[Block, ...]:
    """Every clock of a handoff, those of single segments below the one for all."""
    whom: list[tuple[Handoff | HandoffWhere, Words]] = [(way, words("everybody"))]
    whom += [(where, words(book.holds(where.holds))) for where in way.wheres]
    rows = [_row(book, way, "Accept or send back", who, terms.accept, "") for terms, who in whom if terms.accept]
    rows += [
        _row(book, way, "First contact", who, terms.contact, _attempts(terms.contact))
        for terms, who in whom
        if terms.contact
    ]
    if not rows:
        return (note("No clock runs: nothing is agreed on how fast a buyer is accepted or called."),)
    head = ("Clock", "For", "Time", "In the hours of", "When time is up", "Written")
    starts = note("Every clock starts when the buyer is sent.")
    missing = note("No time is agreed for accepting a buyer.") if way.accept is None else None
    return existing(table(head, rows), starts, missing)


def _attempts(contact: Contact) -> str:
    return f", at least {contact.attempts.number} attempts" if contact.attempts else ""


def _row(book: Book, way: Handoff, name: str, whom: Words, clock: Accept | Contact, also: str) -> tuple[Words, ...]:
    asked = clock.escalates_to
    return (
        words(name),
        whom,
        words(f"{clock.duration.text}{also}"),
        _hours(book, way, clock.duration),
        words(book.team(asked), " is asked") if asked else words("nobody else is asked"),
        words(Place(clock.span)),
    )


def _hours(book: Book, way: Handoff, duration: Duration) -> Words:
    """The calendars in which business time counts: each receiver's own, else its parent's, else the journey's."""
    if not duration.is_business:
        return words("around the clock") if duration.unit in ("minute", "hour") else words("calendar days")
    found = dict.fromkeys(_calendar(book, team) for team in book.graph.receivers(way))
    return listed([words(book.named("calendar", name)) for name in found if name], "or")


def _calendar(book: Book, team: str) -> str:
    for name in book.graph.lineage(team):
        calendar = book.journey.teams[name].calendar
        if calendar:
            return calendar.name
    return book.journey.calendar.name if book.journey.calendar else ""
