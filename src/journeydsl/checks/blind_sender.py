"""Feedback that brings back nothing the sender does not know already."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._handoffs import sender
from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.handovers import feedbacks, known_when_sent, set_after

GROUP = "Ownership and handoffs"
SEVERITY = "warning"
COSTS = "a sender who learns nothing from what came of a buyer cannot aim better"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every handoff with feedback on no field, or only on fields that are known before it and set nowhere after."""
    for handoff in subject.journey.handoffs:
        if not handoff.is_whole:
            continue
        later = set_after(subject.graph, handoff)
        known = known_when_sent(subject.graph, handoff).difference(later) if _is_whole(subject) else frozenset()
        for feedback in feedbacks(subject.graph, handoff):
            if all(field.name in known for field in feedback.fields):
                whom = sender(subject.graph, handoff)
                fresh = [name for name in later if name not in known_when_sent(subject.graph, handoff)] or list(later)
                such_as = f", such as `on {fresh[0]}`" if fresh else ""
                yield Finding(
                    feedback.span,
                    f"Feedback on `{handoff.name}` tells {whom} nothing that is set after it",
                    f"handoff {handoff.name}",
                    fix=Fix(f"Name a field that `{handoff.target.name}` or a later stage collects{such_as}"),
                )
                break


def _is_whole(subject: Subject) -> bool:
    return subject.journey.is_whole and all(stage.is_whole for stage in subject.journey.stages.values())
