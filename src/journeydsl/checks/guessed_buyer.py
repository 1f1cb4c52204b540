"""Buyers described by nobody who has asked them."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.blocks import blocks_of_stage
from journeydsl.model.people import BuyerLine

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "advice"
IS_OFF = True
COSTS = "a path for a buyer whom somebody imagined is walked by nobody else"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """A journey that says what buyers ask, do, want or know, and nowhere how it is known."""
    journey = subject.journey
    lines = list(_lines(subject))
    if lines and journey.is_whole and not any(line.basis for line in lines):
        yield Finding(
            lines[0].span,
            "Nothing that is said of buyers has a source",
            f"journey {journey.name}",
            fix=Fix("Add `from` with the interviews, calls or lost deals that say so"),
        )


def _lines(subject: Subject) -> Iterator[BuyerLine]:
    journey = subject.journey
    yield from journey.words.buyer_lines
    for role in journey.roles.values():
        yield from role.words.buyer_lines
    for stage in journey.stages.values():
        for block in blocks_of_stage(stage):
            yield from block.words.buyer_lines
