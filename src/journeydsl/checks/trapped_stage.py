"""A stage from which nobody arrives anywhere."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.checks._words import all_quoted
from journeydsl.diagnostics.finding import Finding, Fix

GROUP = "Structure"
SEVERITY = "error"
COSTS = "buyers pile up here, and nobody notices that none of them was ever won or lost"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every stage from which no chain of ways leads to an end; of a chain of such stages, its last."""
    graph = subject.graph
    if not subject.has_whole_path or not graph.ends():
        return
    for stage, *before in graph.trapped_groups():
        evidence = (f"nor from the stages before it: {all_quoted(other.name for other in before)}",) if before else ()
        if any(way.leaves_any for way in graph.ways_out(stage.name)):
            evidence = (*evidence, "a way out of `any` stage is for buyers who never belonged here, and does not count")
        yield Finding(
            stage.name_span,
            f"No way leads from `{stage.name}` to a won or a lost stage",
            f"stage {stage.name}",
            evidence=evidence,
            fix=Fix(f"Add a way out of `{stage.name}`"),
        )
