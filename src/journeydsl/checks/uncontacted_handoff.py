"""A handoff that is accepted in time, and then nobody calls."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._handoffs import receiver
from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.handovers import accepted_alone, is_followed_up
from journeydsl.text.words import capitalized

GROUP = "Ownership and handoffs"
SEVERITY = "warning"
COSTS = "accepting is a click; the buyer notices only the first call"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every handoff with a time to accept and none to make contact; not into ends and resting stages."""
    for handoff in subject.journey.handoffs:
        stage = subject.journey.stages[handoff.target.name]
        if stage.kind != "plain" or not handoff.is_whole or not subject.journey.is_whole:
            continue
        accept = accepted_alone(subject.graph, handoff)
        if accept and not is_followed_up(subject.graph, stage):
            yield Finding(
                accept.span,
                f"{capitalized(receiver(subject.graph, handoff))} accepts buyers of `{handoff.name}` in time"
                " and owes them no contact",
                f"handoff {handoff.name}",
                fix=Fix(f"Add `contact within` and a time to `{handoff.name}`"),
            )
