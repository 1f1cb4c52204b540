"""Who we sell to, in words: the ideal customer, who is none, and how buyers differ."""

from __future__ import annotations

from journeydsl.model.buyers import Rule, Segment
from journeydsl.render.playbook.composing import existing, listed, listing, note, section, table, words
from journeydsl.render.playbook.document import Block, Own, Page, Place, Section, Words
from journeydsl.render.playbook.pages.contract import definitions
from journeydsl.render.playbook.pages.prose import prose, titled_prose
from journeydsl.render.playbook.site import MARKET, Book, mapped


def market_page(book: Book) -> Page:
    """The ideal customer first, then who takes part, how buyers differ, and whom we do not sell to."""
    journey = book.journey
    out = [_rule(book, rule, "out") for rule in journey.rules.values() if rule.disqualifies]
    blocks = existing(
        _ideal(book),
        section("people", "Who takes part in buying", listing([_person(book, name) for name in journey.roles])),
        section("segments", "How they differ", *_segments(book)),
        section("out", "Whom we do not sell to", *out),
    )
    under = words("The buyers that this journey is made for, and those that it is not for.")
    return Page(MARKET, MARKET, "", "Who we sell to", under, None, blocks)


def _ideal(book: Book) -> Section | None:
    ideal = book.journey.ideal
    if ideal is None or ideal.name not in book.journey.rules:
        missing = note("The journey does not say who its ideal customer is.")
        return section("ideal", "The ideal customer", missing) if book.journey.rules else None
    rule = book.journey.rules[ideal.name]
    means = section("defined", "What that means", *definitions(book, rule.when)) if rule.when else None
    return section("ideal", "The ideal customer", _rule(book, rule, "ideal"), means)


def _rule(book: Book, rule: Rule, place: str) -> Section | None:
    return section(
        f"{place}-{rule.name}",
        words(book.named("rule", rule.name)),
        titled_prose("Because", rule.because),
        book.when(rule.when) if rule.when else note("Its condition could not be read; see the findings."),
        place=rule.name_span,
    )


def _person(book: Book, name: str) -> Words:
    role = book.journey.roles[name]
    cares = listed([(Own(text.text),) for text in role.cares])
    return words(book.named("role", name), ": " if cares else "", cares)


def _segments(book: Book) -> list[Block | None]:
    found: list[Block | None] = []
    for parts in book.journey.segmentations.values():
        segments = [book.journey.segments[reference.name] for reference in parts.segments]
        rows = [
            (words(book.named("segment", s.name)), _when(book, s), mapped(s.mapped), words(Place(s.name_span)))
            for s in segments
        ]
        named = words(book.named("segmentation", parts.name))
        shown = table(("Segment", "Who belongs to it", "In the CRM", "Written"), rows)
        found.append(section(f"by-{parts.name}", named, prose(parts.about), shown))
    return found


def _when(book: Book, segment: Segment) -> Words:
    return book.condition(segment.when) if segment.when else ()
