"""Questions about meetings: whose promises and numbers they read."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.rhythm import Meeting, Reading


def sides_read(graph: JourneyGraph, meeting: Meeting) -> Iterator[tuple[str, str]]:
    """Each promise and KPI that a meeting reads, with each team that gives it, gets it or answers for it."""
    journey = graph.journey
    for reading in meeting.readings:
        if not isinstance(reading, Reading):
            continue
        if reading.kind == "promise" and reading.name in journey.promises:
            promise = journey.promises[reading.name]
            teams = [side.name for side in (promise.giver, promise.receiver) if side]
        elif reading.kind == "kpi" and reading.name in journey.kpis:
            kpi = journey.kpis[reading.name]
            teams = [team.name for team in (*((kpi.team,) if kpi.team else ()), *kpi.shared_by)]
        else:
            continue
        yield from ((reading.name, team) for team in teams)
