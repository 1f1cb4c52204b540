"""Words about plans: which can be solved, and the sums that lead from a promise to the target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from journeydsl.checks._subject import Subject
from journeydsl.model.promises import Plan
from journeydsl.model.values import written_number
from journeydsl.numbers.plan_algebra import arrivals, without
from journeydsl.numbers.plan_figures import exactly, percent
from journeydsl.numbers.plan_promises import Delivery, PromisedStep, Yield, yields
from journeydsl.numbers.plan_solution import Solution, solve

if TYPE_CHECKING:
    from fractions import Fraction


def solved(subject: Subject) -> tuple[Solution, ...]:
    """Every plan that has an answer."""
    return subject.once(_solved)


def solved_with_yields(subject: Subject) -> tuple[tuple[Solution, tuple[Yield, ...]], ...]:
    """The same, each with what the promises yield in it."""
    return subject.once(_with_yields)


def are_promises_whole(subject: Subject) -> bool:
    """Whether nothing that a promise, or a team, says was lost."""
    journey = subject.journey
    return journey.is_whole and all(one.is_whole for one in (*journey.promises.values(), *journey.teams.values()))


def step(origin: str, target: str) -> str:
    """`lead -> sal`, in backticks."""
    return f"`{origin} -> {target}`"


def per_unit(delivery: Delivery) -> str:
    """`900 per month`"""
    return f"{written_number(delivery.deliver.number.number)} per {delivery.deliver.unit}"


def promised_lines(solution: Solution, yielded: Yield) -> Iterator[str]:
    """A line for each promised number: what it comes to within the plan."""
    for promised in yielded.promised:
        for one in promised.deliveries:
            said = f"`{one.promise.name}`: {per_unit(one)} over {step(*promised.step)}"
            yield f"{said}{_makes(solution, promised, one)}"


def chain_lines(solution: Solution, yielded: Yield) -> Iterator[str]:
    """The sum of arrivals for each stage from the promise to the target, in the order of the plan."""
    chain = solution.chain
    rates = without(chain.rates, (one.step for one in yielded.promised))
    brought: dict[str, Fraction] = {}
    for one in yielded.promised:
        brought[one.step[1]] = brought.get(one.step[1], _zero()) + one.volume
    found = arrivals(rates, brought, chain.end)
    likely = {stage.stage for stage in solution.stages if stage.chance}
    for stage in (one.stage for one in solution.stages if one.stage in likely and found.get(one.stage)):
        parts = [f"{exactly(brought[stage])} promised"] if stage in brought else []
        parts += _inflow(rates, found, stage)
        if parts != [f"{exactly(found[stage])} promised"]:
            yield f"`{stage}`: {' + '.join(parts)} = {exactly(found[stage])}"


def deadline(plan: Plan) -> str:
    """The last day of a plan."""
    return plan.period.last.isoformat()


def _solved(subject: Subject) -> tuple[Solution, ...]:
    plans = subject.journey.plans.values() if subject.has_whole_path else ()
    answers = (solve(subject.graph, plan) for plan in plans)
    return tuple(answer for answer in answers if isinstance(answer, Solution))


def _with_yields(subject: Subject) -> tuple[tuple[Solution, tuple[Yield, ...]], ...]:
    return tuple((solution, yields(subject.graph, solution)) for solution in solved(subject))


def _makes(solution: Solution, promised: PromisedStep, one: Delivery) -> str:
    if len(promised.deliveries) > 1:
        return ""
    plan = solution.plan.period
    return f" makes {exactly(promised.volume)} from {plan.first.isoformat()} to {plan.last.isoformat()}"


def _inflow(rates: Mapping[str, Mapping[str, Fraction]], found: Mapping[str, Fraction], stage: str) -> list[str]:
    return [
        f"{percent(row[stage])} of {exactly(found[origin])} `{origin}`"
        for origin, row in rates.items()
        if row.get(stage) and found.get(origin)
    ]


def _zero() -> Fraction:
    from fractions import Fraction

    return Fraction(0)
