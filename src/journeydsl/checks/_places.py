"""Where conditions stand: rules, segments, score lines, guards and route lines, each with what is sure there.

Only what was read whole is shown, with all that it stands on; what is known on the way counts only where every way was
read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from journeydsl.checks._subject import Subject
from journeydsl.checks._words import quoted
from journeydsl.model.buyers import ScoreLine, ScoreSumLine
from journeydsl.model.conditions import AllOf, Condition, names_used
from journeydsl.model.path import Handoff, Recycle, Route, RouteLine, Way
from journeydsl.model.values import Declaration
from journeydsl.text.record import Record
from journeydsl.text.source import Span

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


def places(subject: Subject) -> Iterator[Place]:
    """Every condition of a journey, in the order rules, segments, scores, ways, routes."""
    journey = subject.journey
    for name, rule in journey.rules.items():
        if rule.when and is_read(subject, rule.when):
            yield Place("rule", rule.when, rule.name_span, quoted(name), f"rule {name}")
    for name, segment in journey.segments.items():
        if segment.when and is_read(subject, segment.when):
            yield Place("segment", segment.when, segment.name_span, quoted(name), f"segment {name}")
    for name, score in journey.scores.items():
        for line in score.lines:
            if isinstance(line, ScoreLine) and is_read(subject, line.when):
                said = f"a line of `{name}`"
                yield Place("score line", line.when, line.span, said, f"score {name} {line.when.span.text}")
    for way in (*journey.moves, *journey.recycles, *journey.handoffs):
        if way.when and is_read(subject, way.when):
            kind = "handoff" if isinstance(way, Handoff) else "recycle" if isinstance(way, Recycle) else "move"
            yield Place("guard", way.when, way.when.span, quoted(way.name), f"{kind} {way.name} when",
                        known=tuple(_known_before(subject, way)))  # fmt: skip
    for handoff in journey.handoffs:
        if handoff.route and is_route_read(subject, handoff):
            yield from _lines(subject, handoff, handoff.route)


def is_read(subject: Subject, *conditions: Condition | None) -> bool:
    """Whether all that conditions stand on was read whole: fields, rules, segments, scores and bands."""
    seen: set[tuple[str, str]] = set()
    waiting: list[tuple[str, str]] = [read for one in conditions if one for read in names_used(one)]
    while waiting:
        read = waiting.pop()
        if read in seen:
            continue
        seen.add(read)
        one = _declared(subject, *read)
        if one is None or not one.is_whole:
            return False
        waiting.extend(_behind(subject, *read))
    return True


def is_route_read(subject: Subject, handoff: Handoff) -> bool:
    """Whether a route, its handoff and all that its conditions stand on was read whole."""
    lines = handoff.route.lines if handoff.route else ()
    return handoff.is_whole and is_read(subject, handoff.when, *(line.when for line in lines))


def known_on_route(subject: Subject, handoff: Handoff) -> tuple[frozenset[str], ...]:
    """What is surely known of the buyers of a route, for each stage that they come from; empty where none come."""
    found = subject.knowledge.when_handed_over(handoff)
    return found if subject.has_whole_path else (frozenset(),)


def known_at_most(subject: Subject, known: Iterable[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """What may be known where that is surely known: everything, where not every way could be read."""
    return tuple(known) if subject.has_whole_path else (frozenset(subject.journey.fields),)


def line_condition(line: RouteLine) -> Condition:
    """When a line takes a buyer whom no other line takes: always, after `otherwise`."""
    return line.when or AllOf((), line.span)


def line_words(line: RouteLine, most: int = 60) -> str:
    """A route line as written: `` `to sdr when existing_account = false` ``, cut short where it is long."""
    text = " ".join(f"to {line.team.name} {f'when {line.when.span.text}' if line.when else 'otherwise'}".split())
    text = text.replace("`", "'")
    return f"`{text if len(text) <= most else text[: most - 1].rstrip() + '…'}`"


def _lines(subject: Subject, handoff: Handoff, route: Route) -> Iterator[Place]:
    known = known_on_route(subject, handoff)
    required = (handoff.when,) if handoff.when else ()
    for line in route.lines:
        if line.when:
            place = f"handoff {handoff.name} route to {line.team.name} {line.when.span.text}"
            yield Place("route line", line.when, line.span, line_words(line), place, required, known)


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


def _declared(subject: Subject, kind: str, name: str) -> Declaration | None:
    journey = subject.journey
    match kind:
        case "field":
            return journey.fields.get(name)
        case "activity":
            return journey.activities.get(name)
        case "rule":
            return journey.rules.get(name)
        case "segment":
            return journey.segments.get(name)
        case "band":
            return journey.bands.get(name)
        case _:
            return journey.scores.get(name)


def _behind(subject: Subject, kind: str, name: str) -> Iterator[tuple[str, str]]:
    journey = subject.journey
    match kind:
        case "rule" | "segment":
            one = journey.rules.get(name) if kind == "rule" else journey.segments.get(name)
            yield from names_used(one.when) if one and one.when else ()
        case "band":
            yield "score", journey.bands[name].score
        case "score":
            for line in journey.scores[name].lines:
                match line:
                    case ScoreLine(when=when):
                        yield from names_used(when)
                    case ScoreSumLine(score=score):
                        yield "score", score.name
                    case _:
                        yield "activity", line.activity.name
        case _:
            pass
