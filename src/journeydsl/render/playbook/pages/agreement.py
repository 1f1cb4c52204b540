"""What the teams agreed on: signatures and promises; and the numbers as they are written, without arithmetic."""

from __future__ import annotations

from journeydsl.model.promises import (
    Answer,
    AverageMeasure,
    CountMeasure,
    Deliver,
    Kpi,
    Promise,
    StepMeasure,
    StepQuantity,
    StepWithin,
)
from journeydsl.model.rhythm import StepReading
from journeydsl.model.values import Period, Unit
from journeydsl.render.playbook.composing import existing, listed, said, section, table, words
from journeydsl.render.playbook.document import Amount, Block, Label, Own, Page, Place, Section, Signatures, Soft, Words
from journeydsl.render.playbook.pages.prose import prose
from journeydsl.render.playbook.site import AGREEMENT, Book, anchor

PER: dict[Unit, str] = {
    "minute": "{number} {what} per minute", "hour": "{number} {what} per hour", "day": "{number} {what} per day",
    "week": "{number} {what} per week", "month": "{number} {what} per month",
    "quarter": "{number} {what} per quarter", "year": "{number} {what} per year",
}  # fmt: skip
_QUANTITIES: dict[StepQuantity, str] = {
    "acceptance": "acceptance of {step}", "conversion": "conversion of {step}", "volume": "volume of {step}",
    "time": "time of {step}",
}  # fmt: skip


def agreement_page(book: Book) -> Page:
    """Who agreed and when, and every promise."""
    told = [_about(promise) for promise in book.journey.promises.values()]
    blocks = existing(
        section("promises", "Promises", _promises(book), *told),
        section("agreed", "Agreed by", agreed_table(book)),
        section("signatures", "To sign", _signatures(book)),
    )
    under = words("What the teams promise each other and the buyer.")
    return Page(AGREEMENT, AGREEMENT, "", "Agreement", under, None, blocks)


def agreed_table(book: Book) -> Block | None:
    """The teams that agreed on the journey, and when."""
    rows = [
        (
            words(book.team(s.team)),
            words(Amount(s.day.date)),
            (Soft(s.fingerprint),) if s.fingerprint else (),
            words(Place(s.span)),
        )
        for s in book.journey.signatures
    ]
    return table(("Team", "On", "To the version", "Written"), rows)


def _promises(book: Book) -> Block | None:
    """Every promise on a line, so that both directions are seen at once."""
    promises = book.journey.promises
    rows = [
        (
            words(Own(one.label)),
            words(book.team(one.giver)) if one.giver else words("All"),
            _receiver(book, one),
            listed(promised_words(book, one)),
            words(Place(one.name_span)),
        )
        for one in promises.values()
    ]
    head = ("Promise", "From", "To", "What", "Written")
    return table(head, rows, [anchor("promise", name) for name in promises])


def _about(promise: Promise) -> Section | None:
    return section(f"about-{promise.name}", words(Own(promise.label)), prose(promise.about))


def _signatures(book: Book) -> Block | None:
    """A line to sign for each team that agreed or promises something."""
    journey = book.journey
    signed = {signature.team.name: signature.day.date for signature in journey.signatures}
    sides = [book.graph.top(one.giver.name) for one in journey.promises.values() if one.giver]
    names = dict.fromkeys((*signed, *(side for side in sides if side in journey.teams)))
    rows: list[tuple[Words, Label]] = [
        (words(book.team(name)), said("Agreed on {day}", day=signed[name]) if name in signed else "Not agreed yet")
        for name in names
    ]
    return Signatures(tuple(rows)) if rows else None


def _receiver(book: Book, promise: Promise) -> Words:
    if promise.receiver:
        return words(book.team(promise.receiver))
    return words("the buyer") if promise.is_to_buyer else ()


def promised_words(book: Book, promise: Promise) -> list[Words]:
    """Everything that a promise promises."""
    step = promise.step
    found = [words(said("{step} within {time:dative}", step=step_words(book, step), time=step.within))] if step else []
    return [*found, *(delivered(book, one) for one in promise.delivers), *(answered(book, a) for a in promise.answers)]


def delivered(book: Book, one: Deliver) -> Words:
    """`900 buyers per month from Lead to Sales-accepted lead`"""
    ends = {"origin": book.stage(one.origin), "target": book.stage(one.target)}
    return words(said(PER[one.unit], number=one.number, what="buyers"), said(" from {origin} to {target}", **ends))


def answered(book: Book, one: Answer) -> Words:
    """`an answer to 95% of the buyers from Lead to Sales-accepted lead within 4 business hours`"""
    return words(
        said(
            "an answer to {share} of the buyers from {origin} to {target} within {time:dative}",
            share=one.percent, origin=book.stage(one.origin), target=book.stage(one.target), time=one.within,
        )
    )  # fmt: skip


def step_words(book: Book, step: StepWithin | StepMeasure | StepReading | Deliver | Answer) -> Words:
    """`Lead to Sales-accepted lead`"""
    return words(said("{origin} to {target}", origin=book.stage(step.origin), target=book.stage(step.target)))


def measured(book: Book, kpi: Kpi) -> Words:
    """What a measure measures."""
    match kpi.measure:
        case StepMeasure(measure=measure) as step:
            return words(said(_QUANTITIES[measure], step=step_words(book, step)))
        case CountMeasure(activity=activity):
            return words(said("how often: {activity}", activity=book.named("activity", activity)))
        case AverageMeasure(field=field):
            return words(said("average of {field}", field=book.named("field", field)))


def period_words(period: Period) -> Words:
    """`1 January 2027 to 31 March 2027`, and a single day alone."""
    if period.first == period.last:
        return words(Amount(period.first))
    return words(said("{first} to {last}", first=period.first, last=period.last))
