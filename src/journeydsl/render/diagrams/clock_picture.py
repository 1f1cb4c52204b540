"""The clocks of a journey as a picture: who has how long, and who is told when it is over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.path import Contact, Handoff, TimeLimit
from journeydsl.render.diagrams.journey_picture import (
    Addresses,
    accept_clocks,
    boxes,
    counted,
    description,
    held,
    lanes,
    starts,
)
from journeydsl.render.diagrams.picture import Arrow, ArrowKind, Box, Direction, Picture
from journeydsl.render.diagrams.showing import Showing, passages_by_way, way_concerns
from journeydsl.render.tongues.tongue import tongue_of


def clock_picture(graph: JourneyGraph, addresses: Addresses, showing: Showing, direction: Direction) -> Picture:
    """Every time that somebody has: to accept, to call, to help, to leave a stage, to keep a promise.

    Moves stand without words, so that the path hangs together; what sends buyers back has no clock and is left out.
    """
    journey, tongue = graph.journey, tongue_of(graph.journey.language)
    showing = showing.replace(passages=tuple(passage for passage in showing.passages if not passage.leaves_any))
    arrows = (*_moves(graph, showing), *_handoffs(graph, addresses, showing), *_limits(graph, showing))
    promises = tuple(_promises(graph, showing))
    count = counted(tongue, len(promises), "{number} promised time", "{number} promised times")
    said = f" {count}." if promises else ""
    return Picture(
        "clocks",
        tongue.fill("{journey}: the clocks", journey=journey.label),
        description(journey, showing) + said,
        tuple(lanes(journey, addresses, showing)),
        tuple(_with_helps(graph, box) for box in boxes(graph, addresses, showing)),
        (*arrows, *promises),
        direction,
        journey.language or "en",
    )


def _with_helps(graph: JourneyGraph, box: Box) -> Box:
    stage, tongue = graph.journey.stages.get(box.key), tongue_of(graph.journey.language)
    helps = (*stage.helps, *(help_ for where in stage.wheres for help_ in where.helps)) if stage else ()
    lines = tuple(
        tongue.fill(
            "{team} helps within {time:dative}", team=graph.journey.teams[help_.team.name].label, time=help_.within
        )
        for help_ in helps
        if help_.within
    )
    return replace(box, lines=lines)


def _moves(graph: JourneyGraph, showing: Showing) -> Iterator[Arrow]:
    shown = passages_by_way(showing)
    for move in graph.journey.moves:
        for start, passages in starts(shown, move):
            yield Arrow(start, move.target.name, ArrowKind.MOVE, concerns=way_concerns(graph, showing, passages))


def _handoffs(graph: JourneyGraph, addresses: Addresses, showing: Showing) -> Iterator[Arrow]:
    tongue, shown = tongue_of(graph.journey.language), passages_by_way(showing)
    for handoff in graph.journey.handoffs:
        clock, others = accept_clocks(graph.journey, showing, handoff)
        lines = (*_after(graph, handoff), *others, *_contacts(graph, handoff))
        for start, passages in starts(shown, handoff):
            end = handoff.target.name
            href, concerns = addresses.handoff(start, end), way_concerns(graph, showing, passages)
            yield Arrow(
                start,
                end,
                ArrowKind.HANDOFF,
                clock or tongue.say("no time agreed"),
                lines,
                "",
                handoff.label,
                href,
                concerns=concerns,
            )


def _after(graph: JourneyGraph, handoff: Handoff) -> Iterator[str]:
    if handoff.accept:
        told, tongue = handoff.accept.escalates_to, tongue_of(graph.journey.language)
        if told:
            yield tongue.fill("to accept, else {team}", team=graph.journey.teams[told.name].label)
        else:
            yield tongue.say("to accept")


def _contacts(graph: JourneyGraph, handoff: Handoff) -> Iterator[str]:
    tongue = tongue_of(graph.journey.language)
    limits = [("", handoff.contact), *((held(graph.journey, where.holds) + ": ", where.contact)
                                       for where in handoff.wheres)]  # fmt: skip
    for whom, contact in limits:
        match contact:
            case Contact(duration=duration, attempts=attempts):
                tries = tongue.fill(", {number}+ attempts", number=attempts.number) if attempts else ""
                yield whom + tongue.fill("{time} to first contact", time=duration) + tries
            case None:
                pass


def _limits(graph: JourneyGraph, showing: Showing) -> Iterator[Arrow]:
    """The time limits of stages; those with the same ends are one arrow."""
    tongue = tongue_of(graph.journey.language)
    found: dict[tuple[str, str], list[str]] = {}
    concerns: dict[tuple[str, str], tuple[str, ...]] = {}
    for passage in showing.passages:
        if isinstance(passage.way, TimeLimit):
            wheres = graph.journey.stages[passage.origin].wheres
            whom = "".join(f"{held(graph.journey, one.holds)}: " for one in wheres if one.leave is passage.way)
            ends = (passage.origin, passage.target)
            found.setdefault(ends, []).append(whom + tongue.fill("after {time:dative}", time=passage.way.duration))
            concerns[ends] = way_concerns(graph, showing, (passage,))
    for (start, end), words in found.items():
        yield Arrow(start, end, ArrowKind.TIME_LIMIT, lines=tuple(words), concerns=concerns[start, end])


def _promises(graph: JourneyGraph, showing: Showing) -> Iterator[Arrow]:
    shown, tongue = set(showing.stages), tongue_of(graph.journey.language)
    for promise in graph.journey.promises.values():
        step = promise.step
        if step and {step.origin.name, step.target.name} <= shown:
            lines = (promise.label, tongue.fill("promised in {time:dative}", time=step.within))
            yield Arrow(step.origin.name, step.target.name, ArrowKind.PROMISE, lines=lines)
