"""A route or a segmentation that leaves buyers out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeydsl.checks._buyers import buyer_words, gap_lines, unanswered
from journeydsl.checks._edits import added_to_block
from journeydsl.checks._subject import Subject
from journeydsl.checks._ways import is_all_read
from journeydsl.conditions.questions import Gaps, Undecided
from journeydsl.diagnostics.finding import Finding, Fix, Unanswered
from journeydsl.model.path import Handoff, Route
from journeydsl.model.values import Declaration

GROUP = "Rules, scores, segments, routes"
SEVERITY = "error"
COSTS = "these buyers belong to nobody and go stale unseen"


def check_journey(subject: Subject) -> Iterator[Finding | Unanswered]:
    """Every route that a buyer of its handoff falls through, and every segmentation with a buyer outside of it."""
    if not is_all_read(subject):
        return
    for handoff in subject.journey.handoffs:
        yield from _of_route(subject, handoff)
    for segmentation in subject.journey.segmentations.values():
        segments = [subject.journey.segments[one.name] for one in segmentation.segments]
        whens = [segment.when for segment in segments if segment.when]
        found = subject.reasoning.uncovered([], whens) if whens else None
        place = f"segmentation {segmentation.name}"
        if isinstance(found, Undecided):
            question = f"every buyer is in a segment of `{segmentation.name}`"
            yield from unanswered(segmentation.name_span, question, place, found)
        elif found:
            yield _outside(segmentation, found, [f"`{segment.name}`" for segment in segments])


def _of_route(subject: Subject, handoff: Handoff) -> Iterator[Finding | Unanswered]:
    route = handoff.route
    if route is None or not route.lines or any(line.is_otherwise for line in route.lines):
        return
    whens = [line.when for line in route.lines if line.when]
    for known in subject.knowledge.when_handed_over(handoff):
        found = subject.reasoning.uncovered([handoff.when] if handoff.when else [], whens, known)
        place = f"handoff {handoff.name} route"
        if isinstance(found, Undecided):
            yield from unanswered(route.span, f"the route of `{handoff.name}` takes every buyer", place, found)
        elif found:
            lines = [f"`to {line.team.name}`" for line in route.lines]
            owner = subject.graph.owner(handoff.target.name)
            yield Finding(
                route.span,
                f"The route of `{handoff.name}` gives {_buyer(found)} to nobody",
                place,
                evidence=tuple(gap_lines(found, f"`{handoff.name}` sends this buyer", lines)),
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
    facts = buyer_words(gaps.gaps[0].example)
    return f"a buyer with {facts}" if gaps.gaps[0].example.facts else "buyers"
