"""Questions about handoffs and promises: what is said for whom, what wakes them, what comes back and who reads it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

from journeydsl.graph.blocks import blocks_of_stage
from journeydsl.graph.guards import known_fields, meets_one, signals_in
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.graph.passage import Passage
from journeydsl.graph.teams import are_one_side, is_stranger
from journeydsl.model.path import Accept, Feedback, Handoff, HandoffWhere, Move, Recycle, Stage
from journeydsl.model.promises import Deliver, Promise, StepMeasure
from journeydsl.model.rhythm import StepReading
from journeydsl.model.values import Reference

Says = Callable[[Handoff | HandoffWhere], object]

# ---- what a handoff says for all of its buyers


def said_for(graph: JourneyGraph, handoff: Handoff, says: Says) -> tuple[str, ...] | None:
    """None where a handoff says something for all of its buyers, else the names of the `where` blocks that say it.

    It is said for all in its own block, or in `where` blocks of which every buyer of the handoff meets one.
    """
    if says(handoff):
        return None
    named = tuple(where.holds.name for where in handoff.wheres if says(where))
    return None if named and meets_one(graph.journey, handoff.when, named) else named


def feedbacks(graph: JourneyGraph, handoff: Handoff) -> tuple[Feedback, ...]:
    """The feedback that is owed for some buyers: what the handoff says, unless every buyer meets a `where` of their
    own, and what these say."""
    special = tuple(where.feedback for where in handoff.wheres if where.feedback)
    names = tuple(where.holds.name for where in handoff.wheres if where.feedback)
    if handoff.feedback is None or (names and meets_one(graph.journey, handoff.when, names)):
        return special
    return (handoff.feedback, *special)


def signals(graph: JourneyGraph, handoff: Handoff) -> tuple[str, ...]:
    """The scores that wake a handoff, and the activities that happen before it, also through rules, segments and bands;
    in the order read. An activity that only keeps it asleep is none."""
    return tuple(dict.fromkeys(signals_in(graph.journey, handoff.when, False))) if handoff.when else ()


def accepted_alone(graph: JourneyGraph, handoff: Handoff) -> Accept | None:
    """The first time to accept of a handoff that some of its buyers have without a time to be contacted."""
    if handoff.contact or said_for(graph, handoff, lambda block: block.contact) is None:
        return None
    special = (where.accept for where in handoff.wheres if where.accept and not where.contact)
    return handoff.accept or next(special, None)


def is_followed_up(graph: JourneyGraph, stage: Stage) -> bool:
    """Whether a cadence says day by day how buyers in a stage are contacted."""
    return any(
        one.name == stage.name and cadence.days for cadence in graph.journey.cadences.values() for one in cadence.stages
    )


# ---- the way back


def givers(graph: JourneyGraph, handoff: Handoff) -> tuple[str, ...]:
    """The teams that give a buyer away: those that send, or the owners of the stages left where the receiver sends."""
    senders = graph.senders(handoff)
    receivers = graph.receivers(handoff)
    if not any(are_one_side(graph, sender, receiver) for sender in senders for receiver in receivers):
        return senders
    owners = (graph.owner(name) for name in _names(handoff))
    return tuple(dict.fromkeys(owner.name for owner in owners if owner)) or senders


def can_be_sent_back(graph: JourneyGraph, handoff: Handoff) -> bool:
    """Whether the receiver can send a buyer back: by rejecting, or by a decision that is theirs at any time.

    Such a decision is a way without a guard to a stage that goes on and belongs to the senders, or that the buyer came
    from.
    """
    return bool(handoff.rejects) or any(
        _sends_back(graph, handoff, way) for way in graph.ways_out(handoff.target.name) if way.kind != "rejection"
    )


def sides(graph: JourneyGraph) -> tuple[str, ...]:
    """The sides that handoffs join: the owners of the stages at both ends, at the top of `part of`; sides with the same
    people count once."""
    joined = []
    for handoff in graph.journey.handoffs:
        owners = [graph.owner(name) for name in (*_names(handoff), handoff.target.name)]
        known = list(dict.fromkeys(graph.top(owner.name) for owner in owners if owner))
        joined += known if len(known) > 1 else []
    found: list[str] = []
    for side in joined:
        if not any(are_one_side(graph, side, other) for other in found):
            found.append(side)
    return tuple(found)


def set_after(graph: JourneyGraph, handoff: Handoff) -> tuple[str, ...]:
    """The fields that are collected in the stage a handoff enters, or where moves and handoffs lead from there."""
    reached = graph.forward_from(handoff.target.name)
    stages = [stage for stage in graph.journey.stages.values() if stage.name in reached]
    stages.sort(key=lambda stage: stage.name != handoff.target.name)
    blocks = [block for stage in stages for block in blocks_of_stage(stage)]
    return tuple(dict.fromkeys(field.name for block in blocks for field in block.collects))


def required_and_not_passed(graph: JourneyGraph, handoff: Handoff) -> tuple[str, ...]:
    """The fields that the stage a handoff enters requires of all buyers or of some, and that these come without."""
    found = []
    for block in blocks_of_stage(graph.journey.stages[handoff.target.name]):
        for field in block.requires:
            name = field.name
            some = said_for(graph, handoff, partial(_passes, name))
            if some is not None and (isinstance(block, Stage) or not some):
                found.append(name)
    return tuple(dict.fromkeys(found))


def known_when_sent(graph: JourneyGraph, handoff: Handoff) -> frozenset[str]:
    """The fields that are sure to be known when a buyer is sent, as fields, stages and the handoff say outright.

    There may be more that the way to there makes known.
    """
    stages = [graph.journey.stages[origin.name] for origin in handoff.origins]
    left = [{field.name for field in (*stage.collects, *stage.requires)} for stage in stages]
    known = {name for name, field in graph.journey.fields.items() if field.is_always_known}
    known |= {passed.name for passed in handoff.passes if passed.kind == "field"}
    known |= set.intersection(*left) if left else set()
    return frozenset(known | set(known_fields(graph.journey, handoff.when)))


def is_read(graph: JourneyGraph, handoff: Handoff) -> bool:
    """Whether a meeting reads the step of a handoff, or the share of it that is accepted."""
    return any(
        _is_step(reading, handoff)
        if isinstance(reading, StepReading)
        else reading.kind == "kpi" and _is_acceptance(graph, reading.name, handoff)
        for meeting in graph.journey.meetings.values()
        for reading in meeting.readings
    )


# ---- promises


def is_returned(graph: JourneyGraph, promise: Promise) -> bool:
    """Whether the side that gets a promise gives the side that gives it one in return."""
    return any(
        other.giver and other.receiver and promise.giver and promise.receiver
        and are_one_side(graph, other.giver.name, promise.receiver.name)
        and are_one_side(graph, other.receiver.name, promise.giver.name)
        for other in graph.journey.promises.values()
        if other is not promise
    )  # fmt: skip


def handoffs_of(graph: JourneyGraph, origin: Reference, target: Reference) -> tuple[Handoff, ...]:
    """The handoffs from one stage to another."""
    return tuple(
        handoff
        for handoff in graph.journey.handoffs
        if handoff.target.name == target.name and any(one.name == origin.name for one in handoff.origins)
    )


def is_quality_measured(graph: JourneyGraph, deliver: Deliver) -> bool:
    """Whether something measures how many of those delivered are accepted, or a KPI how many go on from there."""
    promised = (answer for promise in graph.journey.promises.values() for answer in promise.answers)
    if any((one.origin.name, one.target.name) == (deliver.origin.name, deliver.target.name) for one in promised):
        return True
    steps = [kpi.measure for kpi in graph.journey.kpis.values() if isinstance(kpi.measure, StepMeasure)]
    return any(
        step.measure in ("acceptance", "conversion")
        and (step.origin.name == deliver.target.name
             or (step.origin.name, step.target.name) == (deliver.origin.name, deliver.target.name))
        for step in steps
    )  # fmt: skip


# ---- ways that wait


def ways_forward(graph: JourneyGraph, stage: str) -> tuple[Passage, ...]:
    """The moves, handoffs and time limits by which a buyer gets on: not into a lost stage, nor by time into a resting
    one."""
    stages = graph.journey.stages
    return tuple(
        way
        for way in graph.ways_out(stage)
        if (way.is_forward and stages[way.target].kind != "lost")
        or (way.kind == "time limit" and stages[way.target].kind not in ("lost", "resting"))
    )


def waits_for_a_person(way: Passage) -> bool:
    """Whether it is sure that somebody decides: the team after `by`, or the owner where a handoff says no more."""
    match way.way:
        case Handoff() as handoff:
            return handoff.is_whole and not handoff.fires_itself
        case Move(by=by):
            return by is not None
        case _:
            return False


def _passes(field: str, block: Handoff | HandoffWhere) -> bool:
    return any(passed.name == field for passed in block.passes)


def _sends_back(graph: JourneyGraph, handoff: Handoff, way: Passage) -> bool:
    back = graph.journey.stages[way.target]
    if back.kind in ("won", "lost") or not _is_decided_by(graph, graph.receivers(handoff), way):
        return False
    owner = graph.owner(way.target)
    origins = (graph.owner(name) for name in _names(handoff))
    senders = (*graph.senders(handoff), *(origin.name for origin in origins if origin))
    return way.target in _names(handoff) or (
        owner is not None and any(are_one_side(graph, owner.name, sender) for sender in senders)
    )


def _is_decided_by(graph: JourneyGraph, teams: Collection[str], way: Passage) -> bool:
    """Whether a way is at any time the decision of one of these teams, of a part of it or of what it is part of."""
    if not isinstance(way.way, Move | Recycle | Handoff) or way.way.when:
        return False
    by = way.way.by
    if by is None:
        return way.kind == "handoff"
    return any(not is_stranger(graph, by.name, team) or not is_stranger(graph, team, by.name) for team in teams)


def _names(handoff: Handoff) -> list[str]:
    return [origin.name for origin in handoff.origins]


def _is_step(step: StepReading | StepMeasure, handoff: Handoff) -> bool:
    return step.target.name == handoff.target.name and step.origin.name in _names(handoff)


def _is_acceptance(graph: JourneyGraph, kpi: str, handoff: Handoff) -> bool:
    found = graph.journey.kpis.get(kpi)
    measure = found.measure if found else None
    return isinstance(measure, StepMeasure) and measure.measure == "acceptance" and _is_step(measure, handoff)
