"""A number that goes up without a buyer getting anywhere."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.guards import read_activities
from journeydsl.model.promises import CountMeasure
from journeydsl.model.values import Declaration

GROUP = "Numbers"
SEVERITY = "warning"
COSTS = "the team works for a number that moves no buyer"
ABOUT = ("kpis",)


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every KPI that counts an activity which no rule, score or guard reads."""
    journey = subject.journey
    readers: list[Declaration] = [*journey.rules.values(), *journey.segments.values(), *journey.scores.values()]
    readers += journey.cadences.values()
    if not subject.has_whole_path or not all(one.is_whole for one in readers):
        return
    read = read_activities(journey)
    for kpi in journey.kpis.values():
        if isinstance(kpi.measure, CountMeasure) and kpi.measure.activity.name not in read:
            name = kpi.measure.activity.name
            yield Finding(
                kpi.measure.span,
                f"`{kpi.name}` counts `{name}`, which no rule, score or guard reads",
                f"kpi {kpi.name}",
                fix=Fix(f"Measure a step that buyers take, or let a score or rule read `{name}`"),
            )
