"""What conditions compare fields, scores and counts with: where axes are to be cut."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from journeydsl.conditions.buyer import day_after, day_before
from journeydsl.conditions.cells import Counter, Edge
from journeydsl.model.buyers import OneOfType, Score, ScoreLine, ScorePerLine
from journeydsl.model.conditions import (
    AllOf,
    AnyOf,
    ChoiceCompare,
    ChoiceIn,
    Condition,
    CountValue,
    DateAgo,
    DateCompare,
    DateIn,
    DateRange,
    DateWithin,
    FieldValue,
    FlagIs,
    Happened,
    Includes,
    Known,
    Not,
    NumberCompare,
    NumberIn,
    NumberRange,
    Quantity,
    ScoreValue,
    TextCompare,
    TextIn,
    TextTest,
)
from journeydsl.model.journey import Journey
from journeydsl.model.values import Duration


class Cuts:
    """Everything that conditions mention, by field, activity, and side and score; fields in the order met."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.edges: dict[str, set[Edge]] = {}
        self.values: dict[str, set[Any]] = {}
        self.tests: dict[str, dict[str, set[str]]] = {}
        self.counts: dict[str, dict[Counter, set[int]]] = {}
        self.scores: dict[tuple[int, str], set[Edge]] = {}
        self.same_scores: frozenset[str] = frozenset()
        self.fixed_days: set[tuple[int, str]] = set()
        self.moving_days: set[tuple[int, str]] = set()

    @property
    def mixed_days(self) -> set[str]:
        """The fields that one version compares with a day here and with today there."""
        return {field for _, field in self.fixed_days & self.moving_days}

    def add_journey(self, journey: Journey, side: int) -> None:
        """All conditions of a journey, its bands, and what its scores count."""
        for rule in journey.rules.values():
            self.add(rule.when, side, journey)
        for segment in journey.segments.values():
            self.add(segment.when, side, journey)
        for way in (*journey.moves, *journey.recycles, *journey.handoffs):
            self.add(way.when, side, journey)
        for handoff in journey.handoffs:
            for line in handoff.route.lines if handoff.route else ():
                self.add(line.when, side, journey)
        for score in journey.scores.values():
            self._add_score(score, side, journey)
        for band in journey.bands.values():
            _span_edges(self.score_edges(band.score, side), band.range.low, band.range.high)

    def add(self, condition: Condition | None, side: int, journey: Journey) -> None:
        """One condition and all its parts; what its names stand for is added on its own."""
        waiting = [condition] if condition else []
        while waiting:
            part = waiting.pop()
            kind = type(part)
            if kind is AllOf or kind is AnyOf:
                waiting.extend(part.parts)  # type: ignore[union-attr]
            elif kind is Not:
                waiting.append(part.part)  # type: ignore[union-attr]
            elif kind in _COLLECT:
                _COLLECT[kind](self, part, side, journey)

    def counter(self, activity: str, window: Duration | None, apart: int | None = None) -> Counter:
        """How an activity is counted, with its counts so far."""
        reach = None if window is None else max(0, (self.today - day_before(self.today, window)).days)
        counter = Counter(reach, apart)
        self.counts.setdefault(activity, {}).setdefault(counter, set())
        return counter

    def number_edges(self, quantity: Quantity, side: int) -> set[Edge]:
        """The cuts of a field or score."""
        if isinstance(quantity, ScoreValue):
            return self.score_edges(quantity.score, side)
        assert isinstance(quantity, FieldValue)
        return self.edges.setdefault(quantity.field, set())

    def score_edges(self, score: str, side: int) -> set[Edge]:
        """The cuts of a score in one version."""
        return self.scores.setdefault((self.side_of(score, side), score), set())

    def side_of(self, score: str, side: int) -> int:
        """The version that a score is taken from: the newer one where it means the same in both."""
        return 0 if score in self.same_scores else side

    def _add_score(self, score: Score, side: int, journey: Journey) -> None:
        self.score_edges(score.name, side)
        for line in score.lines:
            if isinstance(line, ScoreLine):
                self.add(line.when, side, journey)
            elif isinstance(line, ScorePerLine):
                self.counts.setdefault(line.activity.name, {})

    def add_days(self, field: str, side: int, days: Iterable[date], is_moving: bool) -> None:
        """Days that a field is compared with in one version."""
        (self.moving_days if is_moving else self.fixed_days).add((side, field))
        edges = self.edges.setdefault(field, set())
        for day in days:
            edges |= {(day.toordinal(), 0), (day.toordinal() + 1, 0)}


