"""What the teams agreed on: signatures and promises; and the numbers as they are written, without arithmetic."""

from __future__ import annotations

from journeydsl.model.promises import AverageMeasure, CountMeasure, Kpi, Plan, Promise, StepMeasure, StepWithin
from journeydsl.model.values import Duration, Money, Number, Percent, written_number
from journeydsl.render.playbook.composing import existing, facts, listed, section, table, words
from journeydsl.render.playbook.document import Block, Own, Page, Place, Section, Words
from journeydsl.render.playbook.pages.prose import prose
from journeydsl.render.playbook.site import AGREEMENT, NUMBERS, Book, anchor, own


def agreement_page(book: Book) -> Page:
    """Who agreed and when, and every promise."""
    promises = [_promise(book, promise) for promise in book.journey.promises.values()]
    blocks = existing(
        section("agreed", "Agreed by", agreed_table(book)),
        section("promises", "Promises", *promises),
    )
    under = words("What the teams promise each other and the buyer.")
    return Page(AGREEMENT, AGREEMENT, "", "Agreement", under, None, blocks)


def agreed_table(book: Book) -> Block | None:
    """The teams that agreed on the journey, and when."""
    rows = [
        (words(book.team(s.team)), words(s.day.date.isoformat()), words(s.fingerprint or ""), words(Place(s.span)))
        for s in book.journey.signatures
    ]
    return table(("Team", "On", "To the version", "Written"), rows)


def _promise(book: Book, promise: Promise) -> Section | None:
    return section(
        anchor("promise", promise.name),
        words(Own(promise.label)),
        facts(
            ("From", words(book.team(promise.giver)) if promise.giver else ()),
            ("To", _receiver(book, promise)),
            ("Promised", listed(_promised(book, promise))),
        ),
        prose(promise.about),
        place=promise.name_span,
    )


def _receiver(book: Book, promise: Promise) -> Words:
    if promise.receiver:
        return words(book.team(promise.receiver))
    return words("the buyer") if promise.is_to_buyer else ()


def _promised(book: Book, promise: Promise) -> list[Words]:
    said = [words(_step(book, promise.step), f" within {promise.step.within.text}")] if promise.step else []
    said += [
        words(f"{written_number(d.number.number)} buyers per {d.unit} from ", book.stage(d.origin), " to ",
              book.stage(d.target))
        for d in promise.delivers
    ]  # fmt: skip
    said += [
        words(f"an answer to {a.percent.text} of the buyers from ", book.stage(a.origin), " to ",
              book.stage(a.target), f" within {a.within.text}")
        for a in promise.answers
    ]  # fmt: skip
    return said


def _step(book: Book, step: StepWithin | StepMeasure) -> Words:
    return words(book.stage(step.origin), " to ", book.stage(step.target))


def numbers_page(book: Book) -> Page:
    """Plans and measures."""
    plans = [_plan(book, plan) for plan in book.journey.plans.values()]
    blocks = existing(*plans, section("kpis", "Measures", _kpis(book)))
    under = words("What is planned and what is measured, as it is written.")
    return Page(NUMBERS, NUMBERS, "", "Numbers", under, None, blocks)


def _plan(book: Book, plan: Plan) -> Section | None:
    target = plan.target
    entries = [
        words(e.share.text, " in ", book.stage(e.stage), words(" by ", book.team(e.team)) if e.team else "")
        for e in plan.entries
    ]
    rows = [
        (
            words(book.stage(line.origin), " to ", book.stage(line.target)),
            words(line.rate.text),
            words(line.lag.text) if line.lag else (),
            own(line.basis),
            words(Place(line.span)),
        )
        for line in plan.conversions
    ]
    return section(
        anchor("plan", plan.name),
        words(Own(plan.label)),
        prose(plan.about),
        facts(
            ("Period", words(f"{plan.period.first.isoformat()} to {plan.period.last.isoformat()}")),
            ("Target", words(_amount(target.amount), " from ", book.stage(target.stage)) if target else ()),
            ("One deal", words(plan.deal.text) if plan.deal else ()),
            ("Buyers come in", listed(entries)),
        ),
        table(("Step", "Share that goes on", "Takes", "We know it from", "Written"), rows),
        place=plan.name_span,
    )


def _amount(amount: Money | Number | Percent | Duration) -> str:
    match amount:
        case Number(number=number):
            return written_number(number)
        case Money() | Percent() | Duration():
            return amount.text


def _kpis(book: Book) -> Block | None:
    kpis = book.journey.kpis
    rows = [
        (
            words(Own(kpi.label)),
            _measured(book, kpi),
            words(_amount(kpi.target)) if kpi.target else (),
            listed([words(book.team(team)) for team in (*kpi.shared_by, *((kpi.team,) if kpi.team else ()))]),
            words(Place(kpi.name_span)),
        )
        for kpi in kpis.values()
    ]
    head = ("Measure", "What is measured", "Target", "Whose", "Written")
    return table(head, rows, [anchor("kpi", name) for name in kpis])


def _measured(book: Book, kpi: Kpi) -> Words:
    match kpi.measure:
        case StepMeasure(measure=measure) as step:
            return words(f"{measure} of ", _step(book, step))
        case CountMeasure(activity=activity):
            return words("how often: ", book.named("activity", activity))
        case AverageMeasure(field=field):
            return words("average of ", book.named("field", field))
