"""Axes: a field, a count or a score cut into cells, so that no condition tells two buyers in one cell apart.

A set of cells is a bit mask. `missing` is one more cell, the last. Each axis turns a test into the mask of the cells
where it is true; a test is false in the other cells that are known.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from math import floor
from typing import Any, ClassVar

from journeydsl.model.conditions import Comparison
from journeydsl.text.record import Record

Edge = tuple[Any, int]
"""Where a cell begins: at a number (0) or right behind it (1)."""


class Axis(Record):
    """What all axes have: `full` is the mask of every cell, `missing` that of the missing cell, or 0.

    `subject` is the name of the field, activity or score; `side` says of which journey where two are compared.
    """

    subject: str
    full: int
    missing: int
    side: int = 0

    @property
    def known(self) -> int:
        """Every cell but the missing one."""
        return self.full & ~self.missing


class NumberAxis(Axis):
    """Whole numbers, other numbers or days (as ordinals): cell n goes from `edges[n]` up to `edges[n + 1]`.

    `low` and `high` are the ends of the range, none where it is open.
    """

    edges: Sequence[Edge] = ()
    is_whole: bool = True
    low: Any = None
    high: Any = None

    def compared(self, sign: Comparison, number: Any) -> int:
        """The cells where a comparison with a number is true."""
        match sign:
            case "<":
                return self._below((number, 0))
            case "<=":
                return self._below(self._after(number))
            case ">":
                return self.known & ~self._below(self._after(number))
            case ">=":
                return self.known & ~self._below((number, 0))
            case "=":
                return self._below(self._after(number)) & ~self._below((number, 0))
            case "!=":
                return self.known & ~self.compared("=", number)

    def between(self, low: Any, high: Any) -> int:
        """The cells between two numbers, both included; an end that is none is open."""
        mask = self.known if high is None else self._below(self._after(high))
        return mask if low is None else mask & ~self._below((low, 0))

    def among(self, numbers: Iterable[Any]) -> int:
        """The cells of these numbers."""
        cells = [
            cell
            for number in numbers
            for cell in range(self._first_behind((number, 0)), self._first_behind(self._after(number)))
        ]
        return mask_of(cells) & self.known

    def ends(self, first: int, last: int) -> tuple[Edge | None, Edge | None]:
        """Where a run of cells begins, and where it ends before; none where it is open."""
        return self.edges[first] if first else self._lowest(), (
            self.edges[last + 1] if last + 1 < len(self.edges) else self._highest()
        )

    def only(self, first: int, last: int) -> Any:
        """The one number of a run of cells; none where there are more."""
        start, end = self.ends(first, last)
        if start is None or end is None:
            return None
        is_one = start[0] == end[0] - 1 if self.is_whole else start[0] == end[0] and start[1] < end[1]
        return start[0] if is_one else None

    def at(self, number: Any) -> int:
        """The cell that a number is in."""
        return 1 << max(0, bisect_right(self.edges, (number, 0)) - 1)

    def _lowest(self) -> Edge | None:
        return None if self.low is None else (self.low, 0)

    def _highest(self) -> Edge | None:
        return None if self.high is None else self._after(self.high)

    def _after(self, number: Any) -> Edge:
        return after(number, self.is_whole)

    def _below(self, edge: Edge) -> int:
        """The cells that lie before an edge."""
        return (1 << self._first_behind(edge)) - 1 & self.known

    def _first_behind(self, edge: Edge) -> int:
        """How many cells lie before an edge, which is one of the cuts or outside the range."""
        edge = whole_edge(edge) if self.is_whole else edge
        place = bisect_left(self.edges, edge)
        if 0 < place < len(self.edges) and self.edges[place] != edge:
            raise LookupError(f"`{self.subject}` is not cut at {edge}")
        if place == len(self.edges) and ((highest := self._highest()) is None or edge < highest):
            raise LookupError(f"`{self.subject}` is not cut at {edge}")
        return place


class ChoiceAxis(Axis):
    """One value of several: a cell for each value that is mentioned, then one for the rest, if any.

    `places` gives the cell of a value, `rest` the values that nobody mentions, in the order listed.
    """

    values: tuple[Any, ...] = ()
    places: dict[Any, int] = {}  # noqa: RUF012
    rest: tuple[Any, ...] = ()

    def among(self, values: Iterable[Any]) -> int:
        """The cells of these values."""
        cells = []
        for value in values:
            if value in self.places:
                cells.append(self.places[value])
            elif value in self.rest:
                raise LookupError(f"`{self.subject}` has no cell for {value}")
        return mask_of(cells)


class PatternAxis(Axis):
    """How a text begins or ends: a cell for each literal, as the longest that fits, the first for none of them."""

    literals: tuple[str, ...] = ()
    is_prefix: bool = True

    def fitting(self, literal: str) -> int:
        """The cells whose texts begin, or end, with a literal."""
        fits = str.startswith if self.is_prefix else str.endswith
        return sum(1 << place for place, longest in enumerate(self.literals) if fits(longest, literal))


class PartAxis(Axis):
    """Whether a text contains a literal, or a set a member: no, yes, missing."""

    NO: ClassVar[int] = 1
    YES: ClassVar[int] = 2
    part: str = ""
    is_text: bool = False


class NamedAxis(Axis):
    """Whether a condition that was given a name holds: no, yes."""

    NO: ClassVar[int] = 1
    YES: ClassVar[int] = 2


class ScoreAxis(NumberAxis):
    """The points of a score, inside its range, cut where they are compared."""


class Counter(Record):
    """One way to count an activity: on days nearer than `reach` days ago (none for ever), and `apart` once per days."""

    reach: int | None
    apart: int | None


FEW = 16
LONG = 400  # Cells from which on a mask is better read than counted down.

Span = tuple[int, int | None]
"""Counts from the first on, and below the second; none is no end."""

History = tuple[tuple[int, int], ...]
"""How many days ago, and how often on that day; the latest first."""


class HistoryAxis(Axis):
    """One activity: `counts[n]` are the counts of cell n by counter, `histories[n]` a history that has them.

    `totals[n]` is how many happenings long that history is; `seen` keeps, by counter, which cells count less than what.
    """

    counters: tuple[Counter, ...] = ()
    levels: tuple[tuple[int, ...], ...] = ()
    counts: tuple[tuple[int, ...], ...] = ()
    histories: tuple[History, ...] = ()
    totals: tuple[int, ...] = ()
    seen: dict[int, tuple[list[int], list[int]]] = {}  # noqa: RUF012

    def span_at(self, place: int, cell: int) -> Span:
        """The counts of a counter that nothing tells from those of a cell."""
        starts = self.levels[place]
        level = bisect_right(starts, self.counts[cell][place])
        return starts[level - 1], starts[level] if level < len(starts) else None

    def counted(self, place: int, span: Span) -> int:
        """The cells whose count, by the counter in a place, lies in a span."""
        low, end = span
        return (self.full if end is None else self._below(place, end)) & ~self._below(place, low)

    def compared(self, counter: Counter, sign: Comparison, number: int) -> int:
        """The cells whose count compares so with a number."""
        if sign in ("=", "!="):
            equal = self.between(counter, number, number)
            return equal if sign == "=" else self.full & ~equal
        if sign in (">", ">="):
            return self.between(counter, number + (sign == ">"), None)
        return self.between(counter, None, number - (sign == "<"))

    def among(self, counter: Counter, numbers: Iterable[Any]) -> int:
        """The cells whose count is one of these numbers."""
        place, wanted = self.counters.index(counter), set(numbers)
        return mask_of([cell for cell, counts in enumerate(self.counts) if counts[place] in wanted])

    def done(self, least: int, most: int) -> int:
        """The cells whose history is so many happenings long."""
        return sum([1 << cell for cell, total in enumerate(self.totals) if least <= total <= most])

    def between(self, counter: Counter, low: float | None, high: float | None) -> int:
        """The cells whose count lies between two numbers, both included."""
        place = self.counters.index(counter)
        mask = self.full if high is None else self._below(place, floor(high) + 1)
        return mask if low is None else mask & ~self._below(place, low)

    def _below(self, place: int, count: float) -> int:
        """The cells whose count, by the counter in a place, is less than so many."""
        if place not in self.seen:
            cells: dict[int, list[int]] = {}
            for cell, counts in enumerate(self.counts):
                cells.setdefault(counts[place], []).append(cell)
            masks = [0]
            for _, several in sorted(cells.items()):
                masks.append(masks[-1] | mask_of(several))
            self.seen[place] = (sorted(cells), masks)
        counts_of, masks = self.seen[place]
        return masks[bisect_left(counts_of, count)]


def number_axis(
    kind: type[NumberAxis], subject: str, side: int, is_whole: bool, span: tuple[Any, Any], cuts: Iterable[Edge],
    may_be_missing: bool,
) -> NumberAxis:  # fmt: skip
    """An axis over a range, cut at these edges."""
    low, high = span
    start: Edge = (float("-inf"), 0) if low is None else (low, 0)
    end: Edge = (float("inf"), 0) if high is None else after(high, is_whole)
    wanted = {whole_edge(cut) if is_whole else cut for cut in cuts}
    edges = [start, *sorted(cut for cut in wanted if start < cut < end)]
    count = len(edges)
    missing = 1 << count if may_be_missing else 0
    return kind(subject, (1 << count) - 1 | missing, missing, side, edges, is_whole, low, high)


def choice_axis(
    subject: str, mentioned: Iterable[Any], listed: tuple[Any, ...] | None, may_be_missing: bool
) -> ChoiceAxis:
    """An axis over the values that are mentioned; `listed` are all that there are, none where anything may be."""
    wanted = set(mentioned)
    ordered = tuple(sorted(wanted)) if listed is None else tuple(value for value in listed if value in wanted)
    rest = () if listed is None else tuple(value for value in listed if value not in wanted)
    count = len(ordered) + bool(listed is None or rest)
    missing = 1 << count if may_be_missing else 0
    places = {value: place for place, value in enumerate(ordered)}
    return ChoiceAxis(subject, (1 << count) - 1 | missing, missing, 0, ordered, places, rest)


def after(number: Any, is_whole: bool) -> Edge:
    """The edge right behind a number."""
    return whole_edge((number, 1)) if is_whole else (number, 1)


def whole_edge(edge: Edge) -> Edge:
    """The same edge among whole numbers: where the next one begins."""
    number, side = edge
    if isinstance(number, int):
        return (number + side, 0)
    if number in (float("inf"), float("-inf")):
        return edge
    ceiling = -(-number // 1)
    return (int(ceiling + 1) if side and ceiling == number else int(ceiling), 0)


def bits(mask: int) -> list[int]:
    """The numbers of the cells in a mask, from the first."""
    if mask.bit_length() > LONG and 8 * mask.bit_count() > mask.bit_length():
        return [place for place, sign in enumerate(f"{mask:b}"[::-1]) if sign == "1"]
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found


def mask_of(cells: Collection[int]) -> int:
    """A mask of these cells, as fast where they are many."""
    if len(cells) < FEW:
        mask = 0
        for cell in cells:
            mask |= 1 << cell
        return mask
    signs = bytearray(max(cells) // 8 + 1)
    for cell in cells:
        signs[cell >> 3] |= 1 << (cell & 7)
    return int.from_bytes(signs, "little")


def runs_of(mask: int) -> list[tuple[int, int]]:
    """The first and the last of cells that lie side by side, from the first."""
    runs = []
    while mask:
        low = mask & -mask
        rest = mask & (mask + low)
        runs.append((low.bit_length() - 1, (mask ^ rest).bit_length() - 1))
        mask = rest
    return runs
