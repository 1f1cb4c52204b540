"""The list of stages, and a page for each."""

from __future__ import annotations

from collections.abc import Mapping

from journeydsl.model.path import Help, Preference, Stage, StageContent, StageKind, StageWhere, TimeLimit
from journeydsl.model.people import Verb
from journeydsl.model.people import Words as Sayings
from journeydsl.model.values import Reference
from journeydsl.render.playbook.composing import (
    existing,
    facts,
    listed,
    listing,
    note,
    paragraph,
    said,
    section,
    table,
    words,
)
from journeydsl.render.playbook.document import (
    Amount,
    Block,
    Facts,
    Own,
    Page,
    Place,
    ProseBlock,
    Section,
    Table,
    Web,
    Words,
)
from journeydsl.render.playbook.pages.findings import findings_here
from journeydsl.render.playbook.pages.passages import ways_in, ways_out
from journeydsl.render.playbook.pages.prose import prose
from journeydsl.render.playbook.site import STAGES, Address, Book, has_pages, mapped, marks, own, within

VERBS: dict[Verb, str] = {"does": "Does", "asks": "Asks", "wants": "Wants", "knows": "Already knows"}
_LINES: dict[Verb, str] = {
    "does": "The buyer does: {text}", "asks": "The buyer asks: {text}", "wants": "The buyer wants: {text}",
    "knows": "The buyer already knows: {text}",
}  # fmt: skip
PREFERENCES: dict[Preference, str] = {
    "self service": "self service", "remote": "remote meetings", "in person": "meetings in person",
}  # fmt: skip
_KINDS: dict[StageKind, str] = {"plain": "", "resting": "May wait here", "won": "Won", "lost": "Lost"}


def stages_page(book: Book) -> Page:
    """All stages, in their order."""
    rows = [
        (
            words(book.stage(stage.name)),
            words(book.team(stage.owner)) if stage.owner else words("Nobody yet"),
            tags(stage),
            leave_words(book, stage.leave),
            mapped(stage.mapped),
            words(Place(stage.name_span)),
        )
        for stage in book.journey.stages.values()
    ]
    head = ("Stage", "Owner", "Kind", "Time limit", "In the CRM", "Written")
    none = note("No stage is written yet.")
    under = words("Where a buyer can be, and whose buyer that is.")
    listed_here = existing(no_pages(book.site.stages), table(head, rows, marks(book.site.stages)) or none)
    return Page(STAGES, STAGES, "", "Stages", under, None, listed_here)


def no_pages(places: Mapping[str, Address]) -> Block | None:
    """What is said above a list of so many that none has a page of its own."""
    if has_pages(places):
        return None
    message = "{number} are too many for a page each: this list has the most important of each, the file all of it."
    return note(said(message, number=len(places)))


def stage_page(book: Book, stage: Stage) -> Page:
    """All about one stage."""
    marks = " · ".join(book.tongue.say(part) for part in ("Stage", *_marks(stage)))
    no_owner = words("Nobody owns this stage yet")
    owner = words(said("Owned by {team}", team=book.team(stage.owner))) if stage.owner else no_owner
    blocks = existing(
        note("Part of this stage could not be read; see the findings.") if not stage.is_whole else None,
        prose(stage.about),
        _at_a_glance(book, stage),
        _buyer(stage.words),
        _what_we_say(stage.words),
        _what_we_send(book, stage),
        section("help", "Who helps", _helps(book, stage.helps)),
        _ways(book, stage),
        section("differences", "What differs", *(_where(book, where) for where in stage.wheres)),
        _working_rhythm(book, stage),
        findings_here(book, stage.span),
    )
    return Page(book.site.stages[stage.name][0], STAGES, Own(marks), Own(stage.label), owner, stage.name_span, blocks)


def tags(stage: Stage) -> Words:
    """`Start · Gate`: what is special about a stage."""
    return words(*[part for mark in _marks(stage) for part in (" · ", mark)][1:])


def leave_words(book: Book, leave: TimeLimit | None) -> Words:
    """`60 days, then Nurture`"""
    return words(said("{time}, then {stage}", time=leave.duration, stage=book.stage(leave.target))) if leave else ()


def _marks(stage: Stage) -> tuple[str, ...]:
    parts = ("Start" if stage.is_entry else "", _KINDS[stage.kind], "Gate" if stage.is_gate else "")
    return tuple(part for part in parts if part)


def sayings(said: Sayings) -> tuple[Block, ...]:
    """What buyers say and what is said to them, where the journey or a role says it."""
    return existing(_buyer(said), _what_we_say(said))


def _at_a_glance(book: Book, stage: Stage) -> Facts | None:
    return facts(
        ("Known on arrival", fields(book, stage.requires)),
        ("We find out", fields(book, stage.collects)),
        ("Who takes part", listed([words(book.named("role", role)) for role in stage.expects])),
        ("Buyers prefer", words(PREFERENCES[stage.prefers]) if stage.prefers else ()),
        ("Time limit", leave_words(book, stage.leave)),
        ("Every win passes here", words("Yes, this is a gate") if stage.is_gate else ()),
        ("Chance to win", words(Amount(stage.probability)) if stage.probability else ()),
        ("In the CRM", mapped(stage.mapped)),
    )


