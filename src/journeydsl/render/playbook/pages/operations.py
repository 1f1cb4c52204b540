"""For revenue operations: what to set up, from fields and triggers to timers and rules."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.graph.blocks import blocks_of_handoff
from journeydsl.model.conditions import Condition
from journeydsl.model.path import Handoff, HandoffWhere
from journeydsl.render.playbook.composing import existing, listed, said, section, table, words
from journeydsl.render.playbook.document import Amount, Block, Code, Page, Place, Run, Words
from journeydsl.render.playbook.pages.crm import MAPPED, crm_name, downloads
from journeydsl.render.playbook.pages.findings import first_findings
from journeydsl.render.playbook.pages.knowledge import how_known, type_words
from journeydsl.render.playbook.pages.sides import OPERATIONS, Findings
from journeydsl.render.playbook.site import Book, declared, mapped
from journeydsl.text.source import Span

_MOST_VALUES = 12


def operations_page(book: Book, found: Findings) -> Page:
    """Triggers, timers, routes, fields and rules, what has no name in the CRM yet, and the sheets."""
    blocks = existing(
        downloads(book),
        section("triggers", "What moves a buyer by itself", _triggers(book)),
        section("timers", "Timers to set", _timers(book)),
        section("fields", "Fields to keep", _fields(book)),
        section("rules", "Rules to build", _rules(book)),
        section("unmapped", "Without a name in the CRM", _unmapped(book)),
        section("findings", "What is open here", *first_findings(book, found[OPERATIONS])),
    )
    under = words("Everything that has to be set up so that the journey runs as it is written.")
    page = book.site.operations
    return Page(page, page, "For the team", "Revenue operations", under, None, blocks)


def _triggers(book: Book) -> Block | None:
    journey = book.journey
    rows = []
    for way in (*journey.moves, *journey.recycles, *journey.handoffs):
        if way.when and way.fires_itself:
            origin = words("Any stage") if way.leaves_any else listed([words(book.stage(o)) for o in way.origins], "or")
            rows.append(
                (origin, words(book.stage(way.target)), book.condition(way.when),
                 words(Code(way.when.span.words)), words(Place(way.header_span)))
            )  # fmt: skip
    return table(("From", "To", "When", "As written", "Written"), rows)


def _timers(book: Book) -> Block | None:
    rows = [row for way in book.journey.handoffs for terms in blocks_of_handoff(way)
            for row in _clocks(book, way, terms)]  # fmt: skip
    rows += [
        (words(book.stage(stage.name)), words("Time limit"), (), words(Amount(stage.leave.duration)),
         words(book.stage(stage.leave.target)), words(Place(stage.leave.span)))
        for stage in book.journey.stages.values() if stage.leave
    ]  # fmt: skip
    return table(("Where", "Timer", "For", "Time", "When time is up", "Written"), rows)


def _clocks(book: Book, way: Handoff, terms: Handoff | HandoffWhere) -> Iterator[tuple[Words, ...]]:
    whom = words(book.holds(terms.holds)) if isinstance(terms, HandoffWhere) else ()
    for name, clock in (("Accept or send back", terms.accept), ("First contact", terms.contact)):
        if clock:
            asked = words(said("{team} is asked", team=book.team(clock.escalates_to))) if clock.escalates_to else ()
            time = words(Amount(clock.duration))
            yield words(book.handoff(way)), words(name), whom, time, asked, words(Place(clock.span))


def _fields(book: Book) -> Block | None:
    rows = [
        (words(book.named("field", name)), mapped(field.mapped), type_words(book, field.type, _MOST_VALUES),
         how_known(book, name), words("yes") if field.is_personal else (), words(Place(field.name_span)))
        for name, field in book.journey.fields.items()
    ]  # fmt: skip
    return table(("Field", "In the CRM", "Kind", "Known by", "Personal", "Written"), rows)


def _rules(book: Book) -> Block | None:
    journey = book.journey
    found: list[tuple[Run, Condition | None, Span]] = []
    found += [(book.named("rule", one.name), one.when, one.name_span) for one in journey.rules.values()]
    found += [(book.named("segment", one.name), one.when, one.name_span) for one in journey.segments.values()]
    rows = [
        (words(named), book.condition(when), words(Code(when.span.words)), words(Place(place)))
        for named, when, place in found
        if when
    ]
    return table(("Name", "When", "As written", "Written"), rows)


def _unmapped(book: Book) -> Block | None:
    rows: list[tuple[Words, ...]] = []
    for kind, title in MAPPED.items():
        missing = [name for name, one in declared(book.journey, kind).items() if not crm_name(one)]
        if missing:
            rows.append((words(title), listed([words(book.named(kind, name)) for name in missing])))
    return table(("Kind", "Which"), rows)
