"""One buyer tried out: a cell for every axis that somebody looks at, found without a search.

Much is answered by a buyer whom one would think of first: the one with the most points, or the one with the fewest.
Only what no such buyer answers is searched.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from journeydsl.conditions.cells import NamedAxis, NumberAxis
from journeydsl.conditions.space import Box, Space, held

MOST_STEPS_ASIDE = 6


def tried(space: Space, box: Box, walls: Sequence[Box]) -> Trial | None:
    """A buyer in a box and outside all walls, if one is among the first that one would think of."""
    for end in (0, -1):
        around, trial = box, Trial(space, box, end)
        for _ in range(MOST_STEPS_ASIDE):
            if not trial.is_inside(box):
                break
            wall = next((wall for wall in walls if trial.is_inside(wall)), None)
            if wall is None:
                if trial.is_possible():
                    return trial
                break
            step = _aside(space, around, wall, box, end)
            if step is None:
                break
            around, trial = step
    return None


def _aside(space: Space, around: Box, wall: Box, box: Box, end: int) -> tuple[Box, Trial] | None:
    """A buyer a step out of a wall, still in a box, and what they are chosen in; none where no step leads there."""
    for axis, mask in wall.items():
        left = around.get(axis, space.full[axis]) & ~mask
        if left and axis not in space.sums and axis not in space.named:
            there = {**around, axis: left}
            other = Trial(space, there, end)
            if other.is_inside(box):
                return there, other
    return None


class Trial:
    """A buyer in a box, each axis in one cell: where scores get the most (`end` 0) or the least (-1).

    Scores and conditions that got a name follow from the other axes, and are worked out when somebody looks.
    """

    __slots__ = ("_box", "_checked", "_end", "_is_possible", "_space", "_totals", "_unchecked", "cells")

    def __init__(self, space: Space, box: Box, end: int) -> None:
        self._space = space
        self._box = box
        self._end = end
        self._is_possible = True
        self._totals: dict[int, Any] = {}
        self._unchecked: list[int] = []
        self._checked: set[int] = set()
        self.cells: Box = {}

    def is_inside(self, box: Box) -> bool:
        """Whether the buyer is in a box."""
        cells = self.cells
        for axis, mask in box.items():  # noqa: SIM110 - this is most of the work, and `all` takes twice as long
            if not (cells.get(axis) or self._cell(axis)) & mask:
                return False
        return True

    def is_possible(self) -> bool:
        """Whether no axiom keeps the buyer out; the axes that it speaks of are looked at with it."""
        space = self._space
        while self._is_possible and self._unchecked:
            laws = [law for law in space.laws_of[self._unchecked.pop()] if law not in self._checked]
            self._checked.update(laws)
            space.effort.spend(len(laws) // 2)
            self._is_possible = not any(self.is_inside(space.axioms[law]) for law in laws)
        return self._is_possible

    def _cell(self, axis: int) -> int:
        space = self._space
        if axis in space.sums:
            own = space.axes[axis]
            assert isinstance(own, NumberAxis)
            cell = own.at(self._total(axis))
        elif axis in space.named:
            boxes = space.named[axis]
            cell = NamedAxis.YES if any(self.is_inside(box) for box in boxes) else NamedAxis.NO
        else:
            cell = self._chosen(axis)
            if axis in space.laws_of:
                self._unchecked.append(axis)
        self.cells[axis] = cell
        return cell

    def _total(self, axis: int) -> Any:
        """The points of a score, held inside its range."""
        if axis not in self._totals:
            total, cells = self._space.sums[axis], self.cells
            self._space.effort.spend(len(total.terms))
            points: Any = total.base
            for term in total.terms:
                points += term.at(cells.get(term.axis) or self._cell(term.axis))
            for part, sign in total.parts:
                points += sign * self._total(part)
            self._totals[axis] = held(total, points)
        return self._totals[axis]

    def _chosen(self, axis: int) -> int:
        """The missing or the first cell of an axis, of those that give the most, or the least."""
        own = self._space.axes[axis]
        mask = self._box.get(axis, own.full)
        key = (axis, mask, self._end)
        found = self._space.chosen.get(key)
        if found is None:
            for classes in self._space.gains.get(axis, ()):
                if not mask & mask - 1:
                    break
                self._space.effort.spend(1 + len(classes) // 4)
                mask = [both for cells, _ in classes if (both := cells & mask)][self._end]
            found = self._space.chosen[key] = mask & own.missing or mask & -mask
        return found
