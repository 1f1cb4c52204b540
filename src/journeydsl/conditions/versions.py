"""Questions about two versions of a journey at once: who meets something now, and did not before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from journeydsl.conditions.answers import Gaps, Limits, Undecided, undecided
from journeydsl.conditions.boxes import Boxes
from journeydsl.conditions.cells import bits
from journeydsl.conditions.effort import MOST_COMPARING, Effort, Unclear
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


class _Lines:
    """Conditions of one version with all boxes where they hold; `unclear` are those that have none, as bits."""

    def __init__(self, versions: Versions, conditions: Sequence[Condition], side: int) -> None:
        self.conditions = tuple(conditions)
        self.unclear = 0
        self.owners: list[int] = []
        boxes: list[Box] = []
        for number, condition in enumerate(conditions):
            try:
                several = versions.where(condition, side)
            except Unclear:
                self.unclear |= 1 << number
                continue
            boxes += several
            self.owners += [number] * len(several)
        self.is_plain = self.owners == [*range(len(self.conditions))]
        self.walls = Walls(sorted({axis for box in boxes for axis in box}), boxes)

    def meeting(self, box: Box) -> int:
        """The conditions, as bits, that somebody in a box might meet."""
        found, touched = self.unclear, self.walls.touched_by(box)
        if self.is_plain:
            return found | touched
        for place in bits(touched):
            found |= 1 << self.owners[place]
        return found


class Versions(Reasoning):
    """A journey and an older version of it, on one day; what is called the same in both is the same thing."""

    def __init__(self, newer: Journey, older: Journey, today: date) -> None:
        super().__init__(newer, today, older, limits=LIMITS, effort=Effort(MOST_COMPARING))
        self._tables: dict[tuple[int, ...], _Lines] = {}
        self._lines: dict[tuple[int, int], tuple[_Lines, int]] = {}
        self._several: dict[tuple[int, int], tuple[tuple[Condition, ...], dict[_Lines, int] | None]] = {}

    def buyers(
        self, now: Asked, before: Asked, expected: Collection[str] = (), silent: Collection[str] = ()
    ) -> Gaps | Undecided | None:
        """The buyers who are so in the newer version and so in the older one; none where nobody is.

        Those with everything known come first; of those who miss one of the `expected` fields this is said, and of the
        `silent` ones it is not said that they are known.
        """
        all_of = [*((one, 0) for one in now.all_of), *((one, 1) for one in before.all_of)]
        try:
            starts = self.boxing.all_of([self._where(*sided) for sided in all_of])
        except Unclear as reason:
            return undecided(reason)
        none_of = [(one, 0) for one in self._near(now.none_of, 0, starts)]
        none_of += [(one, 1) for one in self._near(before.none_of, 1, starts)]
        return self._gaps(all_of, none_of, (), (), expected, silent)

    def where(self, condition: Condition, side: int) -> Boxes:
        """The boxes where a condition of a version holds; raises `Unclear`."""
        return self._where(condition, side)

    def _near(self, conditions: tuple[Condition, ...], side: int, starts: Boxes) -> Sequence[Condition]:
        """Those of some conditions that somebody in these boxes might meet: of long tables most lines are far away."""
        lines = self._of_tables(conditions, side)
        if lines is None:
            return conditions
        found = []
        for table, some in lines.items():
            near = 0
            for start in starts:
                near |= table.meeting(start)
            found += [table.conditions[number] for number in bits(near & some)]
        return found

    def _of_tables(self, conditions: tuple[Condition, ...], side: int) -> dict[_Lines, int] | None:
        """The tables that some conditions stand in, with their places there as bits; none where one stands in none."""
        key = (id(conditions), side)
        if key not in self._several:
            found: dict[_Lines, int] | None = {}
            for condition in conditions:
                table, number = self._lines.get((id(condition), side), (None, 0))
                if table is None or found is None:
                    found = None
                else:
                    found[table] = found.get(table, 0) | 1 << number
            self._several[key] = conditions, found  # What is kept is no other's number.
        return self._several[key][1]

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
        table, found = self._table(others, other_side), []
        for one in some:
            try:
                near = 0
                for box in self._where(one, side):
                    near |= table.meeting(box)
                found.append(near | table.unclear)
            except Unclear:
                found.append((1 << len(others)) - 1)
        return found

    def _table(self, conditions: Sequence[Condition], side: int) -> _Lines:
        key = (side, *map(id, conditions))
        if key not in self._tables:
            table = self._tables[key] = _Lines(self, conditions, side)
            self._lines.update(((id(one), side), (table, number)) for number, one in enumerate(table.conditions))
        return self._tables[key]

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
