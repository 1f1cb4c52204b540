"""What the teams promise to deliver, and what a plan makes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, count
from typing import TYPE_CHECKING

from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.graph.teams import is_stranger
from journeydsl.model.promises import Deliver, Promise
from journeydsl.model.values import Period
from journeydsl.numbers.plan_algebra import Rates, chances, is_cut, without
from journeydsl.numbers.plan_lags import in_time, last_days
from journeydsl.numbers.plan_pace import days_in, in_period, monthly_bounds
from journeydsl.numbers.plan_problems import Step
from journeydsl.numbers.plan_solution import Solution
from journeydsl.text.record import Record

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

_MOST_STEPS = 12
_MOST_TOGETHER = 3
_MOST_DAYS = 1_100


class Delivery(Record):
    """One `deliver` with the promise that says it."""

    promise: Promise
    deliver: Deliver

    @property
    def step(self) -> Step:
        """The stages that it leads from and to."""
        return self.deliver.origin.name, self.deliver.target.name


class PromisedStep(Record):
    """What is promised over a step within a plan, by one team or by several together."""

    step: Step
    deliveries: tuple[Delivery, ...]
    volume: Fraction


class Yield(Record):
    """What promised steps come to that every buyer takes one of: `buyers` at the target, lags left aside.

    `last_day` is the last on which a buyer promised may come and still count.
    """

    promised: tuple[PromisedStep, ...]
    buyers: Fraction
    last_day: date | None


def deliveries(graph: JourneyGraph) -> tuple[Delivery, ...]:
    """Every number that is promised over a step, in the order of the journey."""
    return tuple(Delivery(promise, one) for promise in graph.journey.promises.values() for one in promise.delivers)


def by_step(graph: JourneyGraph) -> Mapping[Step, tuple[Delivery, ...]]:
    """The promised numbers that add up, by step: of several for the same buyers the larger, and no part of another."""
    found: dict[Step, list[Delivery]] = {}
    for delivery in deliveries(graph):
        found.setdefault(delivery.step, []).append(delivery)
    return {step: tuple(_additive(graph, said)) for step, said in found.items()}


def is_for_same_buyers(graph: JourneyGraph, one: Delivery, other: Delivery) -> bool:
    """Whether two promises over one step count the same buyers: the same giver, and receivers that do not part them."""
    return one.step == other.step and _covers(graph, one, other) and _covers(graph, other, one)


def promised_steps(graph: JourneyGraph, period: Period) -> tuple[PromisedStep, ...]:
    """What is promised over each step within a period."""
    from fractions import Fraction

    found = []
    for step, said in by_step(graph).items():
        volumes = (in_period(one.deliver.number.number, one.deliver.unit, period) for one in said)
        found.append(PromisedStep(step, said, sum(volumes, Fraction(0))))
    return tuple(found)


def yields(graph: JourneyGraph, solution: Solution) -> tuple[Yield, ...]:
    """What the promises come to, for every smallest set of promised steps that no buyer gets around.

    Those are counted as all who take the step, coming back included, so that nobody is counted twice.
    """
    known = [
        promised
        for promised in promised_steps(graph, solution.plan.period)
        if solution.volume(*promised.step) is not None
    ][:_MOST_STEPS]
    found: list[frozenset[int]] = []
    told = []
    for number in range(1, _MOST_TOGETHER + 1):
        for places in combinations(range(len(known)), number):
            chosen = tuple(known[place] for place in places)
            if not any(smaller.issubset(places) for smaller in found) and _parts(solution, chosen):
                found.append(frozenset(places))
                told.append(_yield(solution, chosen))
    return tuple(told)


def _parts(solution: Solution, chosen: tuple[PromisedStep, ...]) -> bool:
    chain = solution.chain
    return is_cut(_rest(solution, chosen), chain.entering, chain.end)


def timely(solution: Solution, found: Yield) -> Fraction | None:
    """How many of a yield reach the target within the plan, where the promise is kept evenly from its first day on.

    None for plans of more than three years.
    """
    from fractions import Fraction

    chain, period = solution.chain, solution.plan.period
    if days_in(period) > _MOST_DAYS:
        return None
    arriving = tuple(dict.fromkeys(one.step[1] for one in found.promised))
    chances_ = in_time(_rest(solution, found.promised), chain.lags, chain.end, period.first, period.last, arriving)
    return sum((one.volume * chances_[one.step[1]] for one in found.promised), Fraction(0))


def _rest(solution: Solution, chosen: tuple[PromisedStep, ...]) -> Rates:
    return without(solution.chain.rates, (one.step for one in chosen))


def _yield(solution: Solution, chosen: tuple[PromisedStep, ...]) -> Yield:
    from fractions import Fraction

    chain, rest = solution.chain, _rest(solution, chosen)
    likely = chances(rest, chain.end)
    buyers = sum((one.volume * likely.get(one.step[1], Fraction(0)) for one in chosen), Fraction(0))
    days = last_days(rest, chain.lags, chain.end, solution.plan.period.last)
    return Yield(chosen, buyers, max((days[one.step[1]][0] for one in chosen if one.step[1] in days), default=None))


def _additive(graph: JourneyGraph, said: list[Delivery]) -> Iterator[Delivery]:
    for one, number in zip(said, count(), strict=False):
        if not any(
            _covers(graph, other, one)
            and (not _covers(graph, one, other) or (_size(other), -place) > (_size(one), -number))
            for place, other in enumerate(said)
            if other is not one
        ):
            yield one


def _covers(graph: JourneyGraph, whole: Delivery, part: Delivery) -> bool:
    """Whether the buyers of one promise are among those of another."""
    givers = (whole.promise.giver, part.promise.giver)
    receivers = (whole.promise.receiver, part.promise.receiver)
    return all(
        mine is None or (his is not None and not is_stranger(graph, his.name, mine.name))
        for mine, his in (givers, receivers)
    )


def _size(delivery: Delivery) -> tuple[Fraction, Fraction]:
    return monthly_bounds(delivery.deliver.number.number, delivery.deliver.unit)
