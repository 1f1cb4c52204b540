"""The clocks of a handoff: how long, for whom, in whose hours, and who is asked when time is up."""

from __future__ import annotations

from datetime import datetime

from journeydsl.graph.teams import calendar_of
from journeydsl.model.path import Accept, Contact, Handoff, HandoffWhere
from journeydsl.model.values import Duration
from journeydsl.numbers.outlook import clock_outlook
from journeydsl.numbers.timetable import ordinary_timetable, team_clocks
from journeydsl.render.playbook.composing import existing, listed, note, said, table, words
from journeydsl.render.playbook.document import Amount, Block, Label, Own, Place, Said, Words
from journeydsl.render.playbook.pages.teams import WEEKDAYS
from journeydsl.render.playbook.site import Book


def clocks(book: Book, way: Handoff) -> tuple[Block, ...]:
    """Every clock of a handoff, those of single segments below the one for all."""
    whom: list[tuple[Handoff | HandoffWhere, Words]] = [(way, words("everybody"))]
    whom += [(where, words(book.holds(where.holds))) for where in way.wheres]
    rows = [_row(book, way, "Accept or send back", who, terms.accept, ()) for terms, who in whom if terms.accept]
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
    return (*existing(table(head, rows), starts, missing), *_worked(book, way))


def _attempts(contact: Contact) -> Words:
    return words(said(", at least {number} attempts", number=contact.attempts)) if contact.attempts else ()


def _row(book: Book, way: Handoff, name: str, whom: Words, clock: Accept | Contact, also: Words) -> tuple[Words, ...]:
    asked = clock.escalates_to
    return (
        words(name),
        whom,
        words(Amount(clock.duration), also),
        _hours(book, way, clock.duration),
        words(said("{team} is asked", team=book.team(asked))) if asked else words("nobody else is asked"),
        words(Place(clock.span)),
    )


def _hours(book: Book, way: Handoff, duration: Duration) -> Words:
    """The calendars in which business time counts: each receiver's own, else its parent's, else the journey's."""
    if not duration.is_business:
        return words("around the clock") if duration.unit in ("minute", "hour") else words("calendar days")
    calendars = (calendar_of(book.graph, team) for team in book.graph.receivers(way))
    found = dict.fromkeys(calendar.name for calendar in calendars if calendar)
    return listed([words(book.named("calendar", name)) for name in found], "or")


def _worked(book: Book, way: Handoff) -> tuple[Block, ...]:
    """When each clock is over for three starts of an ordinary week, and for the one that waits longest."""
    timetable = ordinary_timetable(book.graph)
    rows: list[tuple[Words, ...]] = []
    starts: tuple[Label, ...] = ()
    for clock in sorted(team_clocks(timetable, way), key=lambda one: one.kind != "accept"):
        outlook = clock_outlook(timetable, clock, None)
        if not outlook.is_counted or not outlook.examples or outlook.longest is None:
            continue
        starts = tuple(said("In on {moment}", moment=_moment(example.start)) for example in outlook.examples)
        longest = outlook.longest
        due = [words(said("due {moment}", moment=_reached(one.start, one.due))) for one in outlook.examples]
        ends = {"start": _moment(longest.start), "end": _reached(longest.start, longest.due)}
        last = said("in on {start}, due {end}", **ends)
        name = "Accept or send back" if clock.kind == "accept" else "First contact"
        where = next((where for where in way.wheres if where.holds.name == clock.holds), None)
        whom = words(book.holds(where.holds)) if where else words("everybody")
        rows.append((words(name), whom, *due, words(last)))
    if not rows:
        return ()
    lead = note("For example, in a week without holidays and closed days:")
    return existing(lead, table(("Clock", "For", *starts, "Longest"), rows))


def _moment(moment: datetime) -> Said:
    """`Friday 16:00`"""
    weekday = tuple(WEEKDAYS.values())[moment.weekday()]
    return said("{weekday} {time}", weekday=weekday, time=Own(f"{moment:%H:%M}"))


def _reached(start: datetime, moment: datetime) -> Said:
    """`Monday 11:30` where that is within the next six days, else `Monday 11:30, 10 days later`."""
    days = (moment.date() - start.date()).days
    if days <= 6:
        return _moment(moment)
    return said("{moment}, {number} days later", moment=_moment(moment), number=days)