def fields(book: Book, references: tuple[Reference, ...]) -> Words:
    """Fields by their labels."""
    return listed([words(book.named("field", reference)) for reference in references])


def _buyer(said: Sayings) -> Section | None:
    rows = [
        (words(VERBS[line.verb]), words(Own(text.text)), own(line.basis), words(Place(line.span)))
        for line in said.buyer_lines
        for text in line.texts
    ]
    return section("buyer", "The buyer", table(("The buyer", "What", "We know it from", "Written"), rows))


def _what_we_say(spoken: Sayings) -> Section | None:
    objections = [
        block
        for objection in spoken.objections
        for block in existing(
            paragraph(said("When they say: “{text}”", text=Own(objection.text.text))),
            answer_block(objection.answer.text) if objection.answer else note("No answer is agreed yet."),
        )
    ]
    return section(
        "say",
        "What we say",
        listing([words("“", Own(text.text), "”") for text in spoken.says]),
        section("never-say", "What we never say", listing([words("“", Own(t.text), "”") for t in spoken.never_says])),
        section("objections", "Objections, and our answers", *objections),
    )


def answer_block(text: str) -> ProseBlock:
    """What is answered to an objection."""
    return ProseBlock("We answer", text, is_markdown=True)


def _what_we_send(book: Book, stage: Stage) -> Section | None:
    own_rows = [_content(book, content) for content in stage.contents]
    shared = [
        (
            words(book.named("content", content.name)),
            roles(book, content.roles),
            words(Web(content.address.text, content.address.text)) if content.address else (),
            words(Place(content.name_span)),
        )
        for content in book.journey.contents.values()
        if any(reference.name == stage.name for reference in content.stages)
    ]
    return section("send", "What we send", table(("What", "For", "Where", "Written"), [*own_rows, *shared]))


def _content(book: Book, content: StageContent) -> tuple[Words, ...]:
    address = content.address
    return (
        own(content.title),
        roles(book, content.roles),
        words(Web(address.text, address.text)) if address else (),
        words(Place(content.span)),
    )


def roles(book: Book, references: tuple[Reference, ...]) -> Words:
    """Roles by their labels."""
    return listed([words(book.named("role", reference)) for reference in references])


def _helps(book: Book, helps: tuple[Help, ...]) -> Table | None:
    rows = [
        (words(book.team(help_.team)), own(help_.text), within(help_.within), words(Place(help_.span)))
        for help_ in helps
    ]
    return table(("Team", "How", "How fast", "Written"), rows)


def _ways(book: Book, stage: Stage) -> Section | None:
    none_in = "Buyers begin here." if stage.is_entry else "Nothing leads here."
    none_out = "The journey ends here." if stage.kind in ("won", "lost") else "Nothing leads away from here."
    return section(
        "ways",
        "The way through",
        section("ways-in", "How buyers come in", ways_in(book, stage.name) or note(none_in)),
        section("ways-out", "How they leave", ways_out(book, stage.name) or note(none_out)),
    )


def _where(book: Book, where: StageWhere) -> Section | None:
    return section(
        f"for-{where.holds.name}",
        words(said("For {segment}", segment=book.holds(where.holds))),
        prose(where.about),
        facts(
            ("Known on arrival", fields(book, where.requires)),
            ("We find out", fields(book, where.collects)),
            ("Who takes part", roles(book, where.expects)),
            ("Buyers prefer", words(PREFERENCES[where.prefers]) if where.prefers else ()),
            ("Time limit", leave_words(book, where.leave)),
        ),
        table(("What we send", "For", "Where", "Written"), [_content(book, content) for content in where.contents]),
        _helps(book, where.helps),
        listing([words(said(_LINES[line.verb], text=Own(text.text)))
                 for line in where.words.buyer_lines for text in line.texts]),
        listing([words(said("We say: “{text}”", text=Own(text.text))) for text in where.words.says]),
        listing([words(said("We never say: “{text}”", text=Own(text.text))) for text in where.words.never_says]),
        listing([words(said("When they say “{text}”: {answer}", text=Own(o.text.text),
                            answer=Own(o.answer.text) if o.answer else "no answer yet"))
                 for o in where.words.objections]),
        place=where.span,
    )  # fmt: skip


def _working_rhythm(book: Book, stage: Stage) -> Section | None:
    journey = book.journey
    cadences = [c for c in journey.cadences.values() if any(r.name == stage.name for r in c.stages)]
    offers = [o for o in journey.offers.values() if any(r.name == stage.name for r in o.stages)]
    return section(
        "rhythm",
        "Cadences and offers",
        listing(
            [
                *(words(said("Cadence: {name}", name=book.named("cadence", c.name))) for c in cadences),
                *(words(said("Offer: {name}", name=book.named("offer", o.name))) for o in offers),
            ]
        ),
    )
