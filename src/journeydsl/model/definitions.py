"""The conditions of a journey, and what the names in them stand for: a condition, and all that lies below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeydsl.model.buyers import ScoreLine, ScoreSumLine
from journeydsl.model.conditions import BandHolds, Condition, RuleHolds, SegmentHolds, names_used
from journeydsl.model.journey import Journey
from journeydsl.model.values import Reference

Reads = dict[tuple[str, str], tuple[tuple[str, str], ...]]
"""By kind and name what a definition reads itself."""


def definition(journey: Journey, name: str) -> Condition | None:
    """The condition of a rule or a segment; none of any other name, and where a fault took it."""
    one = journey.rules.get(name) or journey.segments.get(name)
    return one.when if one else None


def holding(journey: Journey, named: Reference) -> Condition | None:
    """That a segment, rule or band after `where` holds, as a condition that names it."""
    if named.name in journey.segments:
        return SegmentHolds(named.name, named.span)
    if named.name in journey.rules:
        return RuleHolds(named.name, named.span)
    return BandHolds(named.name, named.span) if named.name in journey.bands else None


def belonging(journey: Journey, name: str) -> Condition | None:
    """The same, with what a segment or a rule says in place of its name; none where a fault took its condition."""
    if name in journey.bands:
        return BandHolds(name, journey.bands[name].name_span)
    return definition(journey, name)


def stands_on(journey: Journey, kind: str, name: str) -> Iterator[tuple[str, str]]:
    """The kind and name of what a score, band, rule or segment reads directly; nothing of what is not declared."""
    match kind:
        case "rule" | "segment":
            when = definition(journey, name)
            yield from names_used(when) if when else ()
        case "band" if name in journey.bands:
            yield "score", journey.bands[name].score
        case "score" if name in journey.scores:
            for line in journey.scores[name].lines:
                match line:
                    case ScoreLine(when=when):
                        yield from names_used(when)
                    case ScoreSumLine(score=added):
                        yield "score", added.name
                    case _:
                        yield "activity", line.activity.name
        case _:
            pass


def every_condition(journey: Journey) -> Iterator[Condition]:
    """All conditions of rules, segments, scores, ways and routes, in this order."""
    for rule in journey.rules.values():
        yield from (rule.when,) if rule.when else ()
    for segment in journey.segments.values():
        yield from (segment.when,) if segment.when else ()
    for score in journey.scores.values():
        yield from (line.when for line in score.lines if isinstance(line, ScoreLine))
    for way in (*journey.moves, *journey.recycles, *journey.handoffs):
        yield from (way.when,) if way.when else ()
    for handoff in journey.handoffs:
        lines = handoff.route.lines if handoff.route else ()
        yield from (line.when for line in lines if line.when)


def everything_read(
    journey: Journey, conditions: Iterable[Condition], reads: Reads | None = None
) -> set[tuple[str, str]]:
    """The kind and name of all that conditions read, and of all that this stands on.

    `reads` keeps what definitions read, for whoever asks again.
    """
    kept: Reads = {} if reads is None else reads
    found: set[tuple[str, str]] = set()
    waiting: list[tuple[str, str]] = [read for condition in conditions for read in names_used(condition)]
    while waiting:
        read = waiting.pop()
        if read not in found:
            found.add(read)
            if read not in kept:
                kept[read] = tuple(dict.fromkeys(stands_on(journey, *read)))
            waiting += kept[read]
    return found
