"""Content whose review date has passed."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.checks._words import quoted
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.blocks import blocks_of_stage
from journeydsl.model.values import Day

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "warning"
COSTS = "buyers read last year's prices, and sellers take them back one by one"
ABOUT = ("contents",)


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every content, declared or written into a stage, that was to be read again before today."""
    journey = subject.journey
    for content in journey.contents.values():
        if content.review_by and content.review_by.date < subject.today:
            yield _finding(content.name, content.review_by, f"content {content.name}")
    for stage in journey.stages.values():
        for one in (one for block in blocks_of_stage(stage) for one in block.contents):
            if one.review_by and one.review_by.date < subject.today:
                yield _finding(one.title.text, one.review_by, f"stage {stage.name} {one.title.text}")


def _finding(name: str, day: Day, subject: str) -> Finding:
    return Finding(
        day.span,
        f"{quoted(name)} was to be read again by {day.date.isoformat()}",
        subject,
        fix=Fix("Read it, mend it, and write the next date; or take it out"),
    )
