"""A meeting about somebody who is not there."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.checks._words import all_quoted
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.meetings import sides_read
from journeydsl.graph.teams import are_one_side, knows_every_team
from journeydsl.model.rhythm import EachNewcomer, Meeting

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "warning"
COSTS = "numbers are explained by whoever is there, and nobody who could change them hears it"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every team whose promise or KPI a meeting reads, and that it does not invite; once for each meeting."""
    if not knows_every_team(subject.graph):
        return
    for meeting in subject.journey.meetings.values():
        if meeting.teams and meeting.is_whole and not isinstance(meeting.schedule, EachNewcomer):
            yield from _of_meeting(subject, meeting)


def _of_meeting(subject: Subject, meeting: Meeting) -> Iterator[Finding]:
    graph = subject.graph
    missing: dict[str, list[str]] = {}
    for reading, team in sides_read(graph, meeting):
        if not any(are_one_side(graph, team, invited.name) for invited in meeting.teams):
            missing.setdefault(next((one for one in missing if are_one_side(graph, one, team)), team), []).append(
                reading
            )
    for team, readings in missing.items():
        yield Finding(
            meeting.name_span,
            f"`{meeting.name}` reads {all_quoted(dict.fromkeys(readings))} without `{team}`, whom it concerns",
            f"meeting {meeting.name} {team}",
            fix=Fix(f"Add `{team}` to the teams of `{meeting.name}`"),
        )
