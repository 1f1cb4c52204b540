"""Promises that do not add up to what a plan wants."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._plans import are_promises_whole, chain_lines, promised_lines, solved_with_yields
from journeydsl.checks._subject import Subject
from journeydsl.checks._words import all_quoted
from journeydsl.diagnostics.finding import Finding, Fix, Label
from journeydsl.model.values import Money
from journeydsl.numbers.plan_figures import amount, exactly, people
from journeydsl.numbers.plan_promises import Yield
from journeydsl.numbers.plan_solution import Solution

GROUP = "Numbers"
SEVERITY = "error"
COSTS = "every team keeps its promise, and the quarter is missed all the same"
ABOUT = ("plans",)


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every plan whose promised numbers yield less than its target, lags left aside; the weakest promise is shown."""
    if not are_promises_whole(subject):
        return
    for solution, known in solved_with_yields(subject):
        short = [one for one in known if one.buyers < solution.wanted]
        if short:
            weakest = min(short, key=lambda one: one.buyers)
            yield _finding(solution, weakest, [one for one in short if one is not weakest])


def _finding(solution: Solution, weakest: Yield, others: list[Yield]) -> Finding:
    plan = solution.plan
    names = _names(weakest)
    keeps = "yields" if len(names) == 1 else "together yield"
    wanted = "1 buyer" if solution.wanted == 1 else f"{people(solution.wanted)} buyers"
    return Finding(
        plan.target.span if plan.target else plan.name_span,
        f"{all_quoted(names)} {keeps} {exactly(weakest.buyers)} of the {wanted} that `{plan.name}` wants",
        f"plan {plan.name} target",
        labels=tuple(
            Label(one.deliver.span, "what is promised") for step in weakest.promised for one in step.deliveries
        ),
        evidence=(
            *promised_lines(solution, weakest),
            *chain_lines(solution, weakest),
            _gap(solution, weakest),
            *(f"{all_quoted(_names(one))}: {exactly(one.buyers)}, too few as well" for one in others),
        ),
        fix=Fix(_order(solution, weakest) + f", or lower the target by {_lower(solution, weakest)}"),
    )


def _names(found: Yield) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.promise.name for step in found.promised for one in step.deliveries))


def _gap(solution: Solution, weakest: Yield) -> str:
    gap = solution.wanted - weakest.buyers
    said = f"{exactly(solution.wanted)} wanted - {exactly(weakest.buyers)} = {exactly(gap)}"
    missing = f"{said}: {people(gap)} {'is' if gap <= 1 else 'are'} missing"
    deal = solution.plan.deal
    return f"{missing}, worth {amount(gap * deal.amount, deal.currency)}" if deal else missing


def _order(solution: Solution, weakest: Yield) -> str:
    """What is to be promised instead: where it is one number, how many."""
    if len(weakest.promised) > 1 or not weakest.buyers:
        return "Promise more"
    step = weakest.promised[0]
    needed = step.volume * solution.wanted / weakest.buyers / solution.months
    return f"Promise {people(needed)} `{' -> '.join(step.step)}` per month"


def _lower(solution: Solution, weakest: Yield) -> str:
    target, deal = solution.plan.target, solution.plan.deal
    gap = solution.wanted - weakest.buyers
    return (
        amount(gap * deal.amount, deal.currency)
        if target and isinstance(target.amount, Money) and deal
        else people(gap)
    )
