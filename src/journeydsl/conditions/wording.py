"""Cells in words, as near as can be to how a condition is written."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date
from typing import Any

from journeydsl.conditions.buyer import Buyer, Case
from journeydsl.conditions.cells import (
    Axis,
    ChoiceAxis,
    HistoryAxis,
    NumberAxis,
    PartAxis,
    PatternAxis,
    ScoreAxis,
    Span,
    bits,
    runs_of,
)
from journeydsl.conditions.evaluate import score
from journeydsl.conditions.space import Box, Space
from journeydsl.model.buyers import DateType, MoneyType, OneOfType
from journeydsl.model.values import written_number
from journeydsl.text.words import joined

MOST_VALUES = 100


def words_of_box(space: Space, box: Box) -> tuple[str, ...]:
    """A condition for each axis of a box that is not free, scores last."""
    places = sorted(box, key=lambda place: (isinstance(space.axes[place], ScoreAxis), place))
    said = (words_of(space, place, box[place]) for place in places if box[place] != space.full[place])
    return tuple(words for words in dict.fromkeys(said) if words)


def words_of(space: Space, place: int, mask: int) -> str:
    """Some cells of an axis in words; empty for what has no words of its own."""
    axis = space.axes[place]
    if isinstance(axis, HistoryAxis):
        return _history_words(axis, mask)
    known, or_missing = mask & axis.known, " or missing" if mask & axis.missing else ""
    if not known:
        return f"{axis.subject} is missing"
    if known == axis.known:
        return f"{axis.subject} is known" if axis.missing and not or_missing else ""
    match axis:
        case NumberAxis():
            numbers = _number_words(space, axis, known) + or_missing
            return f"({numbers})" if f" or {_called(axis)} " in numbers else numbers
        case ChoiceAxis():
            return _choice_words(space, axis, known, bool(or_missing))
        case PatternAxis(is_prefix=is_prefix, literals=literals):
            test = "starts with" if is_prefix else "ends with"
            said = [f'"{literals[cell]}"' for cell in bits(known) if cell]
            if known & 1:
                left = [f'"{literals[cell]}"' for cell in bits(axis.known & ~known)]
                return f"{axis.subject} does not {test.replace('s with', ' with')} {_listed(left)}{or_missing}"
            return f"{axis.subject} {test} {_listed(said)}{or_missing}"
        case PartAxis(part=part, is_text=is_text):
            value = f'"{part}"' if is_text else part
            yes, no = ("contains", "does not contain") if is_text else ("includes", "does not include")
            return f"{axis.subject} {yes if known == PartAxis.YES else no} {value}{or_missing}"
        case _:
            return ""


def facts_of(space: Space, buyer: Buyer, box: Box) -> tuple[str, ...]:
    """What is to be told of a buyer: the facts and scores that a box speaks of."""
    facts: dict[str, str] = {}
    for place in sorted(box, key=lambda place: (isinstance(space.axes[place], ScoreAxis), place)):
        axis = space.axes[place]
        if not axis.subject or box[place] == space.full[place]:
            continue
        if isinstance(axis, ScoreAxis):
            scored = Case(space.journeys[axis.side], buyer, space.today)
            said = f"{_called(axis)} {written_number(score(scored, axis.subject).total)}"
            facts[_called(axis)] = said
        elif isinstance(axis, HistoryAxis):
            facts[axis.subject] = _happenings(space, buyer, axis.subject)
        else:
            value = buyer.values.get(axis.subject)
            facts[axis.subject] = f"{axis.subject} {_value(space, axis.subject, value)}"
    return tuple(facts.values())


def facts_about(space: Space, buyer: Buyer, names: Iterable[str]) -> tuple[str, ...]:
    """What is to be told of some fields and activities of a buyer, in words."""
    return tuple(
        f"{name} {_value(space, name, buyer.values.get(name))}"
        if name in space.fields
        else _happenings(space, buyer, name)
        for name in names
    )


def _number_words(space: Space, axis: NumberAxis, known: int) -> str:
    runs, left = runs_of(known), runs_of(axis.known & ~known)
    if len(runs) > 1:
        without = [axis.only(*run) for run in left]
        if None not in without:
            said = [_number(space, axis, number) for number in without]
            return f"{_called(axis)} != {said[0]}" if len(said) == 1 else f"{_called(axis)} not in [{', '.join(said)}]"
    return " or ".join(f"{_called(axis)} {_run_words(space, axis, *run)}" for run in runs)


def _called(axis: Axis) -> str:
    """The name of a field or score; that of an older version's score with a word that says so."""
    return f"former {axis.subject}" if axis.side else axis.subject


def _run_words(space: Space, axis: NumberAxis, first: int, last: int) -> str:
    def say(number: Any) -> str:
        return _number(space, axis, number)

    only = axis.only(first, last)
    if only is not None:
        return f"= {say(only)}"
    start = axis.edges[first] if first else None
    end = axis.edges[last + 1] if last + 1 < len(axis.edges) else None
    if start and end and axis.is_whole:
        return f"in {say(start[0])}..{say(end[0] - 1)}"
    parts = []
    if start:
        parts.append(f"{'>' if start[1] else '>='} {say(start[0])}")
    if end:
        parts.append(f"{'<=' if end[1] else '<'} {say(end[0])}")
    return f" and {_called(axis)} ".join(parts)


