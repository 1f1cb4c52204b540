"""A stage where no buyer can ever be."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.checks._words import all_quoted
from journeydsl.diagnostics.finding import Finding, Fix

GROUP = "Structure"
SEVERITY = "error"
COSTS = "people prepare for buyers who never come, and the buyers meant for this stage are somewhere else"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every stage that no chain of ways leads to from an entry stage; of a chain of such stages, its first."""
    graph = subject.graph
    if not subject.has_whole_path or not graph.entries():
        return
    for stage, *behind in graph.unreachable_groups():
        evidence = (f"nor the stages behind it: {all_quoted(other.name for other in behind)}",) if behind else ()
        yield Finding(
            stage.name_span,
            f"No buyer can ever reach `{stage.name}`",
            f"stage {stage.name}",
            evidence=evidence,
            fix=Fix(f"Add a move or a handoff to `{stage.name}` from a stage that buyers reach"),
        )
