"""A move that gives buyers to another team without a handoff."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.checks._words import all_quoted
from journeydsl.diagnostics.finding import Finding, Fix, Label
from journeydsl.graph.teams import are_one_side, knows_every_team

GROUP = "Ownership and handoffs"
SEVERITY = "error"
COSTS = "a buyer who changes hands without a word is expected by nobody and waits with the new team unseen"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every move into another team's stage, unless the stage is lost or resting."""
    graph = subject.graph
    for move in subject.journey.moves if knows_every_team(graph) else ():
        taker = graph.owner(move.target.name)
        if taker is None or subject.journey.stages[move.target.name].kind in ("lost", "resting"):
            continue
        owners = ((origin, graph.owner(origin.name)) for origin in move.origins)
        givers = {
            owner.name: origin.name
            for origin, owner in owners
            if owner and not are_one_side(graph, owner.name, taker.name)
        }
        if givers:
            yield Finding(
                move.header_span,
                f"`{move.name}` takes buyers from {all_quoted(givers)} to `{taker.name}` without a handoff",
                f"move {move.name}",
                labels=tuple(_owned(subject, stage) for stage in (*givers.values(), move.target.name)),
                fix=Fix("Write `handoff` in place of `move`, and say what is passed along and by when it is accepted"),
            )


def _owned(subject: Subject, stage: str) -> Label:
    owner = subject.journey.stages[stage].owner
    assert owner is not None
    return Label(owner.span, f"`{owner.name}` owns `{stage}`")
