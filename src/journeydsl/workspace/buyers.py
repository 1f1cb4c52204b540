"""Buyers that stand in files: the object of a JSON file, a row of a CSV file."""

from __future__ import annotations

import csv
import json
from io import StringIO

from journeydsl.text.decoding import decode
from journeydsl.workspace.files import Unreadable, read_bytes


def json_buyer(path: str) -> dict[str, object]:
    """The object that a JSON file holds; raises `Unreadable` where it holds none."""
    try:
        found = json.loads(decode(read_bytes(path)).text)
        json.dumps(found, ensure_ascii=False).encode()  # halves of characters cannot be shown
    except (ValueError, RecursionError):
        raise Unreadable(f"`{path}` cannot be read as JSON") from None
    if not isinstance(found, dict):
        raise Unreadable(f"`{path}` holds no object `{{ … }}` with the values of a buyer")
    return found


def csv_buyer(path: str, number: int) -> dict[str, str]:
    """A row of a CSV file by the names of its columns; rows count from 1 below the header. Raises `Unreadable`."""
    rows = csv_buyers(path)
    if not 1 <= number <= len(rows):
        raise Unreadable(f"`{path}` has no row {number}: it has {len(rows)} below its header")
    return rows[number - 1]


def csv_buyers(path: str) -> list[dict[str, str]]:
    """Every row of a CSV file by the names of its columns. Raises `Unreadable`."""
    text = decode(read_bytes(path)).text
    header = text.partition("\n")[0]
    separator = max(",;\t", key=header.count)
    try:
        rows = [row for row in csv.reader(StringIO(text, newline=""), delimiter=separator) if row]
    except csv.Error:
        raise Unreadable(f"`{path}` cannot be read as CSV") from None
    columns = [column.strip() for column in rows[0]] if rows else []
    return [dict(zip(columns, row, strict=False)) for row in rows[1:]]
