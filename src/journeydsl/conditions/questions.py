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
    region speaks of. `is_missing_data` where it only opens because something is missing.
    """

    example: Example
    region: tuple[str, ...]
    closest: Closest | None
    is_missing_data: bool
    facts: tuple[str, ...]


class Gaps(Record):
    """At most `MOST_REGIONS` gaps, and how many more regions there are, counted up to `MOST_COUNTED`."""

    gaps: tuple[Gap, ...]
    more: int


Answer = Example | Undecided | None
_Sided = tuple[Condition, int]


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
    ) -> None:
        journeys = (journey,) if older is None else (journey, older)
        cuts = Cuts(today)
        for condition in also:
            cuts.add(condition, 0, journey)
        for side, one in enumerate(journeys):
            cuts.add_journey(one, side)
        self.space = Space(journeys, today, cuts)
        self._boxing = Boxing(self.space)
        self._most_steps = most_steps
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
            return dict.fromkeys(range(len(lines)), _undecided(reason))
        boxes = [box for several in boxed for box in several]
        ground = Ground(self.space, (), boxes)
        earlier = 0
        for number, line in enumerate(lines):
            try:
                starts, _, _ = self._boxed([(line, 0), *((one, 0) for one in required)], [], known)
                if not any(self._takes(start, ground, boxes, earlier) for start in starts):
                    found[number] = None
            except Unclear as reason:
                found[number] = _undecided(reason)
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
        try:
            starts, walls, base = self._boxed([(one, 0) for one in required], [(one, 0) for one in lines], known)
            found = list(self._regions(starts, walls))
            gaps = []
            for region, wide, is_missing in found[:MOST_REGIONS]:
                buyer = self._buyer(region, is_missing)
                case = Case(self.space.journeys[0], buyer, self.space.today)
                if not all(holds(case, one) for one in required) or any(holds(case, line) for line in lines):
                    return Undecided(MISMATCH)
                told = _unsaid(self.space, wide, base)
                example = Example(buyer, facts_of(self.space, buyer, _unsaid(self.space, region, base)))
                facts = facts_of(self.space, buyer, told)
                closest = self._closest(lines, region)
                gaps.append(Gap(example, words_of_box(self.space, told), closest, is_missing, facts))
        except Unclear as reason:
            return _undecided(reason)
        return Gaps(tuple(gaps), len(found) - len(gaps)) if gaps else None

    def _regions(self, starts: Boxes, walls: Boxes) -> Iterator[tuple[Box, Box, bool]]:
        """Regions outside the walls, at most `MOST_COUNTED`, each also without what is required of all anyway."""
        ground, count = Ground(self.space, {place for start in starts for place in start}, walls), 0
        for is_missing in (False, True):
            for start in starts:
                box = start if is_missing else self._all_known(start, ground)
                while box is not None and count < MOST_COUNTED:
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
                    wide = _beyond(starts, ground, len(walls), region)
                    yield region, wide, is_missing
                    ground.add(wide)
                    count += 1

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

    def _ask(self, all_of: Sequence[_Sided], none_of: Sequence[_Sided], known: Collection[str]) -> Answer:
        try:
            starts, walls, base = self._boxed(all_of, none_of, known)
            for start, found, ground in self._found(starts, walls):
                buyer = buyer_in(self.space, found)
                cases = [Case(journey, buyer, self.space.today) for journey in self.space.journeys]
                meets = all(holds(cases[side], condition) for condition, side in all_of)
                avoids = not any(holds(cases[side], condition) for condition, side in none_of)
                if not meets or not avoids:
                    return Undecided(MISMATCH)
                point = self.cells_of(found, buyer)
                region = grow(self.space, start, ground.walls, ground.forbidden, point)
                return Example(buyer, facts_of(self.space, buyer, _unsaid(self.space, region, base)))
        except Unclear as reason:
            return _undecided(reason)
        return None

    def _is_possible(
        self, all_of: Sequence[_Sided], none_of: Sequence[_Sided], known: Collection[str]
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
            return _undecided(reason)

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
        self, all_of: Sequence[_Sided], none_of: Sequence[_Sided], known: Collection[str]
    ) -> tuple[Boxes, Boxes, Box]:
        """The boxes to look in, those to keep out of, and what is taken for granted."""
        base = {place: self.space.axes[place].known for field in known for place in self.space.axes_of(field)}
        boxes = self._boxing.all_of([self._where(*sided) for sided in all_of])
        starts = [start for box in boxes if (start := met(box, base)) is not None]
        return starts, [wall for sided in none_of for wall in self._where(*sided)], base

    def _where(self, condition: Condition, side: int) -> Boxes:
        return self._boxing.where(condition, True, side)


def _undecided(reason: Unclear) -> Undecided:
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
