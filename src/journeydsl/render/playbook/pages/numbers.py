"""The numbers: plans as they are written, with what follows from them, and measures."""

from __future__ import annotations

from journeydsl.model.promises import Plan, PlanEntry
from journeydsl.render.playbook.composing import existing, facts, listed, said, section, table, words
from journeydsl.render.playbook.document import Amount, Block, Figure, Own, Page, Place, Section, Words
from journeydsl.render.playbook.pages.agreement import measured, period_words
from journeydsl.render.playbook.pages.planning import figures
from journeydsl.render.playbook.pages.prose import prose
from journeydsl.render.playbook.picturing import Drawing
from journeydsl.render.playbook.site import NUMBERS, Book, anchor, own


def numbers_page(book: Book, drawing: Drawing) -> Page:
    """Plans, each with its picture, and measures."""
    plans = (_plan(book, plan, drawing.plan(book, plan.name)) for plan in book.journey.plans.values())
    blocks = existing(*plans, section("kpis", "Measures", _kpis(book)))
    under = words("What is planned, what that takes, and what is measured.")
    return Page(NUMBERS, NUMBERS, "", "Numbers", under, None, blocks)


def numbers_blocks(book: Book) -> tuple[Block, ...]:
    """A section for each plan."""
    return existing(*(_plan(book, plan, None) for plan in book.journey.plans.values()))


def _plan(book: Book, plan: Plan, figure: Figure | None) -> Section | None:
    told = figures(book, plan.name)
    lead, rest = told[:1], told[1:]
    return section(
        anchor("plan", plan.name),
        words(Own(plan.label)),
        prose(plan.about),
        facts(
            ("Period", words(period_words(plan.period))),
            ("Target", _target(book, plan)),
            ("One deal", words(Amount(plan.deal)) if plan.deal else ()),
            ("Buyers come in", listed([_entry(book, one) for one in plan.entries])),
        ),
        *lead,
        figure,
        table(("Step", "Share that goes on", "Takes", "We know it from", "Written"), _steps(book, plan)),
        *rest,
        place=plan.name_span,
    )


def _target(book: Book, plan: Plan) -> Words:
    target = plan.target
    if target is None:
        return ()
    return words(said("{amount} from {stage}", amount=target.amount, stage=book.stage(target.stage)))


def _entry(book: Book, entry: PlanEntry) -> Words:
    where = said("{share} in {stage}", share=entry.share, stage=book.stage(entry.stage))
    return words(where, said(" by {team}", team=book.team(entry.team)) if entry.team else "")


def _steps(book: Book, plan: Plan) -> list[tuple[Words, ...]]:
    return [
        (
            words(said("{origin} to {target}", origin=book.stage(line.origin), target=book.stage(line.target))),
            words(Amount(line.rate)),
            words(Amount(line.lag)) if line.lag else (),
            own(line.basis),
            words(Place(line.span)),
        )
        for line in plan.conversions
    ]


def _kpis(book: Book) -> Block | None:
    kpis = book.journey.kpis
    rows = [
        (
            words(Own(kpi.label)),
            measured(book, kpi),
            words(Amount(kpi.target)) if kpi.target else (),
            listed([words(book.team(team)) for team in (*kpi.shared_by, *((kpi.team,) if kpi.team else ()))]),
            words(Place(kpi.name_span)),
        )
        for kpi in kpis.values()
    ]
    head = ("Measure", "What is measured", "Target", "Whose", "Written")
    return table(head, rows, [anchor("kpi", name) for name in kpis])
