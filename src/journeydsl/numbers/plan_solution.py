"""A plan solved backwards: from the target to the volume of every stage and step."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.promises import Plan
from journeydsl.model.values import Duration, Text
from journeydsl.numbers.plan_algebra import Rates, arrivals, chances, endless_stages
from journeydsl.numbers.plan_chain import Chain, chain, wanted_buyers
from journeydsl.numbers.plan_lags import last_days
from journeydsl.numbers.plan_pace import months_in
from journeydsl.numbers.plan_problems import NoDeal, NoTarget, Problem
from journeydsl.text.record import Record

if TYPE_CHECKING:
    from fractions import Fraction

_POINT = 100


class StageVolume(Record):
    """What a stage needs: `entering` come in there, `fresh` arrive for the first time, `arrivals` are all.

    `chance` is that of one who arrives to reach the target. Who arrives by `last_day` can still do so within the plan,
    on the quickest way; none where the target is out of reach.
    """

    stage: str
    entering: Fraction
    fresh: Fraction
    arrivals: Fraction
    chance: Fraction
    last_day: date | None


class StepVolume(Record):
    """How many take a step; `worth` is how many more buyers reach the target with one point more of its rate and the
    same fresh buyers, none where all who arrive already go on."""

    origin: str
    target: str
    rate: Fraction
    volume: Fraction
    lag: Duration | None
    basis: Text | None
    worth: Fraction | None


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
    chance = _chance(found.rates, found)
    fresh = wanted / chance
    return Solution(
        plan,
        found,
        months_in(plan.period),
        wanted,
        Fraction(plan.deal.amount) if plan.deal else None,
        fresh,
        tuple(_stages(graph, found, fresh, plan.period.last)),
        tuple(_steps(plan, found, fresh, chance)),
    )


def reached(found: Chain, fresh: Fraction) -> Fraction:
    """How many of so many fresh buyers reach the target, lags left aside."""
    return fresh * _chance(found.rates, found)


def _chance(rates: Rates, found: Chain) -> Fraction:
    from fractions import Fraction

    likely = chances(rates, found.end)
    return sum((share * likely.get(stage, Fraction(0)) for stage, share in found.entering.items()), Fraction(0))


def _stages(graph: JourneyGraph, found: Chain, fresh: Fraction, deadline: date) -> list[StageVolume]:
    from fractions import Fraction

    all_ = arrivals(found.rates, found.entering, found.end)
    likely = chances(found.rates, found.end)
    days = last_days(found.rates, found.lags, found.end, deadline)
    volumes = []
    for stage in (name for name in graph.journey.stages if name in all_):
        entering = found.entering.get(stage, Fraction(0)) * fresh
        first = all_[stage] * fresh / _visits(found, stage) if all_[stage] else all_[stage]
        last_day = days[stage][0] if stage in days else None
        chance = likely.get(stage, Fraction(0))
        volumes.append(StageVolume(stage, entering, first, all_[stage] * fresh, chance, last_day))
    return volumes


def _visits(found: Chain, stage: str) -> Fraction:
    """How often a buyer who arrives in a stage is there in all."""
    from fractions import Fraction

    return arrivals(found.rates, {stage: Fraction(1)}, found.end)[stage]


def _steps(plan: Plan, found: Chain, fresh: Fraction, chance: Fraction) -> list[StepVolume]:
    all_ = arrivals(found.rates, found.entering, found.end)
    lines = {(one.origin.name, one.target.name): one for one in plan.conversions}
    steps = []
    for origin, row in found.rates.items():
        for target, rate in row.items():
            worth = _worth(found, origin, target, chance)
            volume = all_.get(origin, 0) * fresh * rate
            line = lines[origin, target]
            gain = None if worth is None else worth * fresh
            steps.append(StepVolume(origin, target, rate, volume, line.lag, line.basis, gain))
    return steps


def _worth(found: Chain, origin: str, target: str, chance: Fraction) -> Fraction | None:
    """The gain in the chance of a fresh buyer with one point more of a rate; all else stays."""
    from fractions import Fraction

    row = dict(found.rates[origin])
    row[target] += Fraction(1, _POINT)
    rates = {**found.rates, origin: row}
    if sum(row.values()) > 1 or endless_stages(rates, found.entering, found.end):
        return None
    return _chance(rates, found) - chance
