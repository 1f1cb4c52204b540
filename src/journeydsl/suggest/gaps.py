"""Buyers who fall through, as scenarios that say so: in no segment, on no line of a route, stuck in a stage."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.conditions.answers import Example, Gaps
from journeydsl.conditions.future import Future
from journeydsl.conditions.questions import Reasoning
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.path import Handoff
from journeydsl.suggest.writing import Draft
from journeydsl.travel.exits import empties_itself, exits
from journeydsl.travel.fates import Fate, stuck
from journeydsl.travel.known import Knowledge, knowledge
from journeydsl.travel.reach import Reach


def gap_drafts(graph: JourneyGraph, reasoning: Reasoning) -> Iterator[Draft]:
    """A draft for each gap that reasoning finds, as it is today."""
    known = knowledge(graph)
    for segmentation in graph.journey.segmentations.values():
        names = [one.name for one in segmentation.segments]
        whens = [when for name in names if (when := graph.journey.segments[name].when)]
        found = reasoning.uncovered([], whens) if whens else None
        for example in _examples(found):
            expects = tuple(f"not {name}" for name in names)
            yield Draft(f"In no segment of {segmentation.label}: {_said(example)}", example.buyer, None, expects,
                        "Today this buyer is in no segment.")  # fmt: skip
    for handoff in graph.journey.handoffs:
        yield from _of_route(handoff, known, reasoning)
    reach = Reach(known, Future(reasoning))
    for stage in graph.journey.stages.values():
        if empties_itself(graph, stage):
            fate = stuck(reach, stage.name, exits(graph, stage))
            if isinstance(fate, Fate):
                title = f"Stays in {stage.label} for ever: {_said(fate.example)}"
                yield Draft(title, fate.example.buyer, stage.name, ("stays",),
                            "Today nothing can ever take this buyer on.")  # fmt: skip


def _of_route(handoff: Handoff, known: Knowledge, reasoning: Reasoning) -> Iterator[Draft]:
    route = handoff.route
    if route is None or not route.lines or any(line.is_otherwise for line in route.lines):
        return
    whens = [line.when for line in route.lines if line.when]
    for leg in known.legs:
        if leg.passages[-1].way is not handoff:
            continue
        found = reasoning.uncovered([handoff.when] if handoff.when else [], whens, known.when_sent(leg))
        for example in _examples(found):
            teams = dict.fromkeys(line.team.name for line in route.lines)
            expects = (f"-> {handoff.target.name}", *(f"not to {team}" for team in teams))
            yield Draft(f"{handoff.label} finds nobody for: {_said(example)}", example.buyer, leg.origin, expects,
                        "Today nobody receives this buyer.")  # fmt: skip


def _examples(found: object) -> Iterator[Example]:
    if isinstance(found, Gaps):
        yield from (gap.example for gap in found.gaps)


def _said(example: Example) -> str:
    return ", ".join(example.facts) or "anybody"
