"""A field that is passed or required where it is not known."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.checks._ways import is_all_read, told
from journeydsl.checks._words import quoted
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.blocks import blocks_of_handoff, blocks_of_stage
from journeydsl.model.path import Handoff, HandoffWhere, Passed, Stage, StageWhere
from journeydsl.model.values import Reference
from journeydsl.travel.missing import Demand, MissingWay, missing_way

GROUP = "Ownership and handoffs"
SEVERITY = "error"
COSTS = "the receiver starts with an empty field and asks the buyer again, or never asks"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every field that a stage requires or a handoff passes, and that some way there leaves missing; the first place
    on a way alone, with the shortest way."""
    if not is_all_read(subject) or not _asks(subject):
        return
    known = subject.knowledge
    for stage in subject.journey.stages.values():
        for block in blocks_of_stage(stage):
            for required in block.requires:
                way = missing_way(
                    known, Demand(required.name, stage.name, None, _names(block)), subject.effort, told_once=True
                )
                if way:
                    yield _required(subject, stage, required, way)
    for handoff in subject.journey.handoffs:
        for part in blocks_of_handoff(handoff):
            for passed in part.passes:
                way = _missing_when_sent(subject, handoff, part, passed) if passed.kind == "field" else None
                if way:
                    yield _passed(subject, handoff, passed, way)


def _asks(subject: Subject) -> bool:
    """Whether anything is asked for that is not always known."""
    journey = subject.journey
    required = [one for stage in journey.stages.values() for block in blocks_of_stage(stage) for one in block.requires]
    passed = [one for handoff in journey.handoffs for part in blocks_of_handoff(handoff) for one in part.passes]
    names = [one.name for one in required] + [one.name for one in passed if one.kind == "field"]
    return any(not journey.fields[name].is_always_known for name in names)


def _missing_when_sent(
    subject: Subject, handoff: Handoff, part: Handoff | HandoffWhere, passed: Passed
) -> MissingWay | None:
    others = () if isinstance(part, HandoffWhere) else tuple(one.holds.name for one in handoff.wheres if one.passes)
    for leg in subject.knowledge.legs:
        if len(leg.passages) == 1 and leg.passages[0].way is handoff:
            demand = Demand(passed.name, leg.origin, leg, _names(part), others)
            way = missing_way(subject.knowledge, demand, subject.effort, told_once=True)
            if way:
                return way
    return None


def _names(block: Stage | StageWhere | Handoff | HandoffWhere) -> tuple[str, ...]:
    return (block.holds.name,) if isinstance(block, StageWhere | HandoffWhere) else ()


def _required(subject: Subject, stage: Stage, required: Reference, way: MissingWay) -> Finding:
    field, here = quoted(required.name), quoted(stage.name)
    order = f"Collect {field} in a stage before {here}"
    if not way.legs:
        order = f"Declare {field} `always known`, or let {here} collect it instead"
    elif way.legs[-1].collects:
        order = f"Let `{way.legs[-1].origin}` collect {field}"
    return Finding(
        required.span,
        f"{here} requires {field}, and buyers can arrive without it",
        f"stage {stage.name} {required.name}",
        evidence=tuple(told(way, required.name, subject)),
        fix=Fix(f"{order}, or take it out of `requires`" if way.legs else order),
    )


def _passed(subject: Subject, handoff: Handoff, passed: Passed, way: MissingWay) -> Finding:
    field, origin = quoted(passed.name), quoted(way.legs[-1].origin)
    return Finding(
        passed.span,
        f"`{handoff.name}` passes {field}, and buyers can be sent without it",
        f"handoff {handoff.name} {passed.name}",
        evidence=tuple(told(way, passed.name, subject)),
        fix=Fix(f"Let {origin} collect {field}, or send a buyer only when {field} is known"),
    )
