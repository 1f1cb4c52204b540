"""A journey that is over once the buyer has bought."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix

GROUP = "Structure"
SEVERITY = "advice"
IS_OFF = True
COSTS = "what was sold is lost again where nobody owns onboarding, renewal and growth"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """The first won stage, where no way at all leads on from any of them; sending a buyer back is no way on."""
    won = [stage for stage in subject.graph.ends() if stage.kind == "won"]
    if not won or not subject.has_whole_path:
        return
    if not any(way.kind != "rejection" for stage in won for way in subject.graph.ways_out(stage.name)):
        yield Finding(
            won[0].name_span,
            f"The journey ends at the sale: nothing follows `{won[0].name}`",
            f"stage {won[0].name}",
            fix=Fix("Add a stage for onboarding, renewal or growth, and the way that leads there"),
        )
