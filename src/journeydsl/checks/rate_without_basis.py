"""A rate that came from nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._plans import step
from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix

GROUP = "Numbers"
SEVERITY = "warning"
COSTS = "a rate that somebody hoped for decides how many people are hired"
ABOUT = ("plans",)


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every rate of a plan without a source."""
    for plan in subject.journey.plans.values():
        for one in plan.conversions if plan.is_whole else ():
            if one.basis is None or not one.basis.text.strip():
                said = step(one.origin.name, one.target.name)
                yield Finding(
                    one.span,
                    f"`{plan.name}` does not say where its rate of {one.rate.text} for {said} comes from",
                    f"plan {plan.name} convert {one.origin.name} -> {one.target.name}",
                    fix=Fix('Add `from` and the source, such as `from "2026 cohort, n = 412"`'),
                )
