"""Several places where buyers come in, and no word on how many come in where."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.checks._words import all_quoted
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.numbers.plan_figures import percent
from journeydsl.numbers.plan_problems import OddShares, OpenShares, entry_problem

GROUP = "Numbers"
SEVERITY = "error"
COSTS = "the budget is shared out without knowing which door the buyers come through"
ABOUT = ("plans",)


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every plan without shares in a journey of several entry stages, or with shares that are not 100%."""
    if not subject.has_whole_path:
        return
    for plan in subject.journey.plans.values():
        match entry_problem(subject.graph, plan) if plan.is_whole else None:
            case OpenShares(stages=stages):
                yield Finding(
                    plan.name_span,
                    f"Buyers come in at {all_quoted(stages)}, and `{plan.name}` does not say which part comes in where",
                    f"plan {plan.name} enter",
                    fix=Fix(f"Add `enter` with the share of {all_quoted(stages)} to `{plan.name}`"),
                )
            case OddShares(total=total):
                shares = " + ".join(entry.share.text for entry in plan.entries)
                yield Finding(
                    plan.entries[-1].span,
                    f"The shares of those who come in add up to {percent(total)} in `{plan.name}`",
                    f"plan {plan.name} enter",
                    evidence=(f"{shares} = {percent(total)}",) if len(plan.entries) > 1 else (),
                    fix=Fix("Bring the shares to 100%"),
                )
            case _:
                pass
