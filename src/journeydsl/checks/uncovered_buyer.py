"""A route or a segmentation that leaves buyers out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeydsl.checks._buyers import gap_lines, unanswered
from journeydsl.checks._edits import added_to_block
from journeydsl.checks._places import known_at_most
from journeydsl.checks._subject import Subject
from journeydsl.conditions.answers import Gaps, Undecided
from journeydsl.diagnostics.finding import Finding, Fix, Unanswered
from journeydsl.model.path import Route
from journeydsl.model.values import Declaration
from journeydsl.travel.routes import LiveRoute

GROUP = "Rules, scores, segments, routes"
SEVERITY = "error"
COSTS = "these buyers belong to nobody and go stale unseen"


def check_journey(subject: Subject) -> Iterator[Finding | Unanswered]:
    """Every route that a buyer of its handoff falls through, and every segmentation with a buyer outside of it."""
    for live in subject.live_routes:
        if not any(line.is_otherwise for line in live.route.lines):
            yield from _of_route(subject, live)
    for segmentation in subject.journey.segmentations.values():
        segments = [subject.journey.segments[one.name] for one in segmentation.segments]
        whens = [segment.when for segment in segments if segment.when]
        if not whens or not segmentation.is_whole or not subject.is_read(*whens):
            continue
        found = subject.reasoning.uncovered([], whens)
        place = f"segmentation {segmentation.name}"
        if isinstance(found, Undecided):
            question = f"every buyer is in a segment of `{segmentation.name}`"
            yield from unanswered(segmentation.name_span, question, place, found)
        elif found:
            yield _outside(segmentation, found, [f"`{segment.name}`" for segment in segments])


def _of_route(subject: Subject, live: LiveRoute) -> Iterator[Finding | Unanswered]:
    handoff, route = live.handoff, live.route
    # A line that takes nobody covers nobody, and would be a poor line to widen.
    lines = list(live.live_lines)
    whens = [line.when for line in lines if line.when]
    place = f"handoff {handoff.name} route"
    if live.is_open:
        yield from unanswered(route.span, f"the route of `{handoff.name}` takes every buyer", place, live.is_open)
        return
    for known in known_at_most(subject, live.known):
        found = subject.reasoning.uncovered(live.required, whens, known)
        if isinstance(found, Undecided):
            yield from unanswered(route.span, f"the route of `{handoff.name}` takes every buyer", place, found)
        elif found:
            owner = subject.graph.owner(handoff.target.name)
            yield Finding(
                route.span,
                f"The route of `{handoff.name}` gives {_buyer(found)} to nobody",
                place,
                evidence=tuple(
                    gap_lines(found, f"`{handoff.name}` sends this buyer", [f"`to {line.team.name}`" for line in lines])
                ),
                fix=_otherwise(route, owner.name) if owner else Fix("Add a line with `otherwise`"),
            )
            return


def _otherwise(route: Route, team: str) -> Fix:
    """Who takes whoever is left is for people to agree on."""
    edit = added_to_block(route.span, f"to {team} otherwise")
    return Fix(f"Add `to {team} otherwise`", (edit,) if edit else ())


def _outside(segmentation: Declaration, gaps: Gaps, lines: Sequence[str]) -> Finding:
    return Finding(
        segmentation.name_span,
        f"`{segmentation.name}` has no segment for {_buyer(gaps)}",
        f"segmentation {segmentation.name}",
        evidence=tuple(gap_lines(gaps, "this buyer is in none", lines)),
        fix=Fix("Widen a segment, or add one, so that every buyer is in exactly one"),
    )


def _buyer(gaps: Gaps) -> str:
    """The first buyer, by what sets them apart from others who come here."""
    facts = gaps.gaps[0].facts
    return f"a buyer with {' · '.join(facts)}" if facts else "every buyer"
