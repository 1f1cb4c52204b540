"""An objection to which nothing is answered."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.checks._words import quoted
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.blocks import blocks_of_stage
from journeydsl.graph.sayings import kernel
from journeydsl.model.people import Objection

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "warning"
COSTS = "every seller makes up an answer, and the buyer hears three of them"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every objection without an answer, unless the same one is answered elsewhere."""
    objections = list(_objections(subject))
    answered = {kernel(one.text.text) for _, one in objections if one.answer and one.answer.text.strip()}
    for place, one in objections:
        if kernel(one.text.text) not in answered:
            yield Finding(
                one.span,
                f"Nothing is answered to {quoted(one.text.text)}",
                f"{place} {one.text.text}",
                fix=Fix("Add `answer` and what your best sellers say"),
            )


def _objections(subject: Subject) -> Iterator[tuple[str, Objection]]:
    journey = subject.journey
    for stage in journey.stages.values():
        for block in blocks_of_stage(stage) if stage.is_whole else ():
            yield from ((f"stage {stage.name}", one) for one in block.words.objections)
    for role in journey.roles.values():
        yield from ((f"role {role.name}", one) for one in role.words.objections if role.is_whole)
    yield from ((f"journey {journey.name}", one) for one in journey.words.objections if journey.is_whole)
