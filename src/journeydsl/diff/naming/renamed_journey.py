"""An older journey with the names that its things have now, so that one question can be asked of both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from journeydsl.model.journey import PLACES, Journey
from journeydsl.model.values import Declaration, Reference
from journeydsl.text.record import Record
from journeydsl.text.source import Source, Span

_APART = ("promises", "plans", "kpis", "contents", "cadences", "offers", "meetings", "terms", "reasons")
_OTHER_SPACE = frozenset({"offer", "content", "reasons"})
_NAMED_BY_FIELD = frozenset({"rule", "segment", "band", "field", "score", "activity", "segmentation"})
_SHARED = frozenset(kind for kind, place in PLACES.items() if place not in _APART)


def with_names(journey: Journey, names: Mapping[str, str]) -> Journey:
    """The journey with new names, by the old ones, for all kinds that share one set of names."""
    if not names:
        return journey
    changes: dict[str, Any] = {}
    for field in journey.__fields__:
        value = getattr(journey, field)
        if isinstance(value, Mapping) and field not in _APART:
            changes[field] = {names.get(key, key): _declared(item, names) for key, item in value.items()}
        elif field not in ("name", "sources", "used"):
            changes[field] = _put(value, field, names)
    return journey.replace(**changes)


def _declared(declared: Declaration, names: Mapping[str, str]) -> Any:
    return _record(declared, names).replace(name=names.get(declared.name, declared.name))


def _put(value: Any, field: str, names: Mapping[str, str]) -> Any:
    match value:
        case Span() | Source():
            return value
        case Reference(name=name) if field not in _OTHER_SPACE:
            return value.replace(name=names.get(name, name))
        case Record():
            return _record(value, names)
        case tuple():
            return tuple(_put(item, field, names) for item in value)
        case Mapping():
            return {key: _put(item, field, names) for key, item in value.items()}
        case _:
            return value


def _record(record: Record, names: Mapping[str, str]) -> Any:
    changes: dict[str, Any] = {}
    is_shared = getattr(record, "kind", None) in _SHARED
    for field in record.__fields__:
        value = getattr(record, field)
        if isinstance(value, str):
            if field in _NAMED_BY_FIELD or (field == "name" and is_shared and not isinstance(record, Declaration)):
                changes[field] = names.get(value, value)
        else:
            changes[field] = _put(value, field, names)
    return record.replace(**changes)
