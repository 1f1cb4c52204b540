"""A plan as a picture: its stages, and every step as wide as the volume that takes it."""

from __future__ import annotations

from collections.abc import Iterator
from math import isqrt
from typing import TYPE_CHECKING

from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.path import Stage
from journeydsl.numbers.plan_figures import percent
from journeydsl.numbers.plan_solution import Solution, StepVolume
from journeydsl.render.diagrams.journey_picture import NO_ADDRESSES, Addresses, ahead, team_colours
from journeydsl.render.diagrams.picture import Arrow, ArrowKind, Box, BoxKind, Lane, Picture
from journeydsl.render.diagrams.svg import THICKNESS
from journeydsl.render.tongues.tongue import Tongue, tongue_of

if TYPE_CHECKING:
    from fractions import Fraction

_WIDEST = 12
_THINNEST = 1.0


def plan_picture(graph: JourneyGraph, solution: Solution, addresses: Addresses = NO_ADDRESSES) -> Picture:
    """The stages that a plan speaks of, in the lanes of their owners; the width of an arrow grows with the root of its
    volume, so that a few buyers are still seen beside many."""
    journey, plan, tongue = graph.journey, solution.plan, tongue_of(graph.journey.language)
    stages = [journey.stages[one.stage] for one in solution.stages]
    colours = team_colours(journey)
    owners = dict.fromkeys(stage.owner.name for stage in stages if stage.owner)
    said = tongue.fill(
        "{fresh} fresh buyers for {number} in {stage}, from {first} to {last}; the wider an arrow, the more take it.",
        fresh=_written(tongue, solution.fresh), number=_written(tongue, solution.wanted),
        stage=journey.stages[solution.chain.end].label, first=plan.period.first, last=plan.period.last,
    )  # fmt: skip
    return Picture(
        f"plan-{plan.name}",
        f"{journey.label}: {plan.label}",
        said,
        tuple(Lane(name, journey.teams[name].label, colours[name], addresses.team(name)) for name in owners),
        tuple(_box(tongue, stage, solution, addresses) for stage in stages),
        tuple(_arrows(graph, solution, addresses)),
        ahead(journey),
        journey.language or "en",
    )


def _box(tongue: Tongue, stage: Stage, solution: Solution, addresses: Addresses) -> Box:
    volume = solution.arrivals(stage.name) or 0
    match stage.kind:
        case "won":
            kind = BoxKind.WON
        case "lost":
            kind = BoxKind.LOST
        case "resting":
            kind = BoxKind.RESTING
        case "plain":
            kind = BoxKind.ENTRY if stage.is_entry else BoxKind.PLAIN
    lines = (
        _written(tongue, volume),
        tongue.fill("{number} per month", number=_written(tongue, volume / solution.months)),
    )
    lane, href = stage.owner.name if stage.owner else "", addresses.stage(stage.name)
    return Box(stage.name, stage.label, lane, kind, lines=lines, href=href)


def _arrows(graph: JourneyGraph, solution: Solution, addresses: Addresses) -> Iterator[Arrow]:
    tongue = tongue_of(graph.journey.language)
    forward = {(way.origin, way.target) for way in graph.passages if way.is_forward}
    largest = max((step.volume for step in solution.steps), default=None)
    for step in solution.steps:
        kind = ArrowKind.MOVE if (step.origin, step.target) in forward else ArrowKind.BACK
        width = _thickness(step.volume, largest) / THICKNESS[kind]
        ends, href = (step.origin, step.target), addresses.handoff(step.origin, step.target)
        number, lines = _written(tongue, step.volume), tuple(_words(tongue, step))
        yield Arrow(*ends, kind, number, lines, width=width, href=href)


def _words(tongue: Tongue, step: StepVolume) -> Iterator[str]:
    yield tongue.retell(percent(step.rate)) or percent(step.rate)
    if step.lag and step.lag.amount:
        yield tongue.fill("in {time:dative}", time=step.lag)


def _written(tongue: Tongue, number: Fraction | int) -> str:
    return tongue.write(-(-number // 1), "")


def _thickness(volume: Fraction, largest: Fraction | None) -> float:
    """In steps of a hundredth, from whole numbers alone, so that every machine draws the same."""
    if not largest:
        return _THINNEST
    return max(_THINNEST, isqrt(int(volume / largest * (_WIDEST * 100) ** 2)) / 100)
