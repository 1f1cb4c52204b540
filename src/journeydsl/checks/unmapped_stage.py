"""A stage that the CRM does not know."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "warning"
COSTS = "buyers in it are in no report, and somebody keeps a list of their own"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every stage without a CRM name, where most others have one."""
    stages = [stage for stage in subject.journey.stages.values() if stage.is_whole]
    mapped = [stage for stage in stages if stage.mapped]
    if len(mapped) * 2 <= len(stages):
        return
    for stage in stages:
        if stage.mapped is None:
            yield Finding(
                stage.name_span,
                f"`{stage.name}` has no name in the CRM, and {len(mapped)} other stages have",
                f"stage {stage.name}",
                fix=Fix("Add `from` and the status that it has there"),
            )
