"""Findings pinned to what they concern: the stages and ways of a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from journeydsl.diagnostics.finding import SEVERITIES, Diagnostic
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
    left, tongue = list(diagnostics), tongue_of(journey.language)
    stages: dict[str, tuple[Badge, ...]] = {}
    for stage in journey.stages.values():
        stages |= {stage.name: badges} if (badges := wording(_taken(left, stage.span), tongue)) else {}
    ways: dict[int, tuple[Badge, ...]] = {}
    for way in (*journey.moves, *journey.handoffs, *journey.recycles):
        ways |= {id(way): badges} if (badges := wording(_taken(left, way.span), tongue)) else {}
    return Pinned(showing.replace(stage_badges=stages, way_badges=ways), tuple(left))


def in_number(found: tuple[Diagnostic, ...], tongue: Tongue) -> tuple[Badge, ...]:
    """`2 findings`, as grave as the gravest."""
    if not found:
        return ()
    gravest = min((one.severity for one in found), key=SEVERITIES.index)
    count = tongue.fill("{number} finding" if len(found) == 1 else "{number} findings", number=len(found))
    return (Badge(count, BadgeKind(gravest)),)


def by_name(found: tuple[Diagnostic, ...], tongue: Tongue) -> tuple[Badge, ...]:
    """The checks that found something, the gravest first, and how often: `stuck buyer`, `empty stage × 2`."""
    counts: Mapping[str, int] = {one.name: sum(other.name == one.name for other in found) for one in found}
    gravest = sorted(found, key=lambda one: SEVERITIES.index(one.severity))
    severities = {one.name: BadgeKind(one.severity) for one in reversed(gravest)}
    named = [
        Badge(name.replace("-", " ") + (f" × {counts[name]}" if counts[name] > 1 else ""), severities[name])
        for name in dict.fromkeys(one.name for one in gravest)
    ]
    more = len(named) - _MOST_NAMED
    rest = (Badge(tongue.fill("and {number} more", number=more), BadgeKind.NOTE),) if more > 0 else ()
    return (*named[:_MOST_NAMED], *rest)


def _taken(left: list[Diagnostic], outer: Span) -> tuple[Diagnostic, ...]:
    found = tuple(one for one in left if _lies_in(one.span, outer))
    left[:] = [one for one in left if not _lies_in(one.span, outer)]
    return found


def _lies_in(inner: Span, outer: Span) -> bool:
    return inner.source.path == outer.source.path and outer.start <= inner.start and inner.end <= outer.end
