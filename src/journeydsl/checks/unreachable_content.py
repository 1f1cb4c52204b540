"""Content that nobody can find."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.checks._words import quoted
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.blocks import blocks_of_stage

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "warning"
COSTS = "sellers write their own, and each buyer gets another"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every content without address, text and a day on which it is due; in a stage, every one without an address."""
    journey = subject.journey
    for content in journey.contents.values():
        if not (content.due or content.address or content.text) and content.is_whole:
            yield Finding(
                content.name_span,
                f"`{content.name}` has neither an address nor a text",
                f"content {content.name}",
                fix=Fix("Add `at` and where it is, or `text` and what it says"),
            )
    titles = {content.label.lower() for content in journey.contents.values()}
    for stage in journey.stages.values():
        for one in (one for block in blocks_of_stage(stage) for one in block.contents):
            if one.address is None and one.title.text.lower() not in titles and stage.is_whole:
                yield Finding(
                    one.title.span,
                    f"{quoted(one.title.text)} in `{stage.name}` has no address",
                    f"stage {stage.name} {one.title.text}",
                    fix=Fix("Add `at` and where it is"),
                )
