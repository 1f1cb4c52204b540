"""A question of buyers that no content answers."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.checks._words import quoted
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.audience import Asked, unanswered
from journeydsl.graph.blocks import blocks_of_stage
from journeydsl.graph.sayings import kernel

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "advice"
COSTS = "a buyer who finds no answer asks somebody else, often a competitor"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every question once; a warning where it is asked in a stage in which buyers prefer to help themselves."""
    journey = subject.journey
    if not journey.is_whole or not all(content.is_whole for content in journey.contents.values()):
        return
    told: set[str] = set()
    for asked in sorted(unanswered(subject.graph), key=lambda asked: not _is_alone(asked)):
        text = asked.text
        if kernel(text.text) in told:
            continue
        told.add(kernel(text.text))
        alone = ", where they prefer to help themselves" if _is_alone(asked) else ""
        where = f" in `{asked.stage.name}`{alone}" if asked.stage else ""
        yield Finding(
            text.span,
            f"No content answers what buyers ask{where}: {quoted(text.text)}",
            f"{asked.place} {text.text}",
            fix=Fix("Add `answers` with the same words to the content that answers it, or make some"),
            severity="warning" if _is_alone(asked) else None,
        )


def _is_alone(asked: Asked) -> bool:
    return asked.stage is not None and any(block.prefers == "self service" for block in blocks_of_stage(asked.stage))
