"""A plan solved backwards: from the target to the volume of every stage and step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.promises import Plan
from journeydsl.model.values import Duration, Text
from journeydsl.numbers.plan_algebra import arrivals, chances, endless_stages
from journeydsl.numbers.plan_chain import Chain, chain, wanted_buyers
from journeydsl.numbers.plan_lags import last_days
from journeydsl.numbers.plan_pace import months_in
from journeydsl.numbers.plan_problems import NoDeal, NoTarget, Problem
from journeydsl.text.record import Record

if TYPE_CHECKING:
    from fractions import Fraction

_POINT = 100


class StageVolume(Record):
    """What a stage needs: `entering` come in there, `arrivals` are all who arrive, coming back included.

    `chance` is that of one who arrives to reach the target. Who arrives by `last_day` can still do so within the plan,
    on the quickest way; none where the target is out of reach.
    """

    stage: str
    entering: Fraction
    arrivals: Fraction
    chance: Fraction
    last_day: date | None


class StepVolume(Record):
    """How many take a step, and how long they take."""

    origin: str
    target: str
    rate: Fraction
    volume: Fraction
    lag: Duration | None
    basis: Text | None


class Solution(Record):
    """What a plan asks for. `wanted` and `fresh` count buyers, `deal` is the worth of one, `months` those of the plan.

    Stages and steps come in the order of the journey.
    """

    plan: Plan
    chain: Chain
    months: Fraction
    wanted: Fraction
    deal: Fraction | None
    fresh: Fraction
    stages: tuple[StageVolume, ...]
    steps: tuple[StepVolume, ...]

    def arrivals(self, stage: str) -> Fraction | None:
        """All arrivals in a stage; none for a stage that the plan does not speak of."""
        return next((one.arrivals for one in self.stages if one.stage == stage), None)

    def volume(self, origin: str, target: str) -> Fraction | None:
        """How many take a step; none for one without a rate."""
        return next((one.volume for one in self.steps if (one.origin, one.target) == (origin, target)), None)

    def fresh_in(self, stage: str) -> Fraction:
        """How many arrive in a stage for the first time."""
        from fractions import Fraction

        total = self.arrivals(stage)
        if not total:
            return Fraction(0)
        return total / arrivals(self.chain.rates, {stage: Fraction(1)}, self.chain.end)[stage]

    def worth(self, origin: str, target: str) -> Fraction | None:
        """How many more buyers reach the target with one point more of a rate, and the same fresh buyers.

        None where all who arrive in its stage go on already.
        """
        from fractions import Fraction

        row = dict(self.chain.rates[origin])
        row[target] += Fraction(1, _POINT)
        more = self.chain.replace(rates={**self.chain.rates, origin: row})
        total = sum(row.values())
        # Else buyers get lost on the way, or come to nothing new, and go round no longer than before.
        may_go_round = total == 1 or not self.chain.rates[origin][target]
        if total > 1 or (may_go_round and endless_stages(more.rates, more.entering, more.end)):
            return None
        return reached(more, self.fresh) - self.wanted


class Unsolved(Record):
    """A plan without an answer, and every reason for that."""

    plan: Plan
    problems: tuple[Problem, ...]


def solve(graph: JourneyGraph, plan: Plan) -> Solution | Unsolved:
    """The volumes that a plan needs, in exact fractions."""
    from fractions import Fraction

    found, wanted = chain(graph, plan), wanted_buyers(plan)
    if isinstance(wanted, NoTarget | NoDeal) or not isinstance(found, Chain):
        problems = () if isinstance(found, Chain) else found
        more = (wanted,) if isinstance(wanted, NoDeal) else ()
        return Unsolved(plan, (*problems, *more) or (NoTarget(),))
    likely = chances(found.rates, found.end)
    fresh = wanted / _chance(found, likely)
    all_ = arrivals(found.rates, {stage: share * fresh for stage, share in found.entering.items()}, found.end)
    return Solution(
        plan,
        found,
        months_in(plan.period),
        wanted,
        Fraction(plan.deal.amount) if plan.deal else None,
        fresh,
        tuple(_stages(graph, found, fresh, all_, likely, plan.period.last)),
        tuple(_steps(plan, found, all_)),
    )


def reached(found: Chain, fresh: Fraction) -> Fraction:
    """How many of so many fresh buyers reach the target, lags left aside."""
    return fresh * _chance(found, chances(found.rates, found.end))


def _chance(found: Chain, likely: Mapping[str, Fraction]) -> Fraction:
    from fractions import Fraction

    return sum((share * likely.get(stage, Fraction(0)) for stage, share in found.entering.items()), Fraction(0))


def _stages(
    graph: JourneyGraph,
    found: Chain,
    fresh: Fraction,
    all_: Mapping[str, Fraction],
    likely: Mapping[str, Fraction],
    deadline: date,
) -> Iterator[StageVolume]:
    from fractions import Fraction

    days = last_days(found.rates, found.lags, found.end, deadline)
    for stage in (name for name in graph.journey.stages if name in all_):
        entering = found.entering.get(stage, Fraction(0)) * fresh
        last_day = days[stage][0] if stage in days else None
        yield StageVolume(stage, entering, all_[stage], likely.get(stage, Fraction(0)), last_day)


def _steps(plan: Plan, found: Chain, all_: Mapping[str, Fraction]) -> Iterator[StepVolume]:
    lines = {(one.origin.name, one.target.name): one for one in plan.conversions}
    for origin, row in found.rates.items():
        for target, rate in row.items():
            line = lines[origin, target]
            yield StepVolume(origin, target, rate, all_[origin] * rate, line.lag, line.basis)