def _span_edges(edges: set[Edge], low: Any, high: Any) -> None:
    if low is not None:
        edges.add((low, 0))
    if high is not None:
        edges.add((high, 1))


def _span_counts(counts: set[int], low: Any, high: Any) -> None:
    if low is not None:
        counts.add(max(0, int(-(-low // 1))))
    if high is not None:
        counts.add(max(0, int(high // 1) + 1))


def _compare(cuts: Cuts, part: Any, side: int, journey: Journey) -> None:
    low = part.number if part.comparison in ("=", "!=", "<", ">=") else None
    high = part.number if part.comparison in ("=", "!=", "<=", ">") else None
    _range(cuts, part.quantity, low, high, side)


def _range(cuts: Cuts, quantity: Quantity, low: Any, high: Any, side: int) -> None:
    if isinstance(quantity, CountValue):
        counter = cuts.counter(quantity.activity, quantity.window)
        _span_counts(cuts.counts[quantity.activity][counter], low, high)
    else:
        _span_edges(cuts.number_edges(quantity, side), low, high)


def _numbers(cuts: Cuts, part: Any, side: int, journey: Journey) -> None:
    for number in part.numbers:
        _range(cuts, part.quantity, number, number, side)


def _happened(cuts: Cuts, part: Any, side: int, journey: Journey) -> None:
    counter = cuts.counter(part.activity, part.window)
    cuts.counts[part.activity][counter].add(1)


def _choice(cuts: Cuts, part: Any, side: int, journey: Journey) -> None:
    cuts.values.setdefault(part.field, set()).update(compared_choices(journey, part))


def compared_choices(journey: Journey, part: ChoiceCompare) -> tuple[str, ...]:
    """The values for which a comparison is true; those that are listed, `!=` the one that it is not."""
    if part.comparison in ("=", "!="):
        return (part.value,)
    type_ = journey.fields[part.field].type
    values = [listed.text for listed in type_.values] if isinstance(type_, OneOfType) else []
    place = values.index(part.value)
    return tuple(values[:place] if part.comparison[0] == "<" else values[place + 1 :]) + (
        (part.value,) if part.comparison in ("<=", ">=") else ()
    )


def _text(cuts: Cuts, part: Any, side: int, journey: Journey) -> None:
    texts = part.texts if isinstance(part, TextIn) else (part.text,)
    test = part.test if isinstance(part, TextTest) else "="
    tests = cuts.tests.setdefault(part.field, {})
    tests.setdefault(test, set()).update(text.casefold() for text in texts)


def _values(cuts: Cuts, part: Any, side: int, journey: Journey) -> None:
    cuts.values.setdefault(part.field, set()).update(part.values)


def _known(cuts: Cuts, part: Any, side: int, journey: Journey) -> None:
    cuts.values.setdefault(part.field, set())


def _days(cuts: Cuts, part: Any, side: int, journey: Journey) -> None:
    match part:
        case DateCompare(date=day):
            cuts.add_days(part.field, side, (day,), is_moving=False)
        case DateRange(first=first, last=last):
            cuts.add_days(part.field, side, (first, last), is_moving=False)
        case DateIn(dates=days):
            cuts.add_days(part.field, side, days, is_moving=False)
        case DateWithin(within=within):
            cuts.add_days(part.field, side, (cuts.today, day_after(cuts.today, within)), is_moving=True)
        case DateAgo(ago=ago):
            cuts.add_days(part.field, side, (day_before(cuts.today, ago),), is_moving=True)
        case _:
            raise AssertionError(f"no days in {part!r}")


_COLLECT: dict[type, Callable[[Cuts, Any, int, Journey], None]] = {
    NumberCompare: _compare,
    NumberRange: lambda cuts, part, side, journey: _range(cuts, part.quantity, part.low, part.high, side),
    NumberIn: _numbers,
    ChoiceCompare: _choice,
    ChoiceIn: _values,
    TextCompare: _text,
    TextIn: _text,
    TextTest: _text,
    Includes: _values,
    Known: _known,
    FlagIs: _known,
    DateCompare: _days,
    DateRange: _days,
    DateIn: _days,
    DateWithin: _days,
    DateAgo: _days,
    Happened: _happened,
}
