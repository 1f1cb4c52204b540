"""The model as plain data for JSON, in the shape that `schema.py` describes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from journeydsl.model.journey import Journey
from journeydsl.model.values import written_number
from journeydsl.text.record import Record
from journeydsl.text.source import Source, Span

_BETWEEN_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")


def journey_as_json(journey: Journey) -> dict[str, object]:
    """The whole journey; the same journey always gives the same data, in the same order.

    A record is an object whose `is` names its kind. Fractions without a short decimal form are texts such as `1/3`.
    """
    return _record(journey)


def json_name(kind: type[Record]) -> str:
    """What `is` says of a record: `time_limit` of a `TimeLimit`."""
    return _BETWEEN_WORDS.sub("_", kind.__name__).lower()


def _record(record: Record) -> dict[str, object]:
    fields = {field: _plain(getattr(record, field)) for field in record.__fields__}
    return {"is": json_name(type(record)), **fields}


def _plain(value: object) -> object:
    match value:
        case None | bool() | int() | str():
            return value
        case Span():
            return _span(value)
        case Record():
            return _record(value)
        case tuple():
            return [_plain(item) for item in value]
        case Mapping():
            return {key: _plain(item) for key, item in value.items()}
        case frozenset():
            return [list(item) for item in sorted(value)]
        case date():
            return value.isoformat()
        case Source():
            return value.path
        case _:
            return _fraction(value)


def _span(span: Span) -> dict[str, object]:
    line, column = span.source.line_and_column(span.start)
    end_line, end_column = span.source.line_and_column(span.end)
    return {
        "file": span.source.path,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
    }


def _fraction(value: object) -> float | str:
    from fractions import Fraction

    assert isinstance(value, Fraction)
    written = written_number(value).replace(",", "")
    return written if "/" in written else float(written)
