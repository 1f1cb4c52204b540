"""Questions about teams: who belongs together, who gets buyers, who can be reached and by whose calendar they work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeydsl.graph.blocks import blocks_of_handoff, blocks_of_stage
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.graph.passage import Passage
from journeydsl.model.path import Handoff
from journeydsl.model.people import Calendar
from journeydsl.model.values import Reference


def knows_every_team(graph: JourneyGraph) -> bool:
    """Whether nothing that any team says of itself was lost, so that it is certain who belongs together."""
    return graph.journey.is_whole and all(team.is_whole for team in graph.journey.teams.values())


def are_one_side(graph: JourneyGraph, first: str, second: str) -> bool:
    """Whether `part of` joins two teams, or other hats of their people."""
    sides = ({graph.top(hat) for hat in graph.same_people(team)} for team in (first, second))
    return not next(sides).isdisjoint(next(sides))


def are_same_people(graph: JourneyGraph, first: str, second: str) -> bool:
    """Whether two teams are one, or the same people in two hats."""
    return second in graph.same_people(first)


def is_stranger(graph: JourneyGraph, team: str, whole: str) -> bool:
    """Whether a team is no part of another, in none of its hats."""
    return not any(
        graph.is_part_of(hat, other) for hat in graph.same_people(team) for other in graph.same_people(whole)
    )


def holders(graph: JourneyGraph, stage: str) -> tuple[str, ...]:
    """The teams that may own a buyer in a stage: those on the routes into it, and its owner where a buyer comes in
    without a route. A rejection back gives a buyer to nobody new."""
    ways = [way for way in graph.ways_in(stage) if way.kind != "rejection"]
    return _given(graph, stage, ways, not ways or graph.journey.stages[stage].is_entry)


def fed_teams(graph: JourneyGraph) -> frozenset[str]:
    """The teams to which buyers come, by themselves or in another hat.

    Those are the owners of stages and the teams on routes, what they are part of, and the parts of every team that
    gets buyers from another side which no route shares out.
    """
    stages = graph.journey.stages
    takers = {team for stage in stages for team in _takers(graph, stage)}
    owners = {stage.owner.name for stage in stages.values() if stage.owner}
    above = {team for taker in takers | owners for team in graph.lineage(taker)}
    below = {team for team in graph.journey.teams if not takers.isdisjoint(graph.lineage(team))}
    return frozenset(hat for team in above | below for hat in graph.same_people(team))


def acting_teams(graph: JourneyGraph) -> frozenset[str]:
    """The teams that act on buyers or on promises without owning anybody, with all that they are part of.

    They decide, help, are escalated to, stand in, promise, make content and offers, or sponsor the journey.
    """
    journey = graph.journey
    ways = (*journey.moves, *journey.recycles, *journey.handoffs)
    blocks = [block for stage in journey.stages.values() for block in blocks_of_stage(stage)]
    made = [one.by for one in journey.contents.values()] + [one.by for one in journey.offers.values()]
    made += [one.by for one in journey.cadences.values()]
    promises = journey.promises.values()
    return _with_wholes(
        graph,
        (journey.sponsor,),
        (way.by for way in ways),
        made,
        (escalation for handoff in journey.handoffs for escalation in escalations(handoff)),
        (help_.team for block in blocks for help_ in block.helps),
        (team.stand_in for team in journey.teams.values()),
        (side for promise in promises for side in (promise.giver, promise.receiver)),
        (entry.team for plan in journey.plans.values() for entry in plan.entries),
    )


def talking_teams(graph: JourneyGraph) -> frozenset[str]:
    """The teams that meet, sign, are told of offers, or watch a number, with all that they are part of."""
    journey = graph.journey
    signed = [journey.signatures, *(one.signatures for one in journey.contents.values())]
    signed += [one.signatures for one in journey.offers.values()]
    return _with_wholes(
        graph,
        (team for meeting in journey.meetings.values() for team in meeting.teams),
        (signature.team for signatures in signed for signature in signatures),
        (team for offer in journey.offers.values() for told in offer.announcements for team in told.teams),
        (team for kpi in journey.kpis.values() for team in (kpi.team, *kpi.shared_by)),
    )


def escalations(handoff: Handoff) -> Iterator[Reference]:
    """The teams to which a handoff escalates, in the order of its clocks, those of its `where` blocks last."""
    for block in blocks_of_handoff(handoff):
        for clock in (block.accept, block.contact):
            if clock and clock.escalates_to:
                yield clock.escalates_to


def is_contactable(graph: JourneyGraph, team: str) -> bool:
    """Whether a team has a channel or an e-mail: its own, its people's in another hat, or of what these are part of."""
    return any(
        graph.journey.teams[name].channel or graph.journey.teams[name].email
        for hat in graph.same_people(team)
        for name in graph.lineage(hat)
    )


def has_calendar(graph: JourneyGraph, team: str) -> bool:
    """Whether a team has a calendar: its own, its people's in another hat, or of what these are part of."""
    return any(graph.journey.teams[name].calendar for hat in graph.same_people(team) for name in graph.lineage(hat))


def calendar_of(graph: JourneyGraph, team: str | None) -> Calendar | None:
    """The calendar that a team works by: its own, else of what it is part of, else its people's in another hat, else
    the journey's."""
    journey = graph.journey
    hats = (team, *sorted(graph.same_people(team) - {team})) if team else ()
    found = (journey.teams[name].calendar for hat in hats for name in graph.lineage(hat))
    named = next((calendar for calendar in found if calendar), journey.calendar)
    return journey.calendars[named.name] if named else None


def has_stand_in(graph: JourneyGraph, team: str) -> bool:
    """Whether somebody stands in for a team, in one of its hats or for the whole that it is part of."""
    return any(graph.journey.teams[name].stand_in for hat in graph.same_people(team) for name in graph.lineage(hat))


def _takers(graph: JourneyGraph, stage: str) -> tuple[str, ...]:
    """Those of the holders of a stage who get buyers there from outside or from another side."""
    owner = graph.owner(stage)
    givers = ((way, graph.owner(way.origin)) for way in graph.ways_in(stage) if way.kind != "rejection")
    ways = [
        way
        for way, giver in givers
        if giver is None or owner is None or way.kind == "handoff" or not are_one_side(graph, giver.name, owner.name)
    ]
    return _given(graph, stage, ways, graph.journey.stages[stage].is_entry)


def _given(graph: JourneyGraph, stage: str, ways: list[Passage], is_owners: bool) -> tuple[str, ...]:
    routed = [way.handoff for way in ways if way.handoff and way.handoff.route and way.handoff.route.lines]
    found = [team for handoff in routed for team in graph.receivers(handoff)]
    owner = graph.owner(stage)
    if owner and (is_owners or len(routed) < len(ways)):
        found.append(owner.name)
    return tuple(dict.fromkeys(found))


def _with_wholes(graph: JourneyGraph, *groups: Iterable[Reference | None]) -> frozenset[str]:
    named = {team.name for group in groups for team in group if team}
    return frozenset(whole for team in named for whole in graph.lineage(team))
