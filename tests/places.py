"""Where a buyer is among the cells of exact reasoning: which of everybody a box has inside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from everybody import Everybody
from journeydsl.conditions.buyer import spaced
from journeydsl.conditions.cells import (
    Axis,
    ChoiceAxis,
    Counter,
    HistoryAxis,
    NumberAxis,
    PartAxis,
    PatternAxis,
    ScoreAxis,
)
from journeydsl.conditions.space import Box, Space


def inside(everybody: Everybody, space: Space, box: Box) -> int:
    """Those who are in a box."""
    found = everybody.all
    for place, mask in box.items():
        axis = space.axes[place]
        if isinstance(axis, ScoreAxis):
            points = everybody.points(axis.subject, axis.side)
            is_in = {one: "1" if axis.at(one) & mask else "0" for one in set(points)}
            found &= int("".join([is_in[one] for one in reversed(points)]), 2)
        else:
            choices = everybody.choices[axis.subject]
            found &= everybody.where(axis.subject, [bool(_cell(axis, one) & mask) for one in choices])
    return found


def _cell(axis: Axis, choice: Any) -> int:
    match axis:
        case HistoryAxis():
            levels = _levels(axis, [_count(counter, choice) for counter in axis.counters])
            return sum(1 << cell for cell, counts in enumerate(axis.counts) if _levels(axis, counts) == levels)
        case _ if choice is None:
            return axis.missing
        case NumberAxis():
            return axis.at(choice.toordinal() if isinstance(choice, date) else choice)
        case ChoiceAxis():
            if isinstance(choice, frozenset):
                return axis.known
            value = choice.casefold() if isinstance(choice, str) and not axis.rest else choice
            value = value if value in axis.places else choice
            return 1 << axis.places.get(value, len(axis.values))
        case PatternAxis(is_prefix=is_prefix, literals=literals):
            fits = str.startswith if is_prefix else str.endswith
            longest = max((one for one in literals if fits(choice.casefold(), one)), key=len)
            return 1 << literals.index(longest)
        case PartAxis(part=part, is_text=is_text):
            return PartAxis.YES if part in (choice.casefold() if is_text else choice) else PartAxis.NO
        case _:
            raise AssertionError(axis)


def _levels(axis: HistoryAxis, counts: Sequence[int]) -> list[int]:
    return [sum(start <= one for start in starts) for starts, one in zip(axis.levels, counts, strict=True)]


def _count(counter: Counter, days: Sequence[int]) -> int:
    inside = [day for day in days if counter.reach is None or day < counter.reach]
    return spaced(inside, counter.apart) if counter.apart else len(inside)
