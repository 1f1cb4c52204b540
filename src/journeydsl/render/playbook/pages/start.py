"""Start here: which page is whose, and one finding for each team, the gravest first."""

from __future__ import annotations

from journeydsl.diagnostics.finding import SEVERITIES, Diagnostic
from journeydsl.render.playbook.composing import existing, listed, note, paragraph, said, section, table, words
from journeydsl.render.playbook.document import Block, Link, Page, Section, Words
from journeydsl.render.playbook.pages.findings import finding
from journeydsl.render.playbook.pages.sides import OPERATIONS, Side, findings_of, received, sides_of, stages_of
from journeydsl.render.playbook.site import MAP, MARKET, START, Book


def start_page(book: Book) -> Page:
    """The page for somebody who opens the playbook for the first time, and for Monday morning."""
    sides = sides_of(book)
    blocks = existing(
        _reading(book),
        section("yours", "Your page", _pages(book, sides)),
        section("first", "What to mend first", *_first(book, sides)),
    )
    under = words("Which page is yours, and the one thing that each team mends first.")
    return Page(START, START, "", "Start here", under, None, blocks)


def _reading(book: Book) -> Block | None:
    """What to read in the first ten minutes."""
    pages = [
        words(Link(book.tongue.say("Who we sell to"), MARKET, "")) if book.journey.rules else (),
        words(Link(book.tongue.say("Journey map"), MAP, "")) if book.journey.stages else (),
    ]
    found = [page for page in pages if page]
    return (
        paragraph(said("New here? Read {pages} first, then the page of your team.", pages=listed(found)))
        if found
        else None
    )


def _pages(book: Book, sides: tuple[Side, ...]) -> Block | None:
    rows = []
    for side in sides:
        label = book.journey.teams[side.name].label
        owns = listed([words(book.stage(stage.name)) for stage in stages_of(book, side)])
        queues = listed([words(book.handoff(way)) for way in received(book, side)])
        rows.append((words(Link(label, book.site.sides[side.name], "")), owns, queues))
    operations = words(Link(book.tongue.say("Revenue operations"), book.site.operations, ""))
    rows.append((operations, words("fields, rules and timers"), ()))
    return table(("Team", "Owns", "Receives"), rows)


def _first(book: Book, sides: tuple[Side, ...]) -> list[Block | None]:
    """The gravest finding of each team, the gravest of them first."""
    found = findings_of(book)
    firsts = [(name, min(found[name], key=_gravity)) for name in (*(s.name for s in sides), OPERATIONS) if found[name]]
    if not firsts:
        return [note("Nothing is open: every check of the journey is content.")]
    ranked = sorted(firsts, key=lambda one: _gravity(one[1]))
    return [_one(book, name, diagnostic, len(found[name])) for name, diagnostic in ranked]


def _gravity(diagnostic: Diagnostic) -> int:
    return SEVERITIES.index(diagnostic.severity)


def _one(book: Book, name: str, diagnostic: Diagnostic, number: int) -> Section | None:
    label = book.journey.teams[name].label if name else book.tongue.say("Revenue operations")
    page = book.site.sides[name] if name else book.site.operations
    more: Words = words(Link(book.tongue.fill("{number} more on the page of the team", number=number - 1), page,
                             "findings"))  # fmt: skip
    who = words(book.team(name)) if name else words(Link(label, page, ""))
    return section(f"first-{name or 'operations'}", who, finding(book, diagnostic), note(more) if number > 1 else None)
