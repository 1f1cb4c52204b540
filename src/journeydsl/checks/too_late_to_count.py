"""Promises that add up to the target, and come too late for it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from journeydsl.checks._plans import are_promises_whole, deadline, promised_lines, solved_with_yields, step
from journeydsl.checks._subject import Subject
from journeydsl.checks._words import all_quoted
from journeydsl.diagnostics.finding import Finding, Fix, Label
from journeydsl.numbers.plan_algebra import without
from journeydsl.numbers.plan_figures import exactly, people, rounded
from journeydsl.numbers.plan_lags import last_days
from journeydsl.numbers.plan_pace import days_in
from journeydsl.numbers.plan_promises import Yield, timely
from journeydsl.numbers.plan_solution import Solution

if TYPE_CHECKING:
    from fractions import Fraction

GROUP = "Numbers"
SEVERITY = "warning"
COSTS = "the last weeks of work land in the next period, and this one closes without them"
ABOUT = ("plans",)


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every plan whose promises yield the target, and with the time that each step takes do not by its last day.

    A plan in which nobody who comes in can reach the target by its last day is told of without any promise.
    """
    if not are_promises_whole(subject):
        return
    for solution, known in solved_with_yields(subject):
        if not known and _is_past(solution):
            yield _nobody(solution)
        if all(one.buyers >= solution.wanted for one in known):
            told = ((timely(solution, one), one) for one in known)
            late = [(number, one) for number, one in told if number is not None and number < solution.wanted]
            if late:
                yield _finding(solution, *min(late, key=lambda pair: pair[0]))


def _finding(solution: Solution, number: Fraction, late: Yield) -> Finding:
    plan = solution.plan
    names = dict.fromkeys(one.promise.name for promised in late.promised for one in promised.deliveries)
    stages = all_quoted(dict.fromkeys(promised.step[1] for promised in late.promised), "or")
    last = f": who comes to {stages} after {late.last_day.isoformat()} is too late" if late.last_day else ""
    yields_ = "yields" if len(names) == 1 else "together yield"
    few = f"only {rounded(number, 2)}" if number else "none"
    return Finding(
        plan.target.span if plan.target else plan.name_span,
        f"{all_quoted(names)} {yields_} the {people(solution.wanted)} buyers that `{plan.name}` wants, and {few}"
        f" of them by {deadline(plan)}{last}",
        f"plan {plan.name} lags",
        labels=tuple(
            Label(one.deliver.span, "what is promised") for promised in late.promised for one in promised.deliveries
        ),
        evidence=tuple(_evidence(solution, number, late)),
        fix=Fix(f"Promise more, count on it earlier, or let `{plan.name}` want less"),
    )


def _evidence(solution: Solution, number: Fraction, late: Yield) -> Iterator[str]:
    plan, chain = solution.plan, solution.chain
    yield from promised_lines(solution, late)
    ways = last_days(without(chain.rates, (one.step for one in late.promised)), chain.lags, chain.end, plan.period.last)
    for stage in dict.fromkeys(promised.step[1] for promised in late.promised):
        if stage in ways:
            day, way = ways[stage]
            yield from _way_lines(solution, way)
            counted = max((day - plan.period.first).days + 1, 0)
            yield f"who comes to `{stage}` by {day.isoformat()} can count: {counted} of {days_in(plan.period)} days"
    yield f"kept evenly, the promise yields {exactly(late.buyers)} in all and {exactly(number)} by {deadline(plan)}"


def _way_lines(solution: Solution, way: tuple[str, ...]) -> Iterator[str]:
    steps = [(pair, solution.chain.lags.get(pair)) for pair in pairwise(way)]
    for pair, lag in steps:
        if lag and lag.duration.amount:
            yield f"{step(*pair)} takes {lag.duration.text}"


def _is_past(solution: Solution) -> bool:
    """Whether even those who come in on the first day are at the target after the last one."""
    ways = last_days(solution.chain.rates, solution.chain.lags, solution.chain.end, solution.plan.period.last)
    days = [ways[stage][0] for stage, share in solution.chain.entering.items() if share and stage in ways]
    return bool(solution.wanted) and all(day < solution.plan.period.first for day in days)


def _nobody(solution: Solution) -> Finding:
    plan, chain = solution.plan, solution.chain
    ways = last_days(chain.rates, chain.lags, chain.end, plan.period.last)
    day, way = max(ways[stage] for stage, share in chain.entering.items() if share and stage in ways)
    return Finding(
        plan.target.span if plan.target else plan.name_span,
        f"Nobody who comes in during `{plan.name}` reaches `{chain.end}` by {deadline(plan)}:"
        f" the last useful day in `{way[0]}` is {day.isoformat()}",
        f"plan {plan.name} lags",
        evidence=tuple(_way_lines(solution, way)),
        fix=Fix(f"Plan a longer period, or count on who is in the journey before {plan.period.first.isoformat()}"),
    )
