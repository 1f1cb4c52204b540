"""Why a plan has no answer, in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from journeydsl.model.promises import Plan
from journeydsl.numbers.plan_figures import percent
from journeydsl.numbers.plan_problems import (
    Endless,
    MissingSteps,
    NobodyArrives,
    NoDeal,
    NoEntry,
    NoTarget,
    NotRead,
    OddShares,
    OpenShares,
    OverfullStage,
    Problem,
    TwoRates,
    Wayless,
)
from journeydsl.numbers.plan_solution import Unsolved


def why_unsolved(unsolved: Unsolved) -> tuple[str, ...]:
    """A sentence for each reason."""
    return tuple(_said(unsolved.plan, problem) for problem in unsolved.problems)


def _said(plan: Plan, problem: Problem) -> str:
    name = f"`{plan.name}`"
    match problem:
        case NotRead():
            return f"{name} has no answer, since part of it or of the journey is not understood"
        case NoTarget():
            return f"{name} has no answer, since it has no target"
        case NoDeal():
            return f"{name} has no answer: its target is money, and no `deal` says what one buyer is worth"
        case NoEntry():
            return f"{name} has no answer, since nothing says where buyers come in"
        case OpenShares(stages=stages):
            return f"{name} has no answer: buyers come in at {_all(stages)}, and it does not say which part where"
        case OddShares(total=total):
            return f"{name} has no answer: the shares of those who come in add up to {percent(total)}"
        case TwoRates(first=first, second=second):
            step = f"`{first.origin.name} -> {first.target.name}`"
            return f"{name} has no answer: the rate of {step} is {first.rate.text} and {second.rate.text}"
        case Wayless(conversion=one):
            step = f"`{one.origin.name} -> {one.target.name}`"
            return f"{name} has no answer: {step} has a rate, and the journey has no such way"
        case OverfullStage(stage=stage, total=total):
            return f"{name} has no answer: the rates out of `{stage}` come to {percent(total)}"
        case MissingSteps(steps=steps):
            listed = _all(f"{origin} -> {target}" for origin, target in steps)
            return f"{name} has no answer: every path to its target takes {listed}, without a rate"
        case Endless(stages=stages):
            return f"{name} has no answer: the rates let nobody out of {_all(stages)}, so buyers stay there for ever"
        case NobodyArrives(stage=stage):
            return f"{name} has no answer: with its rates nobody comes to `{stage}`"


def _all(names: Iterable[str]) -> str:
    *before, last = [f"`{name}`" for name in names]
    return f"{', '.join(before)} and {last}" if before else last
