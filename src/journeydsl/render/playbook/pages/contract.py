"""The contract of a handoff, fit to be signed."""

from __future__ import annotations

from collections.abc import Iterable

from journeydsl.model.conditions import Condition, names_used
from journeydsl.model.definitions import definition
from journeydsl.model.path import Handoff, Passed, Rejection
from journeydsl.model.promises import StepMeasure
from journeydsl.model.rhythm import StepReading
from journeydsl.model.values import Duration
from journeydsl.render.playbook.composing import existing, facts, listed, note, paragraph, said, section, table, words
from journeydsl.render.playbook.document import (
    Amount,
    Block,
    Card,
    Cards,
    Choice,
    Choices,
    Facts,
    Label,
    Listing,
    Own,
    Page,
    Place,
    Section,
    Signatures,
    Words,
)
from journeydsl.render.playbook.pages.clocks import clocks
from journeydsl.render.playbook.pages.findings import findings_here
from journeydsl.render.playbook.pages.handoffs import teams
from journeydsl.render.playbook.pages.knowledge import how_known, type_words
from journeydsl.render.playbook.pages.points import met_words
from journeydsl.render.playbook.pages.prose import prose, titled_prose
from journeydsl.render.playbook.site import HANDOFFS, Book, mapped
from journeydsl.travel.tables import RouteTable


def contract_page(book: Book, way: Handoff) -> Page:
    """One handoff: trigger, what is passed, clocks, accept or send back, feedback, signatures."""
    senders, receivers = book.graph.senders(way), book.graph.receivers(way)
    ends = {"senders": teams(book, senders) or "Nobody yet", "receivers": teams(book, receivers) or "nobody yet"}
    under = words(said("{senders} to {receivers}", **ends))
    blocks = existing(
        note("Part of this handoff could not be read; see the findings.") if not way.is_whole else None,
        _cards(way),
        prose(way.about),
        _trigger(book, way),
        _passed(book, way),
        section("route", "Who receives the buyer", *_route(book, way)),
        section("clocks", "Clocks", *clocks(book, way)),
        _decision(book, way),
        _feedback(book, way),
        section("differences", "What else differs", *_differences(book, way)),
        section("promises", "Promises and measures", *_promises(book, way)),
        findings_here(book, way.span),
        _signatures(book, (*senders, *receivers)),
    )
    title = Own(book.handoff_text(way))
    return Page(book.site.handoffs[way.name][0], HANDOFFS, "Handoff contract", title, under, way.header_span, blocks)


def _cards(way: Handoff) -> Cards:
    accept, contact, feedback = way.accept, way.contact, way.feedback
    missing = "no time agreed"
    attempts = contact.attempts if contact else None
    also = words(said("at least {number} attempts", number=attempts)) if attempts else ()
    return Cards(
        (
            Card("Accept or send back", _within(accept.duration) if accept else missing, (), accept is None),
            Card("First contact", _within(contact.duration) if contact else missing, also, contact is None),
            Card("Feedback", Amount(feedback.every, "every") if feedback else "none agreed", (),
                 feedback is None),
        )
    )  # fmt: skip


def _within(time: Duration) -> Label:
    return said("within {time:dative}", time=time)


def _trigger(book: Book, way: Handoff) -> Section | None:
    stage = words("Any stage") if way.leaves_any else listed([words(book.stage(o)) for o in way.origins], "or")
    ends = {"stage": stage, "target": words(book.stage(way.target))}
    if way.by and way.when:
        team = words(book.team(way.by))
        how = said("A buyer in {stage} goes to {target} when {team} sends it, while this is true:", team=team, **ends)
    elif way.by:
        how = said("A buyer in {stage} goes to {target} when {team} sends it.", team=book.team(way.by), **ends)
    elif way.when:
        how = said("A buyer in {stage} goes to {target} by itself, as soon as this is true:", **ends)
    else:
        how = said("A buyer in {stage} goes to {target} when its owner sends it. No condition is written.", **ends)
    defined = section("defined", "What that means", *definitions(book, way.when)) if way.when else None
    return section("trigger", "When", paragraph(how), book.when(way.when) if way.when else None, defined)


def definitions(book: Book, condition: Condition) -> Iterable[Block | None]:
    """The rules and segments that a condition names, and those that these name, each once."""
    waiting, seen = [condition], set[str]()
    while waiting:
        for kind, name in names_used(waiting.pop(0)):
            if kind in ("rule", "segment") and name not in seen:
                seen.add(name)
                when = definition(book.journey, name)
                if when:
                    waiting.append(when)
                    yield section(f"defined-{name}", words(book.named(kind, name)), book.when(when))


def _passed(book: Book, way: Handoff) -> Section | None:
    rows = [
        (words(book.passed(passed)), _kind_text(book, passed), _known(book, passed), _crm(book, passed))
        for passed in way.passes
    ]
    needed = [words(book.named("field", field)) for field in book.journey.stages[way.target.name].requires]
    first = [words(book.passed(passed)) for passed in way.work_first]
    return section(
        "passed",
        "What is passed on",
        table(("What", "Kind", "Known by", "In the CRM"), rows) or note("Nothing is said to be passed on."),
        titled_prose("And in the sender's own words", way.brief),
        facts(("Known on arrival", listed(needed)), ("Worked first, by", listed(first, "then"))),
    )


def _kind_text(book: Book, passed: Passed) -> Words:
    match passed.kind:
        case "field":
            return type_words(book, book.journey.fields[passed.name].type, most=6)
        case "score":
            return words("score")
        case "activity":
            return words("what the buyer did")


def _known(book: Book, passed: Passed) -> Words:
    return how_known(book, passed.name) if passed.kind == "field" else ()


