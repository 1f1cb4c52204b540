"""Every number that scores can come to, as the bits of an integer: one step for each axis, however many cells it has.

Works where no axis gives points to two scores and no score is a part of two others; other questions are searched.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from math import lcm
from typing import Any

from journeydsl.conditions.cells import NumberAxis, bits
from journeydsl.text.record import Record

Choices = Sequence[tuple[int, Sequence[tuple[int, tuple[Any, ...]]]]]
MOST_BITS = 1 << 19
MOST_PARTS = 1 << 12


class Line(Record):
    """An axis that a score reads: its place among the choices, and what each of its classes adds, scaled."""

    place: int
    points: tuple[int, ...]


class Tree(Record):
    """A score with what it adds up: `base`, `low` and `high` scaled, the axes, and the parts with their signs."""

    name: int
    axis: NumberAxis
    base: int
    low: int | None
    high: int | None
    lines: tuple[Line, ...]
    parts: tuple[tuple[Tree, int], ...]


class Numbers(Record):
    """A set of whole numbers: `start` is the least that the lowest bit stands for."""

    start: int
    bits: int

    def has(self, number: int) -> bool:
        """Whether a number is in it."""
        return number >= self.start and bool(self.bits >> (number - self.start) & 1)

    def __iter__(self) -> Iterator[int]:
        """The numbers, from the least."""
        return (self.start + place for place in bits(self.bits))


def tree_of(sums: Sequence[Any], choices: Choices) -> tuple[list[Tree], int] | None:
    """The scores that no other adds up, as trees, and the scale of their numbers; none where they hang together."""
    if any(total.pumps for total in sums) or not _is_apart(sums, choices):
        return None
    scale = lcm(*(_denominator(number) for number in _numbers(sums, choices)))
    trees: dict[int, Tree] = {}
    inner: set[int] = set()
    for number, total in enumerate(sums):
        lines = tuple(
            Line(place, tuple(int(points[number] * scale) for _, points in classes))
            for place, (_, classes) in enumerate(choices)
            if any(points[number] for _, points in classes)
        )
        parts = tuple((trees[part], sign) for part, sign in total.parts)
        inner.update(part for part, _ in total.parts)
        low, high = (None if end is None else int(end * scale) for end in (total.low, total.high))
        trees[total.name] = Tree(total.name, total.axis, int(total.base * scale), low, high, lines, parts)
    return [tree for name, tree in trees.items() if name not in inner], scale


class Reach:
    """Which numbers each score can come to while all of them stay inside their cells; `is_clear` where it is known."""

    def __init__(
        self, roots: Sequence[Tree], scale: int, wanted: Collection[int], masks: Sequence[int], choices: Choices
    ) -> None:
        self.scale = scale
        self.wanted = wanted
        self.masks = masks
        self.choices = choices
        self.is_clear = True
        self.cost = 0
        self.steps: dict[int, list[Numbers]] = {}
        self.held: dict[int, Numbers] = {}
        self.roots = roots
        self.is_possible = all(self._build(root) for root in roots)

    def chosen(self) -> list[int]:
        """One class of cells for each choice; of numbers those nearest to what the score has without its lines."""
        found = [classes[0][0] for _, classes in self.choices]
        for root in self.roots:
            held = self.held[root.name]
            start = 0 if root.low is None else max(0, root.low)
            self._trace(root, min(held, key=lambda number: (abs(number - start), number)), found)
        return found

    def _build(self, tree: Tree) -> bool:
        if not all(self._build(part) for part, _ in tree.parts):
            return False
        now = Numbers(tree.base, 1)
        steps = [now]
        for part, sign in tree.parts:
            now = self._summed(now, self.held[part.name], sign)
            steps.append(now)
        for line in tree.lines:
            now = self._shifted(now, line.points)
            steps.append(now)
        self.steps[tree.name] = steps
        held = _held(now, tree.low, tree.high)
        if tree.name in self.wanted:
            held = self._inside(held, tree)
        self.held[tree.name] = held
        return bool(held.bits) and self.is_clear

    def _shifted(self, now: Numbers, points: Collection[int]) -> Numbers:
        least = min(points)
        if now.bits.bit_length() + max(points) - least > MOST_BITS:
            self.is_clear = False
            return Numbers(now.start, 0)
        found = 0
        self.cost += len(points) * (1 + (now.bits.bit_length() >> 14))
        for one in set(points):
            found |= now.bits << (one - least)
        return Numbers(now.start + least, found)

    def _summed(self, now: Numbers, part: Numbers, sign: int) -> Numbers:
        few, many = (part, now) if part.bits.bit_count() <= now.bits.bit_count() else (now, part)
        if few.bits.bit_count() > MOST_PARTS:
            self.is_clear = False
            return Numbers(now.start, 0)
        if sign > 0:
            return self._shifted(many, tuple(few))
        if few is part:
            return self._shifted(now, tuple(-number for number in part))
        mirrored = Numbers(-(part.start + part.bits.bit_length() - 1), int(f"{part.bits:b}"[::-1], 2))
        return self._shifted(mirrored, tuple(now))

    def _inside(self, held: Numbers, tree: Tree) -> Numbers:
        """The numbers that lie in the cells wanted."""
        mask, kept = self.masks[tree.name], 0
        for cell in bits(mask & tree.axis.known):
            start, end = tree.axis.ends(cell, cell)
            low = (
                None if start is None else -(-start[0] * self.scale // 1) if not start[1] else start[0] * self.scale + 1
            )
            high = None if end is None else end[0] * self.scale if end[1] else -(-end[0] * self.scale // 1) - 1
            kept |= _between(held, None if low is None else int(low // 1), None if high is None else int(high // 1))
        return Numbers(held.start, held.bits & kept)

    def _trace(self, tree: Tree, number: int, found: list[int]) -> None:
        """Puts the classes that make a score come to a number."""
        steps = self.steps[tree.name]
        raw = _raw(steps[-1], number, tree.low, tree.high)
        place = len(steps) - 2
        for line in reversed(tree.lines):
            classes = self.choices[line.place][1]
            at = next(n for n, one in enumerate(line.points) if steps[place].has(raw - one))
            found[line.place] = classes[at][0]
            raw -= line.points[at]
            place -= 1
        for part, sign in reversed(tree.parts):
            inner = next(one for one in self.held[part.name] if steps[place].has(raw - sign * one))
            self._trace(part, inner, found)
            raw -= sign * inner
            place -= 1


def _held(numbers: Numbers, low: int | None, high: int | None) -> Numbers:
    """The numbers after a range has held them."""
    start, found = numbers.start, numbers.bits
    if high is not None and found and start + found.bit_length() - 1 > high:
        if high < start:
            return Numbers(high, 1)
        found = found & ((1 << (high - start + 1)) - 1) | 1 << (high - start)
    if low is not None and found and start < low:
        over = found >> (low - start) if low > start else found
        below = found & ((1 << (low - start)) - 1)
        return Numbers(low, over | 1 if below else over)
    return Numbers(start, found)


def _raw(numbers: Numbers, number: int, low: int | None, high: int | None) -> int:
    """A number that the range holds at `number`."""
    if numbers.has(number):
        return number
    if number == high:
        above = numbers.bits >> max(0, high - numbers.start)
        return max(high, numbers.start) + (above & -above).bit_length() - 1
    assert low is not None
    below = numbers.bits & ((1 << (low - numbers.start)) - 1)
    return numbers.start + below.bit_length() - 1


def _between(numbers: Numbers, low: int | None, high: int | None) -> int:
    """A mask of the bits from one number up to another."""
    first = 0 if low is None else max(0, low - numbers.start)
    last = numbers.bits.bit_length() - 1
    last = last if high is None else min(last, high - numbers.start)
    first = min(first, last + 1)
    return ((1 << (last + 1)) - 1) & ~((1 << first) - 1) if last >= first else 0


def _is_apart(sums: Sequence[Any], choices: Choices) -> bool:
    """Whether every axis gives points to one score at most, and every score is a part of one other at most."""
    parts = [part for total in sums for part, _ in total.parts]
    if len(parts) != len(set(parts)):
        return False
    return all(
        sum(any(points[number] for _, points in classes) for number in range(len(sums))) <= 1 for _, classes in choices
    )


def _numbers(sums: Sequence[Any], choices: Choices) -> Iterator[Any]:
    for total in sums:
        yield from (end for end in (total.base, total.low, total.high) if end is not None)
    for _, classes in choices:
        for _, points in classes:
            yield from points


def _denominator(number: Any) -> int:
    return int(getattr(number, "denominator", 1))
