"""A last line that was meant for everybody who is left, and leaves out buyers of whom a value is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeydsl.checks._conditions import fields_in
from journeydsl.checks._places import known_at_most, line_words
from journeydsl.checks._subject import Subject
from journeydsl.checks._words import all_quoted
from journeydsl.conditions.answers import Example
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.model.conditions import Condition, Known, walk

GROUP = "Rules, scores, segments, routes"
SEVERITY = "warning"
COSTS = "the line that should catch everybody lets through those of whom least is known"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every last line of a route that takes all who are left once its fields are known."""
    for live in subject.live_routes:
        if live.is_open or any(line.is_otherwise for line in live.route.lines):
            continue
        lines = list(live.live_lines)
        whens = [line.when for line in lines if line.when]
        settings = [(one, live.required) for one in known_at_most(subject, live.known)]
        fields = _holes(subject, whens, settings)
        if fields:
            last = lines[-1]
            yield Finding(
                last.span,
                f"{line_words(last)} takes all who are left except some whose {all_quoted(fields, 'or')} is missing",
                f"handoff {live.handoff.name} route {line_words(last)}",
                fix=Fix(f"Write `to {last.team.name} otherwise`, which takes those as well"),
            )


def _holes(
    subject: Subject, lines: Sequence[Condition], settings: Sequence[tuple[frozenset[str], tuple[Condition, ...]]]
) -> list[str]:
    """The fields of the last line for want of which alone somebody is left out; none where others are too."""
    reasoning = subject.reasoning
    if len(lines) < 2 or any(isinstance(part, Known) for part in walk(lines[-1])):
        return []
    found: dict[str, None] = {}
    fields = frozenset(fields_in(subject.journey, lines[-1]))
    for known, required in settings:
        if reasoning.answer(required, lines, known | fields) is not None:
            return []
        for field in sorted(fields - known):
            left = reasoning.answer(required, lines, known | (fields - {field}))
            if isinstance(left, Example):
                found[field] = None
    return [name for name in subject.journey.fields if name in found]
