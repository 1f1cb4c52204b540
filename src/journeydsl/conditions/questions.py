"""Questions about all buyers there can be.

An answer is a buyer, the proof that there is none (none), or `Undecided` with the reason. Every buyer has been put
through the plain evaluator before being given.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from journeydsl.conditions.boxes import Boxes, Boxing, met
from journeydsl.conditions.buyer import Buyer, Case
from journeydsl.conditions.cells import NamedAxis, NumberAxis, ScoreAxis, bits
from journeydsl.conditions.cuts import Cuts
from journeydsl.conditions.evaluate import holds, score
from journeydsl.conditions.examples import buyer_in, cell_of
from journeydsl.conditions.regions import grow
from journeydsl.conditions.sameness import same_scores
from journeydsl.conditions.search import MOST_STEPS, Ground, ground_of, witness
from journeydsl.conditions.space import Box, MixedDays, Space, Unclear
from journeydsl.conditions.wording import facts_of, words_of_box
from journeydsl.model.conditions import Condition
from journeydsl.model.journey import Journey
from journeydsl.text.record import Record

MISMATCH = "the example and the proof disagree"
MOST_REGIONS = 5
MOST_COUNTED = 10
MOST_POINTS = 40


class Example(Record):
    """A buyer who answers a question; `facts` are those that matter, in words: `employees 500`, `fit 30`."""

    buyer: Buyer
    facts: tuple[str, ...]


class Undecided(Record):
    """A question that has no exact answer here; `reason` is a sentence without its full stop.

    `is_told` where a finding of its own tells why: a field that is compared with a day and with today.
    """

    reason: str
    is_told: bool = False


class Closest(Record):
    """The line, by its place, that comes closest to taking a buyer, and what it also needs."""

    line: int
    needs: tuple[str, ...]


class Gap(Record):
    """Buyers whom no line takes: one of them, and the conditions that every one of them, and only them, meets.

    What is required of all goes without saying in `region`, and in `facts`, which are those of the example that the
    region speaks of. `is_missing_data` where it only opens because something is missing; `unexpected` are the fields
    that all of them miss, although they are known by then. `box` is the region in cells.
    """

    example: Example
    region: tuple[str, ...]
    closest: Closest | None
    is_missing_data: bool
    facts: tuple[str, ...]
    unexpected: tuple[str, ...] = ()
    box: tuple[tuple[int, int], ...] = ()


class Gaps(Record):
    """Some gaps, and how many more regions there are, as far as they were counted (see `Limits`)."""

    gaps: tuple[Gap, ...]
    more: int


class Limits(Record):
    """How many regions are told, and how many are counted at most."""

    told: int = MOST_REGIONS
    counted: int = MOST_COUNTED


Answer = Example | Undecided | None
Sided = tuple[Condition, int]


class Reasoning:
    """One journey on one day; with `older`, two versions of it, for `gained` and `lost`.

    Every condition that is asked about stands in the journey, is made of parts that do, or is one of `also`. `known`
    are fields of which a question takes for granted that they are known.
    """

    def __init__(
        self,
        journey: Journey,
        today: date,
        older: Journey | None = None,
        most_steps: int = MOST_STEPS,
        also: Iterable[Condition] = (),
        limits: Limits | None = None,
    ) -> None:
        journeys = (journey,) if older is None else (journey, older)
        cuts = Cuts(today)
        for condition in also:
            cuts.add(condition, 0, journey)
        if older is not None:
            cuts.same_scores = same_scores(journey, older)
        for side, one in enumerate(journeys):
            cuts.add_journey(one, side)
        self.space = Space(journeys, today, cuts)
        self._boxing = Boxing(self.space)
        self._most_steps = most_steps
        self._limits = limits or Limits()
        self._points: list[tuple[Ground, Box]] = []

    @property
    def boxing(self) -> Boxing:
        """Where conditions are true and false, for questions that ask about more than one moment."""
        return self._boxing

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
        if not ground.sums and not start.keys() - ground.walls.place.keys():
            return ground.witness(start, self._most_steps, earlier) is not None
        walls = ground.walls
        near = bits((walls.touched_by(start) >> ground.axioms) & (1 << earlier) - 1)
        return witness(self.space, start, [boxes[place] for place in near], self._most_steps) is not None

    def same_meaning(self, first: Condition, second: Condition, known: Collection[str] = ()) -> bool | Undecided:
        """Whether both are true of the same buyers."""
        there = self.implies(first, second, known)
        return self.implies(second, first, known) if there is True else there

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

    def _gaps(
        self, all_of: Sequence[Sided], none_of: Sequence[Sided], known: Collection[str],
        lines: Sequence[Condition] = (), expected: Collection[str] = (),
    ) -> Gaps | Undecided | None:  # fmt: skip
        """The same for conditions of both versions; `lines` are those of which one may come close.

        `expected` are fields that are known by then: that they are is not said, and that one of them is missing is.
        """
        try:
            starts, walls, base = self._boxed(all_of, none_of, known)
            base |= self._all_of_them(expected)
            found = list(self._regions(starts, walls))
            gaps = []
            for region, wide, is_missing in found[: self._limits.told]:
                buyer = self._buyer(region, is_missing)
                if not self._is_so(buyer, all_of, none_of):
                    return Undecided(MISMATCH)
                told = _unsaid(self.space, wide, base)
                example = Example(buyer, facts_of(self.space, buyer, _unsaid(self.space, region, base)))
                facts = facts_of(self.space, buyer, told)
                closest = self._closest(lines, region)
                words, missed = words_of_box(self.space, told), self._missed(region, expected)
                gaps.append(Gap(example, words, closest, is_missing, facts, missed, tuple(sorted(told.items()))))
        except Unclear as reason:
            return undecided(reason)
        return Gaps(tuple(gaps), len(found) - len(gaps)) if gaps else None

    def _missed(self, region: Box, fields: Collection[str]) -> tuple[str, ...]:
        """The fields that everybody in a region misses."""
        heads = {field: self.space.places.get(("field", field)) for field in sorted(fields)}
        return tuple(
            field for field, head in heads.items()
            if head is not None and not region.get(head, self.space.full[head]) & self.space.axes[head].known
        )  # fmt: skip

    def _is_so(self, buyer: Buyer, all_of: Sequence[Sided], none_of: Sequence[Sided]) -> bool:
        """Whether the plain evaluator says the same of a buyer."""
        cases = [Case(journey, buyer, self.space.today) for journey in self.space.journeys]
        is_met = all(holds(cases[side], condition) for condition, side in all_of)
        return is_met and not any(holds(cases[side], condition) for condition, side in none_of)

    def _regions(self, starts: Boxes, walls: Boxes) -> Iterator[tuple[Box, Box, bool]]:
        """Regions outside the walls, as many as are counted, each also as it is told."""
        ground, count = Ground(self.space, {place for start in starts for place in start}, walls), 0
        for is_missing in (False, True):
            for start in starts:
                box = start if is_missing else self._all_known(start, ground)
                while box is not None and count < self._limits.counted:
                    try:
                        found = ground.witness(box, self._most_steps)
                    except Unclear:
                        if not count:
                            raise
                        break  # Those that are found stay found.
                    if found is None:
                        break
                    point = self.cells_of(found, buyer_in(self.space, found))
                    region = grow(self.space, start, ground.walls, ground.forbidden, point)
                    wide = self._as_told(starts, ground, len(walls), region)
                    yield region, wide, is_missing
                    ground.add(wide)
                    count += 1

    def _as_told(self, starts: Boxes, ground: Ground, lines: int, region: Box) -> Box:
        """A region without what is required of all anyway."""
        return _beyond(starts, ground, lines, region)

    def _all_known(self, start: Box, ground: Ground) -> Box | None:
        return met(start, {place: self.space.axes[place].known for place in ground.axes})

    def _buyer(self, region: Box, is_missing: bool) -> Buyer:
        """A buyer of a region, with what the region speaks of known where that can be."""
        axes = self.space.axes
        present = {place: mask & axes[place].known or mask for place, mask in region.items()}
        found = witness(self.space, present, (), self._most_steps)
        found = witness(self.space, region, (), self._most_steps) if found is None else found
        if found is None:
            raise Unclear(MISMATCH)
        return buyer_in(self.space, found)

    def cells_of(self, found: Box, buyer: Buyer) -> Box:
        """A found box with the cells of the numbers and scores of the buyer that stands for it."""
        cells = dict(found)
        for place in found:
            axis = self.space.axes[place]
            if isinstance(axis, ScoreAxis):
                case = Case(self.space.journeys[axis.side], buyer, self.space.today)
                cells[place] = axis.at(score(case, axis.subject).total)
            elif isinstance(axis, NumberAxis):
                cells[place] = cell_of(axis, buyer.values.get(axis.subject))
        return cells

    def _closest(self, lines: Sequence[Condition], region: Box) -> Closest | None:
        best: tuple[int, int, Box] | None = None
        for number, line in enumerate(lines):
            for box in self._where(line, 0):
                lacking = {
                    place: mask for place, mask in box.items() if region.get(place, self.space.full[place]) & ~mask
                }
                if any(isinstance(self.space.axes[place], NamedAxis) for place in lacking):
                    continue
                if lacking and (best is None or len(lacking) < best[0]):
                    best = (len(lacking), number, lacking)
        return Closest(best[1], words_of_box(self.space, best[2])) if best else None

    def _ask(self, all_of: Sequence[Sided], none_of: Sequence[Sided], known: Collection[str]) -> Answer:
        try:
            starts, walls, base = self._boxed(all_of, none_of, known)
            for start, found, ground in self._found(starts, walls):
                buyer = buyer_in(self.space, found)
                if not self._is_so(buyer, all_of, none_of):
                    return Undecided(MISMATCH)
                point = self.cells_of(found, buyer)
                region = grow(self.space, start, ground.walls, ground.forbidden, point)
                return Example(buyer, facts_of(self.space, buyer, _unsaid(self.space, region, base)))
        except Unclear as reason:
            return undecided(reason)
        return None

    def _is_possible(
        self, all_of: Sequence[Sided], none_of: Sequence[Sided], known: Collection[str]
    ) -> bool | Undecided:
        try:
            starts, walls, _ = self._boxed(all_of, none_of, known)
            if any(ground.is_met_by(point, start, walls) for start in starts for ground, point in self._points):
                return True
            for _, found, ground in self._found(starts, walls):
                self._points = [(ground, found), *self._points[: MOST_POINTS - 1]]
                return True
            return False
        except Unclear as reason:
            return undecided(reason)

    def _found(self, starts: Boxes, walls: Boxes) -> Iterator[tuple[Box, Box, Ground]]:
        """The boxes in which somebody is, with where, and the ground of the search.

        What is unclear counts only where there are none.
        """
        unclear: Unclear | None = None
        for start in starts:
            ground = ground_of(self.space, start, walls)
            try:
                found = ground.witness(start, self._most_steps)
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
        base = self._all_of_them(known)
        boxes = self._boxing.all_of([self._where(*sided) for sided in all_of])
        starts = [start for box in boxes if (start := met(box, base)) is not None]
        return starts, [wall for sided in none_of for wall in self._where(*sided)], base

    def _all_of_them(self, known: Collection[str]) -> Box:
        """Everybody of whom some fields are known."""
        return {place: self.space.axes[place].known for field in known for place in self.space.axes_of(field)}

    def _where(self, condition: Condition, side: int) -> Boxes:
        return self._boxing.where(condition, True, side)


def undecided(reason: Unclear) -> Undecided:
    """Why a question stays open."""
    return Undecided(str(reason), isinstance(reason, MixedDays))


def _unsaid(space: Space, region: Box, base: Box) -> Box:
    """A region without what is taken for granted anyway."""
    return {place: mask for place, mask in region.items() if base.get(place) != mask and mask != space.full[place]}


def _beyond(starts: Boxes, ground: Ground, lines: int, region: Box) -> Box:
    """A region without the axes that only say what the starts say: whoever is in a start and in it meets no line."""
    taken = ((1 << lines) - 1) << ground.axioms
    wide = dict(region)
    for place in sorted({place for start in starts for place in start} & region.keys()):
        wider = {other: mask for other, mask in wide.items() if other != place}
        inside = (met(start, wider) for start in starts)
        if not any(both is not None and ground.walls.touched_by(both) & taken for both in inside):
            wide = wider
    return wide
