"""Questions about two versions of a journey at once: who meets something now, and did not before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from journeydsl.conditions.answers import Gaps, Limits, Undecided
from journeydsl.conditions.boxes import Boxes
from journeydsl.conditions.cells import bits
from journeydsl.conditions.effort import Unclear
from journeydsl.conditions.questions import Reasoning, Sided
from journeydsl.conditions.space import Box
from journeydsl.conditions.walls import Walls
from journeydsl.model.conditions import Condition, Known
from journeydsl.model.journey import Journey
from journeydsl.text.record import Record

LIMITS = Limits(told=200, counted=201, is_whole=True)
"""All regions of almost every change; of more there is at least one more."""


class Asked(Record):
    """What one version asks of a buyer: all of some conditions, and none of others."""

    all_of: tuple[Condition, ...] = ()
    none_of: tuple[Condition, ...] = ()


class Versions(Reasoning):
    """A journey and an older version of it, on one day; what is called the same in both is the same thing."""

    def __init__(self, newer: Journey, older: Journey, today: date) -> None:
        super().__init__(newer, today, older, limits=LIMITS)

    def buyers(
        self, now: Asked, before: Asked, expected: Collection[str] = (), silent: Collection[str] = ()
    ) -> Gaps | Undecided | None:
        """The buyers who are so in the newer version and so in the older one; none where nobody is.

        Those with everything known come first; of those who miss one of the `expected` fields this is said, and of the
        `silent` ones it is not said that they are known.
        """
        all_of = [*((one, 0) for one in now.all_of), *((one, 1) for one in before.all_of)]
        none_of = [*((one, 0) for one in now.none_of), *((one, 1) for one in before.none_of)]
        return self._gaps(all_of, none_of, (), (), expected, silent)

    def surely_known(self, fields: Collection[str], now: Sequence[Condition], before: Sequence[Condition]) -> list[str]:
        """The fields that are known of everybody who meets all of some conditions in both versions."""
        asked = [*now, *before]
        read = [field for field in sorted(fields) if asked and ("field", field) in self.space.places]
        missing = {field: Known(field, False, asked[0].span) for field in read}
        return [field for field in read if self.is_any((*now, missing[field]), before) is False]

    def meeting(self, some: Sequence[Condition], side: int, others: Sequence[Condition], other_side: int) -> list[int]:
        """For each of some conditions of a version those of others, as bits, that somebody might meet with it.

        Nobody meets it with any of the rest. What is unclear might meet with everything.
        """
        boxes, owners = [], []
        always = 0
        for number, other in enumerate(others):
            try:
                several = self._where(other, other_side)
            except Unclear:
                always |= 1 << number
                continue
            boxes += several
            owners += [1 << number] * len(several)
        walls = Walls(sorted({axis for box in boxes for axis in box}), boxes)
        found = []
        for one in some:
            try:
                touched = {owners[place] for box in self._where(one, side) for place in bits(walls.touched_by(box))}
                found.append(always | sum(touched))
            except Unclear:
                found.append((1 << len(others)) - 1)
        return found

    def _boxed(
        self, all_of: Sequence[Sided], none_of: Sequence[Sided], known: Collection[str]
    ) -> tuple[Boxes, Boxes, Box]:
        """Of long tables most lines are far from what is asked about."""
        starts, walls, base = super()._boxed(all_of, none_of, known)
        return starts, [wall for wall in walls if any(_is_near(start, wall) for start in starts)], base

    def is_any(self, now: Sequence[Condition], before: Sequence[Condition] = ()) -> bool | Undecided:
        """Whether somebody meets all of some conditions now and all of others before; faster than `buyers`."""
        return self._is_possible([*((one, 0) for one in now), *((one, 1) for one in before)], [], ())


def _is_near(one: Box, other: Box) -> bool:
    return all(one.get(place, mask) & mask for place, mask in other.items())
