"""Findings pinned to what they concern: the stages and ways of a picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from journeydsl.diagnostics.finding import SEVERITIES, Diagnostic
from journeydsl.diagnostics.places import FindingPlaces
from journeydsl.model.journey import Journey
from journeydsl.render.diagrams.picture import Badge, BadgeKind
from journeydsl.render.diagrams.showing import Showing
from journeydsl.render.tongues.tongue import Tongue, tongue_of
from journeydsl.text.record import Record
from journeydsl.text.source import Span

Wording = Callable[[tuple[Diagnostic, ...], Tongue], tuple[Badge, ...]]
_MOST_NAMED = 3


class Pinned(Record):
    """A showing with its findings on it, and those that concern no single stage or way."""

    showing: Showing
    elsewhere: tuple[Diagnostic, ...]


def pin(journey: Journey, showing: Showing, diagnostics: Iterable[Diagnostic], wording: Wording) -> Pinned:
    """Every finding whose place lies in a stage, a move, a handoff or a recycle, put there in some wording."""
    found, tongue = tuple(diagnostics), tongue_of(journey.language)
    places, taken = FindingPlaces(found), set[int]()

    def take(span: Span) -> tuple[Badge, ...]:
        numbers = [number for number in places.numbers_within(span) if number not in taken]
        taken.update(numbers)
        return wording(tuple(found[number] for number in numbers), tongue)

    stages: dict[str, tuple[Badge, ...]] = {}
    for stage in journey.stages.values():
        if badges := take(stage.span):
            stages[stage.name] = badges
    ways: dict[int, tuple[Badge, ...]] = {}
    for way in (*journey.moves, *journey.handoffs, *journey.recycles):
        if badges := take(way.span):
            ways[id(way)] = badges
    elsewhere = tuple(one for number, one in enumerate(found) if number not in taken)
    return Pinned(showing.replace(stage_badges=stages, way_badges=ways), elsewhere)


def in_number(found: tuple[Diagnostic, ...], tongue: Tongue) -> tuple[Badge, ...]:
    """`2 findings`, as grave as the gravest."""
    if not found:
        return ()
    gravest = min((one.severity for one in found), key=SEVERITIES.index)
    count = tongue.fill("{number} finding" if len(found) == 1 else "{number} findings", number=len(found))
    return (Badge(count, BadgeKind(gravest)),)


def by_name(found: tuple[Diagnostic, ...], tongue: Tongue) -> tuple[Badge, ...]:
    """The checks that found something, the gravest first, and how often: `stuck buyer`, `empty stage × 2`."""
    counts = Counter(one.name for one in found)
    gravest = sorted(found, key=lambda one: SEVERITIES.index(one.severity))
    severities = {one.name: BadgeKind(one.severity) for one in reversed(gravest)}
    named = [
        Badge(name.replace("-", " ") + (f" × {counts[name]}" if counts[name] > 1 else ""), severities[name])
        for name in dict.fromkeys(one.name for one in gravest)
    ]
    more = len(named) - _MOST_NAMED
    rest = (Badge(tongue.fill("and {number} more", number=more), BadgeKind.NOTE),) if more > 0 else ()
    return (*named[:_MOST_NAMED], *rest)
