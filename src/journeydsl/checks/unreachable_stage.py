"""A stage where no buyer can ever be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeydsl.checks._buyers import unanswered
from journeydsl.checks._subject import Subject
from journeydsl.checks._ways import is_all_read, leg_words
from journeydsl.checks._words import all_quoted
from journeydsl.conditions.answers import Undecided
from journeydsl.diagnostics.finding import Finding, Fix, Label, Unanswered
from journeydsl.model.path import Stage
from journeydsl.travel.known import Leg
from journeydsl.travel.reach import blocked

GROUP = "Structure"
SEVERITY = "error"
COSTS = "people prepare for buyers who never come, and the buyers meant for this stage are somewhere else"


def check_journey(subject: Subject) -> Iterator[Finding | Unanswered]:
    """Every stage that buyers cannot reach from an entry stage, by any ways whose guards can hold under what is known
    there; of a chain of such stages, its first."""
    graph = subject.graph
    if not subject.has_whole_path or not graph.entries():
        return
    if not is_all_read(subject):
        for group in graph.unreachable_groups():
            yield _finding(group, [])
        return
    found = blocked(subject.knowledge, subject.reasoning)
    for group in graph.groups_behind(found.stages):
        yield _finding(group, [leg for leg in found.legs if leg.target == group[0].name])
    for leg, reason in found.undecided:
        if isinstance(reason, Undecided):
            question, place = f"anybody can take {leg_words(leg)}", f"way {leg.origin} {leg.target}"
            yield from unanswered(leg.passages[0].place, question, place, reason)


def _finding(group: Sequence[Stage], closed: Sequence[Leg]) -> Finding:
    stage, *behind = group
    evidence = [f"{leg_words(leg)} takes nobody: its condition is never true there" for leg in closed]
    if behind:
        evidence.append(f"nor the stages behind it: {all_quoted(other.name for other in behind)}")
    return Finding(
        stage.name_span,
        f"No buyer can ever reach `{stage.name}`",
        f"stage {stage.name}",
        labels=tuple(Label(leg.guard.span, "never true here") for leg in closed if leg.guard),
        evidence=tuple(evidence),
        fix=Fix(
            f"Change the condition of {leg_words(closed[0])} so that some buyer meets it"
            if closed
            else f"Add a move or a handoff to `{stage.name}` from a stage that buyers reach"
        ),
    )
