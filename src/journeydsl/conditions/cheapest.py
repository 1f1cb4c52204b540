"""The cheapest ways to reach points: the fewest things that a buyer has to be or to do.

A thing is a field that has to be known and to have a certain value, or something that is done once. Whatever is no part
of a way is missing, or was never done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import accumulate

from journeydsl.conditions.answers import MISMATCH, Example, Undecided
from journeydsl.conditions.buyer import Buyer
from journeydsl.conditions.cells import HistoryAxis, NamedAxis, ScoreAxis
from journeydsl.conditions.effort import Unclear
from journeydsl.conditions.evaluate import CountedLine, score
from journeydsl.conditions.ground import Ground, excerpt, settled
from journeydsl.conditions.points import Points
from journeydsl.conditions.score_lines import all_lines, with_limits_out_of_reach
from journeydsl.conditions.search import witness
from journeydsl.conditions.space import Box, Space
from journeydsl.model.buyers import ScoreLine
from journeydsl.model.journey import Journey
from journeydsl.text.record import Record

MOST_WAYS = 5
MOST_TOGETHER = 6
MOST_TRIED = 600


class PointsWay(Record):
    """One way to reach points: a buyer who takes it, the lines that count then, and how many things it takes."""

    example: Example
    lines: tuple[CountedLine, ...]
    total: int
    things: int


class PointsWays(Record):
    """Ways of which none needs all that another needs, the cheapest first; at most `MOST_WAYS`.

    `are_cheapest` where no other way takes fewer things than the last of these; `has_more` where there are more.
    """

    ways: tuple[PointsWay, ...]
    has_more: bool
    are_cheapest: bool


class _Subject(Record):
    """A field or an activity that a score reads: its axes, and the most points that it can make a difference of."""

    name: str
    places: tuple[int, ...]
    is_activity: bool
    gain: int


def cheapest_ways(points: Points, name: str, low: int | None, high: int | None) -> PointsWays | Undecided:
    """How to get a score between two numbers, both included; an end that is none is open. No way where nobody can."""
    return settled(lambda: _Ways(points, name, low, high).find())


class _Ways:
    def __init__(self, points: Points, name: str, low: int | None, high: int | None) -> None:
        self.points, self.name, self.low, self.high = points, name, low, high
        edges = [(low, 0)] if low is not None else []
        edges += [(high, 1)] if high is not None else []
        self.ground = Ground(self._limited(), points.today, {name: edges}, effort=points.effort)
        self.space: Space = self.ground.space
        self.goal = self.ground.boxing.score(name, 0)
        axis = self.space.axes[self.goal]
        assert isinstance(axis, ScoreAxis)
        self.target = axis.between(low, high)
        self.related = self.space.related({self.goal})[0]
        self.defaults = _defaults(points, self.ground, name, self.related)
        self.subjects = sorted(_subjects(self.space, self.related, self.defaults), key=lambda one: -one.gain)
        self.tried = 0
        self.found: list[tuple[dict[str, int], PointsWay]] = []

    def find(self) -> PointsWays:
        """Tries few things together first."""
        are_cheapest = True
        for size in range(len(self.subjects) + 1):
            if sum(way.things <= size for _, way in self.found) >= MOST_WAYS:
                break
            if size > MOST_TOGETHER or not self._with(size):
                are_cheapest = False
                break
        if not self.found and not are_cheapest:
            self._add(self._fewer(tuple(self.subjects)))
        ways = [way for _, way in sorted(self.found, key=lambda one: one[1].things)]
        return PointsWays(tuple(ways[:MOST_WAYS]), len(ways) > MOST_WAYS or not are_cheapest, are_cheapest)

    def _limited(self) -> Journey:
        """The same for whoever does nothing more often than it takes."""
        small = excerpt(self.points.journey, (self.name,), ())
        return with_limits_out_of_reach(small, max(abs(self.low or 0), abs(self.high or 0)))

    def _with(self, size: int) -> bool:
        """Tries every so many subjects together; whether there was time for all of them."""
        for chosen in self._together(size):
            self.space.effort.spend(4 + len(self.found))
            names = {one.name for one in chosen}
            if any(way.things <= size and amounts.keys() <= names for amounts, way in self.found):
                continue
            if self.tried > MOST_TRIED:
                return False
            self._add(chosen)
        return True

    def _together(self, size: int) -> Iterator[tuple[_Subject, ...]]:
        """Every so many subjects that could give the points if nothing else stood against it; of most gain first."""
        lacking = self._lacking()
        gains = list(accumulate((one.gain for one in self.subjects), initial=0))

        def grown(chosen: tuple[_Subject, ...], first: int, lacking: float) -> Iterator[tuple[_Subject, ...]]:
            left = size - len(chosen)
            if not left:
                yield chosen
                return
            for place in range(first, len(self.subjects) - left + 1):
                if gains[place + left] - gains[place] < lacking:
                    return  # Those behind gain no more.
                one = self.subjects[place]
                yield from grown((*chosen, one), place + 1, lacking - one.gain)

        return grown((), 0, lacking) if size or lacking <= 0 else iter(())

    def _lacking(self) -> float:
        """How many points subjects have to give at least; less than any number where that cannot be said."""
        total = self.space.sums[self.goal]
        if total.parts or self.low is None or (total.low is not None and self.low <= total.low):
            return float("-inf")
        most = total.base
        for term in total.terms:
            allowed = self.defaults.get(term.axis, self.space.full[term.axis])
            most += next(points for mask, points in term.classes if mask & allowed)
        return float(self.low - most)

    def _add(self, chosen: Sequence[_Subject]) -> None:
        box = self._try(chosen, {})
        if box is None:
            return
        doing = [one for one in chosen if one.is_activity]
        if doing:
            box = self._seldom(chosen, doing) or box
        buyer = buyer_of(self.ground, box)
        done = {name: sum(one.activity == name for one in buyer.happenings) for name in (one.name for one in doing)}
        amounts = {one.name: 1 for one in chosen} | done
        if any(
            known.keys() <= amounts.keys() and all(amounts[name] >= count for name, count in known.items())
            for known, _ in self.found
        ):
            return
        given = score(self.points.case(buyer), self.name)
        if (self.low is not None and given.total < self.low) or (self.high is not None and given.total > self.high):
            raise Unclear(MISMATCH)
        kept = {one.name for one in chosen}
        told = Example(buyer, self.ground.example(_only(buyer, kept)).facts)
        self.found.append((amounts, PointsWay(told, given.lines, int(given.total), sum(amounts.values()))))

    def _seldom(self, chosen: Sequence[_Subject], doing: Sequence[_Subject]) -> Box | None:
        """The same with as few happenings as can be."""
        totals = [self._totals(one) for one in doing]
        for counts in _from_least(totals):
            if self.tried > MOST_TRIED:
                return None
            most = {one.places[0]: count for one, count in zip(doing, counts, strict=True)}
            box = self._try(chosen, most)
            if box is not None:
                return box
        return None

    def _totals(self, one: _Subject) -> list[int]:
        axis = self.space.axes[one.places[0]]
        assert isinstance(axis, HistoryAxis)
        return sorted({sum(times for _, times in history) for history in axis.histories} - {0})

    def _try(self, chosen: Sequence[_Subject], most: dict[int, int]) -> Box | None:
        self.tried += 1
        start: Box = {**self.defaults, self.goal: self.target}
        for one in chosen:
            for place in one.places:
                axis = self.space.axes[place]
                if isinstance(axis, HistoryAxis):
                    start[place] = axis.done(1, most.get(place, 1 << 60))
                else:
                    start[place] = axis.known
        return witness(self.space, start, ())

    def _fewer(self, chosen: tuple[_Subject, ...]) -> tuple[_Subject, ...]:
        """As few of many as can be, the ones that matter least left out first."""
        for one in reversed(chosen):
            fewer = tuple(other for other in chosen if other is not one)
            if self._try(fewer, {}) is not None:
                chosen = fewer
        return chosen


def _from_least(several: Sequence[Sequence[int]]) -> Iterator[tuple[int, ...]]:
    """Every choice of one number from each, which rise, by their sum; only so many are made as are asked for."""
    waiting = [(sum(one[0] for one in several), (0,) * len(several), 0)] if all(several) else []
    while waiting:
        total, places, first = heappop(waiting)
        yield tuple(one[place] for one, place in zip(several, places, strict=True))
        for at in range(first, len(several)):
            if places[at] + 1 < len(several[at]):
                more = several[at][places[at] + 1] - several[at][places[at]]
                heappush(waiting, (total + more, (*places[:at], places[at] + 1, *places[at + 1 :]), at))


def buyer_of(ground: Ground, box: Box) -> Buyer:
    """The buyer that a found box stands for."""
    buyer = ground.find([box])
    if buyer is None:
        raise Unclear(MISMATCH)
    return buyer


def _only(buyer: Buyer, kept: set[str]) -> Buyer:
    values = {name: value for name, value in buyer.values.items() if name in kept}
    return Buyer(values, tuple(one for one in buyer.happenings if one.activity in kept))


def _subjects(space: Space, related: Sequence[int], defaults: Box) -> Iterator[_Subject]:
    places: dict[tuple[bool, str], list[int]] = {}
    for place in related:
        axis = space.axes[place]
        if not isinstance(axis, NamedAxis | ScoreAxis):
            places.setdefault((isinstance(axis, HistoryAxis), axis.subject), []).append(place)
    beside = _beside(space, related)
    for (is_activity, name), found in places.items():
        gain = sum(beside.get(place, 0) for place in found)
        for total in space.sums.values():
            for term in total.terms:
                if term.axis in found:
                    allowed = defaults[term.axis]
                    least = next(points for mask, points in term.classes if mask & allowed)
                    gain += max(abs(int(points - least)) for _, points in term.classes)
        yield _Subject(name, tuple(found), is_activity, gain)


def _beside(space: Space, related: Sequence[int]) -> dict[int, int]:
    """What each axis may gain through lines that read several."""
    found: dict[int, int] = {}
    for total in space.sums.values():
        for term in total.terms:
            if isinstance(space.axes[term.axis], NamedAxis):
                gain = max(abs(int(points)) for _, points in term.classes)
                for place in space.related({term.axis})[0]:
                    found[place] = found.get(place, 0) + gain
    return {place: gain for place, gain in found.items() if place in related}


def _defaults(points: Points, ground: Ground, name: str, related: Sequence[int]) -> Box:
    """Missing, and never done; what is always known has a value that gives no points, where there is one."""
    space = ground.space
    earning: Box = {}
    for sign, line in all_lines(points.journey, name, 1):
        if isinstance(line, ScoreLine) and line.points * sign > 0:
            for box in ground.boxing.where(line.when, True):
                for place, mask in box.items():
                    earning[place] = earning.get(place, 0) | mask
    found: Box = {}
    for place in related:
        axis = space.axes[place]
        if isinstance(axis, HistoryAxis):
            found[place] = axis.done(0, 0)
        elif not isinstance(axis, NamedAxis | ScoreAxis):
            found[place] = axis.missing or axis.known & ~earning.get(place, 0) or axis.known
    return found
