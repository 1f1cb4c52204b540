"""The JSON Schema of the model, made from its records; `python -m journeydsl.model.schema` writes it out."""

from __future__ import annotations

import json
import sys
import types
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Literal, Union, get_args, get_origin, get_type_hints

from journeydsl.model.as_json import json_name
from journeydsl.model.journey import Journey
from journeydsl.text.record import Record
from journeydsl.text.source import Source, Span

_Schema = dict[str, object]

_SPAN: _Schema = {
    "description": "A stretch of a file: lines and columns from 1, columns in characters, up to and without the end.",
    "type": "object",
    "properties": {
        "file": {"type": "string"},
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1},
        "end_line": {"type": "integer", "minimum": 1},
        "end_column": {"type": "integer", "minimum": 1},
    },
    "required": ["file", "line", "column", "end_line", "end_column"],
    "additionalProperties": False,
}
_PLAIN: dict[object, _Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    type(None): {"type": "null"},
    date: {"type": "string", "format": "date"},
    Source: {"type": "string"},
    Span: {"$ref": "#/$defs/span"},
    Fraction: {"anyOf": [{"type": "number"}, {"type": "string", "pattern": "^-?[0-9]+/[0-9]+$"}]},
}


def model_schema() -> _Schema:
    """The schema of what `journey_as_json` gives."""
    kinds: dict[str, _Schema] = {"span": _SPAN}
    _describe(Journey, kinds)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A resolved journey",
        "$ref": "#/$defs/journey",
        "$defs": dict(sorted(kinds.items())),
    }


def model_schema_text() -> str:
    """The schema as it stands in its file."""
    return json.dumps(model_schema(), indent=1, ensure_ascii=False) + "\n"


def _describe(kind: type[Record], kinds: dict[str, _Schema]) -> None:
    name = json_name(kind)
    kinds[name] = {}
    hints = get_type_hints(kind, localns={"Fraction": Fraction})
    properties: _Schema = {"is": {"const": name}}
    properties.update({field: _shape(hints[field], kinds) for field in kind.__fields__})
    kinds[name] = {
        "description": " ".join((kind.__doc__ or "").split()),
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _shape(hint: object, kinds: dict[str, _Schema]) -> _Schema:
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_shape(part, kinds) for part in arguments]}
    if origin is tuple and arguments[-1] is Ellipsis:
        return {"type": "array", "items": _shape(arguments[0], kinds)}
    if origin is tuple:
        return {"type": "array", "prefixItems": [_shape(part, kinds) for part in arguments], "items": False}
    if origin is frozenset:
        return {"type": "array", "items": _shape(arguments[0], kinds)}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _shape(arguments[1], kinds)}
    if isinstance(hint, type) and issubclass(hint, Record):
        if json_name(hint) not in kinds:
            _describe(hint, kinds)
        return {"$ref": f"#/$defs/{json_name(hint)}"}
    raise TypeError(f"no JSON for {hint!r}")


if __name__ == "__main__":
    sys.stdout.write(model_schema_text())
