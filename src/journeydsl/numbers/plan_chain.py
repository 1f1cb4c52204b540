"""A plan as a chain: who comes in where, and which part of those who arrive in a stage goes on to which."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.promises import Plan
from journeydsl.model.values import Money
from journeydsl.numbers.plan_algebra import Rates, chances
from journeydsl.numbers.plan_lags import Lags, lags_of
from journeydsl.numbers.plan_problems import (
    MissingSteps,
    NoDeal,
    NoTarget,
    NotRead,
    Problem,
    entries_of,
    entry_problem,
    flow_problem,
    missing_steps,
    rate_problems,
    unplanned_steps,
)
from journeydsl.text.record import Record

if TYPE_CHECKING:
    from fractions import Fraction


class Chain(Record):
    """Rates and shares as parts of 1, lags by step. The stage of the target is no origin: it absorbs."""

    end: str
    rates: Rates
    lags: Lags
    entering: Mapping[str, Fraction]


def chain(graph: JourneyGraph, plan: Plan) -> Chain | tuple[Problem, ...]:
    """The chain of a plan that leads somewhere, or all that keeps it from being one."""
    if not _makes_sense(graph, plan):
        return (NotRead(),)
    if plan.target is None:
        return (NoTarget(),)
    end = plan.target.stage.name
    problems: list[Problem] = list(rate_problems(graph, plan))
    missing = unplanned_steps(graph, plan, end)
    entry = entry_problem(graph, plan)
    problems += [entry] if entry else []
    problems += [MissingSteps(missing)] if missing else []
    if problems:
        return tuple(problems)
    found = Chain(end, rates_of(plan, end), lags_of(graph, plan), entering_of(graph, plan))
    flow = flow_problem(found.rates, dict(found.entering), end)
    return (flow,) if flow else found


def wanted_buyers(plan: Plan) -> Fraction | NoTarget | NoDeal:
    """The target in buyers, exact: money is parted by the worth of one."""
    from fractions import Fraction

    if plan.target is None:
        return NoTarget()
    match plan.target.amount:
        case Money(amount=amount):
            return Fraction(amount) / plan.deal.amount if plan.deal and plan.deal.amount else NoDeal()
        case number:
            return Fraction(number.number)


def chance_from(graph: JourneyGraph, plan: Plan, stage: str) -> Fraction | None:
    """How likely a buyer who arrives in a stage comes to the target; none where the plan does not say."""
    if plan.target is None or not _makes_sense(graph, plan) or rate_problems(graph, plan):
        return None
    end = plan.target.stage.name
    found = chances(rates_of(plan, end), end)
    return None if stage not in found or missing_steps(graph, plan, (stage,), end) else found[stage]


def _makes_sense(graph: JourneyGraph, plan: Plan) -> bool:
    """Whether all was read, and every share is one."""
    shares = [one.rate.percent for one in plan.conversions] + [entry.share.percent for entry in plan.entries]
    return plan.is_whole and graph.journey.is_whole and all(share >= 0 for share in shares)


def rates_of(plan: Plan, end: str) -> Rates:
    """The rates of a plan by origin and target, without those out of the target's stage."""
    found: dict[str, dict[str, Fraction]] = {}
    for one in plan.conversions:
        if one.origin.name != end:
            found.setdefault(one.origin.name, {})[one.target.name] = one.rate.share
    return found


def entering_of(graph: JourneyGraph, plan: Plan) -> Mapping[str, Fraction]:
    """Which part of the fresh buyers comes in where: all at the only entry stage where the plan says nothing."""
    from fractions import Fraction

    found: dict[str, Fraction] = {}
    for entry in plan.entries:
        found[entry.stage.name] = found.get(entry.stage.name, Fraction(0)) + entry.share.share
    return found or {stage: Fraction(1) for stage in entries_of(graph, plan)[:1]}
