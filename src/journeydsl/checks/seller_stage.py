"""A stage that says nothing of the buyer."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.model.path import Stage

GROUP = "Structure"
SEVERITY = "advice"
IS_OFF = True
COSTS = "a stage that describes the seller's work alone is passed by buyers who are somewhere else in their minds"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every stage but the lost ones without a line on what the buyer does, asks or wants."""
    for stage in subject.journey.stages.values():
        if stage.kind != "lost" and stage.is_whole and not _speaks_of_the_buyer(stage):
            yield Finding(
                stage.name_span,
                f"`{stage.name}` does not say what the buyer does, asks or wants",
                f"stage {stage.name}",
                fix=Fix("Add `buyer does`, `buyer asks` or `buyer wants`"),
            )


def _speaks_of_the_buyer(stage: Stage) -> bool:
    lines = (*stage.words.buyer_lines, *(line for where in stage.wheres for line in where.words.buyer_lines))
    return any(line.verb in ("does", "asks", "wants") for line in lines)
