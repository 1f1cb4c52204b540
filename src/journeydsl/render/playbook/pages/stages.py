"""The list of stages, and a page for each."""

from __future__ import annotations

from journeydsl.model.path import Help, Stage, StageContent, StageWhere
from journeydsl.model.people import Words as Sayings
from journeydsl.model.values import Reference
from journeydsl.render.playbook.composing import (
    existing,
    facts,
    listed,
    listing,
    note,
    paragraph,
    section,
    table,
    words,
)
from journeydsl.render.playbook.document import (
    Block,
    Facts,
    Own,
    Page,
    Place,
    ProseBlock,
    Section,
    Soft,
    Table,
    Web,
    Words,
)
from journeydsl.render.playbook.pages.findings import findings_here
from journeydsl.render.playbook.pages.passages import ways_in, ways_out
from journeydsl.render.playbook.pages.prose import prose
from journeydsl.render.playbook.site import STAGES, Book, mapped, own, within

_ASKED = {"does": "does", "asks": "asks", "wants": "wants", "knows": "already knows"}


def stages_page(book: Book) -> Page:
    """All stages, in their order."""
    rows = [
        (
            words(book.stage(stage.name)),
            words(book.team(stage.owner)) if stage.owner else words("Nobody yet"),
            words(tags(stage)),
            words(f"after {stage.leave.duration.text}: ", book.stage(stage.leave.target)) if stage.leave else (),
            mapped(stage.mapped),
            words(Place(stage.name_span)),
        )
        for stage in book.journey.stages.values()
    ]
    head = ("Stage", "Owner", "Kind", "Time limit", "In the CRM", "Written")
    none = note("No stage is written yet.")
    under = words("Where a buyer can be, and whose buyer that is.")
    return Page(STAGES, STAGES, "", "Stages", under, None, (table(head, rows) or none,))


def stage_page(book: Book, stage: Stage) -> Page:
    """All about one stage."""
    eyebrow = " · ".join(part for part in ("Stage", tags(stage)) if part)
    owner = words("Owned by ", book.team(stage.owner)) if stage.owner else words("Nobody owns this stage yet")
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
    return Page(book.site.stages[stage.name], STAGES, eyebrow, stage.label, owner, stage.name_span, blocks)


def tags(stage: Stage) -> str:
    """`Start · Gate`: what is special about a stage."""
    kinds = {"plain": "", "resting": "May wait here", "won": "Won", "lost": "Lost"}
    parts = ("Start" if stage.is_entry else "", kinds[stage.kind], "Gate" if stage.is_gate else "")
    return " · ".join(part for part in parts if part)


def sayings(said: Sayings) -> tuple[Block, ...]:
    """What buyers say and what is said to them, where the journey or a role says it."""
    return existing(_buyer(said), _what_we_say(said))


def _at_a_glance(book: Book, stage: Stage) -> Facts | None:
    leave = stage.leave
    return facts(
        ("Known on arrival", fields(book, stage.requires)),
        ("We find out", fields(book, stage.collects)),
        ("Who takes part", listed([words(book.named("role", role)) for role in stage.expects])),
        ("Buyers prefer", words(stage.prefers or "")),
        ("Time limit", words(f"{leave.duration.text}, then ", book.stage(leave.target)) if leave else ()),
        ("Every win passes here", words("Yes, this is a gate") if stage.is_gate else ()),
        ("Chance to win", words(stage.probability.text) if stage.probability else ()),
        ("In the CRM", mapped(stage.mapped)),
    )


def fields(book: Book, references: tuple[Reference, ...]) -> Words:
    """Fields by their labels."""
    return listed([words(book.named("field", reference)) for reference in references])


def _buyer(said: Sayings) -> Section | None:
    rows = [
        (words(_ASKED[line.verb].capitalize()), words(Own(text.text)), own(line.basis), words(Place(line.span)))
        for line in said.buyer_lines
        for text in line.texts
    ]
    return section("buyer", "The buyer", table(("The buyer", "What", "We know it from", "Written"), rows))


def _what_we_say(said: Sayings) -> Section | None:
    objections = [
        block
        for objection in said.objections
        for block in existing(
            paragraph("When they say: “", Own(objection.text.text), "”"),
            _answer(objection.answer.text) if objection.answer else note("No answer is agreed yet."),
        )
    ]
    return section(
        "say",
        "What we say",
        listing([words("“", Own(text.text), "”") for text in said.says]),
        section("never-say", "What we never say", listing([words("“", Own(t.text), "”") for t in said.never_says])),
        section("objections", "Objections, and our answers", *objections),
    )


def _answer(text: str) -> ProseBlock:
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
    leave = where.leave
    return section(
        f"for-{where.holds.name}",
        words("For ", book.holds(where.holds)),
        prose(where.about),
        facts(
            ("Known on arrival", fields(book, where.requires)),
            ("We find out", fields(book, where.collects)),
            ("Who takes part", roles(book, where.expects)),
            ("Buyers prefer", words(where.prefers or "")),
            ("Time limit", words(f"{leave.duration.text}, then ", book.stage(leave.target)) if leave else ()),
        ),
        table(("What we send", "For", "Where", "Written"), [_content(book, content) for content in where.contents]),
        _helps(book, where.helps),
        listing([words(f"The buyer {_ASKED[line.verb]}: ", Own(text.text))
                 for line in where.words.buyer_lines for text in line.texts]),
        listing([words("We say: “", Own(text.text), "”") for text in where.words.says]),
        listing([words("We never say: “", Own(text.text), "”") for text in where.words.never_says]),
        listing([words("When they say “", Own(o.text.text), "”: ", Own(o.answer.text if o.answer else "no answer yet"))
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
                *(words(book.named("cadence", c.name), Soft(" · cadence")) for c in cadences),
                *(words(book.named("offer", o.name), Soft(" · offer")) for o in offers),
            ]
        ),
    )
