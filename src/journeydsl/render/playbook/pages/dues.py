"""What a side owes and is owed: promises, volume, measures and meetings."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.model.promises import Promise
from journeydsl.render.playbook.composing import facts, listed, said, section, table, words
from journeydsl.render.playbook.document import Amount, Block, Place, Section, Words
from journeydsl.render.playbook.pages.agreement import PER, delivered, measured, promised_words
from journeydsl.render.playbook.pages.calendar import schedule_words
from journeydsl.render.playbook.pages.sides import Side
from journeydsl.render.playbook.site import Book


def given(book: Book, side: Side) -> Section | None:
    """What a side promises, to whom."""
    rows = [
        (
            words(book.named("promise", one.name)),
            _to(book, one),
            listed(promised_words(book, one)),
            words(Place(one.name_span)),
        )
        for one in book.journey.promises.values()
        if side.has(one.giver)
    ]
    return section("given", "You promise", table(("Promise", "To", "What", "Written"), rows))


def taken(book: Book, side: Side) -> Section | None:
    """What a side is promised, by whom."""
    rows = [
        (words(book.named("promise", one.name)), words(book.team(one.giver)) if one.giver else (),
         listed(promised_words(book, one)), words(Place(one.name_span)))
        for one in book.journey.promises.values()
        if side.has(one.receiver)
    ]  # fmt: skip
    return section("taken", "You are promised", table(("Promise", "From", "What", "Written"), rows))


def owed_volume(book: Book, side: Side) -> Block | None:
    """How many buyers a side owes, expects and can take."""
    journey = book.journey
    owes = [delivered(book, one) for promise in journey.promises.values() if side.has(promise.giver)
            for one in promise.delivers]  # fmt: skip
    expects = [delivered(book, one) for promise in journey.promises.values() if side.has(promise.receiver)
               for one in promise.delivers]  # fmt: skip
    room = [
        words(said("{team}: {volume}", team=book.team(name),
                   volume=words(said(PER[c.unit], number=c.number, what=book.stage(c.stage)))))
        for name in side.teams for c in journey.teams[name].capacities
    ]  # fmt: skip
    return facts(("You owe", listed(owes)), ("You expect", listed(expects)), ("Room for", listed(room)))


def watched(book: Book, side: Side) -> Iterator[Block | None]:
    """Measures, meetings, and the offers that a side is told of."""
    journey = book.journey
    rows = [
        (words(book.named("kpi", one.name)), measured(book, one), words(Amount(one.target)) if one.target else ())
        for one in journey.kpis.values()
        if side.has(one.team, *one.shared_by)
    ]
    yield table(("Measure", "What is measured", "Target"), rows)
    meetings = [
        (words(book.named("meeting", one.name)), schedule_words(book, one.schedule), words(Place(one.name_span)))
        for one in journey.meetings.values()
        if side.has(*one.teams)
    ]
    yield table(("Meeting", "When", "Written"), meetings)
    offers = [
        (words(book.named("offer", offer.name)), words(said("{time} before it begins", time=told.before)),
         words(Place(told.span)))
        for offer in journey.offers.values() for told in offer.announcements if side.has(*told.teams)
    ]  # fmt: skip
    yield table(("You are told of", "When", "Written"), offers)


def _to(book: Book, promise: Promise) -> Words:
    if promise.receiver:
        return words(book.team(promise.receiver))
    return words("the buyer") if promise.is_to_buyer else ()
