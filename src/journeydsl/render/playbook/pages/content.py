"""The content library: what there is for whom in which stage, what is missing, and every piece."""

from __future__ import annotations

from journeydsl.graph.audience import Cell, matrix, unanswered, unprovided
from journeydsl.graph.blocks import blocks_of_stage
from journeydsl.model.rhythm import Cadence, Content, Offer
from journeydsl.render.playbook.composing import existing, facts, listed, listing, note, said, section, table, words
from journeydsl.render.playbook.document import Amount, Block, Label, Own, Page, Section, Strong, Web, Words
from journeydsl.render.playbook.pages.prose import prose, titled_prose
from journeydsl.render.playbook.pages.stages import roles
from journeydsl.render.playbook.site import CONTENT, Book, anchor


def content_page(book: Book) -> Page:
    """By stage and role first, then its gaps, then each piece."""
    pieces = [_piece(book, content) for content in book.journey.contents.values()]
    blocks = existing(
        _matrix(book),
        section("gaps", "What is missing", *gaps(book, tuple(book.journey.stages))),
        section("pieces", "Every piece", *pieces),
    )
    under = words("What we have to send, for whom and when, and what is still missing.")
    return Page(CONTENT, CONTENT, "", "Content library", under, None, blocks)


def gaps(book: Book, stages: tuple[str, ...]) -> tuple[Block, ...]:
    """Roles for whom there is nothing where they are expected, and questions that nothing answers, in some stages."""
    named = frozenset(stages)
    missing = [
        words(said("Nothing for {role} in {stage}.", role=book.named("role", role), stage=book.stage(stage.name)))
        for stage, role in unprovided(book.graph)
        if stage.name in named
    ]
    open_questions = [
        words(said("Nothing answers “{question}” in {stage}.", question=Own(asked.text.text),
                   stage=book.stage(asked.stage.name)))
        for asked in unanswered(book.graph)
        if asked.stage and asked.stage.name in named
    ]  # fmt: skip
    return existing(listing([*missing, *open_questions]))


def _matrix(book: Book) -> Section | None:
    journey = book.journey
    if not journey.contents and not any(b.contents for s in journey.stages.values() for b in blocks_of_stage(s)):
        return None
    rows = matrix(book.graph)
    if not any(cell.titles for _, cells in rows for cell in cells):
        return None
    cells = [cell.role for cell in rows[0][1]]
    head: tuple[Label, ...] = tuple(Own(book.journey.roles[role].label) if role else "Anybody" for role in cells)
    told = [(words(book.stage(stage.name)), *map(_cell, cells)) for stage, cells in rows]
    kept = [row for row in told if any(row[1:])]
    return section("by-role", "What there is for whom", table(("Stage", *head), kept))


def _cell(cell: Cell) -> Words:
    return (Strong("nothing yet"),) if cell.is_gap else listed([words(Own(title)) for title in cell.titles])


def _piece(book: Book, content: Content) -> Section | None:
    asks = content.asks
    return section(
        anchor("content", content.name),
        words(Own(content.label)),
        prose(content.about),
        facts(
            ("For", roles(book, content.roles)),
            ("In", stages_words(book, content)),
            ("By", words(book.team(content.by)) if content.by else ()),
            ("Answers", listed([words("“", Own(text.text), "”") for text in content.answers])),
            ("Asks the buyer to", words("“", Own(asks.text), "”") if asks else ()),
            ("Where", words(Web(content.address.text, content.address.text)) if content.address else ()),
            ("Due", words(Amount(content.due.date)) if content.due else ()),
            ("To be reviewed by", words(Amount(content.review_by.date)) if content.review_by else ()),
            ("Agreed by", signed_words(book, content)),
        ),
        titled_prose("It says", content.text),
        None if content.address or content.text else note("It has no address and no text yet."),
        place=content.name_span,
    )


def stages_words(book: Book, thing: Content | Cadence | Offer) -> Words:
    """The stages that something is for."""
    return listed([words(book.stage(stage)) for stage in thing.stages])


def signed_words(book: Book, thing: Content | Offer) -> Words:
    """The teams that agreed on something, each with its day."""
    return listed([words(said("{team} on {day}", team=book.team(s.team), day=s.day.date)) for s in thing.signatures])
