"""The story: what each stage says, who signed it and what is never said; and the objections with their answers."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.graph.audience import content_in
from journeydsl.graph.blocks import blocks_of_stage
from journeydsl.graph.sayings import bans
from journeydsl.model.path import Stage
from journeydsl.model.people import Objection
from journeydsl.model.rhythm import Content
from journeydsl.render.playbook.composing import existing, facts, listed, listing, note, said, section, table, words
from journeydsl.render.playbook.document import Block, Own, Page, Place, Section, Words
from journeydsl.render.playbook.pages.content import signed_words
from journeydsl.render.playbook.pages.stages import answer_block
from journeydsl.render.playbook.site import OBJECTIONS, STORY, Book, declared


def story_page(book: Book) -> Page:
    """Stage by stage what is said, then what is never said."""
    told = [block for stage in book.journey.stages.values() for block in existing(_stage(book, stage))]
    roles = [
        section(
            f"role-{role.name}", words(book.named("role", role.name)), _said([text.text for text in role.words.says])
        )
        for role in book.journey.roles.values()
    ]
    everywhere = section("everywhere", "In every stage", _said([text.text for text in book.journey.words.says]))
    never = section("never", "What is never said", _never(book))
    blocks = existing(everywhere, *told, section("roles", "To each role", *roles), never)
    under = words("What a buyer hears from us on the way, in one voice, whoever speaks.")
    return Page(STORY, STORY, "", "The story", under, None, blocks)


def _stage(book: Book, stage: Stage) -> Section | None:
    says = [text.text for block in blocks_of_stage(stage) for text in block.words.says]
    pieces = [one for one in content_in(book.graph, stage) if isinstance(one, Content) and one.stages]
    signed = [
        words(said("{content}: {teams}", content=book.named("content", one.name), teams=signed_words(book, one)))
        for one in pieces
        if one.signatures
    ]
    sent = listed([words(book.named("content", one.name)) for one in pieces])
    asks = [words("“", Own(one.asks.text), "”") for one in pieces if one.asks]
    rows = facts(("What we send", sent), ("We ask them to", listed(asks)), ("Who signed it", listed(signed)))
    if not (says or pieces):
        return None
    return section(
        f"story-{stage.name}",
        words(book.stage(stage.name)),
        _said(says) or note("Nothing is agreed to be said here."),
        rows,
        place=stage.name_span,
    )


def _said(texts: list[str]) -> Block | None:
    return listing([words("“", Own(text), "”") for text in texts])


def _never(book: Book) -> Block | None:
    """Every phrase that is banned, and where."""
    rows = [
        (words("“", Own(ban.phrase.text), "”"), _scope(book, ban.by), words(Place(ban.phrase.span)))
        for ban in bans(book.graph)
    ]
    return table(("Never say", "Where", "Written"), rows)


def _scope(book: Book, by: str) -> Words:
    kind, _, name = by.partition(" ")
    name = name.partition(" ")[0]
    for known in ("stage", "role", "offer", "term"):
        if kind == known and name in declared(book.journey, known):
            return words(book.named(known, name))
    return words("everywhere")


def objections_page(book: Book) -> Page:
    """Every objection with its answer, by the stage or role that it comes from."""
    places = [(words("In every stage"), "everywhere", book.journey.words.objections)]
    for stage in book.journey.stages.values():
        found = tuple(one for block in blocks_of_stage(stage) for one in block.words.objections)
        places.append((words(book.stage(stage.name)), f"stage-{stage.name}", found))
    for role in book.journey.roles.values():
        places.append((words(book.named("role", role.name)), f"role-{role.name}", role.words.objections))
    blocks = existing(*(section(name, title, *_objections(name, objections)) for title, name, objections in places))
    under = words("What buyers hold against us, and what we answer.")
    return Page(OBJECTIONS, OBJECTIONS, "", "Objections", under, None, blocks)


def _objections(place: str, objections: tuple[Objection, ...]) -> Iterator[Section | None]:
    for number, one in enumerate(objections, 1):
        answer = answer_block(one.answer.text) if one.answer else note("No answer is agreed yet.")
        yield section(f"{place}-{number}", words("“", Own(one.text.text), "”"), answer, place=one.span)
