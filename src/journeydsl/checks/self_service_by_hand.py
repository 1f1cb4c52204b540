"""Buyers who want to help themselves, and wait for somebody."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix, Label
from journeydsl.graph.handovers import waits_for_a_person, ways_forward

GROUP = "Ownership and handoffs"
SEVERITY = "warning"
COSTS = "a buyer who wants to go on alone, and may not, goes on with a competitor"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every stage that prefers self service, if only for some, and whose ways forward all wait for a person."""
    for stage in subject.journey.stages.values() if subject.journey.is_whole else ():
        blocks = ((block.prefers, block) for block in stage.wheres)
        some = next((block for prefers, block in blocks if prefers == "self service"), None)
        if stage.prefers != "self service" and some is None:
            continue
        ways = ways_forward(subject.graph, stage.name)
        if ways and all(waits_for_a_person(way) for way in ways):
            buyers = "its buyers" if stage.prefers == "self service" or some is None else f"`{some.holds.name}` buyers"
            yield Finding(
                stage.name_span,
                f"Every way forward from `{stage.name}` waits for a person, and {buyers} prefer self service",
                f"stage {stage.name}",
                labels=tuple(Label(way.place, "waits for a person") for way in ways),
                fix=Fix("Let one of them happen by itself, with `when` and without `by`"),
            )
