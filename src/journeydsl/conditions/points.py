"""Questions about points: how far a score gets, whether a line ever changes it, and what one happening alone reaches.

Every answer is exact, and every buyer has been put through the plain evaluator before being given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from math import gcd

from journeydsl.conditions.answers import MISMATCH, Example, Undecided
from journeydsl.conditions.boxes import Boxes, met
from journeydsl.conditions.buyer import Buyer, Case, Happening, line_points
from journeydsl.conditions.cells import Counter, Edge, HistoryAxis, ScoreAxis
from journeydsl.conditions.cuts import Cuts
from journeydsl.conditions.effort import ALONE, Effort, Unclear
from journeydsl.conditions.evaluate import CountedLine, holds, score
from journeydsl.conditions.ground import Ground, counting_only, settled
from journeydsl.conditions.limits import line_counter
from journeydsl.conditions.score_lines import Line, is_endless, with_natural_limits
from journeydsl.conditions.space import Box, Space
from journeydsl.model.buyers import Score, ScoreLine, ScorePerLine, ScoreSumLine
from journeydsl.model.conditions import Condition
from journeydsl.model.journey import Journey
from journeydsl.text.record import Record

MOST_CUTS = 3_000


class Reach(Record):
    """How far a score gets in one direction: the points, a buyer who has them, and the lines that count for them.

    `points` and `example` are none where there is no end.
    """

    points: int | None
    example: Example | None
    lines: tuple[CountedLine, ...]


class Points:
    """The scores of one journey on one day, in which everything was read whole."""

    def __init__(self, journey: Journey, today: date, effort: Effort | None = None) -> None:
        self.journey = journey
        self.today = today
        self.effort = effort or Effort(ALONE)
        self._limited = with_natural_limits(journey, today)
        self._grounds: dict[tuple[tuple[str, tuple[Edge, ...]], ...], Ground] = {}
        self._compared: Cuts | None = None
        self._ends: dict[tuple[str, int], Reach | Undecided] = {}

    def highest(self, name: str) -> Reach | Undecided:
        """The most points that anybody can have."""
        return self._end(name, 1)

    def lowest(self, name: str) -> Reach | Undecided:
        """The fewest points that anybody can have."""
        return self._end(name, -1)

    def between(self, name: str, low: int | None, high: int | None) -> Reach | Undecided | None:
        """A buyer whose points lie between two numbers, both included; none where nobody's do."""
        return settled(lambda: self._between(name, low, high))

    def ever_changes(self, name: str, number: int) -> bool | Undecided:
        """Whether anybody's points would differ without a line, by its place."""
        return settled(lambda: self._changes(self.journey.scores[name], number))

    def with_one(self, conditions: Sequence[Condition], activity: str | None) -> Example | Undecided | None:
        """A buyer for whom all of these are true, who has done one thing once and nothing else, or nothing at all."""
        return settled(lambda: self._with_one(conditions, activity))

    def ground(self, edges: Mapping[str, Iterable[Edge]]) -> Ground:
        """All buyers, by what these scores read, which are cut at these numbers and where the journey compares them."""
        if self._compared is None:
            self._compared = Cuts(self.today)
            self._compared.add_journey(self.journey, 0)
        used = self._compared.scores
        key = tuple((name, tuple(sorted({*more, *used.get((0, name), ())}))) for name, more in edges.items())
        self.effort.spend(100 + 4 * sum(len(cuts) for _, cuts in key))
        if key not in self._grounds:
            self._grounds[key] = Ground(self._limited, self.today, dict(key), effort=self.effort)
        return self._grounds[key]

    def case(self, buyer: Buyer) -> Case:
        """A buyer in this journey today."""
        return Case(self.journey, buyer, self.today)

    def _end(self, name: str, sign: int) -> Reach | Undecided:
        if (name, sign) not in self._ends:
            self._ends[name, sign] = settled(lambda: self._furthest(name, sign))
        return self._ends[name, sign]

    def _furthest(self, name: str, sign: int) -> Reach:
        if is_endless(self.journey, name, sign):
            return Reach(None, None, ())
        plain = self.ground({name: ()})
        place = plain.boxing.score(name, 0)
        some = plain.find([{place: plain.space.full[place]}])
        if some is None:
            raise Unclear(MISMATCH)
        now, end = _whole(score(self.case(some), name).total), _whole(_bound(plain.space, place, sign))
        step = max(1, _step(self.journey, name))
        count = -(-abs(end - now) // step)
        if count > MOST_CUTS:
            raise Unclear("the points lie too far apart")
        goals = [now + sign * step * number for number in range(1, count)] + [end]
        ground = self.ground({name: [(goal, 0) if sign > 0 else (goal, 1) for goal in goals]}) if goals else plain
        best, low, high = some, 0, len(goals) if end != now else 0
        while low < high:
            middle = high - 1 if high == len(goals) and low == 0 else (low + high) // 2
            place = ground.boxing.score(name, 0)
            axis = ground.space.axes[place]
            assert isinstance(axis, ScoreAxis)
            found = ground.find([{place: axis.compared(">=" if sign > 0 else "<=", goals[middle])}])
            if found is None:
                high = middle
            else:
                if (score(self.case(found), name).total - goals[middle]) * sign < 0:
                    raise Unclear(MISMATCH)
                best, low = found, middle + 1
        return self._reach(ground, name, best)

    def _between(self, name: str, low: int | None, high: int | None) -> Reach | None:
        ground = self.ground({name: _edges(low, high)})
        place = ground.boxing.score(name, 0)
        axis = ground.space.axes[place]
        assert isinstance(axis, ScoreAxis)
        buyer = ground.find([{place: axis.between(low, high)}])
        found = self._reach(ground, name, buyer) if buyer else None
        if found and axis.at(found.points) & ~axis.between(low, high):
            raise Unclear(MISMATCH)
        return found

    def _reach(self, ground: Ground, name: str, buyer: Buyer) -> Reach:
        total = score(self.case(buyer), name).total
        told = ground.told(buyer, lambda one: score(self.case(one), name).total == total, (name,))
        return Reach(_whole(total), told, score(self.case(told.buyer), name).lines)

    def _changes(self, scored: Score, number: int) -> bool:
        line = scored.lines[number]
        buyer = self._meeting(line)
        if buyer is None:
            return False
        others = (self._meeting(other) for other in scored.lines if other is not line)
        tried = chain([buyer], (_both(buyer, other) for other in others if other))
        if any(self._differs(scored, line, one) for one in tried):
            return True
        if scored.range is None or isinstance(line, ScoreSumLine):
            return isinstance(line, ScoreSumLine)
        return self._changes_somewhere(scored, line, number)

    def _changes_somewhere(self, scored: Score, line: ScoreLine | ScorePerLine, number: int) -> bool:
        """Whether all other lines can add up to points at which this one makes a difference."""
        assert scored.range
        low, high = scored.range.low, scored.range.high
        bare = scored.replace(name=f"{scored.name} without", range=None,
                              lines=(*scored.lines[:number], *scored.lines[number + 1 :]))  # fmt: skip
        journey = self.journey.replace(scores={**self.journey.scores, bare.name: bare})
        plain = Ground(journey, self.today, {scored.name: (), bare.name: ()}, effort=self.effort)
        given = self._given(plain, line)
        edges = [edge for one in given for edge in _edges(*_room(low, high, one))]
        ground = Ground(journey, self.today, {scored.name: (), bare.name: edges}, effort=self.effort)
        place = ground.boxing.score(bare.name, 0)
        axis = ground.space.axes[place]
        assert isinstance(axis, ScoreAxis)
        for times, one in enumerate(given, 1):
            starts = self._where(ground, line, times) if one else []
            first, last = _room(low, high, one)
            if first is not None and last is not None and first > last:
                continue
            mask = axis.between(first, last)
            buyer = ground.find([both for start in starts if (both := met(start, {place: mask})) is not None])
            if buyer:
                if not self._differs(scored, line, buyer):
                    raise Unclear(MISMATCH)
                return True
        return False

    def _meeting(self, line: Line) -> Buyer | None:
        """A plain buyer to whom a line gives points; none where it gives none to anybody."""
        match line:
            case ScorePerLine(activity=activity):
                once = Buyer({}, (Happening(activity.name, self.today),))
                return once if line_points(line, 1) else None
            case ScoreLine(when=when):
                self.effort.spend(100)
                ground = Ground(self.journey, self.today, {}, (when,), self.effort)
                return ground.find(ground.boxing.where(when, True)) if line_points(line, 1) else None
            case ScoreSumLine(score=part):
                for inner in self.journey.scores[part.name].lines:
                    buyer = self._meeting(inner)
                    if buyer and score(self.case(buyer), part.name).total:
                        return buyer
                return self._not_nothing(part.name)

    def _not_nothing(self, name: str) -> Buyer | None:
        """A buyer who has not 0 points of a score."""
        ground = self.ground({name: ((0, 0), (0, 1))})
        place = ground.boxing.score(name, 0)
        axis = ground.space.axes[place]
        assert isinstance(axis, ScoreAxis)
        return ground.find([{place: axis.compared("!=", 0)}])

    def _given(self, ground: Ground, line: ScoreLine | ScorePerLine) -> list[int]:
        """The points that a line gives once, twice and so on, as often as makes a difference."""
        if isinstance(line, ScoreLine):
            return [_whole(line_points(line, 1))]
        _, axis, counter = _history(ground, line)
        most = max(counts[axis.counters.index(counter)] for counts in axis.counts)
        return [_whole(line_points(line, times)) for times in range(1, most + 1)]

    def _where(self, ground: Ground, line: ScoreLine | ScorePerLine, times: int) -> Boxes:
        """Where a line counts at least so often."""
        if isinstance(line, ScoreLine):
            return ground.boxing.where(line.when, True)
        place, axis, counter = _history(ground, line)
        return [{place: axis.between(counter, times, None)}]

    def _differs(self, scored: Score, line: Line, buyer: Buyer) -> bool:
        self.effort.spend(10 + 25 * len(scored.lines))
        points = score(self.case(buyer), scored.name)
        given = sum(one.points for one in points.lines if one.line is line)
        low, high = (scored.range.low, scored.range.high) if scored.range else (None, None)
        without = points.sum - given
        without = min(without, high) if high is not None else without
        return (max(without, low) if low is not None else without) != points.total

    def _with_one(self, conditions: Sequence[Condition], activity: str | None) -> Example | None:
        doing = () if activity is None else (activity,)
        ground = Ground(counting_only(self.journey, doing), self.today, {}, conditions, self.effort)
        boxes = ground.boxing.all_of([ground.boxing.where(one, True) for one in conditions])
        for box in boxes:
            start = met(box, dict(_few_done(ground.space, box, activity)))
            buyer = ground.find([start]) if start is not None else None
            if buyer:

                def is_so(one: Buyer) -> bool:
                    return all(holds(self.case(one), condition) for condition in conditions)

                if not is_so(buyer):
                    raise Unclear(MISMATCH)
                return ground.told(buyer, is_so)
        return None


def _history(ground: Ground, line: ScorePerLine) -> tuple[int, HistoryAxis, Counter]:
    place = ground.space.places.get(("activity", line.activity.name))
    axis = ground.space.axes[place] if place is not None else None
    if place is None or not isinstance(axis, HistoryAxis):
        raise Unclear(f"`{line.activity.name}` is counted in too many ways")
    return place, axis, line_counter(ground.space.cuts, line)


def _both(one: Buyer, other: Buyer) -> Buyer:
    return Buyer({**other.values, **one.values}, (*one.happenings, *other.happenings))


def _few_done(space: Space, box: Box, activity: str | None) -> Iterator[tuple[int, int]]:
    for place in space.related(box)[0]:
        axis = space.axes[place]
        if isinstance(axis, HistoryAxis):
            yield place, axis.done(1, 1) if axis.subject == activity else axis.done(0, 0)


def _bound(space: Space, place: int, sign: int) -> int:
    """What a score cannot pass, each fact taken by itself."""
    total = space.sums[place]
    ends = [total.base + sum(term.classes[at][1] for term in total.terms) for at in (0, -1)]
    high, low = ends[0], ends[1]
    for part, direction in total.parts:
        most, least = _bound(space, part, 1), _bound(space, part, -1)
        high, low = (high + most, low + least) if direction > 0 else (high - least, low - most)
    bound = high if sign > 0 else low
    bound = min(bound, total.high) if total.high is not None else bound
    return _whole(max(bound, total.low) if total.low is not None else bound)


def _step(journey: Journey, name: str) -> int:
    """A number of which all reachable points are multiples."""
    found = 0
    scored = journey.scores[name]
    for number in (scored.range.low, scored.range.high) if scored.range else ():
        found = gcd(found, _whole(number or 0))
    for line in scored.lines:
        if isinstance(line, ScoreSumLine):
            found = gcd(found, _step(journey, line.score.name))
        else:
            found = gcd(gcd(found, _whole(line.points)), _whole(line.cap.number) if line.cap else 0)
    return found


def _room(low: object, high: object, given: int) -> tuple[int | None, int | None]:
    """What the other lines have to add up to, so that a line that gives so much makes a difference in a range."""
    first = None if low is None else _whole(low) + (1 - given if given > 0 else 1)
    last = None if high is None else _whole(high) - (1 if given > 0 else 1 + given)
    return first, last


def _edges(first: int | None, last: int | None) -> Iterator[Edge]:
    if first is not None:
        yield first, 0
    if last is not None:
        yield last, 1


def _whole(number: object) -> int:
    if not isinstance(number, int):
        raise Unclear("the points are no whole numbers")
    return number
