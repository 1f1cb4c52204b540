"""Questions about all buyers there can be.

An answer is a buyer, the proof that there is none (none), or `Undecided` with the reason. Every buyer has been put
through the plain evaluator before being given.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from journeydsl.conditions.answers import MISMATCH, Answer, Gaps, Limits, Undecided, undecided
from journeydsl.conditions.boxes import Boxes, Boxing, met
from journeydsl.conditions.buyer import Buyer, Case
from journeydsl.conditions.cells import bits
from journeydsl.conditions.cuts import Cuts
from journeydsl.conditions.effort import MOST_STEPS, Budget, Effort, Unclear
from journeydsl.conditions.space import Box, Space
from journeydsl.conditions.trials import Trial, tried
from journeydsl.model.conditions import Condition
from journeydsl.model.journey import Journey

if TYPE_CHECKING:
    from journeydsl.conditions.search import Ground

MOST_TRIED = 40
STEPS_OF_EXAMPLE = 800

Sided = tuple[Condition, int]
"""A condition and the version of the journey that gives it its meaning."""


class Reasoning:
    """One journey on one day; with `older`, two versions of it, for `gained` and `lost`.

    Every condition that is asked about stands in the journey, is made of parts that do, or is one of `also`. `known`
    are fields of which a question takes for granted that they are known. `boxing` says where conditions are true and
    false, for questions that ask about more than one moment.
    """

    def __init__(
        self,
        journey: Journey,
        today: date,
        older: Journey | None = None,
        most_steps: int = MOST_STEPS,
        also: Iterable[Condition] = (),
        limits: Limits | None = None,
        effort: Effort | None = None,
    ) -> None:
        journeys = (journey,) if older is None else (journey, older)
        cuts = Cuts(today)
        for condition in also:
            cuts.add(condition, 0, journey)
        if older is not None:
            from journeydsl.conditions.sameness import same_scores

            cuts.same_scores = same_scores(journey, older)
        for side, one in enumerate(journeys):
            cuts.add_journey(one, side)
        self.space = Space(journeys, today, cuts, effort)
        self.boxing = Boxing(self.space)
        self._most_steps = most_steps
        self._limits = limits or Limits()
        self._tried: list[Trial] = []

    def can_hold(self, *conditions: Condition, known: Collection[str] = ()) -> Answer:
        """A buyer for whom all of these are true."""
        return self._ask([(condition, 0) for condition in conditions], [], known)

    def answer(self, all_of: Sequence[Condition], none_of: Sequence[Condition], known: Collection[str] = ()) -> Answer:
        """A buyer for whom all of some conditions are true and none of others."""
        return self._ask([(one, 0) for one in all_of], [(one, 0) for one in none_of], known)

    def overlap(self, first: Condition, second: Condition, known: Collection[str] = ()) -> Answer:
        """A buyer for whom both are true."""
        return self.can_hold(first, second, known=known)

    def escapes(self, condition: Condition, known: Collection[str] = ()) -> Answer:
        """A buyer for whom it is not true: false or unknown. None where it always holds."""
        return self._ask([], [(condition, 0)], known)

    def implies(self, first: Condition, second: Condition, known: Collection[str] = ()) -> bool | Undecided:
        """Whether whoever meets the first meets the second."""
        found = self._is_possible([(first, 0)], [(second, 0)], known)
        return found if isinstance(found, Undecided) else not found

    def is_possible(self, *conditions: Condition, known: Collection[str] = ()) -> bool | Undecided:
        """Whether there can be a buyer for whom all of these are true; faster than an example."""
        return self._is_possible([(condition, 0) for condition in conditions], [], known)

    def always_holds(self, condition: Condition, known: Collection[str] = ()) -> bool | Undecided:
        """Whether it is true of every buyer, whatever is missing."""
        found = self._is_possible([], [(condition, 0)], known)
        return found if isinstance(found, Undecided) else not found

    def left_over(
        self, line: Condition, earlier: Sequence[Condition], required: Sequence[Condition] = (),
        known: Collection[str] = (),
    ) -> Answer:  # fmt: skip
        """A buyer whom a line takes and no earlier line does. None where the earlier lines together have taken all."""
        return self._ask([(line, 0), *((one, 0) for one in required)], [(one, 0) for one in earlier], known)

    def taken_by_earlier(
        self, line: Condition, earlier: Sequence[Condition], required: Sequence[Condition] = (),
        known: Collection[str] = (),
    ) -> bool | Undecided:  # fmt: skip
        """Whether the earlier lines together take every buyer whom a line could take."""
        found = self._is_possible([(line, 0), *((one, 0) for one in required)], [(one, 0) for one in earlier], known)
        return found if isinstance(found, Undecided) else not found

    def shadowed(
        self, lines: Sequence[Condition], required: Sequence[Condition] = (), known: Collection[str] = ()
    ) -> dict[int, Undecided | None]:
        """The places of lines that the lines before take whole, in a table of any length, or that are undecided."""
        from journeydsl.conditions.search import Ground

        found: dict[int, Undecided | None] = {}
        try:
            boxed = [self._where(line, 0) for line in lines]
        except Unclear as reason:
            return dict.fromkeys(range(len(lines)), undecided(reason))
        boxes = [box for several in boxed for box in several]
        ground = Ground(self.space, (), boxes)
        earlier = 0
        for number, line in enumerate(lines):
            try:
                starts, _, _ = self._boxed([(line, 0), *((one, 0) for one in required)], [], known)
                if not any(self._takes(start, ground, boxes, earlier) for start in starts):
                    found[number] = None
            except Unclear as reason:
                found[number] = undecided(reason)
            earlier += len(boxed[number])
        return found

    def _takes(self, start: Box, ground: Ground, boxes: Boxes, earlier: int) -> bool:
        """Whether somebody in a box is outside so many first boxes; without scores, all of them share one ground."""
        from journeydsl.conditions.search import witness

        if not ground.sums and not start.keys() - ground.walls.place.keys():
            return ground.witness(start, Budget(self._most_steps), earlier) is not None
        walls = ground.walls
        self.space.effort.spend(sum(len(walls.groups[walls.place[axis]]) for axis in start if axis in walls.place) // 4)
        near = bits((walls.touched_by(start) >> ground.axioms) & (1 << earlier) - 1)
        return witness(self.space, start, [boxes[place] for place in near], Budget(self._most_steps)) is not None

    def gained(self, new: Condition, old: Condition) -> Answer:
        """A buyer who meets the condition as it is now and did not meet it in the older version."""
        return self._ask([(new, 0)], [(old, 1)], ())

    def lost(self, new: Condition, old: Condition) -> Answer:
        """A buyer who met the condition in the older version and does not meet it as it is now."""
        return self._ask([(old, 1)], [(new, 0)], ())

    def uncovered(
        self, required: Sequence[Condition], lines: Sequence[Condition], known: Collection[str] = ()
    ) -> Gaps | Undecided | None:
        """The buyers for whom all of `required` is true and no line is; those with everything known first."""
        return self._gaps([(one, 0) for one in required], [(one, 0) for one in lines], known, lines)

    def regions(
        self, required: Sequence[Condition], lines: Sequence[Condition], known: Collection[str] = ()
    ) -> list[Box] | Undecided:
        """The same as boxes of this space, as many as are counted, without what is required of all."""
        from journeydsl.conditions.gaps import gap_regions

        try:
            starts, walls, _ = self._boxed([(one, 0) for one in required], [(one, 0) for one in lines], known)
            return [
                wide for _, wide, _ in gap_regions(self.space, starts, walls, Budget(self._most_steps), self._limits)
            ]
        except Unclear as reason:
            return undecided(reason)

    def _gaps(
        self, all_of: Sequence[Sided], none_of: Sequence[Sided], known: Collection[str],
        lines: Sequence[Condition] = (), expected: Collection[str] = (), silent: Collection[str] = (),
    ) -> Gaps | Undecided | None:  # fmt: skip
        """The same for conditions of both versions; `lines` are those of which one may come close.

        `expected` are fields that are known by then: that one of them is missing is said. That one of the `silent` ones
        is known goes without saying.
        """
        from journeydsl.conditions.gaps import gap_of, gap_regions

        try:
            starts, walls, base = self._boxed(all_of, none_of, known)
            base |= self._all_of_them(silent)
            near = [self._where(line, 0) for line in lines]
            found = list(gap_regions(self.space, starts, walls, Budget(self._most_steps), self._limits))
            gaps = []
            for region, wide, is_missing in found[: self._limits.told]:
                gap = gap_of(self.space, region, wide, base, is_missing, near, expected)
                if not self._is_so(gap.example.buyer, all_of, none_of):
                    return Undecided(MISMATCH)
                gaps.append(gap)
        except Unclear as reason:
            return undecided(reason)
        return Gaps(tuple(gaps), len(found) - len(gaps)) if gaps else None

    def cells_of(self, found: Box, buyer: Buyer) -> Box:
        """A found box with the cells of the numbers and scores of the buyer that stands for it."""
        from journeydsl.conditions.gaps import cells_of

        return cells_of(self.space, found, buyer)

    def _is_so(self, buyer: Buyer, all_of: Sequence[Sided], none_of: Sequence[Sided]) -> bool:
        """Whether the plain evaluator says the same of a buyer."""
        from journeydsl.conditions.evaluate import holds

        cases = [Case(journey, buyer, self.space.today) for journey in self.space.journeys]
        is_met = all(holds(cases[side], condition) for condition, side in all_of)
        return is_met and not any(holds(cases[side], condition) for condition, side in none_of)

    def _ask(self, all_of: Sequence[Sided], none_of: Sequence[Sided], known: Collection[str]) -> Answer:
        from journeydsl.conditions.gaps import example_of

        try:
            starts, walls, base = self._boxed(all_of, none_of, known)
            for start, found, ground in self._found(starts, walls):
                self.space.effort.spend(STEPS_OF_EXAMPLE)
                example = example_of(self.space, start, found, ground, base)
                return example if self._is_so(example.buyer, all_of, none_of) else Undecided(MISMATCH)
        except Unclear as reason:
            return undecided(reason)
        return None

    def _is_possible(
        self, all_of: Sequence[Sided], none_of: Sequence[Sided], known: Collection[str]
    ) -> bool | Undecided:
        try:
            starts, walls, _ = self._boxed(all_of, none_of, known)
            if self._is_tried(starts, walls):
                return True
            for _, found, _ in self._found(starts, walls):
                self._tried = [Trial(self.space, found, 0), *self._tried[: MOST_TRIED - 1]]
                return True
            return False
        except Unclear as reason:
            return undecided(reason)

    def _is_tried(self, starts: Boxes, walls: Boxes) -> bool:
        """Whether a buyer who was met before, or whom one would think of first, is in a box and outside all walls."""
        length = sum(map(len, walls))
        for start in starts:
            for trial in self._tried:
                self.space.effort.spend(len(start) + length)
                if trial.is_inside(start) and not any(map(trial.is_inside, walls)) and trial.is_possible():
                    return True
            self.space.effort.spend(20 + len(start) + length)
            found = tried(self.space, start, walls)
            if found:
                self._tried = [found, *self._tried[: MOST_TRIED - 1]]
                return True
        return False

    def _found(self, starts: Boxes, walls: Boxes) -> Iterator[tuple[Box, Box, Ground]]:
        """The boxes in which somebody is, with where, and the ground of the search.

        What is unclear counts only where there are none.
        """
        from journeydsl.conditions.search import ground_of

        unclear, budget = None, Budget(self._most_steps)
        for start in starts:
            ground = ground_of(self.space, start, walls)
            try:
                found = ground.witness(start, budget)
            except Unclear as reason:
                unclear = reason
                continue
            if found is not None:
                yield start, found, ground
        if unclear is not None:
            raise unclear

    def _boxed(
        self, all_of: Sequence[Sided], none_of: Sequence[Sided], known: Collection[str]
    ) -> tuple[Boxes, Boxes, Box]:
        """The boxes to look in, those to keep out of, and what is taken for granted."""
        self.space.effort.spend(15 + len(none_of))
        base = self._all_of_them(known)
        boxes = self.boxing.all_of([self._where(*sided) for sided in all_of])
        starts = [start for box in boxes if (start := met(box, base)) is not None]
        return starts, [wall for sided in none_of for wall in self._where(*sided)], base

    def _all_of_them(self, known: Collection[str]) -> Box:
        """Everybody of whom some fields are known."""
        return {place: self.space.axes[place].known for field in known for place in self.space.axes_of(field)}

    def _where(self, condition: Condition, side: int) -> Boxes:
        return self.boxing.where(condition, True, side)
