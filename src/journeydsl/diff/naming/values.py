"""Values of a list that are called otherwise now, and a journey with the new names of its values.

A value is the same one where it stands at the same place of its list, the old name is gone and the new one is new, and
what read the old one reads the new one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from journeydsl.model.buyers import AnyOfType, Field, OneOfType
from journeydsl.model.journey import Journey
from journeydsl.model.values import Declaration
from journeydsl.text.record import Record
from journeydsl.text.source import Source, Span

LIKE_ENOUGH = 0.5

Values = dict[tuple[str, str], str]
"""The new value, by the field and the old one."""


def renamed_values(older: Journey, newer: Journey) -> Values:
    """Every value with a new name; both journeys use the same names for everything else."""
    found: Values = {}
    before: dict[tuple[str, str], set[str]] | None = None
    now: dict[tuple[str, str], set[str]] = {}
    for name, field in newer.fields.items():
        for old, new in _candidates(older.fields.get(name), field):
            if before is None:
                before, now = _readers(older), _readers(newer)
            read, reads = before.get((name, old), set()), now.get((name, new), set())
            if len(read & reads) >= LIKE_ENOUGH * len(read | reads):
                found[name, old] = new
    return found


def with_values(journey: Journey, values: Values) -> Journey:
    """The journey with new names for values, wherever they are compared, listed or given."""
    if not values:
        return journey
    fields = {name: _field(field, values) for name, field in journey.fields.items()}
    parts = {
        part: _put(getattr(journey, part), values)
        for part in journey.__fields__
        if part not in ("fields", "sources", "used", "span", "name_span", "mentions")
    }
    return journey.replace(**parts, fields=fields)


def _candidates(old: Field | None, new: Field) -> Iterator[tuple[str, str]]:
    before, now = _listed(old), _listed(new)
    if len(before) == len(now):
        for one, other in zip(before, now, strict=True):
            if one != other and one not in now and other not in before:
                yield one, other


def _listed(field: Field | None) -> tuple[str, ...]:
    type_ = field.type if field else None
    return tuple(value.text for value in type_.values) if isinstance(type_, OneOfType | AnyOfType) else ()


def _readers(journey: Journey) -> dict[tuple[str, str], set[str]]:
    """Who reads a value of a field, in what kind of test, by field and value."""
    found: dict[tuple[str, str], set[str]] = {}
    for place in ("rules", "segments", "scores"):
        for name, declared in getattr(journey, place).items():
            _read(declared, f"{place} {name}", found)
    for way in (*journey.moves, *journey.recycles, *journey.handoffs):
        _read(way, way.name, found)
    return found


def _read(value: Any, where: str, found: dict[tuple[str, str], set[str]]) -> None:
    if isinstance(value, Span | Source):
        return
    if isinstance(value, tuple):
        for item in value:
            _read(item, where, found)
    elif isinstance(value, Record):
        for one in _values_in(value):
            found.setdefault((value.field, one), set()).add(f"{where} {type(value).__name__}")  # type: ignore[attr-defined]
        for part in value.__fields__:
            _read(getattr(value, part), where, found)


def _values_in(record: Record) -> tuple[str, ...]:
    """The values that a test of a field, or what is given, names."""
    if not isinstance(getattr(record, "field", None), str):
        return ()
    named = getattr(record, "values", getattr(record, "value", ()))
    listed = named if isinstance(named, tuple) else (named,)
    return tuple(one for one in listed if isinstance(one, str))


def _field(field: Field, values: Values) -> Field:
    type_ = field.type
    if not isinstance(type_, OneOfType | AnyOfType):
        return field
    listed = tuple(one.replace(text=values.get((field.name, one.text), one.text)) for one in type_.values)
    return field.replace(type=type_.replace(values=listed))


def _put(value: Any, values: Values) -> Any:
    match value:
        case Span() | Source():
            return value
        case Record():
            return _record(value, values)
        case tuple():
            return tuple(_put(item, values) for item in value)
        case Mapping():
            return {key: _put(item, values) for key, item in value.items()}
        case _:
            return value


def _record(record: Record, values: Values) -> Any:
    changes = {part: _put(getattr(record, part), values) for part in record.__fields__}
    if _values_in(record) and not isinstance(record, Declaration):
        field: str = record.field  # type: ignore[attr-defined]
        for part in ("value", "values"):
            named = changes.get(part)
            if isinstance(named, str):
                changes[part] = values.get((field, named), named)
            elif isinstance(named, tuple):
                changes[part] = tuple(values.get((field, one), one) for one in named)
    return record.replace(**changes)
