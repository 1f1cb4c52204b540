"""Where conditions stand: rules, segments, score lines, guards and route lines, each with what is sure there.

Only what was read whole is shown, with all that it stands on; what is known on the way counts only where every way was
read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from journeydsl.checks._subject import Subject
from journeydsl.checks._words import quoted
from journeydsl.model.buyers import ScoreLine
from journeydsl.model.conditions import Condition
from journeydsl.model.path import Handoff, Recycle, RouteLine, Way
from journeydsl.text.record import Record
from journeydsl.text.source import Span
from journeydsl.text.words import in_backticks
from journeydsl.travel.routes import LiveRoute

PlaceKind = Literal["rule", "segment", "score line", "guard", "route line"]


class Place(Record):
    """A condition where it stands; `said` is what people call it, `span` what a finding shows.

    `known` says of each stage where it is judged what is surely known there; `required` is the guard before a line.
    """

    kind: PlaceKind
    condition: Condition
    span: Span
    said: str
    subject: str
    required: tuple[Condition, ...] = ()
    known: tuple[frozenset[str], ...] = (frozenset(),)


def places(subject: Subject) -> tuple[Place, ...]:
    """Every condition of a journey, in the order rules, segments, scores, ways, routes."""
    return subject.once(_places)


def _places(subject: Subject) -> tuple[Place, ...]:
    return tuple(_found(subject))


def _found(subject: Subject) -> Iterator[Place]:
    journey = subject.journey
    for name, rule in journey.rules.items():
        if rule.when and subject.is_read(rule.when):
            yield Place("rule", rule.when, rule.name_span, quoted(name), f"rule {name}")
    for name, segment in journey.segments.items():
        if segment.when and subject.is_read(segment.when):
            yield Place("segment", segment.when, segment.name_span, quoted(name), f"segment {name}")
    for name, score in journey.scores.items():
        for line in score.lines:
            if isinstance(line, ScoreLine) and subject.is_read(line.when):
                said = f"a line of `{name}`"
                yield Place("score line", line.when, line.span, said, f"score {name} {line.when.span.words}")
    for way in (*journey.moves, *journey.recycles, *journey.handoffs):
        if way.when and subject.is_read(way.when):
            kind = "handoff" if isinstance(way, Handoff) else "recycle" if isinstance(way, Recycle) else "move"
            yield Place("guard", way.when, way.when.span, quoted(way.name), f"{kind} {way.name} when",
                        known=tuple(_known_before(subject, way)))  # fmt: skip
    for live in subject.live_routes:
        yield from _lines(live)


def known_at_most(subject: Subject, known: Iterable[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """What may be known where that is surely known: everything, where not every way could be read."""
    return tuple(known) if subject.has_whole_path else (frozenset(subject.journey.fields),)


def line_words(line: RouteLine, most: int = 60) -> str:
    """A route line as written: `` `to sdr when existing_account = false` ``, cut short where it is long."""
    asked = f"when {line.when.span.words}" if line.when else "otherwise"
    return in_backticks(f"to {line.team.name} {asked}", most)


def _lines(live: LiveRoute) -> Iterator[Place]:
    handoff = live.handoff
    for line in live.route.lines:
        if line.when:
            place = f"handoff {handoff.name} route {line_words(line)}"
            yield Place("route line", line.when, line.span, line_words(line), place, live.required, live.known)


def _known_before(subject: Subject, way: Way) -> Iterator[frozenset[str]]:
    """What is known before a guard is judged, for each stage that a way leaves and that buyers reach."""
    if not subject.has_whole_path:
        yield frozenset()
        return
    journey, seen = subject.journey, set[frozenset[str]]()
    for origin in way.origins:
        if not subject.graph.is_reachable(origin.name):
            continue
        stage = journey.stages[origin.name]
        collected = frozenset() if isinstance(way, Recycle) else frozenset(field.name for field in stage.collects)
        known = subject.knowledge.at[origin.name] | collected
        if known not in seen:
            seen.add(known)
            yield known
