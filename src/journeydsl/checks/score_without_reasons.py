"""A handoff that depends on signs of interest and does not tell them."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._handoffs import passing, receiver
from journeydsl.checks._subject import Subject
from journeydsl.checks._words import all_quoted
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.handovers import said_for, signals
from journeydsl.model.path import Handoff, HandoffWhere
from journeydsl.text.words import capitalized

GROUP = "Ownership and handoffs"
SEVERITY = "warning"
COSTS = "a seller who sees a number and no reason opens with the wrong question, and stops trusting the number"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every handoff that reads a score or an activity and passes no score, no activity and no brief."""
    for handoff in subject.journey.handoffs:
        read = signals(subject.graph, handoff)
        special = said_for(subject.graph, handoff, _tells_why)
        if not read or special is None or not handoff.is_whole:
            continue
        signs, whom = all_quoted(read, most=4), capitalized(receiver(subject.graph, handoff))
        yield Finding(
            handoff.when.span if handoff.when else handoff.header_span,
            f"{whom} is told nothing of {signs}, on which `{handoff.name}` depends",
            f"handoff {handoff.name}",
            fix=Fix(f"Pass {signs}, or add a `brief`", passing(handoff, read)),
        )


def _tells_why(block: Handoff | HandoffWhere) -> bool:
    return bool(block.brief) or any(passed.kind in ("score", "activity") for passed in block.passes)
