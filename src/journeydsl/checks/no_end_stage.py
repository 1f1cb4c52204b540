"""A journey that never ends."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix

GROUP = "Structure"
SEVERITY = "error"
COSTS = "where nothing is ever won or lost, nobody can say what marketing and sales brought in"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """A journey with stages, none of which is `won` or `lost`."""
    journey = subject.journey
    if subject.has_whole_path and journey.stages and not subject.graph.ends():
        message = "No stage is `won` or `lost`, so no buyer ever arrives"
        fix = Fix("Write `won` or `lost` before the stages where buyers end")
        yield Finding(journey.name_span, message, "journey", fix=fix)
