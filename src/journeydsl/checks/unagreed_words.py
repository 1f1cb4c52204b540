"""Words for the buyers of a team that has not agreed to them."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.checks._words import all_quoted
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.graph.teams import are_one_side, knows_every_team
from journeydsl.model.rhythm import Content, Offer

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "warning"
COSTS = "the seller hears from the buyer what was promised, and says that it is not so"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every offer and content for a stage whose owner neither made nor agreed to it."""
    if not knows_every_team(subject.graph):
        return
    journey = subject.journey
    words: list[Content | Offer] = [*journey.contents.values(), *journey.offers.values()]
    for one in words:
        missing = _missing(subject, one) if one.is_whole else {}
        if missing:
            stages = all_quoted(dict.fromkeys(stage for stage in missing.values()))
            teams = all_quoted(missing)
            yield Finding(
                one.name_span,
                f"`{one.name}` is for buyers in {stages}, and {teams} {_has(len(missing))} not agreed to it",
                f"{'offer' if isinstance(one, Offer) else 'content'} {one.name}",
                fix=Fix(f"Let {teams} read it, and add `agreed by` with the day"),
            )


def _has(count: int) -> str:
    return "has" if count == 1 else "have"


def _missing(subject: Subject, one: Content | Offer) -> dict[str, str]:
    """The owners who had no part in it, each with their first stage; empty where nobody says who made it."""
    if one.by is None:
        return {}
    graph = subject.graph
    took_part = [one.by.name, *(signature.team.name for signature in one.signatures)]
    owned = ((graph.owner(stage.name), stage.name) for stage in one.stages)
    owners = [(owner.name, stage) for owner, stage in owned if owner]
    missing: dict[str, str] = {}
    for name, stage in owners:
        if not any(are_one_side(graph, name, other) for other in (*took_part, *missing)):
            missing[name] = stage
    return missing
