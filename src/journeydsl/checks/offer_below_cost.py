"""An offer that costs more than the buyers it brings are likely to pay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix, Label
from journeydsl.model.rhythm import Offer
from journeydsl.numbers.plan_figures import amount, exactly, percent
from journeydsl.numbers.plan_offers import Return, offer_return, plans_for

if TYPE_CHECKING:
    from fractions import Fraction

GROUP = "Numbers"
SEVERITY = "warning"
COSTS = "the more often such an offer runs, the more is lost"
ABOUT = ("offers",)


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every offer that brings less than it costs, by each plan in whose time it runs."""
    if not subject.has_whole_path or not all(plan.is_whole for plan in subject.journey.plans.values()):
        return
    for offer in subject.journey.offers.values():
        found = [offer_return(subject.graph, offer, plan) for plan in plans_for(subject.graph, offer)]
        losses = [(one, *money) for one in found if one and (money := _loss(one))]
        if offer.is_whole and losses and len(losses) == len(found):
            yield _finding(offer, *max(losses, key=lambda loss: loss[1]))


def _loss(found: Return) -> tuple[Fraction, Fraction] | None:
    """What the buyers are worth and what the offer costs, where that is more."""
    if found.worth is None or found.cost is None or found.worth >= found.cost:
        return None
    return found.worth, found.cost


def _finding(offer: Offer, found: Return, worth: Fraction, cost: Fraction) -> Finding:
    currency = found.plan.deal.currency if found.plan.deal else ""
    return Finding(
        offer.costs.span if offer.costs else offer.name_span,
        f"`{offer.name}` costs {amount(cost, currency)} and brings buyers worth {amount(worth, currency)}"
        f" by the rates of `{found.plan.name}`",
        f"offer {offer.name}",
        labels=tuple(Label(brings.span, "what it brings") for brings in offer.brings),
        evidence=tuple(_sum(found, worth, cost, currency)),
        fix=Fix(f"Spend less on `{offer.name}`, or bring buyers who are further along"),
    )


def _sum(found: Return, worth: Fraction, cost: Fraction, currency: str) -> Iterator[str]:
    plan = found.plan
    end = plan.target.stage.name if plan.target else ""
    for stage, number, chance in found.parts:
        yield f"{exactly(number)} `{stage}` x {percent(chance)} to `{end}` = {exactly(number * chance)}"
    deal = amount(plan.deal.amount, currency) if plan.deal else ""
    yield f"{exactly(found.buyers)} x {deal} = {amount(worth, currency)}, less than {amount(cost, currency)}"
