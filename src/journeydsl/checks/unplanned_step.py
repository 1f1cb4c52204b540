"""A step on the way to a plan's target of which nobody knows the rate."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._plans import step
from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.numbers.plan_problems import unplanned_steps

GROUP = "Numbers"
SEVERITY = "warning"
COSTS = "with one rate unknown, nobody can say how many buyers the target takes"
ABOUT = ("plans",)


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every step without a rate that all moves and handoffs from an entry stage to the target go through."""
    if not subject.has_whole_path:
        return
    for plan in subject.journey.plans.values():
        if plan.target is None or not plan.is_whole:
            continue
        end = plan.target.stage.name
        for origin, target in unplanned_steps(subject.graph, plan, end):
            yield Finding(
                plan.name_span,
                f"`{plan.name}` has no rate for {step(origin, target)}, which every path to `{end}` takes",
                f"plan {plan.name} convert {origin} -> {target}",
                fix=Fix(f"Add `convert {origin} -> {target}` with its rate to `{plan.name}`"),
            )
