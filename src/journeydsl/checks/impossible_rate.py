"""Rates that cannot be: more than all buyers of a stage, or a step that there is not."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._plans import step
from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix, Label
from journeydsl.model.promises import Plan
from journeydsl.numbers.plan_figures import percent
from journeydsl.numbers.plan_problems import OverfullStage, overfull, wayless

GROUP = "Numbers"
SEVERITY = "error"
COSTS = "a plan that counts buyers twice promises revenue that cannot come"
ABOUT = ("plans",)


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every stage whose rates come to more than 100%, and every rate of a step for which there is no way."""
    for plan in subject.journey.plans.values():
        for full in overfull(plan):
            yield _overfull(plan, full)
        for one in wayless(subject.graph, plan) if subject.has_whole_path else ():
            origin, target = one.conversion.origin.name, one.conversion.target.name
            yield Finding(
                one.conversion.span,
                f"`{plan.name}` has a rate for {step(origin, target)}, and no way leads from `{origin}` to `{target}`",
                f"plan {plan.name} convert {origin} -> {target}",
                fix=Fix("Give each step on the way there a rate of its own, or write down the way"),
            )


def _overfull(plan: Plan, full: OverfullStage) -> Finding:
    *before, last = full.conversions
    total = " + ".join(one.rate.text for one in full.conversions)
    return Finding(
        last.span,
        f"The rates out of `{full.stage}` in `{plan.name}` come to {percent(full.total)}, more than all who arrive",
        f"plan {plan.name} stage {full.stage}",
        labels=tuple(Label(one.span, "these go elsewhere") for one in before),
        evidence=(f"{total} = {percent(full.total)}",),
        fix=Fix(f"Lower the rates out of `{full.stage}` to 100% or less: who takes one way takes no other"),
    )
