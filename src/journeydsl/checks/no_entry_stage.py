"""A journey that buyers cannot enter."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix

GROUP = "Structure"
SEVERITY = "error"
COSTS = "a path without a beginning describes no buyer, and everything said about it holds for nobody"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """A journey without an `entry` stage."""
    journey = subject.journey
    if subject.has_whole_path and not subject.graph.entries():
        message = "This journey has no stages"
        if journey.stages:
            message = "No stage is an `entry` stage, so no buyer ever begins"
        fix = Fix("Write `entry` before the stage where buyers begin")
        yield Finding(journey.name_span, message, "journey", fix=fix)
