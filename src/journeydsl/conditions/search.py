"""The one search: a buyer inside a box, outside every box of a list, and possible; or the proof that there is none.

Boxes are numbered, and sets of them are the bits of an integer, so that a step looks at all of them at once.
"""

from __future__ import annotations

from collections.abc import Iterable

from journeydsl.conditions.boxes import met
from journeydsl.conditions.cells import NamedAxis, ScoreAxis, bits
from journeydsl.conditions.effort import MOST_STEPS, Budget, Unclear
from journeydsl.conditions.space import Box, Space
from journeydsl.conditions.sums import LocalSum, local_sums, narrow, settle
from journeydsl.conditions.walls import Walls


def witness(space: Space, box: Box, forbidden: Iterable[Box], budget: Budget | None = None) -> Box | None:
    """A box of possible buyers inside `box` and outside all forbidden ones, of axes that matter; none where none is.

    Every combination of its cells is a possible buyer. Raises `Unclear` where the search takes too many steps.
    """
    return ground_of(space, box, forbidden).witness(box, budget)


def ground_of(space: Space, box: Box, forbidden: Iterable[Box]) -> Ground:
    """What there is to know for a search in one box: of the forbidden ones those that meet it."""
    forbidden = list(forbidden)
    space.effort.spend(10 + len(box) + len(forbidden))
    return Ground(space, box, [wall for wall in forbidden if met(wall, box) is not None])


class Ground:
    """Forbidden boxes, and the axes that they and others speak of, looked through once for many searches."""

    def __init__(self, space: Space, axes: Iterable[int], forbidden: Iterable[Box]) -> None:
        forbidden = list(forbidden)
        self.space = space
        self.axes, axioms = space.related({*axes, *(axis for wall in forbidden for axis in wall)})
        space.effort.spend(2 * len(self.axes) + sum(map(len, axioms)) + sum(map(len, forbidden)))
        self.walls = Walls(self.axes, [*axioms, *forbidden])
        self.sums = local_sums(space, self.axes)
        self.axioms = len(axioms)
        derived = (NamedAxis, ScoreAxis)
        self.derived = {number for number, axis in enumerate(self.axes) if isinstance(space.axes[axis], derived)}
        self.bound = [number for number, group in enumerate(self.walls.groups) if group]

    def witness(self, box: Box, budget: Budget | None = None, first: int | None = None) -> Box | None:
        """A box inside `box` and outside all forbidden ones, or the first so many of them; none where none is."""
        full = self.space.full
        masks = [box.get(axis, full[axis]) & full[axis] for axis in self.axes]
        active = self.walls.all if first is None else (1 << self.axioms + first) - 1
        active &= self.walls.touched_by(box)
        if not all(masks) or not all(self.walls.boxes[number] for number in bits(active & ~self._bound_walls())):
            return None
        budget = budget or Budget(MOST_STEPS)
        found = _Search(self, self.sums, active, budget).run(list(masks))
        if found is None:
            self._refuse(masks, active, budget)
            return None
        return dict(zip(self.axes, found, strict=True))

    @property
    def forbidden(self) -> int:
        """The walls that are no axioms."""
        return self.walls.all & ~((1 << self.axioms) - 1)

    def add(self, box: Box) -> None:
        """One more forbidden box, of axes that are known here."""
        self.walls.add(box)
        self.bound = [number for number, group in enumerate(self.walls.groups) if group]

    def _refuse(self, masks: list[int], active: int, budget: Budget) -> None:
        """That there is nobody is proved up to the limit of every count; where that may not be all, beyond it, too."""
        reason = self._beyond_limits()
        if reason and _Search(self, local_sums(self.space, self.axes, is_loose=True), active, budget).run(masks):
            raise Unclear(reason)

    def _beyond_limits(self) -> str | None:
        """Why counts beyond their limits may make a difference; none where they do not."""
        places, asked = self.space.places, set(self.axes)
        if self.space.is_tangled:
            from journeydsl.conditions.limits import tangle

            scores = tangle({key: lines for key, lines in self.space.endless.items() if places.get(key) in asked})
            if scores:
                names = " and ".join(f"`{name}`" for name in sorted(set(scores)))
                told = "adds and subtracts" if len(scores) == 1 else "add and subtract"
                return f"{names} {told} points for the same activity, and never stop counting"
        short = next((place for place in self.axes if place in self.space.cut_short), None)
        return None if short is None else f"`{self.space.cut_short[short]}` is counted in too many ways"

    def _bound_walls(self) -> int:
        """The walls that speak of some axis."""
        free = self.walls.all
        for many in self.walls.free:
            free &= many
        return self.walls.all & ~free


