"""Every buyer of a small journey, as numbers, and who of them meets a condition: the slow, obvious answer.

Fields are given every value that some condition tells from others, activities every history of a few happenings. A set
of buyers is the bits of an integer. Tests of one field or count are put to the plain evaluator; what joins them, and
the points of scores, is worked out here once more.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import cache
from itertools import combinations_with_replacement
from math import prod
from typing import Any

from instances import TODAY, candidates
from journeydsl.conditions.buyer import Buyer, Case, Happening, days_apart, line_points, spaced
from journeydsl.conditions.evaluate import judge, occurrences
from journeydsl.model.buyers import ScoreLine, ScorePerLine, ScoreSumLine
from journeydsl.model.conditions import (
    AllOf,
    AnyOf,
    BandHolds,
    Condition,
    Happened,
    Not,
    NumberCompare,
    NumberIn,
    NumberRange,
    RuleHolds,
    ScoreValue,
    names_used,
    walk,
)
from journeydsl.model.journey import Journey
from journeydsl.model.values import Duration

MOST_BUYERS = 40_000
MOST_HAPPENINGS = 5
DAYS = (0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12)
"""Enough for windows of at most four days and at most two days between: what is older needs no day between."""

Truths = tuple[int, int]
"""Those for whom a condition is true, and those for whom it is false."""


class Everybody:
    """The buyers of one or two versions of a journey: every combination of a value for each field and activity.

    `most` happenings of an activity are tried: as many as leave the buyers few enough, none where they never are.
    """

    def __init__(self, *journeys: Journey) -> None:
        self.journeys = journeys
        self.leaves = [leaf for journey in journeys for one in conditions_of(journey) for leaf in walk(one)]
        fields = {name: self._values(name) for journey in journeys for name in journey.fields}
        activities = list(dict.fromkeys(name for journey in journeys for name in journey.activities))
        self.most = 0
        for most in range(MOST_HAPPENINGS, 1, -1):
            self.choices: dict[str, list[Any]] = {
                **fields,
                **{name: self._histories(name, most) for name in activities},
            }
            self.count = prod(len(choices) for choices in self.choices.values())
            if self.count <= MOST_BUYERS:
                self.most = most
                break
        self.all = (1 << self.count) - 1
        self._strides: dict[str, int] = {}
        stride = 1
        for name, choices in self.choices.items():
            self._strides[name] = stride
            stride *= len(choices)
        self._truths: dict[tuple[int, int], Truths] = {}
        self._scores: dict[tuple[int, str], list[Any]] = {}

    def buyer(self, number: int) -> Buyer:
        """One of them."""
        given: dict[str, Any] = {}
        done: list[Happening] = []
        for name, choices in self.choices.items():
            choice = choices[number // self._strides[name] % len(choices)]
            if isinstance(choice, list):
                done += [Happening(name, TODAY - timedelta(days=ago)) for ago in choice]
            elif choice is not None:
                given[name] = choice
        return Buyer(given, tuple(done))

    def holds(self, condition: Condition, side: int = 0) -> int:
        """Those for whom it is true."""
        return self.truths(condition, side)[0]

    def known(self, fields: Sequence[str]) -> int:
        """Those whose fields are known."""
        found = self.all
        for name in fields:
            found &= self.where(name, [choice is not None for choice in self.choices[name]])
        return found

    def truths(self, condition: Condition, side: int = 0) -> Truths:
        """Those for whom it is true, and those for whom it is false."""
        key = (id(condition), side)
        if key not in self._truths:
            self._truths[key] = self._judged(condition, side)
        return self._truths[key]

    def points(self, score: str, side: int = 0) -> list[Any]:
        """The points of everybody."""
        if (side, score) not in self._scores:
            self._scores[side, score] = self._counted(score, side)
        return self._scores[side, score]

    def where(self, name: str, is_so: Sequence[bool]) -> int:
        """Those whose choice for a field or activity is one of some."""
        stride, choices = self._strides[name], len(is_so)
        unit = sum(((1 << stride) - 1) << stride * place for place, one in enumerate(is_so) if one)
        return unit * (self.all // ((1 << stride * choices) - 1))

    def _judged(self, condition: Condition, side: int) -> Truths:
        journey = self.journeys[side]
        match condition:
            case AllOf(parts=parts) | AnyOf(parts=parts):
                held, failed = zip(*(self.truths(part, side) for part in parts), strict=True)
                if isinstance(condition, AllOf):
                    return _all(held), _any(failed)
                return _any(held), _all(failed)
            case Not(part=part):
                held_by, failed_by = self.truths(part, side)
                return failed_by, held_by
            case RuleHolds(rule=name):
                when = journey.rules[name].when
                assert when
                return self.truths(when, side)
            case BandHolds(band=name):
                band = journey.bands[name]
                return self._by_points(band.score, side, lambda n: band.range.low <= n <= band.range.high)
            case NumberCompare(quantity=ScoreValue(score=score)):
                sign, number = condition.comparison, condition.number
                return self._by_points(score, side, lambda n: _compares(n, sign, number))
            case NumberRange(quantity=ScoreValue(score=score), low=low, high=high):
                return self._by_points(score, side, lambda n: low <= n <= high)
            case NumberIn(quantity=ScoreValue(score=score), numbers=numbers, is_denied=denied):
                return self._by_points(score, side, lambda n: (n in numbers) is not denied)
            case _:
                ((_, name),) = set(names_used(condition))
                judged = [judge(self._alone(journey, name, one), condition).truth for one in self.choices[name]]
                return self.where(name, [one is True for one in judged]), self.where(
                    name, [one is False for one in judged]
                )

    def _by_points(self, score: str, side: int, is_so: Any) -> Truths:
        points = self.points(score, side)
        told = {one: "1" if is_so(one) else "0" for one in set(points)}
        held = int("".join([told[one] for one in reversed(points)]), 2)
        return held, self.all & ~held

    def _counted(self, score: str, side: int) -> list[Any]:
        journey = self.journeys[side]
        totals: list[Any] = [0] * self.count
        for line in journey.scores[score].lines:
            match line:
                case ScoreSumLine(score=added, is_subtracted=is_subtracted):
                    sign = -1 if is_subtracted else 1
                    totals = [
                        one + sign * more for one, more in zip(totals, self.points(added.name, side), strict=True)
                    ]
                case ScoreLine(when=when):
                    held, given = self.holds(when, side), line_points(line, 1)
                    bits = reversed(f"{held:0{self.count}b}")
                    totals = [one + given if bit == "1" else one for one, bit in zip(totals, bits, strict=True)]
                case ScorePerLine(activity=activity):
                    name, stride = activity.name, self._strides[activity.name]
                    cases = [self._alone(journey, name, one) for one in self.choices[name]]
                    points = [more for case in cases for more in [_per(line, case)] * stride]
                    repeated = points * (self.count // len(points))
                    totals = [one + more for one, more in zip(totals, repeated, strict=True)]
        range_ = journey.scores[score].range
        assert range_
        return [min(max(one, range_.low), range_.high) if range_.high is not None else max(one, range_.low)
                for one in totals]  # fmt: skip

    def _alone(self, journey: Journey, name: str, choice: Any) -> Case:
        if isinstance(choice, list):
            done = tuple(Happening(name, TODAY - timedelta(days=ago)) for ago in choice)
            return Case(journey, Buyer({}, done), TODAY)
        return Case(journey, Buyer({} if choice is None else {name: choice}), TODAY)

    def _values(self, name: str) -> list[Any]:
        """The values of a field that some condition tells from the others, and none where it may be missing."""
        owner = next(journey for journey in self.journeys if name in journey.fields)
        own = [leaf for leaf in self.leaves if _is_about(leaf, ("field", name))]
        field = owner.fields[name]
        seen: dict[tuple[Any, ...], Any] = {}
        for value in ([] if field.is_always_known else [None]) + candidates(field.type, own):
            case = self._alone(owner, name, value)
            seen.setdefault(tuple(judge(case, leaf).truth for leaf in own), value)
        return list(seen.values())

    def _histories(self, activity: str, most: int) -> list[list[int]]:
        """The histories of so many happenings that some condition or line tells from the others."""
        own = [leaf for leaf in self.leaves if _is_about(leaf, ("activity", activity))]
        lines = [line for journey in self.journeys for score in journey.scores.values() for line in score.lines]
        counted = [line for line in lines if isinstance(line, ScorePerLine) and line.activity.name == activity]
        asked = {(_window(leaf), 0) for leaf in own}
        asked |= {(line.window, days_apart(line.once_per) if line.once_per else 0) for line in counted}
        counters = {(99 if window is None else int(window.amount), apart) for window, apart in asked}
        seen: dict[tuple[Any, ...], list[int]] = {}
        for days in histories(frozenset(counters), most):
            case = self._alone(self.journeys[0], activity, list(days))
            told = (*(judge(case, leaf).truth for leaf in own), *(_per(line, case) for line in counted))
            seen.setdefault(told, list(days))
        return list(seen.values())


@cache
def histories(counters: frozenset[tuple[int, int]], most: int) -> list[tuple[int, ...]]:
    """The histories of so many happenings, by days ago, that counts tell apart: nearer than so many days, and so many
    days apart, or 0."""
    if most < MOST_HAPPENINGS:
        return [days for days in histories(counters, MOST_HAPPENINGS) if len(days) <= most]
    seen: dict[tuple[int, ...], tuple[int, ...]] = {}
    for days in (days for many in range(most + 1) for days in combinations_with_replacement(DAYS, many)):
        counts = []
        for reach, apart in sorted(counters):
            inside = [day for day in days if day < reach]
            counts.append(spaced(inside, apart) if apart else len(inside))
        seen.setdefault(tuple(counts), days)
    return list(seen.values())


def sample_buyers(journey: Journey, count: int, dice: random.Random) -> list[Buyer]:
    """So many buyers of a journey, or all where there are no more."""
    everybody = Everybody(journey)
    if everybody.count <= count:
        return [everybody.buyer(number) for number in range(everybody.count)]
    return [everybody.buyer(dice.randrange(everybody.count)) for _ in range(count)]


def _window(leaf: Any) -> Duration | None:
    return leaf.window if isinstance(leaf, Happened) else leaf.quantity.window


def conditions_of(journey: Journey) -> Iterator[Condition]:
    """The conditions of all rules and score lines."""
    yield from (rule.when for rule in journey.rules.values() if rule.when)
    for score in journey.scores.values():
        yield from (line.when for line in score.lines if isinstance(line, ScoreLine))


def _is_about(leaf: Condition, named: tuple[str, str]) -> bool:
    return not isinstance(leaf, AllOf | AnyOf | Not) and named in set(names_used(leaf))


def _per(line: ScorePerLine, case: Case) -> Any:
    name = line.activity.name
    if not line.once_per:
        return line_points(line, occurrences(case, name, line.window))
    days = sorted((case.today - done.day).days for done in case.buyer.happenings)
    inside = days[: occurrences(case, name, line.window)]
    return line_points(line, spaced(inside, days_apart(line.once_per)))


def _compares(one: Any, sign: str, other: Any) -> bool:
    equal = one == other
    is_met: dict[str, bool] = {
        "=": equal, "!=": not equal, "<": one < other, "<=": one <= other, ">": one > other, ">=": one >= other,
    }  # fmt: skip
    return is_met[sign]


def _all(sets: Sequence[int]) -> int:
    found = sets[0]
    for one in sets[1:]:
        found &= one
    return found


def _any(sets: Sequence[int]) -> int:
    found = 0
    for one in sets:
        found |= one
    return found
