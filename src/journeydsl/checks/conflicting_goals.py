"""A goal that one team has to itself."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix

GROUP = "Numbers"
SEVERITY = "warning"
COSTS = "a number that only one team is measured by is reached at the cost of the others"
ABOUT = ("kpis",)
IS_OFF = True


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every KPI of one team whose measure no other team has a KPI for."""
    kpis = subject.journey.kpis.values()
    if not subject.journey.is_whole or not all(kpi.is_whole for kpi in kpis):
        return
    for kpi in kpis:
        teams = {team.name for team in (*kpi.shared_by, kpi.team) if team}
        others = {
            team.name
            for other in kpis
            if other.measure == kpi.measure
            for team in (*other.shared_by, other.team)
            if team and team.name not in teams
        }
        if len(teams) == 1 and not others:
            yield Finding(
                kpi.name_span,
                f"`{kpi.name}` is a goal of `{next(iter(teams))}` alone",
                f"kpi {kpi.name}",
                fix=Fix("Let the team before or behind it share the number, with `shared by`"),
            )
