"""A handoff that leaves out what the receiving stage requires."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._handoffs import passing
from journeydsl.checks._subject import Subject
from journeydsl.checks._words import all_quoted
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.blocks import blocks_of_handoff
from journeydsl.graph.handovers import required_and_not_passed

GROUP = "Ownership and handoffs"
SEVERITY = "warning"
COSTS = "the receiver looks for it in the CRM, or asks the buyer for what the sender knows"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every handoff into a stage that requires fields which are neither passed nor named in a brief."""
    for handoff in subject.journey.handoffs:
        stage = subject.journey.stages[handoff.target.name]
        if not (handoff.is_whole and stage.is_whole):
            continue
        briefs = [block.brief.text for block in blocks_of_handoff(handoff) if block.brief]
        left_out = [
            name
            for name in required_and_not_passed(subject.graph, handoff)
            if not any(f"`{name}`" in brief for brief in briefs)
        ]
        if left_out:
            fields = all_quoted(left_out)
            yield Finding(
                handoff.header_span,
                f"`{stage.name}` requires {fields}, and `{handoff.name}` does not pass {_it(left_out)}",
                f"handoff {handoff.name}",
                fix=Fix(f"Add {fields} to what `{handoff.name}` passes", passing(handoff, left_out)),
            )


def _it(names: list[str]) -> str:
    return "it" if len(names) == 1 else "them"
