"""What offers bring and cost, by the chances of a plan, and until when, by its lags."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.promises import Plan
from journeydsl.model.rhythm import Offer
from journeydsl.numbers.plan_chain import chance_from, rates_of
from journeydsl.numbers.plan_lags import Lag, arrives, lags_of, last_days
from journeydsl.text.record import Record

if TYPE_CHECKING:
    from fractions import Fraction


class Return(Record):
    """What an offer comes to by a plan: `parts` are stage, number brought and chance of one; `buyers` their sum.

    `worth` is what these buyers pay, `cost` what the offer costs; each none where nothing says so, and `cost` also
    where it is in another currency.
    """

    offer: Offer
    plan: Plan
    parts: tuple[tuple[str, Fraction, Fraction], ...]
    buyers: Fraction
    worth: Fraction | None
    cost: Fraction | None


class LastWin(Record):
    """The last day on which a buyer can come to an offer and be won by a deadline, and the quickest way there.

    `lags` are the times that its steps take, without those that take none.
    """

    day: date
    way: tuple[str, ...]
    lags: tuple[Lag, ...]

    def won_on(self, day: date) -> date:
        """When a buyer who comes on a day is won on this way."""
        for lag in self.lags:
            day = arrives(day, lag)
        return day


def returns(graph: JourneyGraph, plan: Plan) -> tuple[Return, ...]:
    """What each offer comes to whose every number the plan can follow, in the order of the journey."""
    found = (offer_return(graph, offer, plan) for offer in graph.journey.offers.values())
    return tuple(one for one in found if one)


def plans_for(graph: JourneyGraph, offer: Offer) -> tuple[Plan, ...]:
    """The plans in whose time an offer runs; all plans where it runs in the time of none, or says no time."""
    plans = tuple(graph.journey.plans.values())
    runs = offer.runs
    during = [plan for plan in plans if runs and plan.period.first <= runs.last and runs.first <= plan.period.last]
    return tuple(during) or plans


def offer_return(graph: JourneyGraph, offer: Offer, plan: Plan) -> Return | None:
    """What an offer comes to by a plan; none where it brings no number, or to a stage that the plan does not follow."""
    from fractions import Fraction

    parts = []
    for brings in offer.brings:
        chance = chance_from(graph, plan, brings.stage.name)
        if chance is None:
            return None
        parts.append((brings.stage.name, Fraction(brings.number.number), chance))
    if not parts:
        return None
    buyers = sum((number * chance for _, number, chance in parts), Fraction(0))
    worth = buyers * plan.deal.amount if plan.deal else None
    is_same = offer.costs and (plan.deal is None or plan.deal.currency == offer.costs.currency)
    cost = Fraction(offer.costs.amount) if offer.costs and is_same else None
    return Return(offer, plan, tuple(parts), buyers, worth, cost)


def last_win(graph: JourneyGraph, plan: Plan, offer: Offer, deadline: date) -> LastWin | None:
    """By the lags of a plan, from where an offer brings buyers, else meets them; none where no way is in time."""
    if plan.target is None:
        return None
    end, lags = plan.target.stage.name, lags_of(graph, plan)
    days = last_days(rates_of(plan, end), lags, end, deadline)
    starts = [brought.stage.name for brought in offer.brings] or [stage.name for stage in offer.stages]
    found = max((days[start] for start in starts if start in days), key=lambda one: one[0], default=None)
    if found is None:
        return None
    day, way = found
    return LastWin(day, way, tuple(lag for step in pairwise(way) if (lag := lags.get(step))))