class _Search:
    def __init__(self, ground: Ground, sums: list[LocalSum], active: int, budget: Budget) -> None:
        self.walls = ground.walls
        self.active = active
        self.sums = sums
        self.is_loose = any(total.pumps for total in sums)
        self.budget = budget
        self.effort = ground.space.effort
        self.weight = 1 + len(ground.bound) + sum(len(total.terms) + 1 for total in sums)
        classes = sum(len(classes) for total in sums for _, classes in total.terms)
        self.cost = (2 + len(self.walls.boxes) // 1000) * self.weight + classes // 4 + 10 + len(self.walls.boxes) // 16
        self.settling = 2 * classes
        self.has_guessed = False
        self.derived = ground.derived
        self.bound = ground.bound

    def run(self, masks: list[int]) -> list[int] | None:
        """Goes on, narrowing and splitting, with what is left to try on a stack."""
        waiting = [masks]
        while waiting:
            masks = waiting.pop()
            touched = self._narrowed(masks)
            if touched is None:
                continue
            if not touched:
                if self._is_settled(masks):
                    return masks
                continue
            if not self.has_guessed and not self.is_loose:
                self.has_guessed = True
                for guess in (self._guess(masks, 0), self._guess(masks, -1)):
                    if self._narrowed(guess) == 0 and self._is_settled(guess):
                        return guess
            waiting.extend(self._split(masks, touched))
        return None

    def _is_settled(self, masks: list[int]) -> bool:
        if not self.sums:
            return True
        before = self.budget.left
        try:
            if not self.is_loose:
                return settle(self.sums, masks, self.budget)
            from journeydsl.conditions.endless import may_settle

            return may_settle(self.sums, masks, self.budget)
        finally:
            spent = before - max(0, self.budget.left)
            self.effort.spend(self.weight + 2 * spent + (self.settling if spent else 0))

    def _guess(self, masks: list[int], end: int) -> list[int]:
        """One cell for every axis that decides others: where scores get the most (`end` 0) or the least (-1)."""
        guess = list(masks)
        for total in self.sums:
            for axis, classes in total.terms:
                if axis in self.derived:
                    continue
                for cells, _ in reversed(classes) if end else classes:
                    if cells & guess[axis]:
                        guess[axis] &= cells
                        break
        for axis in self.bound:
            if axis not in self.derived:
                guess[axis] &= -guess[axis]
        return guess

    def _narrowed(self, masks: list[int]) -> int | None:
        """Takes away what is forbidden already; the walls still touched, or none where nothing is left."""
        walls, bound = self.walls, self.bound
        while True:
            self.budget.spend(self.weight)
            self.effort.spend(self.cost)
            if self.sums and narrow(self.sums, masks) is None:
                return None
            looks = [walls.look(axis, masks[axis]) for axis in bound]
            touched = self.active
            for one, _ in looks:
                touched &= one
            if not touched:
                return 0
            if not self._take_away(masks, looks, touched):
                return None
            if self.unchanged:
                return touched

    def _take_away(self, masks: list[int], looks: list[tuple[int, int]], touched: int) -> bool:
        """Of a wall that masks lie inside of on all axes but one, the cells there go."""
        bound = self.bound
        after = [touched]
        for _, inside in reversed(looks[1:]):
            after.append(after[-1] & inside)
        after.reverse()
        before = touched
        self.unchanged = True
        for number, axis in enumerate(bound):
            inside = looks[number][1]
            alone = before & after[number]
            if alone:
                if alone & inside:
                    return False
                mask = masks[axis]
                self.effort.spend(2 * alone.bit_count())
                for other, _ in self.walls.among(axis, alone):
                    mask &= ~other
                if not mask:
                    return False
                if mask != masks[axis]:
                    masks[axis] = mask
                    self.unchanged = False
            before &= inside
            if not before:
                break
        return True

    def _split(self, masks: list[int], touched: int) -> tuple[list[int], list[int]]:
        """Two halves of the axis that most walls depend on; the one that fewer walls touch is tried first."""
        best, most = -1, -1
        for axis in self.bound:
            _, inside = self.walls.look(axis, masks[axis])
            count = (touched & ~inside).bit_count()
            if count > most:
                best, most = axis, count
        mask = masks[best]
        self.effort.spend(len(self.bound) + touched.bit_count())
        part = self._half(best, mask, touched)
        one, other = list(masks), list(masks)
        one[best], other[best] = mask & part, mask & ~part
        first = (self.walls.look(best, one[best])[0] & touched).bit_count()
        second = (self.walls.look(best, other[best])[0] & touched).bit_count()
        return (one, other) if second <= first else (other, one)

    def _half(self, axis: int, mask: int, touched: int) -> int:
        """Cells that split the walls on an axis about evenly: masks are joined until half of the walls are in."""
        groups = [
            (other & mask, many.bit_count())
            for other, many in self.walls.among(axis, touched)
            if other & mask and mask & ~other
        ]
        groups.sort(key=lambda one: (-one[1], one[0]))
        total, part, taken = sum(count for _, count in groups), 0, 0
        for other, count in groups:
            if part | other == mask:
                continue
            part |= other
            taken += count
            if 2 * taken >= total:
                break
        return part or groups[0][0]
