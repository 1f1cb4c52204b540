"""Sellers whom nobody helps."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.checks._words import all_quoted
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.blocks import blocks_of_stage
from journeydsl.graph.handovers import givers
from journeydsl.graph.teams import are_one_side, knows_every_team
from journeydsl.model.path import Stage

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "advice"
IS_OFF = True
COSTS = "the seller answers every question alone, and the buyer waits for the one who knows"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """A journey in which no stage that a handoff brings to another side before the sale has a `help from`."""
    stages = _stages_of_sellers(subject) if knows_every_team(subject.graph) and subject.has_whole_path else []
    helped = any(block.helps for stage in stages for block in blocks_of_stage(stage))
    if stages and not helped:
        one = len(stages) == 1
        yield Finding(
            stages[0].name_span,
            f"Nobody helps {'the owner' if one else 'the owners'} of {all_quoted(stage.name for stage in stages)}",
            f"journey {subject.journey.name}",
            fix=Fix("Add `help from`, the team, and what it does"),
        )


def _stages_of_sellers(subject: Subject) -> list[Stage]:
    graph, journey = subject.graph, subject.journey
    entered = {
        handoff.target.name
        for handoff in journey.handoffs
        for receiver in graph.receivers(handoff)
        if any(not are_one_side(graph, receiver, giver) for giver in givers(graph, handoff))
    }
    return [stage for stage in journey.stages.values() if stage.name in entered and stage.kind == "plain"]
