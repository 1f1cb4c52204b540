"""One buyer over time: what may still happen, and what may have been.

Known values stay. A missing value may become known, activities happen and age, and days that are compared with today
come nearer and pass. So a person is a box with the cells of all fields that matter, and what they ever did where that
is counted without a window; whatever else they do belongs to a moment.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Literal

from journeydsl.conditions.boxes import Boxes, met
from journeydsl.conditions.cells import HistoryAxis, NamedAxis, NumberAxis, ScoreAxis, bits
from journeydsl.conditions.effort import Unclear
from journeydsl.conditions.plainer import plainer
from journeydsl.conditions.questions import Reasoning
from journeydsl.conditions.search import ground_of, witness
from journeydsl.conditions.space import Box
from journeydsl.model.buyers import ScorePerLine
from journeydsl.model.conditions import Condition

Time = Literal["earlier", "now", "later", "ever"]
Judge = Callable[[Box], Box | None]
MOST_TRIES = 150
TOO_MANY_KINDS = "too many kinds of buyers differ in it"
MOST_CELLS = 12


class Future:
    """Moments of people. Its questions raise `Unclear` where they have no exact answer."""

    def __init__(self, reasoning: Reasoning) -> None:
        self.reasoning = reasoning
        self.space = reasoning.space
        self._field_of = {
            place: name for name in self.space.fields for place in self.space.axes_of(name) if self.space.axes[place]
        }
        self._together: dict[tuple[int, ...], tuple[tuple[Condition, ...], Boxes]] = {}
        self._endless = {
            line.activity.name
            for score in self.space.journeys[0].scores.values()
            for line in score.lines
            if isinstance(line, ScorePerLine) and line.window is None and line.cap is None
        }

    def where(self, condition: Condition) -> Boxes:
        """The boxes where a condition is true."""
        return self.reasoning.boxing.where(condition, True)

    def all_of(self, conditions: Sequence[Condition]) -> Boxes:
        """The boxes where several conditions are true, worked out once."""
        key = tuple(map(id, conditions))
        if key not in self._together:
            boxes = self.reasoning.boxing.all_of([self.where(condition) for condition in conditions])
            self._together[key] = (tuple(conditions), boxes)
        return self._together[key][1]

    def axes(self, conditions: Iterable[Condition]) -> tuple[int, ...]:
        """What stays with a person of all that these conditions depend on."""
        asked = {place for condition in conditions for box in self.where(condition) for place in box}
        self.space.effort.spend(10 + 4 * len(asked))
        return tuple(place for place in self.space.related(asked)[0] if self._stays(place))

    def known(self, axes: Iterable[int], fields: Collection[str] | None = None) -> Box:
        """Every person of whom some fields, or all of them, are known."""
        return {
            place: self.space.axes[place].known
            if fields is None or self._field_of.get(place) in fields
            else self.space.full[place]
            for place in axes
        }

    def lately(self, activity: str) -> Box:
        """Everybody who did something so lately that no window tells them from those who do it today."""
        if activity in self.space.too_long:
            raise Unclear(f"`{activity}` is counted in too many ways")
        place = self.space.places.get(("activity", activity))
        if place is None:
            return {}
        axis = self.space.axes[place]
        assert isinstance(axis, HistoryAxis)
        return {place: sum(1 << cell for cell, counts in enumerate(axis.counts) if all(counts))}

    def in_the_end(self, axes: Iterable[int]) -> Box:
        """Everybody when much time has passed: days seen from today lie as far back as they ever will."""
        return {
            place: 1 | axis.missing if isinstance(axis := self.space.axes[place], NumberAxis) and self._moves(place)
            else axis.full
            for place in axes
        }  # fmt: skip

    def person(self, found: Box, axes: Iterable[int]) -> Box:
        """One person out of a box that `witness` gave; missing is taken where it may be."""
        return {place: _one(self.space.axes[place].missing & mask or mask)
                for place in axes if (mask := found.get(place, self.space.full[place]))}  # fmt: skip

    def moment(
        self, person: Box, time: Time, all_of: Sequence[Condition], none_of: Sequence[Condition] = (),
        known: Collection[str] = (),
    ) -> Box | None:  # fmt: skip
        """A moment of one of these people at which all of some conditions are true and none of others; none if there
        is none. Of the fields `known` it takes for granted that they are known by then."""
        span = self._span(person, time, known)
        if span is None:
            return None
        self.space.effort.spend(5 + len(all_of) + 3 * len(none_of) + len(span))
        walls = [box for condition in none_of for box in self.where(condition)]
        unclear: Unclear | None = None
        for start in self.all_of(all_of):
            both = met(start, span)
            try:
                found = witness(self.space, both, walls) if both is not None else None
            except Unclear as reason:
                unclear, found = reason, None
            if found is not None:
                return found
        if unclear is not None:
            raise unclear
        return None

    def like(self, person: Box, is_so: Callable[[Box], bool]) -> Box:
        """The widest box around a person that is so as a whole, axis by axis."""
        region = dict(person)
        for place, mask in person.items():
            full = self.space.full[place]
            for wider in (full, self.space.axes[place].known):
                if mask & ~wider or region[place] == full:
                    continue
                if is_so({**region, place: wider}):
                    region[place] = wider
            if region[place] == mask and full.bit_count() <= MOST_CELLS:
                for cell in bits(full & ~mask):
                    wider = region[place] | 1 << cell
                    if is_so({**region, place: wider}):
                        region[place] = wider
        return {place: mask for place, mask in region.items() if mask != self.space.full[place]}

    def sharing(self, person: Box, found: Box, condition: Condition) -> Box:
        """People of whom all values are known and for whom a condition is true at a moment like the one found."""
        walls = self.where(condition)
        then = {place: _one(mask) for place, mask in found.items() if not self._is_derived(place)}

        def is_true(region: Box) -> bool:
            return witness(self.space, {**then, **self._staying(region)}, walls) is None

        moving = {place: self._reaching(place, then[place]) for place in person if self._moves(place)}
        return {**self.like(self._staying(person), is_true), **moving}

    def search(self, starts: Boxes, walls: Boxes, axes: Sequence[int], judge: Judge) -> tuple[Box, Boxes] | None:
        """A found box whose person a judge lets pass, with all walls by then; the judge says who else does not pass."""
        walls = list(walls)
        for start in starts:
            while (found := witness(self.space, start, walls)) is not None:
                wall = judge(self.person(found, axes))
                if wall is None:
                    plain = plainer(ground_of(self.space, start, walls), start, found)
                    is_so = plain is not found and judge(self.person(plain, axes)) is None
                    return plain if is_so else found, walls
                walls.append(wall)
                if len(walls) > MOST_TRIES:
                    raise Unclear(TOO_MANY_KINDS)
        return None

    def _span(self, person: Box, time: Time, known: Collection[str]) -> Box | None:
        """The cells that people have at a time before or after; none where a field that is known by then is missing."""
        span = {place: self._cells(place, mask, time) for place, mask in person.items()}
        for field in known:
            for place in self.space.axes_of(field):
                span[place] = span.get(place, self.space.full[place]) & self.space.axes[place].known
        return span if all(span.values()) else None

    def _cells(self, place: int, mask: int, time: Time) -> int:
        axis = self.space.axes[place]
        if time == "now":
            return mask
        if time == "ever":
            return self._cells(place, mask, "earlier") | self._cells(place, mask, "later")
        if self._moves(place):
            moved = self._reachable(place, mask & axis.known) if time == "later" else 0
            moved |= self._reaching(place, mask & axis.known) if time == "earlier" else 0
            mask |= moved
        if time == "earlier":
            return mask | axis.missing
        return axis.full if mask & axis.missing else mask

    def _reachable(self, place: int, mask: int) -> int:
        """The cells that cells may turn into as time goes by."""
        axis = self.space.axes[place]
        if isinstance(axis, HistoryAxis):
            return sum(1 << cell for cell in bits(axis.full)
                       if any(_may_become(axis, before, cell) for before in bits(mask)))  # fmt: skip
        return (1 << mask.bit_length()) - 1 & axis.known

    def _reaching(self, place: int, mask: int) -> int:
        """The cells that may turn into these as time goes by."""
        axis = self.space.axes[place]
        if isinstance(axis, HistoryAxis):
            return sum(1 << cell for cell in bits(axis.full)
                       if any(_may_become(axis, cell, after) for after in bits(mask)))  # fmt: skip
        return axis.known & -(mask & -mask) if mask else 0

    def _moves(self, place: int) -> bool:
        """Whether a cell turns into others by the mere passing of time: days seen from today, and counts for ever."""
        return isinstance(self.space.axes[place], HistoryAxis) or (
            (0, self._field_of.get(place)) in self.space.cuts.moving_days
        )

    def _staying(self, region: Box) -> Box:
        return {place: mask for place, mask in region.items() if not self._moves(place)}

    def _stays(self, place: int) -> bool:
        axis = self.space.axes[place]
        if isinstance(axis, HistoryAxis):
            is_ever = any(counter.reach is None for counter in axis.counters)
            return is_ever and axis.subject not in self._endless
        return not self._is_derived(place)

    def _is_derived(self, place: int) -> bool:
        return isinstance(self.space.axes[place], NamedAxis | ScoreAxis)


def _one(mask: int) -> int:
    return mask & -mask


def _may_become(axis: HistoryAxis, before: int, after: int) -> bool:
    """Whether somebody with one history may have the other later: all that was is long ago, and more happens."""
    if before == after:
        return True
    recent = [place for place, counter in enumerate(axis.counters) if counter.reach is not None]
    needed = max((_level(axis, after, place)[0] for place in recent if axis.counters[place].apart is None), default=0)
    for place, counter in enumerate(axis.counters):
        if counter.reach is None:
            least = _level(axis, before, place)[0] + (0 if counter.apart else needed)
            most = _level(axis, after, place)[1]
            if most is not None and least > most:
                return False
    return True


def _level(axis: HistoryAxis, cell: int, place: int) -> tuple[int, int | None]:
    """The counts from and up to which a cell says no difference."""
    count, starts = axis.counts[cell][place], axis.levels[place]
    low = max(start for start in starts if start <= count)
    above = [start for start in starts if start > count]
    return low, min(above) - 1 if above else None
