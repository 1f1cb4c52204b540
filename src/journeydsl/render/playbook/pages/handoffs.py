"""The list of handoffs, with the reasons for sending a buyer back or away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from journeydsl.render.playbook.composing import existing, listed, note, section, table, words
from journeydsl.render.playbook.document import (
    Amount,
    Block,
    Page,
    Place,
    Words,
)
from journeydsl.render.playbook.pages.stages import no_pages
from journeydsl.render.playbook.site import HANDOFFS, Book, anchor, mapped


def handoffs_page(book: Book) -> Page:
    """All handoffs, in their order, and every reason for sending a buyer back or away."""
    none = note("No handoff is written yet: every buyer stays with one team.")
    under = words("Where a buyer changes hands, and what both sides promise.")
    every = handoff_table(book, _marks(book))
    blocks = existing(no_pages(book.site.handoffs), every or none, section("reasons", "Reasons", _reason_table(book)))
    return Page(HANDOFFS, HANDOFFS, "", "Handoffs", under, None, blocks)


def _marks(book: Book) -> list[str]:
    """An id for the first of each name."""
    left = dict(book.site.handoffs)
    return [left.pop(way.name, ("", ""))[1] for way in book.journey.handoffs]


def handoff_table(book: Book, anchors: Sequence[str] = ()) -> Block | None:
    """Every handoff on a line."""
    rows = [
        (
            words(book.handoff(way)),
            teams(book, book.graph.senders(way)),
            teams(book, book.graph.receivers(way)),
            words(Amount(way.accept.duration)) if way.accept else words("no time agreed"),
            listed([words(book.stage(target)) for target in dict.fromkeys(r.target.name for r in way.rejects)], "or"),
        )
        for way in book.journey.handoffs
    ]
    return table(("Handoff", "From", "To", "Accepted within", "May go back to"), rows, anchors)


def _reason_table(book: Book) -> Block | None:
    rows = [
        (words(book.named("reason", reason.name)), mapped(reason.mapped), words(Place(reason.name_span)))
        for reason in book.journey.reasons.values()
    ]
    anchors = [anchor("reason", name) for name in book.journey.reasons]
    return table(("Reason", "In the CRM", "Written"), rows, anchors)


def teams(book: Book, names: Iterable[str]) -> Words:
    """Teams by their labels, one of which it is."""
    return listed([words(book.team(name)) for name in names], "or")
