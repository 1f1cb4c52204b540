"""Start here: which page is whose, and one finding for each team, the gravest first."""

from __future__ import annotations

from journeydsl.diagnostics.finding import SEVERITIES, Diagnostic
from journeydsl.model.values import Money
from journeydsl.render.playbook.composing import existing, listed, note, paragraph, said, section, table, words
from journeydsl.render.playbook.document import Amount, Block, Figure, Link, Page, Section, Words
from journeydsl.render.playbook.pages.findings import finding
from journeydsl.render.playbook.pages.planning import monthly
from journeydsl.render.playbook.pages.sides import OPERATIONS, Findings, Side, received, sides_of, stages_of
from journeydsl.render.playbook.site import MAP, MARKET, START, Book

Stake = tuple[int, Amount | None]
"""Buyers of a month, and their worth."""


def start_page(book: Book, found: Findings, straight: Figure | None) -> Page:
    """The page for somebody who opens the playbook for the first time, and for Monday morning."""
    sides = sides_of(book)
    blocks = existing(
        _reading(book),
        section("yours", "Your page", _pages(book, sides)),
        section("straight", "The straight way", straight, _straight_words()) if straight else None,
        section("first", "What to mend first", *_first(book, sides, found)),
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


def _straight_words() -> Block:
    return note(
        "The shortest way from where buyers begin to where they are won; the overview shows all that can happen."
    )


def _pages(book: Book, sides: tuple[Side, ...]) -> Block | None:
    rows = []
    for side in sides:
        label = book.journey.teams[side.name].label
        owns = listed([words(book.stage(stage.name)) for stage in stages_of(book, side)])
        queues = listed([words(book.handoff(way)) for way in received(book, side)])
        rows.append((words(Link(label, *book.site.sides[side.name])), owns, queues))
    operations = words(Link(book.tongue.say("Revenue operations"), book.site.operations, ""))
    rows.append((operations, words("fields, rules and timers"), ()))
    return table(("Team", "Owns", "Receives"), rows)


def _first(book: Book, sides: tuple[Side, ...], found: Findings) -> list[Block | None]:
    """The gravest finding of each team; first those that touch the most money and buyers a month, by the plan."""
    named = [name for name in (*(side.name for side in sides), OPERATIONS) if found[name]]
    stakes = _stakes(book)
    firsts = [(name, min(found[name], key=lambda one: (_gravity(one), _rank(stakes.get(id(one)))))) for name in named]
    if not firsts:
        return [note("Nothing is open: every check of the journey is content.")]
    ranked = sorted(firsts, key=lambda one: (_rank(stakes.get(id(one[1]))), _gravity(one[1])))
    return [_one(book, name, one, len(found[name]), stakes.get(id(one))) for name, one in ranked]


def _gravity(diagnostic: Diagnostic) -> int:
    return SEVERITIES.index(diagnostic.severity)


def _stakes(book: Book) -> dict[int, Stake | None]:
    """The buyers of a month that each finding concerns, and their worth, where it lies on a step or stage of the plan;
    by the identities of the findings."""
    if not any(book.outlooks.values()):
        return {}
    stakes: dict[int, Stake | None] = {}
    for way in book.journey.handoffs:
        if here := [id(one) for one in book.found_in(way.span)]:
            found = [monthly(book, origin.name, way.target.name) for origin in way.origins]
            stake = max((buyers for buyers in found if buyers), key=lambda buyers: buyers[0], default=None)
            for one in here:
                stakes.setdefault(one, stake)
    for stage in book.journey.stages.values():
        if here := [id(one) for one in book.found_in(stage.span)]:
            stake = monthly(book, stage.name, None)
            for one in here:
                stakes.setdefault(one, stake)
    return stakes


def _rank(stake: Stake | None) -> tuple[float, int]:
    money = stake[1].value if stake and stake[1] else None
    return (-float(money.amount) if isinstance(money, Money) else 0.0, -stake[0] if stake else 0)


def _stake_words(stake: Stake) -> Words:
    number, money = stake
    if money:
        return words(
            said("This concerns {number} buyers a month, worth {money} by the plan.", number=number, money=money)
        )
    return words(said("This concerns {number} buyers a month by the plan.", number=number))


def _one(book: Book, name: str, diagnostic: Diagnostic, number: int, stake: Stake | None) -> Section | None:
    label = book.journey.teams[name].label if name else book.tongue.say("Revenue operations")
    page, mark = book.site.sides[name] if name else (book.site.operations, "")
    told = book.tongue.fill("{number} more on the page of the team", number=number - 1)
    more: Words = words(Link(told, page, mark or "findings"))
    who = words(book.team(name)) if name else words(Link(label, page, ""))
    concerns = paragraph(_stake_words(stake)) if stake else None
    rest = note(more) if number > 1 else None
    return section(f"first-{name or 'operations'}", who, concerns, finding(book, diagnostic), rest)
