"""Ladders in a score: lines that each take another stretch of one field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from journeydsl.conditions.buyer import Buyer, Case, line_points
from journeydsl.conditions.effort import Effort
from journeydsl.conditions.evaluate import holds
from journeydsl.model.buyers import DecimalType, Field, IntegerType, MoneyType, OneOfType, Score, ScoreLine
from journeydsl.model.conditions import Condition, NumberCompare, NumberIn, NumberRange, names_used, walk
from journeydsl.model.journey import Journey
from journeydsl.text.record import Record


class Tier(Record):
    """A line of a ladder, with the points that it gives."""

    line: ScoreLine
    points: int


def ladders(journey: Journey, score: Score, effort: Effort) -> Iterator[tuple[str, tuple[Tier, ...]]]:
    """The number fields and lists in order of which several lines take stretches, with these lines from least to most.

    Each stretch lies wholly above the one before; a field with lines whose stretches overlap is left out.
    """
    lines: dict[str, list[ScoreLine]] = {}
    for line in score.lines:
        read = set(names_used(line.when)) if isinstance(line, ScoreLine) else set()
        if isinstance(line, ScoreLine) and len(read) == 1:
            ((kind, name),) = read
            if kind == "field" and _has_order(journey.fields[name]):
                lines.setdefault(name, []).append(line)
    for name, several in lines.items():
        values = _values(journey.fields[name], [line.when for line in several])
        effort.spend(4 * len(values) * len(several))
        taken = [(_taken(journey, name, values, line.when), line) for line in several]
        taken = sorted((one for one in taken if one[0]), key=lambda one: one[0])
        if len(taken) > 1 and all(below[-1] < above[0] for (below, _), (above, _) in pairwise(taken)):
            yield name, tuple(Tier(line, int(line_points(line, 1))) for _, line in taken)


def is_in_order(field: Field) -> bool:
    """Whether a field is a list that goes from least to most."""
    return isinstance(field.type, OneOfType) and field.type.is_ordered


def _has_order(field: Field) -> bool:
    return is_in_order(field) or isinstance(field.type, IntegerType | DecimalType | MoneyType)


def _taken(journey: Journey, field: str, values: Sequence[Any], when: Condition) -> list[int]:
    """The places of the values that a condition takes."""
    cases = (Case(journey, Buyer({field: value}), date.min) for value in values)
    return [place for place, case in enumerate(cases) if holds(case, when)]


def _values(field: Field, conditions: Sequence[Condition]) -> list[Any]:
    """Values from least to most, of which one stands in every stretch that these conditions can tell apart."""
    match field.type:
        case OneOfType(values=listed):
            return [value.text for value in listed]
        case IntegerType(range=range_):
            marks = sorted(_marks(conditions))
            found = sorted({mark // 1 + step for mark in marks for step in (-1, 0, 1)})
        case DecimalType(range=range_) | MoneyType(range=range_):
            from fractions import Fraction

            marks = sorted(_marks(conditions))
            between = [Fraction(low + high) / 2 for low, high in pairwise(marks)]
            found = sorted({marks[0] - 1, *marks, *between, marks[-1] + 1}) if marks else []
        case _:
            return []
    low, high = (range_.low, range_.high) if range_ else (None, None)
    return [value for value in found if (low is None or value >= low) and (high is None or value <= high)]


def _marks(conditions: Sequence[Condition]) -> set[Any]:
    marks: set[Any] = set()
    for condition in conditions:
        for part in walk(condition):
            match part:
                case NumberCompare(number=number):
                    marks.add(number)
                case NumberRange(low=low, high=high):
                    marks |= {end for end in (low, high) if end is not None}
                case NumberIn(numbers=numbers):
                    marks |= set(numbers)
                case _:
                    pass
    return marks
