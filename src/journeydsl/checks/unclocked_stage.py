"""A stage that only people can end, whenever they like."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.checks._words import all_quoted, quoted
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.passage import Passage
from journeydsl.model.path import Handoff, Move, Recycle, Rejection, Stage, TimeLimit

GROUP = "Structure"
SEVERITY = "warning"
COSTS = "a buyer who waits for somebody to decide waits longest where nobody looks"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every plain stage with ways out, all of them somebody's decision, and without a time limit for any buyer."""
    if not subject.has_whole_path:
        return
    for stage in subject.journey.stages.values():
        ways = subject.graph.ways_out(stage.name)
        own = [way for way in ways if not way.leaves_any]
        if stage.kind == "plain" and own and not _has_clock(stage) and all(_is_for_people(way) for way in ways):
            yield Finding(
                stage.name_span,
                f"Only people can end `{stage.name}`, and nothing says by when",
                f"stage {stage.name}",
                evidence=tuple(_ways_out(own)),
                fix=Fix(f"Add `leave within` and where the buyer goes then to `{stage.name}`"),
            )


def _has_clock(stage: Stage) -> bool:
    return stage.leave is not None or any(where.leave is not None for where in stage.wheres)


def _is_for_people(way: Passage) -> bool:
    match way.way:
        case TimeLimit():
            return False
        case Rejection():
            return True
        case _:
            return not way.way.fires_itself


def _ways_out(ways: list[Passage]) -> Iterator[str]:
    """Who can take a buyer where, one line for each decision-maker."""
    targets: dict[str, list[str]] = {}
    for way in ways:
        by = way.way.by if isinstance(way.way, (Move, Handoff, Recycle)) else None
        owner = quoted(by.name) if by else "the owner"
        who = "whoever rejects it" if way.kind == "rejection" else owner
        if way.target not in targets.setdefault(who, []):
            targets[who].append(way.target)
    for who, names in targets.items():
        yield f"{who} can send the buyer to {all_quoted(names, 'or')}"
