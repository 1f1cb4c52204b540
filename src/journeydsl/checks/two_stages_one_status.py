"""Two stages with one name in the CRM."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.checks._words import quoted
from journeydsl.diagnostics.finding import Finding, Fix, Label
from journeydsl.model.path import Stage

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "warning"
COSTS = "the report counts both as one, and nobody sees where buyers stop"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every stage with the CRM name of an earlier one."""
    first: dict[str, Stage] = {}
    for stage in subject.journey.stages.values():
        if stage.mapped is None:
            continue
        status = " ".join(stage.mapped.text.lower().split())
        if status not in first:
            first[status] = stage
            continue
        other = first[status]
        labels = (Label(other.mapped.span, f"the status of `{other.name}`"),) if other.mapped else ()
        yield Finding(
            stage.mapped.span,
            f"`{other.name}` and `{stage.name}` are both {quoted(stage.mapped.text)} in the CRM",
            f"stage {stage.name}",
            labels=labels,
            fix=Fix("Give each a status of its own in the CRM, or make one stage of them"),
        )
