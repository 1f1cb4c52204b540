"""From cells to a buyer whom a person can picture: round numbers, first listed values, nothing that does not matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any

from journeydsl.conditions.buyer import Buyer, Happening, Value
from journeydsl.conditions.cells import (
    Axis,
    ChoiceAxis,
    Edge,
    HistoryAxis,
    NumberAxis,
    PartAxis,
    PatternAxis,
    ScoreAxis,
)
from journeydsl.conditions.space import Box, Space
from journeydsl.model.buyers import AnyOfType, DateType, TextType

if TYPE_CHECKING:
    from fractions import Fraction

_PADDING = "xzqwjkvy0-_"


def buyer_in(space: Space, box: Box) -> Buyer:
    """A buyer of a box that `witness` gave; fields that may be missing in it are.

    Of what is always known, fields that no condition reads are left out too.
    """
    values: dict[str, Value | Fraction] = {}
    happenings: list[Happening] = []
    texts: dict[str, dict[str, Any]] = {}
    members: dict[str, list[str]] = {}
    for place in sorted({*box, *space.always}):
        axis, mask = space.axes[place], box.get(place, space.full[place])
        match axis:
            case ScoreAxis():
                pass
            case HistoryAxis(histories=histories):
                for ago, times in histories[_first(mask)]:
                    day = space.today - timedelta(days=ago)
                    happenings.extend([Happening(axis.subject, day)] * times)
            case PatternAxis() | PartAxis(is_text=True):
                if _is_present(axis, mask):
                    _add_text(texts.setdefault(axis.subject, {}), axis, mask & axis.known)
            case PartAxis(part=part):
                if _is_present(axis, mask):
                    found = members.setdefault(axis.subject, [])
                    found.extend([part] if mask & PartAxis.YES and not mask & PartAxis.NO else [])
            case NumberAxis() | ChoiceAxis():
                _add_value(space, values, texts, members, axis, mask)
            case _:
                pass
    for field, parts in texts.items():
        values[field] = _text(space, field, parts)
    for field, named in members.items():
        values[field] = frozenset(named) or frozenset(_unnamed(space, field)[:1])
    return Buyer({field: values[field] for field in space.fields if field in values}, tuple(happenings))


def cell_of(axis: NumberAxis, value: Any) -> int:
    """The cell of a number or a day; the missing one for none."""
    if value is None:
        return axis.missing
    return axis.at(value.toordinal() if isinstance(value, date) else value)


def round_number(start: Edge | None, end: Edge | None, is_whole: bool) -> int | Fraction:
    """A number from one edge up to another that is easy to say; none for an edge means that it is open."""
    if start is None and end is None:
        return 100
    if start is None:
        assert end is not None
        start = (min(0, end[0] - 10 ** len(str(abs(int(end[0]))))), 0)
    if end is None:
        end = (max(start[0] * 10, start[0] + 100), 0) if start[0] > 0 else (start[0] + 100, 0)
    for candidate in _round_numbers(start[0], end[0], is_whole):
        if start <= (candidate, 0) < end:
            return candidate  # type: ignore[no-any-return]
    from fractions import Fraction

    middle = Fraction(start[0] + end[0]) / 2
    return middle if start <= (middle, 0) < end else Fraction(start[0])


def _round_numbers(low: Any, high: Any, is_whole: bool) -> Iterator[Any]:
    """From small to large 1, 2 and 5 with zeros, above the low end; then what has few digits."""
    nice = [number * 10**power for power in range(16) for number in (1, 2, 5)]
    if low < 2:
        yield from (number for number in reversed(nice) if 2 * number <= high)
    yield from (number for number in nice if low < number)
    for power in range(15, -1, -1):
        first = -(-low // 10**power)
        yield from (int(first + number) * 10**power for number in range(10))
    if not is_whole:
        from fractions import Fraction

        for power in range(1, 7):
            first = -(-low * 10**power // 1)
            yield from (Fraction(int(first) + number, 10**power) for number in range(10))


def _add_value(
    space: Space,
    values: dict[str, Value | Fraction],
    texts: dict[str, dict[str, Any]],
    members: dict[str, list[str]],
    axis: NumberAxis | ChoiceAxis,
    mask: int,
) -> None:
    if not _is_present(axis, mask):
        return
    known, type_ = mask & axis.known, space.fields[axis.subject].type
    if isinstance(axis, NumberAxis):
        first, behind = _first(known), known + (known & -known)
        last = (behind & ~known).bit_length() - 2
        start, end = axis.ends(first, last)
        if isinstance(type_, DateType):
            values[axis.subject] = _day(space.today, start, end)
        else:
            values[axis.subject] = round_number(start, end, axis.is_whole)
    elif isinstance(type_, TextType):
        texts.setdefault(axis.subject, {})["equal"] = _choice(axis, known)
    elif isinstance(type_, AnyOfType):
        members.setdefault(axis.subject, [])
    else:
        values[axis.subject] = _choice(axis, known)


def _is_present(axis: Axis, mask: int) -> bool:
    return not mask & axis.missing


def _choice(axis: ChoiceAxis, known: int) -> Any:
    """The first value of a mask; none where it is one that no condition mentions and that no list gives."""
    first = _first(known)
    if first < len(axis.values):
        return axis.values[first]
    return axis.rest[0] if axis.rest else None


def _add_text(parts: dict[str, Any], axis: PatternAxis | PartAxis, known: int) -> None:
    if isinstance(axis, PatternAxis):
        parts["starts" if axis.is_prefix else "ends"] = axis.literals[_first(known)]
    elif known == PartAxis.YES:
        parts.setdefault("parts", []).append(axis.part)


def _text(space: Space, field: str, parts: Mapping[str, Any]) -> str:
    if parts.get("equal") is not None:
        return str(parts["equal"])
    literals = "".join(sorted({text for texts in space.cuts.tests.get(field, {}).values() for text in texts}))
    padding = next(letter for letter in chain(_PADDING, map(chr, range(0xE000, 0xF8FF))) if letter not in literals)
    start, end = parts.get("starts", ""), parts.get("ends", "")
    wanted = sorted(parts.get("parts", ()), key=len, reverse=True)
    middle: list[str] = []
    for part in wanted:
        if not any(part in other for other in (start, end, *middle)):
            middle.append(part)
    return padding.join([start, *middle, end]) if middle or start or end else padding


def _unnamed(space: Space, field: str) -> list[str]:
    """The values of a list that no condition mentions."""
    mentioned = space.cuts.values.get(field, set())
    type_ = space.fields[field].type
    listed = type_.values if isinstance(type_, AnyOfType) else ()
    return [value.text for value in listed if value.text not in mentioned] or [value.text for value in listed]


def _day(today: date, start: Edge | None, end: Edge | None) -> date:
    low = start[0] if start else date.min.toordinal()
    high = end[0] - 1 if end else date.max.toordinal()
    return date.fromordinal(min(max(today.toordinal(), low), high))


def _first(mask: int) -> int:
    return (mask & -mask).bit_length() - 1
