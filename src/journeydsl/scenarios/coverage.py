"""What the scenarios of a journey tried: rules, segments and ways out as true and as not true, lines as taken, and each
condition of theirs as what decided alone, for it and against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from journeydsl.conditions.questions import Reasoning
from journeydsl.model.conditions import Condition
from journeydsl.model.journey import Journey
from journeydsl.model.path import RouteLine, Way
from journeydsl.scenarios.deciding import Atom, atoms, deciding, is_idle
from journeydsl.scenarios.parts import every_part
from journeydsl.scenarios.situation import place, way_words
from journeydsl.scenarios.trial import Trial
from journeydsl.text.record import Record
from journeydsl.text.source import Span

ItemKind = Literal["rule", "segment", "way", "line", "condition"]
KINDS: tuple[ItemKind, ...] = ("rule", "segment", "way", "line", "condition")
_WHOLE = -1

Tried = tuple[str, int, bool]
"""A side of something: by its key, the place of a condition inside it, and whether it is the side that is true."""


class Item(Record):
    """Something to try; `was_untrue` counts false and unknown alike, and is none for the line of a route.

    Of a condition, `atom`, it says whether it decided alone that what it is part of was true, and untrue. `subject` is
    what an item is or is part of: a rule or segment by name, a way or a line by its place; `whole` is of which kind.
    """

    kind: ItemKind
    text: str
    span: Span
    was_true: bool
    was_untrue: bool | None
    subject: str
    whole: str
    atom: Atom | None = None

    @property
    def key(self) -> str:
        """What tells a rule, segment, way or line from all others."""
        return f"{self.whole} {self.subject}"

    @property
    def place(self) -> int:
        """Which condition of its subject it is."""
        return self.atom.place if self.atom else _WHOLE

    @property
    def tried(self) -> int:
        """How many of its sides were tried."""
        return int(self.was_true) + int(bool(self.was_untrue))

    @property
    def sides(self) -> int:
        """How many sides it has: a line is taken, the others are true and untrue."""
        return 1 if self.was_untrue is None else 2


def coverage(journey: Journey, trials: Iterable[Trial], reasoning: Reasoning) -> tuple[Item, ...]:
    """Everything to cover, and what expectations asked of it."""
    return covered(to_cover(journey, reasoning), trials)


def to_cover(journey: Journey, reasoning: Reasoning) -> tuple[Item, ...]:
    """Every rule, segment, way with a guard and line, in this order, untried; then every condition of theirs, but for
    those that are proved never to decide alone."""
    items: list[Item] = []
    inner: list[Item] = []
    for kind, text, subject, span, when in _subjects(journey):
        items.append(Item(kind, text, span, False, None if kind == "line" else False, subject, kind))
        inside = atoms(when) if when else []
        for atom in inside if len(inside) > 1 or kind == "line" else []:
            if not is_idle(reasoning, atom):
                said = f"{atom.condition.span.words} in {text}"
                inner.append(Item("condition", said, atom.condition.span, False, False, subject, kind, atom))
    return (*items, *inner)


def covered(items: Iterable[Item], trials: Iterable[Trial]) -> tuple[Item, ...]:
    """Items with what more scenarios tried of them."""
    sides = sides_of(trials)
    return tuple(_more(item, sides) for item in items)


def sides_of(trials: Iterable[Trial]) -> set[Tried]:
    """The sides that scenarios tried, of whatever there is."""
    found: set[Tried] = set()
    for trial in trials:
        for part in every_part([asked for outcome in trial.outcomes for asked in outcome.asked]):
            subject = f"{part.kind} {part.subject}"
            found.add((subject, _WHOLE, part.truth is True))
            if part.subject and part.parts:
                found |= {(subject, place, side == "for") for place, side in deciding(part.parts[0]).items()}
    return found


def share(items: Iterable[Item]) -> int:
    """The percent of all sides that were tried, rounded down; 100 where there is nothing to try."""
    listed = tuple(items)
    sides = sum(item.sides for item in listed)
    return 100 * sum(item.tried for item in listed) // sides if sides else 100


def open_sides(items: Iterable[Item]) -> set[Tried]:
    """The sides of items that nothing tried."""
    found: set[Tried] = set()
    for item in items:
        was = {True: item.was_true, False: item.was_untrue}
        found |= {(item.key, item.place, side) for side, tried in was.items() if tried is False}
    return found


def _more(item: Item, sides: set[Tried]) -> Item:
    was_true, was_untrue = ((item.key, item.place, side) in sides for side in (True, False))
    untrue = None if item.was_untrue is None else item.was_untrue or was_untrue
    return item.replace(was_true=item.was_true or was_true, was_untrue=untrue)


def _subjects(journey: Journey) -> Iterator[tuple[ItemKind, str, str, Span, Condition | None]]:
    for name, rule in journey.rules.items():
        yield "rule", name, name, rule.name_span, rule.when
    for name, segment in journey.segments.items():
        yield "segment", name, name, segment.name_span, segment.when
    ways: tuple[Way, ...] = (*journey.moves, *journey.handoffs, *journey.recycles)
    for way in ways:
        if way.when:
            yield "way", way_words(way), place(way.header_span), way.header_span, way.when
    for handoff in journey.handoffs:
        for line in handoff.route.lines if handoff.route else ():
            said = f"{_line_words(line)} in {way_words(handoff)}"
            yield "line", said, place(line.span), line.span, line.when


def _line_words(line: RouteLine) -> str:
    if line.when:
        return f"to {line.team.name} when {line.when.span.words}"
    return f"to {line.team.name}{' otherwise' if line.is_otherwise else ''}"
