"""Two numbers for one thing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from journeydsl.checks._plans import per_unit, step
from journeydsl.checks._subject import Subject
from journeydsl.checks._words import kind_word
from journeydsl.diagnostics.finding import Finding, Fix, Label
from journeydsl.model.journey import Journey
from journeydsl.model.promises import Conversion, Kpi, Plan
from journeydsl.model.values import Duration, Money, Number, Percent, written_number
from journeydsl.numbers.plan_pace import surely_exceeds
from journeydsl.numbers.plan_promises import Delivery, deliveries, is_for_same_buyers

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

GROUP = "Numbers"
SEVERITY = "error"
COSTS = "each team proves with its own number that the other one failed"
ABOUT = ("plans", "promises", "kpis")
_MINUTES = {"minute": 1, "hour": 60, "day": 1440, "week": 10080}


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Two rates of one step on the same days, two promised numbers of it, two targets of one measure."""
    yield from _rates(subject.journey)
    yield from _promised(subject)
    yield from _measures(subject.journey)


def _rates(journey: Journey) -> Iterator[Finding]:
    said: dict[tuple[str, str], dict[tuple[date, date, Percent], tuple[Plan, Conversion]]] = {}
    for other_plan in journey.plans.values():
        for other in other_plan.conversions:
            period = (other_plan.period.first, other_plan.period.last)
            before = said.setdefault((other.origin.name, other.target.name), {})
            for plan, one in before.values():
                if one.rate != other.rate and _overlap(plan, other_plan):
                    yield _rate(plan, one, other_plan, other)
                    break
            before.setdefault((*period, other.rate), (other_plan, other))


def _rate(plan: Plan, one: Conversion, other_plan: Plan, other: Conversion) -> Finding:
    said = step(one.origin.name, one.target.name)
    where = f"twice in `{plan.name}`" if plan is other_plan else f"in `{plan.name}` and `{other_plan.name}`"
    return Finding(
        other.span,
        f"The rate of {said} is {one.rate.text} and {other.rate.text}, {where}",
        f"plan {other_plan.name} convert {one.origin.name} -> {one.target.name}",
        labels=(Label(one.span, f"{one.rate.text} here"),),
        evidence=() if plan is other_plan else (_shared_days(plan, other_plan),),
        fix=Fix("Agree on one rate, and on the numbers that it comes from"),
    )


def _promised(subject: Subject) -> Iterator[Finding]:
    told: set[int] = set()
    for one, other in combinations(deliveries(subject.graph), 2):
        if other.deliver.span.start in told or not is_for_same_buyers(subject.graph, one, other):
            continue
        if _differs(one, other):
            told.add(other.deliver.span.start)
            yield Finding(
                other.deliver.span,
                f"`{one.promise.name}` promises {per_unit(one)} over {step(*one.step)}, and"
                f" `{other.promise.name}` {per_unit(other)}",
                f"promise {other.promise.name} deliver {' -> '.join(one.step)}",
                labels=(Label(one.deliver.span, f"{per_unit(one)} here"),),
                fix=Fix("Agree on one number"),
            )


def _measures(journey: Journey) -> Iterator[Finding]:
    wanted: dict[object, dict[object, Kpi]] = {}
    for other in journey.kpis.values():
        before = wanted.setdefault(other.measure, {})
        one = next((one for one in before.values() if _is_other(one, other)), None)
        before.setdefault(other.target, other)
        if one:
            yield Finding(
                other.name_span,
                f"The {kind_word('kpi')}s `{one.name}` and `{other.name}` measure the same, and want"
                f" {_wanted(one)} and {_wanted(other)}",
                f"kpi {other.name}",
                labels=(Label(one.name_span, f"{_wanted(one)} here"),),
                fix=Fix("Keep one of the two, and let both teams share it"),
            )


def _overlap(plan: Plan, other: Plan) -> bool:
    return plan.period.first <= other.period.last and other.period.first <= plan.period.last


def _shared_days(plan: Plan, other: Plan) -> str:
    first, last = max(plan.period.first, other.period.first), min(plan.period.last, other.period.last)
    return f"both count from {first.isoformat()} to {last.isoformat()}"


def _differs(one: Delivery, other: Delivery) -> bool:
    mine = (one.deliver.number.number, one.deliver.unit)
    theirs = (other.deliver.number.number, other.deliver.unit)
    return surely_exceeds(*mine, *theirs) or surely_exceeds(*theirs, *mine)


def _is_other(one: Kpi, other: Kpi) -> bool:
    match one.target, other.target:
        case (None, _) | (_, None):
            return False
        case Duration() as mine, Duration() as theirs:
            return mine != theirs and _unit(mine) == _unit(theirs) and _length(mine) != _length(theirs)
        case mine, theirs:
            return mine != theirs


def _unit(lag: Duration) -> str:
    """What two times have in common that can be told apart for certain."""
    is_fixed = lag.unit in _MINUTES and not lag.is_business
    return "minutes" if is_fixed else f"{lag.is_business} {lag.unit}"


def _length(lag: Duration) -> int | Fraction:
    return lag.amount if lag.is_business else lag.amount * _MINUTES.get(lag.unit, 1)


def _wanted(kpi: Kpi) -> str:
    match kpi.target:
        case Percent() | Money() | Duration() as value:
            return value.text
        case Number(number=number):
            return written_number(number)
        case None:
            return ""
