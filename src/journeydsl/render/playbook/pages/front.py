"""The front page: what the journey is, its picture, its handoffs, what is open, who agreed and whom to call."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from journeydsl.diagnostics.finding import SEVERITIES, Diagnostic
from journeydsl.graph.passage import Passage
from journeydsl.graph.reviews import next_review
from journeydsl.model.path import Handoff, Rejection, TimeLimit
from journeydsl.render.diagrams.dot import identifier
from journeydsl.render.diagrams.picture import Picture
from journeydsl.render.playbook.composing import (
    counted,
    existing,
    facts,
    listed,
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
    Figure,
    Link,
    Listing,
    Own,
    Page,
    Plain,
    Run,
    Web,
    Words,
)
from journeydsl.render.playbook.pages.agreement import agreed_table
from journeydsl.render.playbook.pages.findings import SEVERITY_WORDS, counted_findings, spoken
from journeydsl.render.playbook.pages.handoffs import handoff_table
from journeydsl.render.playbook.pages.prose import prose
from journeydsl.render.playbook.pages.teams import contact
from journeydsl.render.playbook.site import CHANGES, FINDINGS, FRONT, START, Book, own

if TYPE_CHECKING:
    from journeydsl.render.changes.report import Report

_MOST_OPEN = 3


def front_page(book: Book, svg: str, mermaid: str, picture: Picture, changes: Report | None) -> Page:
    """The page to begin with; `svg` is empty where the picture could not be drawn."""
    journey = book.journey
    blocks = existing(
        prose(journey.about),
        _ways_in(book),
        Figure(svg, mermaid, tuple(path_in_words(book)), filters=tuple(_filters(book, picture))),
        section("open", "What is open", _open(book)),
        section("changed", "What has changed", *_changed(book, changes)) if changes else None,
        section("handoffs", "Handoffs at a glance", handoff_table(book)),
        section("agreed", "Agreed by", agreed_table(book), _review(book)),
        section("call", "Whom to call", _contacts(book), _journey_contacts(book)),
    )
    size = words(
        counted(len(journey.stages), "{number} stage", "{number} stages"), " · ",
        counted(len(journey.handoffs), "{number} handoff", "{number} handoffs"), " · ",
        counted(len(journey.teams), "{number} team", "{number} teams"),
    )  # fmt: skip
    return Page(FRONT, FRONT, "Playbook", Own(journey.label), size, journey.name_span, blocks)


def _ways_in(book: Book) -> Block:
    """Where somebody begins who has just opened the playbook."""
    teams = [Link(book.journey.teams[name].label, *place) for name, place in book.site.sides.items()]
    pages = [*teams, Link(book.tongue.say("Revenue operations"), book.site.operations, "")]
    start = Link(book.tongue.say("Start here"), START, "")
    return paragraph(said("New here? {start}. Your page: {pages}", start=start, pages=_dotted(pages)))


def _dotted(links: Iterable[Link]) -> Words:
    return words(*(words(Plain("\u00a0· ") if number else "", link) for number, link in enumerate(links)))


def _filters(book: Book, picture: Picture) -> Iterable[tuple[str, tuple[tuple[str, str], ...]]]:
    """The teams and segments that make a difference: some part of the picture concerns them, and some does not."""
    parts = [
        *(frozenset(box.concerns) for box in picture.boxes),
        *(frozenset(arrow.concerns) for arrow in picture.arrows),
    ]
    some, every = frozenset[str]().union(*parts), frozenset.intersection(*parts) if parts else frozenset[str]()
    named = (("Team", "team", book.journey.teams), ("Segment", "segment", book.journey.segments))
    for title, kind, declarations in named:
        concerns = [(f"{kind}-{name}", one.label) for name, one in declarations.items()]
        telling = tuple(
            (identifier(concern), label) for concern, label in concerns if concern in some and concern not in every
        )
        if telling:
            yield title, telling


def path_in_words(book: Book) -> Iterable[Words]:
    """The picture for those who cannot see it: each stage with its owner and where it leads."""
    for stage in book.journey.stages.values():
        owner: Run | str = book.team(stage.owner) if stage.owner else "nobody yet"
        names = {"stage": book.stage(stage.name), "owner": owner}
        ways = [_way(book, passage) for passage in book.graph.ways_out(stage.name) if not passage.leaves_any]
        if ways:
            yield words(said("{stage} ({owner}) leads to {ways}.", ways=listed(ways), **names))
        else:
            is_end = stage.kind in ("won", "lost")
            yield words(said("{stage} ({owner}): the journey ends here." if is_end else "{stage} ({owner}).", **names))
    for move in (*book.journey.moves, *book.journey.recycles):
        if move.leaves_any:
            yield words(said("Any stage leads to {stage}.", stage=book.stage(move.target)))


def _way(book: Book, passage: Passage) -> Words:
    target = words(book.stage(passage.target))
    match passage.way:
        case Handoff(accept=accept):
            if accept is None:
                return words(target, " ", "(handoff)")
            return words(target, " ", said("(handoff, accepted within {time:dative})", time=accept.duration))
        case Rejection():
            return words(target, " ", "(sent back)")
        case TimeLimit(duration=duration):
            return words(target, " ", said("(after {time:dative})", time=duration))
        case _:
            return words(target, *(" ", "(back)") if passage.kind == "recycle" else "")


def _open(book: Book) -> Block:
    """How many findings there are, and the gravest of them."""
    if not book.diagnostics:
        return note("Nothing: every check of the journey is content.")
    gravest = sorted(book.diagnostics, key=lambda d: SEVERITIES.index(d.severity))[:_MOST_OPEN]
    first = [words(_to_finding(book, d), ": ", spoken(book, d.finding.message, d.finding.subject)) for d in gravest]
    return Listing((words(Link(counted_findings(book, book.diagnostics), FINDINGS, "")), *first), is_numbered=False)


def _changed(book: Book, report: Report) -> Iterable[Block]:
    """What the report on a change says in one line, and the way to all of it."""
    yield paragraph(spoken(book, report.verdict))
    yield note(Link(book.tongue.say("Changes"), CHANGES, ""))


def _to_finding(book: Book, diagnostic: Diagnostic) -> Link:
    return Link(book.tongue.say(SEVERITY_WORDS[diagnostic.severity]), FINDINGS, f"finding-{diagnostic.fingerprint}")


def _review(book: Book) -> Facts | None:
    every, following = book.journey.review_every, next_review(book.graph)
    return facts(
        ("Looked at again", words(Amount(every, "every")) if every else ()),
        ("Next time", words(Amount(following)) if following else ()),
    )


def _journey_contacts(book: Book) -> Facts | None:
    journey = book.journey
    return facts(
        (
            "About this playbook",
            words(Web(journey.email.text, f"mailto:{journey.email.text}")) if journey.email else (),
        ),
        ("Channel", own(journey.channel)),
        ("Sponsor", words(book.team(journey.sponsor)) if journey.sponsor else ()),
        ("We sell to", words(book.named("rule", journey.ideal)) if journey.ideal else ()),
    )


def _contacts(book: Book) -> Block | None:
    rows = [
        (
            words(book.team(team.name)),
            listed([words(book.stage(s.name)) for s in book.journey.stages.values()
                    if s.owner and s.owner.name == team.name]),
            contact(book, team),
        )
        for team in book.journey.teams.values()
    ]  # fmt: skip
    useful = [row for row in rows if row[1] or row[2]]
    if useful and not any(row[2] for row in useful):
        useful = [(team, owns, words("no channel or e-mail is written")) for team, owns, _ in useful]
    return table(("Team", "Owns", "Reach them"), useful)
