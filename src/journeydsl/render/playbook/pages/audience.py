"""A page for each side of the journey: its clocks, what arrives and how to read it, what it owes and is owed."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.graph.blocks import blocks_of_handoff
from journeydsl.model.path import Handoff, HandoffWhere
from journeydsl.model.values import Duration
from journeydsl.render.playbook.composing import (
    existing,
    facts,
    listed,
    listing,
    paragraph,
    said,
    section,
    table,
    words,
)
from journeydsl.render.playbook.document import Amount, Block, Own, Page, Place, Section, Words
from journeydsl.render.playbook.pages.cadences import day_words
from journeydsl.render.playbook.pages.content import gaps
from journeydsl.render.playbook.pages.dues import given, owed_volume, taken, watched
from journeydsl.render.playbook.pages.findings import first_findings
from journeydsl.render.playbook.pages.handoffs import teams
from journeydsl.render.playbook.pages.leadership import leadership
from journeydsl.render.playbook.pages.passages import reasons
from journeydsl.render.playbook.pages.sides import Findings, Side, received, sent, stages_of
from journeydsl.render.playbook.pages.stages import fields, leave_words
from journeydsl.render.playbook.pages.teams import contact
from journeydsl.render.playbook.site import Book

_HOURS = {"minute": 1 / 60, "hour": 1, "day": 24, "week": 168, "month": 730, "quarter": 2190, "year": 8760}
_A_BUSINESS_DAY = 8


def audience_page(book: Book, side: Side, found: Findings) -> Page:
    """All that one side works by, on a page that prints as a sheet."""
    team = book.journey.teams[side.name]
    owns = listed([words(book.stage(stage.name)) for stage in stages_of(book, side)])
    under = words(said("Owns {stages}.", stages=owns)) if owns else ()
    blocks = existing(
        section("clocks", "Your queues, the shortest clock first", _clocks(book, side)),
        section("arrives", "What arrives, and how to read it", *_arrives(book, side)),
        section("leaves", "What you pass on", *_leaves(book, side)),
        section("gates", "Before a buyer moves on", _gates(book, side)),
        section("back", "The way back", _way_back(book, side)),
        section("cadences", "Day by day", *_cadences(book, side)),
        section("gaps", "What is missing to send", *gaps(book, tuple(s.name for s in stages_of(book, side)))),
        section("owed", "Volume and room", owed_volume(book, side)),
        section("promises", "Promises both ways", given(book, side), taken(book, side)),
        section("watched", "What you are measured by, and when you meet", *watched(book, side)),
        *leadership(book, side),
        section("findings", "What is open here", *first_findings(book, found[side.name])),
        section("who", "Who is who", _who(book, side)),
    )
    page, _ = book.site.sides[side.name]
    return Page(page, page, "For the team", Own(team.label), under, team.name_span, blocks)


def _clocks(book: Book, side: Side) -> Block | None:
    """Everything that runs against this side."""
    rows: list[tuple[float, tuple[Words, ...]]] = []
    for way in received(book, side):
        for terms in blocks_of_handoff(way):
            whom = words(book.holds(terms.holds)) if isinstance(terms, HandoffWhere) else ()
            for name, clock in (("Accept or send back", terms.accept), ("First contact", terms.contact)):
                if clock:
                    asked = book.team(clock.escalates_to) if clock.escalates_to else "nobody else"
                    row = (words(book.handoff(way)), words(name), whom, words(Amount(clock.duration)),
                           words(asked), words(Place(clock.span)))  # fmt: skip
                    rows.append((_hours(clock.duration), row))
    for stage in stages_of(book, side):
        if stage.leave:
            goes = said("{stage}, by itself", stage=book.stage(stage.leave.target))
            row = (words(book.stage(stage.name)), words("Move on"), (), words(Amount(stage.leave.duration)),
                   words(goes), words(Place(stage.leave.span)))  # fmt: skip
            rows.append((_hours(stage.leave.duration), row))
    rows += [(_hours(time), row) for time, row in _helps(book, side)]
    head = ("Queue", "What to do", "For", "Within", "When time is up", "Written")
    return table(head, [row for _, row in sorted(rows, key=lambda one: one[0])])


def _helps(book: Book, side: Side) -> Iterator[tuple[Duration, tuple[Words, ...]]]:
    for stage in book.journey.stages.values():
        for one in stage.helps:
            if side.has(one.team) and one.within:
                text = words(Own(one.text.text)) if one.text else words("Help")
                time = words(Amount(one.within))
                yield one.within, (words(book.stage(stage.name)), text, (), time, (), words(Place(one.span)))


def _hours(time: Duration) -> float:
    hours = _HOURS[time.unit]
    return float(time.amount) * (hours * _A_BUSINESS_DAY / 24 if time.is_business and hours >= 24 else hours)


def _arrives(book: Book, side: Side) -> Iterator[Section | None]:
    for way in received(book, side):
        yield section(
            f"in-{_mark(book, way)}",
            words(book.handoff(way)),
            facts(
                ("From", teams(book, book.graph.senders(way))),
                ("It comes with", listed([words(book.passed(passed)) for passed in way.passes])),
                ("And a note on", words(Own(way.brief.text)) if way.brief else ()),
                ("Known on arrival", fields(book, book.journey.stages[way.target.name].requires)),
                ("Worked first, by", listed([words(book.passed(passed)) for passed in way.work_first], "then")),
                ("Attempts", words(said("at least {number}", number=way.contact.attempts))
                 if way.contact and way.contact.attempts else ()),
                ("Goes to", _route(book, way)),
                ("You tell them back", _feedback(book, way)),
            ),
            _send_back(book, way),
            place=way.header_span,
        )  # fmt: skip


def _mark(book: Book, way: Handoff) -> str:
    """What ids are made of that belong to a handoff."""
    page, mark = book.site.handoffs[way.name]
    return mark or page.replace("/", "-")


def _route(book: Book, way: Handoff) -> Words:
    if way.route is None:
        return ()
    return listed(
        [
            words(said("{team} for everybody else", team=book.team(line.team))) if line.is_otherwise or not line.when
            else words(said("{team} when {condition}", team=book.team(line.team), condition=book.condition(line.when)))
            for line in way.route.lines
        ],
        "or",
    )  # fmt: skip


def _send_back(book: Book, way: Handoff) -> Block | None:
    rows = [
        (words(book.named("reason", reason)), words(book.stage(rejection.target)), words(Place(rejection.span)))
        for rejection in way.rejects
        for reason in rejection.reasons
    ]
    return table(("Send back because", "Goes to", "Written"), rows)


def _feedback(book: Book, way: Handoff) -> Words:
    feedback = way.feedback
    if feedback is None:
        return ()
    about = fields(book, feedback.fields)
    every = Amount(feedback.every, "every")
    return words(said("{every}, about {fields}", every=every, fields=about)) if about else words(every)


def _leaves(book: Book, side: Side) -> Iterator[Section | None]:
    for way in sent(book, side):
        accept = way.accept
        yield section(
            f"out-{_mark(book, way)}",
            words(book.handoff(way)),
            paragraph(said("You send a buyer when {condition}.", condition=book.condition(way.when)))
            if way.when else None,
            facts(
                ("To", teams(book, book.graph.receivers(way))),
                ("You pass on", listed([words(book.passed(passed)) for passed in way.passes])),
                ("And a note on", words(Own(way.brief.text)) if way.brief else ()),
                ("They answer", words(said("within {time:dative}", time=accept.duration)) if accept else
                 words("no time agreed")),
                ("You hear back", _feedback(book, way) or words("nothing is agreed")),
            ),
            listing([words(said("It comes back to {stage} because of {reasons}.", stage=book.stage(rejection.target),
                                reasons=reasons(book, rejection.reasons)))
                     for rejection in way.rejects if rejection.reasons]),
            place=way.header_span,
        )  # fmt: skip


def _gates(book: Book, side: Side) -> Block | None:
    rows = [
        (
            words(book.stage(stage.name)),
            words("Every win passes here") if stage.is_gate else (),
            fields(book, stage.requires),
            fields(book, stage.collects),
            words(Place(stage.name_span)),
        )
        for stage in stages_of(book, side)
        if stage.is_gate or stage.requires or stage.collects
    ]
    return table(("Stage", "Gate", "Known on arrival", "We find out", "Written"), rows)


def _way_back(book: Book, side: Side) -> Block | None:
    journey = book.journey
    found = [
        words(said("{origin} to {target}", origin=words("Any stage") if way.leaves_any else
                   listed([words(book.stage(o)) for o in way.origins], "or"), target=book.stage(way.target)),
              ": " if way.title else "", Own(way.title or ""), " ", Place(way.header_span))
        for way in (*journey.recycles, *(m for m in journey.moves if m.leaves_any or m.reasons))
        if side.has(way.by)
    ]  # fmt: skip
    found += [
        words(said("{stage}: {limit}", stage=book.stage(s.name), limit=leave_words(book, s.leave)), " ",
              Place(s.leave.span))
        for s in stages_of(book, side) if s.leave
    ]  # fmt: skip
    return listing(found)


def _cadences(book: Book, side: Side) -> Iterator[Section | None]:
    for one in book.journey.cadences.values():
        if side.has(one.by):
            rows = [(words(said("Day {number}", number=day.day)), day_words(book, day)) for day in one.days]
            stops = facts(("Stops when", book.condition(one.stop_when) if one.stop_when else ()))
            named = words(book.named("cadence", one.name))
            yield section(f"cadence-{one.name}", named, table(("Day", "What"), rows), stops, place=one.name_span)


def _who(book: Book, side: Side) -> Block | None:
    rows = []
    for name in side.teams:
        team = book.journey.teams[name]
        people = words(Amount(team.people)) if team.people else ()
        stand_in = words(book.team(team.stand_in)) if team.stand_in else ()
        rows.append((words(book.team(name)), people, contact(book, team), stand_in, words(Place(team.name_span))))
    return table(("Team", "People", "Reach them", "Stands in", "Written"), rows)
