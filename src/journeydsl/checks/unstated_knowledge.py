"""A stage of a new owner that does not say what the buyer knows."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.blocks import blocks_of_stage
from journeydsl.graph.handovers import givers
from journeydsl.graph.teams import are_one_side, knows_every_team

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "advice"
IS_OFF = True
COSTS = "the new team explains what the buyer has long read, or leaves out what they have never heard"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every stage that a handoff of another side enters, and that has no `buyer knows`."""
    graph = subject.graph
    entered = {handoff.target.name: handoff for handoff in reversed(subject.journey.handoffs)}
    for stage in subject.journey.stages.values() if knows_every_team(graph) else ():
        handoff, owner = entered.get(stage.name), graph.owner(stage.name)
        if handoff is None or owner is None or not stage.is_whole:
            continue
        new = any(not are_one_side(graph, owner.name, giver) for giver in givers(graph, handoff))
        lines = [line for block in blocks_of_stage(stage) for line in block.words.buyer_lines]
        if new and not any(line.verb == "knows" for line in lines):
            yield Finding(
                stage.name_span,
                f"`{stage.name}` does not say what buyers know who come to `{owner.name}`",
                f"stage {stage.name}",
                fix=Fix("Add `buyer knows`"),
            )