def _choice_words(space: Space, axis: ChoiceAxis, known: int, or_missing: bool) -> str:
    """By what is in, by what is left out where that is shorter, or from where to where in a list that has an order."""
    if axis.values == (False, True):
        return f"{axis.subject} is {str(known == 2).lower()}{' or missing' if or_missing else ''}"
    values: list[Any] = [value for cell, value in enumerate(axis.values) if known >> cell & 1]
    left: list[Any] = [value for value in axis.values if value not in values]
    is_open, has_rest = bool(axis.known >> len(axis.values)) and not axis.rest, bool(known >> len(axis.values))
    (values if has_rest else left).extend(axis.rest)
    span = None if is_open or len(values) < 3 else _span_words(space, axis, values)
    if span:
        return f"{axis.subject} {span}{' or missing' if or_missing else ''}"
    if has_rest if is_open else len(left) < len(values):
        return f"{axis.subject} is not {_listed([*map(str, left)])}{', or missing' if or_missing else ''}"
    return f"{axis.subject} is {_listed([*map(str, values), *(['missing'] if or_missing else [])])}"


def _span_words(space: Space, axis: ChoiceAxis, values: list[Any]) -> str | None:
    """`>= medium`, `<= high` or `between low and high`; none where the list has no order, or the values no run."""
    type_ = space.fields[axis.subject].type
    if not isinstance(type_, OneOfType) or not type_.is_ordered:
        return None
    ordered = [value.text for value in type_.values]
    places = sorted(ordered.index(value) for value in values if value in ordered)
    if len(places) < len(values) or places[-1] - places[0] >= len(places):
        return None
    first, last = ordered[places[0]], ordered[places[-1]]
    if places[0] == 0:
        return f"<= {last}"
    return f">= {first}" if places[-1] == len(ordered) - 1 else f"between {first} and {last}"


def _history_words(axis: HistoryAxis, mask: int) -> str:
    """Spans of counts that all hold; where no such spans are all of it, several lots of them."""
    lots: list[tuple[int, str]] = []
    left = mask
    while left:
        spans, within = _widest(axis, mask, (left & -left).bit_length() - 1)
        said = [_count_words(axis, place, *span) for place, span in enumerate(spans) if span != (0, None)]
        lots = [(cells, words) for cells, words in lots if cells & ~within] + [(within, " and ".join(said))]
        left &= ~within
    words = [words for _, words in lots]
    return f"({' or '.join(words)})" if len(words) > 1 else "".join(words)


def _widest(axis: HistoryAxis, mask: int, cell: int) -> tuple[list[Span], int]:
    """From which count on and up to which one, by counter, around a cell and inside a mask; and all cells there."""
    spans = [axis.span_at(place, cell) for place in range(len(axis.counters))]
    held = [axis.counted(place, span) for place, span in enumerate(spans)]
    for place, (low, end) in enumerate(spans):
        beside = axis.full
        for other, cells in enumerate(held):
            beside &= cells if other != place else axis.full

        def fits(span: Span, place: int = place, beside: int = beside) -> bool:
            return not beside & axis.counted(place, span) & ~mask

        starts = [level for level in axis.levels[place] if level < low]
        stops = [level for level in axis.levels[place] if end is not None and level > end]
        first = bisect_left(starts, True, key=lambda start: fits((start, end)))
        last = bisect_left(stops, True, key=lambda stop: not fits((low, stop)))
        if fits((0, None)):
            spans[place] = (0, None)
        elif first < len(starts):
            spans[place] = (starts[first], end)
        elif end is not None and fits((low, None)):
            spans[place] = (low, None)
        elif last:
            spans[place] = (low, stops[last - 1])
        held[place] = axis.counted(place, spans[place])
    within = axis.full
    for cells in held:
        within &= cells
    return spans, within


def _count_words(axis: HistoryAxis, place: int, low: int, end: int | None) -> str:
    """Counts from one on, and below another."""
    counter = axis.counters[place]
    window = "" if counter.reach is None else f" in {counter.reach} {'day' if counter.reach == 1 else 'days'}"
    once = f" once per {counter.apart} days" if counter.apart else ""
    if (low, end) == (0, 1):
        return f"no {axis.subject}{window}"
    if (low, end) == (1, None):
        return f"any {axis.subject}{window}"
    said = f">= {low}" if end is None else f"< {end}" if low == 0 else f"in {low}..{end - 1}"
    return f"count of {axis.subject}{window}{once} {said}"


def _happenings(space: Space, buyer: Buyer, activity: str) -> str:
    days: dict[int, int] = {}
    for done in buyer.happenings:
        if done.activity == activity:
            ago = (space.today - done.day).days
            days[ago] = days.get(ago, 0) + 1
    said = [f"{times} {activity} {_ago(ago)}" for ago, times in sorted(days.items())]
    return ", ".join(said) or f"no {activity}"


def _ago(days: int) -> str:
    return "today" if not days else f"{days} {'day' if days == 1 else 'days'} ago"


def _number(space: Space, axis: NumberAxis, number: Any) -> str:
    type_ = space.fields[axis.subject].type if not isinstance(axis, ScoreAxis) else None
    if isinstance(type_, DateType):
        return date.fromordinal(number).isoformat()
    currency = space.journeys[0].currency if isinstance(type_, MoneyType) else None
    return f"{written_number(number)} {currency}" if currency else written_number(number)


def _value(space: Space, field: str, value: Any) -> str:
    if value is None:
        return "missing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, frozenset):
        return f"[{', '.join(sorted(value))}]"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value
    currency = space.journeys[0].currency if isinstance(space.fields[field].type, MoneyType) else None
    return f"{written_number(value)} {currency}" if currency else written_number(value)


def _listed(words: list[str]) -> str:
    if len(words) > MOST_VALUES:
        return f"{', '.join(words[:MOST_VALUES])} … or {len(words) - MOST_VALUES} more"
    return joined(words, "or")
