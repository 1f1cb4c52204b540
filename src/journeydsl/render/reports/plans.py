"""Plans as text: what each stage, step and team needs, and what promises and offers come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from journeydsl.model.values import written_number
from journeydsl.numbers.plan_figures import amount, exactly, people, percent
from journeydsl.numbers.plan_outlook import Outlook
from journeydsl.numbers.plan_promises import Yield
from journeydsl.numbers.plan_solution import Solution, reached
from journeydsl.render.reports.plan_words import why_unsolved
from journeydsl.render.reports.terminal import Paint, printable

if TYPE_CHECKING:
    from fractions import Fraction

    from journeydsl.numbers.plan_solution import Unsolved

Row = tuple[str, ...]


def plan_lines(found: Outlook | Unsolved, paint: Paint) -> Iterator[str]:
    """All that is told of one plan, or why there is nothing to tell."""
    if not isinstance(found, Outlook):
        yield from map(printable, why_unsolved(found))
        return
    yield from _head(found.solution, paint)
    blocks = (_stages(found), _steps(found), _teams(found), _promises(found), _offers(found))
    for block in blocks:
        rows = list(block)
        if len(rows) > 1:
            yield ""
            yield from _table(rows, paint)


def change_lines(before: Outlook | Unsolved, after: Outlook | Unsolved, paint: Paint) -> Iterator[str]:
    """What some changes do to a plan: volumes before and after, and what the promises yield."""
    if not isinstance(before, Outlook) or not isinstance(after, Outlook):
        for when, found in (("before", before), ("after", after)):
            if not isinstance(found, Outlook):
                yield from (printable(f"{when}: {sentence}") for sentence in why_unsolved(found))
        return
    yield from _table(_compared(before.solution, after.solution), paint)
    rows = list(_compared_promises(before, after))
    if len(rows) > 1:
        yield ""
        yield from _table(rows, paint)
    fresh = before.solution.fresh
    end, then = after.solution.chain.end, reached(after.solution.chain, fresh)
    yield ""
    yield (
        f"The {people(fresh)} fresh buyers of before yield {exactly(then)} in `{end}`,"
        f" where they yielded {exactly(before.solution.wanted)}."
    )


def _head(solution: Solution, paint: Paint) -> Iterator[str]:
    plan, wanted = solution.plan, solution.wanted
    title = f" {plan.title}" if plan.title else ""
    months = f"{exactly(solution.months)} {'month' if solution.months == 1 else 'months'}"
    days = f"{plan.period.first.isoformat()} to {plan.period.last.isoformat()}, {months}"
    yield printable(f"{paint(plan.name, 'place')}{title}: {days}")
    deal, end = plan.deal, solution.chain.end
    whole = "" if wanted.denominator == 1 else f" (exactly {exactly(wanted)})"
    worth = f", worth {amount(wanted * deal.amount, deal.currency)} at {deal.text} each" if deal else ""
    yield f"Wanted are {_buyers(wanted)} in `{end}`{whole}{worth}."
    yield f"That takes {_buyers(solution.fresh)} who come in fresh: {'; '.join(_entries(solution))}."


def _entries(solution: Solution) -> Iterator[str]:
    for entry in solution.plan.entries:
        by = f" by `{entry.team.name}`" if entry.team else ""
        yield f"{people(solution.fresh * entry.share.share)} ({entry.share.text}) at `{entry.stage.name}`{by}"
    if not solution.plan.entries:
        yield f"all at `{next(iter(solution.chain.entering))}`"


def _stages(found: Outlook) -> Iterator[Row]:
    yield "stage", "fresh", "all arrivals", "per month", "exactly", "chance", "counts if in by"
    solution = found.solution
    for one in solution.stages:
        monthly = people(one.arrivals / solution.months)
        exact = "" if one.arrivals.denominator == 1 else exactly(one.arrivals)
        last = one.last_day.isoformat() if one.last_day else "never"
        yield (
            one.stage,
            people(solution.fresh_in(one.stage)),
            people(one.arrivals),
            monthly,
            exact,
            percent(one.chance),
            last,
        )


def _steps(found: Outlook) -> Iterator[Row]:
    yield "step", "rate", "takes", "buyers", "one point more yields"
    for one in found.solution.steps:
        lag = one.lag.text if one.lag else "no time"
        yield (
            f"{one.origin} -> {one.target}",
            percent(one.rate),
            lag,
            people(one.volume),
            _gain(found, found.solution.worth(one.origin, one.target)),
        )


def _gain(found: Outlook, worth: Fraction | None) -> str:
    if worth is None:
        return "nothing: all go on"
    deal = found.plan.deal
    return f"{exactly(worth)}, {amount(worth * deal.amount, deal.currency)}" if deal and worth else exactly(worth)


def _teams(found: Outlook) -> Iterator[Row]:
    yield "team", "takes of", "in all", "per month", "each of its people", "can take"
    months = found.solution.months
    for one in found.loads:
        total = people(one.volume) if one.volume is not None else "not said"
        monthly = people(one.volume / months) if one.volume is not None else ""
        each = f"{people(one.each / months)} per month" if one.each is not None else ""
        said = next((line for line in one.team.capacities if line.stage.name == one.stage), None)
        can = f"{written_number(said.number.number)} per {said.unit}" if said else ""
        yield one.team.name, one.stage, total, monthly, each, can


def _promises(found: Outlook) -> Iterator[Row]:
    yield "promise", "makes", "yields", "of the wanted", "in time"
    for one, number in found.yields:
        timely = "" if number is None else exactly(number)
        makes = " + ".join(f"{exactly(step.volume)} {' -> '.join(step.step)}" for step in one.promised)
        yield _names(one), makes, exactly(one.buyers), _gap(found.solution, one), timely


def _names(found: Yield) -> str:
    return ", ".join(dict.fromkeys(one.promise.name for step in found.promised for one in step.deliveries))


def _gap(solution: Solution, one: Yield) -> str:
    gap = solution.wanted - one.buyers
    deal = solution.plan.deal
    money = f", {amount(abs(gap) * deal.amount, deal.currency)}" if deal and gap else ""
    if gap > 0:
        return f"{people(gap)} missing{money}"
    return f"{exactly(-gap)} more{money}" if gap else "all"


def _offers(found: Outlook) -> Iterator[Row]:
    yield "offer", "brings", "yields", "worth", "costs", "each costs"
    currency = found.plan.deal.currency if found.plan.deal else ""
    for one in found.returns:
        brings = " + ".join(f"{exactly(number)} {stage}" for stage, number, _ in one.parts)
        worth = amount(one.worth, currency) if one.worth is not None else ""
        costs = one.offer.costs
        each = amount(costs.amount / one.buyers, costs.currency) if costs and one.buyers else ""
        yield one.offer.name, brings, exactly(one.buyers), worth, costs.text if costs else "", each


def _compared(before: Solution, after: Solution) -> Iterator[Row]:
    yield "stage", "fresh before", "fresh after", "all before", "all after", "change"
    was = {one.stage: one for one in before.stages}
    now = {one.stage: one for one in after.stages}
    for stage in dict.fromkeys((*was, *now)):
        old, new = was.get(stage), now.get(stage)
        change = _change(old.arrivals if old else None, new.arrivals if new else None)
        yield (
            stage,
            people(before.fresh_in(stage)) if old else "",
            people(after.fresh_in(stage)) if new else "",
            people(old.arrivals) if old else "",
            people(new.arrivals) if new else "",
            change,
        )


def _change(old: Fraction | None, new: Fraction | None) -> str:
    """The difference of the figures shown, so that they add up."""
    difference = -(-(new or 0) // 1) + (-(old or 0) // 1)
    return f"+{difference:,}" if difference > 0 else f"{difference:,}" if difference else "="


def _compared_promises(before: Outlook, after: Outlook) -> Iterator[Row]:
    yield "promise", "yields before", "yields after", "of the wanted"
    was = {_names(one): one for one, _ in before.yields}
    for one, _ in after.yields:
        old = was.get(_names(one))
        yield _names(one), exactly(old.buyers) if old else "", exactly(one.buyers), _gap(after.solution, one)


def _buyers(number: Fraction) -> str:
    return f"{people(number)} {'buyer' if people(number) == '1' else 'buyers'}"


def _table(rows: Iterable[Row], paint: Paint) -> Iterator[str]:
    """Columns as wide as their widest cell; those that hold figures stand to the right. Empty columns are left out."""
    every = [tuple(map(printable, row)) for row in rows]
    kept = [column for column in range(len(every[0])) if any(row[column] for row in every[1:])]
    widths = {column: max(len(row[column]) for row in every) for column in kept}
    figures = {column for column in kept if column and all(_is_figure(row[column]) for row in every[1:])}
    for number, row in enumerate(every):
        cells = (
            row[column].rjust(widths[column]) if column in figures else row[column].ljust(widths[column])
            for column in kept
        )
        line = "  ".join(cells).rstrip()
        yield paint(line, "faint") if number == 0 else line


def _is_figure(cell: str) -> bool:
    """`84,176`, `2,525 25/99`, `9.9%`, `+505`, and nothing at all."""
    return all(part[:1].isdigit() or part[:1] in "+-=" for part in cell.removeprefix("about ").split())
