"""What the scenarios of a journey tried: rules, segments and ways out as true and as not true, lines as taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from journeydsl.model.journey import Journey
from journeydsl.model.path import Handoff, Move, Recycle, RouteLine
from journeydsl.scenarios.parts import every_part, words
from journeydsl.scenarios.situation import place, way_words
from journeydsl.scenarios.trial import Trial
from journeydsl.text.record import Record
from journeydsl.text.source import Span

ItemKind = Literal["rule", "segment", "way", "line"]
KINDS: tuple[ItemKind, ...] = ("rule", "segment", "way", "line")


class Item(Record):
    """Something to try; `was_untrue` counts false and unknown alike, and is none for the line of a route."""

    kind: ItemKind
    text: str
    span: Span
    was_true: bool
    was_untrue: bool | None

    @property
    def tried(self) -> int:
        """How many of its sides were tried."""
        return int(self.was_true) + int(bool(self.was_untrue))

    @property
    def sides(self) -> int:
        """How many sides it has: a line is taken, the others are true and untrue."""
        return 1 if self.was_untrue is None else 2


def coverage(journey: Journey, trials: Iterable[Trial]) -> tuple[Item, ...]:
    """Every rule, segment, way with a guard and line, in this order, and what expectations asked of each."""
    seen = {
        (part.kind, part.subject, part.truth is True)
        for trial in trials
        for outcome in trial.outcomes
        for asked in outcome.asked
        for part in every_part(asked)
    }
    return tuple(
        Item(kind, text, span, (kind, subject, True) in seen,
             None if kind == "line" else (kind, subject, False) in seen)
        for kind, text, subject, span in _subjects(journey)
    )  # fmt: skip


def share(items: Iterable[Item]) -> int:
    """The percent of all sides that were tried, rounded down; 100 where there is nothing to try."""
    listed = tuple(items)
    sides = sum(item.sides for item in listed)
    return 100 * sum(item.tried for item in listed) // sides if sides else 100


def _subjects(journey: Journey) -> Iterator[tuple[ItemKind, str, str, Span]]:
    for name, rule in journey.rules.items():
        yield "rule", name, name, rule.name_span
    for name, segment in journey.segments.items():
        yield "segment", name, name, segment.name_span
    ways: tuple[Move | Handoff | Recycle, ...] = (*journey.moves, *journey.handoffs, *journey.recycles)
    for way in ways:
        if way.when:
            yield "way", way_words(way), place(way.header_span), way.header_span
    for handoff in journey.handoffs:
        for line in handoff.route.lines if handoff.route else ():
            yield "line", f"{_line_words(line)} in {way_words(handoff)}", place(line.span), line.span


def _line_words(line: RouteLine) -> str:
    if line.when:
        return f"to {line.team.name} when {words(line.when.span)}"
    return f"to {line.team.name}{' otherwise' if line.is_otherwise else ''}"