def _crm(book: Book, passed: Passed) -> Words:
    match passed.kind:
        case "field":
            return mapped(book.journey.fields[passed.name].mapped)
        case "activity":
            return mapped(book.journey.activities[passed.name].mapped)
        case "score":
            return ()


def _route(book: Book, way: Handoff) -> tuple[Block, ...]:
    if way.route is None:
        receivers = teams(book, book.graph.receivers(way))
        if not receivers:
            missing = "Nobody owns {stage}, so nobody receives the buyer."
            return (note(said(missing, stage=book.stage(way.target))),)
        return (paragraph(said("{team}, who owns {stage}.", team=receivers, stage=book.stage(way.target))),)
    how = {
        "first": "Read from the top: the first line that fits decides.",
        "unique": "Exactly one line fits each buyer.",
    }
    examples = [
        met.example for found in book.tables.of(way.name) if isinstance(found, RouteTable) for met in found.lines
    ]
    rows = [
        (
            words(f"{number}. ", book.team(line.team)),
            words("everybody else") if line.is_otherwise else book.condition(line.when) if line.when else (),
            words(Amount(line.share)) if line.share else (),
            met_words(book, examples[number - 1]),
            words(Place(line.span)),
        )
        for number, line in enumerate(way.route.lines, 1)
    ]
    return existing(paragraph(how[way.route.way]), table(("Team", "For", "Share", "For example", "Written"), rows))


def _decision(book: Book, way: Handoff) -> Section | None:
    target = words(book.stage(way.target))
    accepted = paragraph(
        said("The buyer is in {stage} and belongs to {team}.", stage=target, team=_accepted_by(book, way))
    )
    back: list[Block] = [block for rejection in way.rejects for block in _rejection(book, rejection)]
    if not back:
        back = [note("No way back is agreed: whoever receives a buyer keeps it.")]
    choices = (Choice("Accept", "yes", (accepted,)), Choice("Send back", "no", tuple(back)))
    until = paragraph(said("Until then the buyer waits in {stage} for an answer.", stage=target))
    return section("decision", "Accept or send back", until, Choices(choices))


def _accepted_by(book: Book, way: Handoff) -> Words:
    return teams(book, book.graph.receivers(way)) or words("nobody yet")


def _rejection(book: Book, rejection: Rejection) -> Iterable[Block]:
    stage = book.stage(rejection.target)
    if not rejection.reasons:
        yield paragraph(said("Back to {stage}. No reason is asked for.", stage=stage))
        return
    yield paragraph(said("Back to {stage} because:", stage=stage))
    yield Listing(
        tuple(
            words(book.named("reason", reason), " " if crm else "", crm)
            for reason in rejection.reasons
            for crm in (mapped(book.journey.reasons[reason.name].mapped),)
        ),
        is_numbered=False,
    )


def _feedback(book: Book, way: Handoff) -> Section | None:
    feedback = way.feedback
    if feedback is None:
        return section("feedback", "Feedback owed", note("The sender hears nothing back: no feedback is agreed."))
    fields = [words(book.named("field", field)) for field in feedback.fields]
    answered = feedback.answered_within
    return section(
        "feedback",
        "Feedback owed",
        facts(
            ("Who tells whom", _tells(book, way)),
            ("How often", words(Amount(feedback.every, "every"))),
            ("About", listed(fields)),
            ("Answered", words(said("within {time:dative}", time=answered)) if answered else ()),
        ),
        place=feedback.span,
    )


def _tells(book: Book, way: Handoff) -> Words:
    ends = {"receivers": _accepted_by(book, way), "senders": teams(book, book.graph.senders(way)) or "nobody yet"}
    return words(said("{receivers} tell {senders}", **ends))


def _differences(book: Book, way: Handoff) -> Iterable[Block | None]:
    """What differs for some buyers, but for the clocks, which stand with the others."""
    for where in way.wheres:
        yield section(
            f"for-{where.holds.name}",
            words(said("For {segment}", segment=book.holds(where.holds))),
            prose(where.about),
            facts(
                ("Passed on", listed([words(book.passed(passed)) for passed in where.passes])),
                ("Worked first, by", listed([words(book.passed(passed)) for passed in where.work_first], "then")),
            ),
            titled_prose("In the sender's own words", where.brief),
            place=where.span,
        )


def _promises(book: Book, way: Handoff) -> Iterable[Facts | None]:
    ends = {(origin.name, way.target.name) for origin in way.origins}
    promised = [
        words(book.named("promise", promise.name))
        for promise in book.journey.promises.values()
        if ends & {(step.origin.name, step.target.name)
                   for step in (promise.step, *promise.delivers, *promise.answers) if step}
    ]  # fmt: skip
    measured = [
        words(book.named("kpi", kpi.name))
        for kpi in book.journey.kpis.values()
        if isinstance(kpi.measure, StepMeasure) and (kpi.measure.origin.name, kpi.measure.target.name) in ends
    ]
    reviewed = [
        words(book.named("meeting", meeting.name))
        for meeting in book.journey.meetings.values()
        if any(isinstance(r, StepReading) and (r.origin.name, r.target.name) in ends for r in meeting.readings)
    ]
    yield facts(("Promised", listed(promised)), ("Measured by", listed(measured)), ("Looked at in", listed(reviewed)))


def _signatures(book: Book, sides: tuple[str, ...]) -> Section | None:
    """A line for each side; a side has signed when it or the team that it is part of has agreed."""
    signed = {signature.team.name: signature.day.date for signature in book.journey.signatures}
    rows = []
    for name in dict.fromkeys(sides):
        days = [signed[team] for team in book.graph.lineage(name) if team in signed]
        when: Label = said("Agreed on {day}", day=days[0]) if days else "Not agreed yet"
        rows.append((words(book.team(name)), when))
    return section("signatures", "Agreed", Signatures(tuple(rows))) if rows else None
