"""What a sponsor reads: the target, the promises between all teams, their room, and what is measured."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.render.playbook.composing import existing, listed, said, section, table, words
from journeydsl.render.playbook.document import Amount, Block, Page, Place, Section, Words
from journeydsl.render.playbook.pages.agreement import PER, agreed_table, measured, promised_words
from journeydsl.render.playbook.pages.numbers import numbers_blocks
from journeydsl.render.playbook.pages.sides import Side
from journeydsl.render.playbook.site import Book


def leadership(book: Book, side: Side) -> Iterator[Section | None]:
    """The parts of the page of a side that the journey's sponsor belongs to."""
    if side.has(book.journey.sponsor):
        yield from _parts(book)


def leadership_page(book: Book) -> Page | None:
    """The same on a page of its own, where the journey names no sponsor."""
    if book.journey.sponsor is not None:
        return None
    blocks = existing(*_parts(book))
    under = words("The target, what the teams promise each other, and what they can carry.")
    path = book.site.leadership
    return Page(path, path, "For the team", "Leadership", under, None, blocks) if blocks else None


def _parts(book: Book) -> Iterator[Section | None]:
    yield section("quota", "What is planned", *numbers_blocks(book))
    yield section("all-promises", "What the teams promise each other", _promises(book))
    yield section("capacity", "What the teams can carry", _capacity(book))
    yield section("measures", "What is measured", _measures(book))
    yield section("agreed", "Who agreed, and when", agreed_table(book))


def _promises(book: Book) -> Block | None:
    rows = [
        (
            words(book.team(one.giver)) if one.giver else words("All"),
            words(book.team(one.receiver)) if one.receiver else words("the buyer") if one.is_to_buyer else (),
            listed(promised_words(book, one)),
            words(book.named("promise", one.name)),
            words(Place(one.name_span)),
        )
        for one in book.journey.promises.values()
    ]
    return table(("From", "To", "Promised", "Promise", "Written"), rows)


def _capacity(book: Book) -> Block | None:
    rows = []
    for team in book.journey.teams.values():
        room = [words(said(PER[c.unit], number=c.number, what=book.stage(c.stage))) for c in team.capacities]
        people: Words = words(Amount(team.people)) if team.people else ()
        if room or people:
            rows.append((words(book.team(team.name)), people, listed(room), words(Place(team.name_span))))
    return table(("Team", "People", "Room for", "Written"), rows)


def _measures(book: Book) -> Block | None:
    rows = [
        (words(book.named("kpi", one.name)), measured(book, one), words(Amount(one.target)) if one.target else ())
        for one in book.journey.kpis.values()
    ]
    return table(("Measure", "What is measured", "Target"), rows)
