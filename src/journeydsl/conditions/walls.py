"""Boxes in great numbers: which of them a mask of an axis touches, and which it lies inside of.

A set of boxes is the bits of an integer. Where there are many, masks are not compared one by one: runs of cells are
looked up by their ends, others cell by cell.
"""

from __future__ import annotations

from collections.abc import Sequence

from journeydsl.conditions.cells import bits
from journeydsl.conditions.space import Box

FEW = 32
MOST_SEEN = 20_000


class Walls:
    """Boxes by axis (by place among `axes`): which of them have which mask there, and which leave the axis alone."""

    __slots__ = ("_cells", "_seen", "_starts", "_stops", "all", "axes", "boxes", "free", "groups", "place")

    def __init__(self, axes: Sequence[int], boxes: Sequence[Box]) -> None:
        self.axes = list(axes)
        self.place = {axis: number for number, axis in enumerate(axes)}
        groups: list[dict[int, int]] = [{} for _ in axes]
        self.boxes = list(boxes)
        self.all = (1 << len(boxes)) - 1
        bit = 1
        for box in boxes:
            for axis, mask in box.items():
                group = groups[self.place[axis]]
                group[mask] = group.get(mask, 0) | bit
            bit <<= 1
        self.groups = groups
        self.free = []
        for group in groups:
            bound = 0
            for many in group.values():
                bound |= many
            self.free.append(self.all & ~bound)
        self._seen: dict[tuple[int, int], tuple[int, int]] = {}
        self._cells: dict[int, list[int]] = {}
        self._starts: dict[int, list[int]] = {}
        self._stops: dict[int, list[int]] = {}
        for number, several in enumerate(self.groups):
            if len(several) > FEW:
                self._index(number, list(several.items()))

    def look(self, axis: int, mask: int) -> tuple[int, int]:
        """The walls that a mask of an axis touches, and those that it lies inside of, there."""
        found = self._seen.get((axis, mask))
        if found is None:
            if len(self._seen) >= MOST_SEEN:
                self._seen.clear()
            found = self._seen[axis, mask] = self._look(axis, mask)
        return found

    def _look(self, axis: int, mask: int) -> tuple[int, int]:
        if axis in self._starts:
            return self._look_at_ends(axis, mask)
        if axis in self._cells:
            return self._look_at_cells(axis, mask)
        touched = inside = self.free[axis]
        for other, many in self.groups[axis].items():
            if other & mask:
                touched |= many
                if not mask & ~other:
                    inside |= many
        return touched, inside

    def add(self, box: Box) -> None:
        """One more wall, of axes that are known here."""
        bit = self.all + 1
        self._seen.clear()
        self.boxes.append(box)
        self.all |= bit
        for axis, number in self.place.items():
            if axis not in box:
                self.free[number] |= bit
                continue
            mask = box[axis]
            self.groups[number][mask] = self.groups[number].get(mask, 0) | bit
            if number in self._starts or number in self._cells:
                self._index_one(number, mask, bit)

    def among(self, axis: int, some: int) -> list[tuple[int, int]]:
        """The masks that some walls have on an axis, each with those that have it."""
        if some.bit_count() >= len(self.groups[axis]):
            return [(mask, many & some) for mask, many in self.groups[axis].items() if many & some]
        found: dict[int, int] = {}
        place = self.axes[axis]
        for number in bits(some):
            mask = self.boxes[number].get(place)
            if mask is not None:
                found[mask] = found.get(mask, 0) | 1 << number
        return list(found.items())

    def touched_by(self, box: Box) -> int:
        """The walls that meet a box."""
        touched = self.all
        for axis, mask in box.items():
            if axis in self.place:
                touched &= self.look(self.place[axis], mask)[0]
        return touched

    def _index(self, axis: int, groups: list[tuple[int, int]]) -> None:
        length = max(mask.bit_length() for mask, _ in groups)
        if all(is_run(mask) for mask, _ in groups):
            starts, stops = [0] * (length + 1), [0] * (length + 1)
            for mask, many in groups:
                starts[(mask & -mask).bit_length() - 1] |= many
                stops[mask.bit_length() - 1] |= many
            for cell in range(length):
                starts[cell + 1] |= starts[cell]
            for cell in range(length, 0, -1):
                stops[cell - 1] |= stops[cell]
            self._starts[axis], self._stops[axis] = starts, stops
        elif sum(mask.bit_count() for mask, _ in groups) < 20 * len(groups):
            cells = [0] * length
            for mask, many in groups:
                for cell in bits(mask):
                    cells[cell] |= many
            self._cells[axis] = cells

    def _index_one(self, axis: int, mask: int, bit: int) -> None:
        """One more wall where there are many: looked up like the others, or all of them anew."""
        cells, starts = self._cells.get(axis), self._starts.get(axis)
        length = len(cells or starts or ()) - (starts is not None)
        if mask.bit_length() > length or (starts and not is_run(mask)):
            for index in (self._cells, self._starts, self._stops):
                index.pop(axis, None)
            self._index(axis, list(self.groups[axis].items()))
        elif cells:
            for cell in bits(mask):
                cells[cell] |= bit
        elif starts:
            stops = self._stops[axis]
            for cell in range((mask & -mask).bit_length() - 1, len(starts)):
                starts[cell] |= bit
            for cell in range(mask.bit_length()):
                stops[cell] |= bit

    def _look_at_ends(self, axis: int, mask: int) -> tuple[int, int]:
        """`starts[n]` are the walls that begin at cell n or before, `stops[n]` those that end there or behind."""
        starts, stops, free = self._starts[axis], self._stops[axis], self.free[axis]
        first, last, end = (mask & -mask).bit_length() - 1, mask.bit_length() - 1, len(starts) - 1
        inside = starts[min(first, end)] & (stops[last] if last <= end else 0)
        touched = 0
        while mask:
            low = mask & -mask
            rest = mask & (mask + low)
            first, last = low.bit_length() - 1, (mask ^ rest).bit_length() - 1
            touched |= starts[min(last, end)] & (stops[first] if first <= end else 0)
            mask = rest
        return touched | free, inside | free

    def _look_at_cells(self, axis: int, mask: int) -> tuple[int, int]:
        cells, free = self._cells[axis], self.free[axis]
        touched, inside = 0, self.all
        for cell in bits(mask):
            many = cells[cell] if cell < len(cells) else 0
            touched |= many
            inside &= many
        return touched | free, inside | free


def is_run(mask: int) -> bool:
    """Whether the cells of a mask lie side by side."""
    return not (mask + (mask & -mask)) & mask
