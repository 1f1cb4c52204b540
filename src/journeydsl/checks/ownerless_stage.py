"""A stage that nobody owns."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix

GROUP = "Ownership and handoffs"
SEVERITY = "error"
COSTS = "a buyer whom nobody is accountable for waits until they buy elsewhere"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every stage without an `owner`."""
    for stage in subject.journey.stages.values():
        if stage.owner is None and stage.is_whole:
            yield Finding(
                stage.name_span,
                f"Nobody owns `{stage.name}`",
                f"stage {stage.name}",
                fix=Fix(f"Add `owner` and a team to `{stage.name}`"),
            )
