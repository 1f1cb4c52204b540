"""An offer whose purpose does not fit its stages."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.checks._words import all_quoted
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.model.rhythm import Purpose

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "warning"
COSTS = "buyers who are not ready are pressed, and those who are ready are told stories"
ABOUT = ("offers",)

_WHY: dict[Purpose, str] = {
    "plant": "buyers begin in none of them",
    "cultivate": "buyers rest in none of them",
    "harvest": "no handoff leaves them",
    "weed": "no way from there ends as lost",
}
_WHY_OF_ONE: dict[Purpose, str] = {
    "plant": "buyers do not begin there",
    "cultivate": "buyers do not rest there",
    "harvest": "no handoff leaves it",
    "weed": "no way from there ends as lost",
}


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every offer for stages of which none fits its purpose."""
    if not subject.has_whole_path:
        return
    for offer in subject.journey.offers.values():
        stages = [stage.name for stage in offer.stages]
        if offer.purpose is None or not offer.is_whole or not stages:
            continue
        if not any(_fits(subject, offer.purpose, stage) for stage in stages):
            why = (_WHY_OF_ONE if len(stages) == 1 else _WHY)[offer.purpose]
            yield Finding(
                offer.name_span,
                f"`{offer.name}` is to {offer.purpose} in {all_quoted(stages)}, and {why}",
                f"offer {offer.name}",
                fix=Fix("Change its `purpose`, or the stages that it is for"),
            )


def _fits(subject: Subject, purpose: Purpose, name: str) -> bool:
    stages, ways = subject.journey.stages, subject.graph.ways_out(name)
    match purpose:
        case "plant":
            return stages[name].is_entry
        case "cultivate":
            return stages[name].kind == "resting"
        case "harvest":
            return any(way.kind == "handoff" for way in ways)
        case "weed":
            return any(stages[way.target].kind == "lost" for way in ways)
