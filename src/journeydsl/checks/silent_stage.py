"""A role that a stage expects, and for whom nothing is there."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.audience import expected_roles, has_content
from journeydsl.model.values import Declaration

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "warning"
IS_OFF = True
COSTS = "whoever signs gets nothing of their own to read, and asks for time to think"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every role that a stage expects without content for it there."""
    contents: tuple[Declaration, ...] = tuple(subject.journey.contents.values())
    if not subject.journey.is_whole or not all(content.is_whole for content in contents):
        return
    for stage in subject.journey.stages.values():
        for role in expected_roles(stage) if stage.is_whole else ():
            if not has_content(subject.graph, stage, role.name):
                yield Finding(
                    role.span,
                    f"`{stage.name}` expects `{role.name}` and has no content for them",
                    f"stage {stage.name} {role.name}",
                    fix=Fix(f"Add `content` for `{role.name}` in `{stage.name}`"),
                )
