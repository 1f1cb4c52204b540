"""A promised number of which nobody measures how many are accepted."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.handovers import handoffs_of, is_quality_measured

GROUP = "Ownership and handoffs"
SEVERITY = "warning"
COSTS = "a team that is paid by the number fills it with whoever is easiest to find"
ABOUT = ("promises",)


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every `deliver` over a handoff whose acceptance neither a KPI nor a promise measures."""
    journey = subject.journey
    measured = (*journey.promises.values(), *journey.kpis.values())
    if not journey.is_whole or not all(one.is_whole for one in measured):
        return
    for promise in journey.promises.values():
        for deliver in promise.delivers:
            is_handed_over = handoffs_of(subject.graph, deliver.origin, deliver.target)
            if is_handed_over and not is_quality_measured(subject.graph, deliver):
                step = f"{deliver.origin.name} -> {deliver.target.name}"
                yield Finding(
                    deliver.span,
                    f"`{promise.name}` counts `{step}`, and nothing measures how many of them are accepted",
                    f"promise {promise.name} deliver {step}",
                    fix=Fix(f"Add a `kpi` that measures `acceptance of {step}`, shared by both teams"),
                )
