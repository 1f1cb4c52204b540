"""Questions about clocks: which of them count in business time, and whose calendar they could count in."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.graph.blocks import blocks_of_handoff, blocks_of_stage
from journeydsl.graph.handovers import handoffs_of
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.graph.teams import has_calendar, holders
from journeydsl.model.path import Handoff, Stage
from journeydsl.model.promises import Promise
from journeydsl.model.rhythm import AfterOffer, EachNewcomer
from journeydsl.model.values import Duration, Reference
from journeydsl.text.record import Record


class Clock(Record):
    """A time that somebody has, said in `place`, such as `handoff lead -> sal`.

    Each group of `counted_by` needs one team with a calendar; an empty one is content with any team of the journey. The
    declaration that says it has nothing lost where it `is_whole`.
    """

    place: str
    duration: Duration
    counted_by: tuple[tuple[str, ...], ...]
    is_whole: bool


def uncounted_clocks(graph: JourneyGraph) -> Iterator[tuple[Clock, tuple[str, ...]]]:
    """The clocks in business time with no calendar to count in, each with the teams that would need one."""
    if graph.journey.calendar:
        return
    with_calendar = {team for team in graph.journey.teams if has_calendar(graph, team)}
    for clock in clocks(graph):
        if clock.duration.is_business:
            groups = [group for group in clock.counted_by if with_calendar.isdisjoint(group or with_calendar)]
            if groups:
                yield clock, tuple(dict.fromkeys(team for group in groups for team in group))


def clocks(graph: JourneyGraph) -> Iterator[Clock]:
    """Every clock of a journey, of stages and handoffs first, then of promises, meetings, offers and plans."""
    for stage in graph.journey.stages.values():
        yield from _of_stage(graph, stage)
    for handoff in graph.journey.handoffs:
        yield from _of_handoff(graph, handoff)
    for promise in graph.journey.promises.values():
        yield from _of_promise(graph, promise)
    yield from _of_the_company(graph)


def _of_stage(graph: JourneyGraph, stage: Stage) -> Iterator[Clock]:
    place, teams = f"stage {stage.name}", holders(graph, stage.name)
    for block in blocks_of_stage(stage):
        if block.leave:
            yield Clock(place, block.leave.duration, tuple((team,) for team in teams) or ((),), stage.is_whole)
        for help_ in block.helps:
            if help_.within:
                yield Clock(place, help_.within, ((help_.team.name, *teams),), stage.is_whole)


def _of_handoff(graph: JourneyGraph, handoff: Handoff) -> Iterator[Clock]:
    place, receivers = f"handoff {handoff.name}", graph.receivers(handoff)
    either = (*receivers, *graph.senders(handoff))
    for block in blocks_of_handoff(handoff):
        for clock in (block.accept, block.contact):
            if clock:
                yield Clock(place, clock.duration, tuple((team,) for team in receivers) or ((),), handoff.is_whole)
        if block.feedback:
            for duration in (block.feedback.every, block.feedback.answered_within):
                if duration:
                    yield Clock(place, duration, (either,), handoff.is_whole)


def _of_promise(graph: JourneyGraph, promise: Promise) -> Iterator[Clock]:
    place, sides = f"promise {promise.name}", [side.name for side in (promise.giver, promise.receiver) if side]
    for said in ((promise.step,) if promise.step else ()) + promise.answers:
        teams = (*sides, *_on_step(graph, said.origin, said.target))
        yield Clock(place, said.within, (teams,), promise.is_whole)


def _of_the_company(graph: JourneyGraph) -> Iterator[Clock]:
    journey = graph.journey
    for meeting in journey.meetings.values():
        match meeting.schedule:
            case AfterOffer(delay=duration) | EachNewcomer(within=duration):
                yield Clock(f"meeting {meeting.name}", duration, ((),), meeting.is_whole)
            case _:
                pass
    for offer in journey.offers.values():
        for told in offer.announcements:
            yield Clock(f"offer {offer.name}", told.before, ((),), offer.is_whole)
    for plan in journey.plans.values():
        for step in plan.conversions:
            if step.lag:
                yield Clock(f"plan {plan.name}", step.lag, ((),), plan.is_whole)
    for kpi in journey.kpis.values():
        if isinstance(kpi.target, Duration):
            yield Clock(f"kpi {kpi.name}", kpi.target, ((),), kpi.is_whole)


def _on_step(graph: JourneyGraph, origin: Reference, target: Reference) -> list[str]:
    receivers = [team for handoff in handoffs_of(graph, origin, target) for team in graph.receivers(handoff)]
    owners = (graph.owner(stage.name) for stage in (origin, target))
    return receivers + [owner.name for owner in owners if owner]
