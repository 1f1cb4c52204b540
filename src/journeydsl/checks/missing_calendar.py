"""A clock in business time with no calendar to count it."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.checks._words import all_quoted
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.clocks import uncounted_clocks
from journeydsl.graph.teams import knows_every_team

GROUP = "Ownership and handoffs"
SEVERITY = "error"
COSTS = "nobody can say when the time is over, so it never is"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """The first clock in business time of each place for which neither a team nor the journey has a calendar."""
    if not knows_every_team(subject.graph):
        return
    seen: set[str] = set()
    for clock, teams in uncounted_clocks(subject.graph):
        if clock.place not in seen and clock.is_whole:
            seen.add(clock.place)
            is_or_are = "is" if clock.duration.amount == 1 else "are"
            whose = f" for {all_quoted(teams)}" if teams else ""
            yield Finding(
                clock.duration.span,
                f"No calendar says when {clock.duration.text} {is_or_are} over{whose}",
                clock.place,
                fix=Fix(_order(tuple(subject.journey.calendars))),
            )


def _order(calendars: tuple[str, ...]) -> str:
    if not calendars:
        return "Declare a `calendar` and name it in the journey, or count without `business`"
    if len(calendars) == 1:
        return f"Add `calendar {calendars[0]}` to the journey"
    return "Add `calendar` and the name of one to the team or to the journey"
