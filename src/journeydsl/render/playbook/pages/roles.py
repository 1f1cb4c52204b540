"""The people on the buyer's side: an overview, and a page for each role."""

from __future__ import annotations

from journeydsl.graph.audience import content_in, expected_roles
from journeydsl.model.path import Stage
from journeydsl.model.people import Role
from journeydsl.model.rhythm import Content
from journeydsl.render.playbook.composing import existing, listed, listing, note, said, section, table, words
from journeydsl.render.playbook.document import Block, Own, Page, Place, Soft, Web
from journeydsl.render.playbook.pages.findings import findings_here
from journeydsl.render.playbook.pages.prose import prose
from journeydsl.render.playbook.pages.stages import no_pages, sayings
from journeydsl.render.playbook.site import BUYERS, Book, mapped, marks, own


def roles_page(book: Book) -> Page:
    """Who takes part in buying, and the words for all buyers."""
    taking = _taking_part(book)
    rows = [
        (
            words(book.named("role", role.name)),
            listed([own(text) for text in role.cares]),
            listed([words(book.stage(stage.name)) for stage in taking.get(role.name, ())]),
            mapped(role.mapped),
            words(Place(role.name_span)),
        )
        for role in book.journey.roles.values()
    ]
    everywhere = section("everywhere", "In every stage", *sayings(book.journey.words))
    head, places = ("Role", "Cares about", "Takes part in", "In the CRM", "Written"), book.site.roles
    blocks = existing(no_pages(places), table(head, rows, marks(places)), everywhere)
    return Page(BUYERS, BUYERS, "", "Who buys", words("The people on the buyer's side."), None, blocks)


def role_page(book: Book, role: Role) -> Page:
    """One role: what it cares about, says and hears, what we have for it in each stage."""
    cares = listing([own(text) for text in role.cares])
    blocks = existing(
        prose(role.about),
        section("cares", "Cares about", cares),
        *sayings(role.words),
        section("stages", "Where they take part", _where(book, role)),
        section("have", "What we have for them", _content(book, role)),
        findings_here(book, role.span),
    ) or (note("Nothing is written about this role yet."),)
    crm = (Soft(role.mapped.text),) if role.mapped else ()
    return Page(book.site.roles[role.name][0], BUYERS, "Role", Own(role.label), crm, role.name_span, blocks)


def _taking_part(book: Book) -> dict[str, list[Stage]]:
    """The stages in which each role takes part, by its name."""
    found: dict[str, list[Stage]] = {}
    for stage in book.journey.stages.values():
        for role in expected_roles(stage):
            found.setdefault(role.name, []).append(stage)
    return found


def _stages(book: Book, role: Role) -> list[Stage]:
    stages = book.journey.stages.values()
    return [stage for stage in stages if any(one.name == role.name for one in expected_roles(stage))]


def _where(book: Book, role: Role) -> Block | None:
    rows = [
        (
            words(book.stage(stage.name)),
            words(book.team(stage.owner)) if stage.owner else words("Nobody yet"),
            listed([words(said("“{text}”", text=own(text))) for line in stage.words.buyer_lines
                    if line.verb == "asks" for text in line.texts]),
        )
        for stage in _stages(book, role)
    ]  # fmt: skip
    return table(("Stage", "Owner", "What buyers ask there"), rows)


def _content(book: Book, role: Role) -> Block | None:
    rows = []
    for stage in book.journey.stages.values():
        for one in content_in(book.graph, stage):
            if any(reference.name == role.name for reference in one.roles):
                name = book.named("content", one.name) if isinstance(one, Content) else Own(one.title.text)
                where = words(Web(one.address.text, one.address.text)) if one.address else ()
                rows.append((words(name), words(book.stage(stage.name)), where))
    return table(("What", "In", "Where"), rows)
