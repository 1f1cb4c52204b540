"""Somebody who decides at the close and was never addressed before."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.audience import expected_roles, has_content
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.path import Stage

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "warning"
IS_OFF = True
COSTS = "who signs hears of it for the first time when the price is on the table"
ABOUT = ("roles",)


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every role expected right before the sale, for whom no earlier stage has content, an offer or a line."""
    journey, graph = subject.journey, subject.graph
    if not subject.has_whole_path or not all(content.is_whole for content in journey.contents.values()):
        return
    for stage in journey.stages.values():
        is_close = any(
            way.is_forward and journey.stages[way.target].kind == "won" for way in graph.ways_out(stage.name)
        )
        for role in expected_roles(stage) if is_close and stage.kind == "plain" else ():
            if not any(_is_addressed(graph, earlier, role.name) for earlier in _before(graph, stage)):
                yield Finding(
                    role.span,
                    f"`{role.name}` is expected in `{stage.name}`, and nothing addresses them before",
                    f"stage {stage.name} {role.name}",
                    fix=Fix(f"Add `content` or an `offer` for `{role.name}` in an earlier stage"),
                )


def _before(graph: JourneyGraph, stage: Stage) -> list[Stage]:
    stages = graph.journey.stages.values()
    return [one for one in stages if one.name != stage.name and stage.name in graph.forward_from(one.name)]


def _is_addressed(graph: JourneyGraph, stage: Stage, role: str) -> bool:
    offers = graph.journey.offers.values()
    return (
        has_content(graph, stage, role)
        or any(one.name == role for one in expected_roles(stage))
        or any(
            any(one.name == role for one in offer.roles)
            and (not offer.stages or any(one.name == stage.name for one in offer.stages))
            for offer in offers
        )
    )
