"""The author's words on one line, spaced as `journey fmt` spaces them: the same however they were laid out."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PIECE = re.compile(
    r"""(?: \#[^\n]* )
    | (?P<text>\"{3}[\s\S]*?\"{3} | "(?:[^"\\\n]|\\.)*")
    | (?P<value>\d{4}-\d{2}-\d{2} | \d{1,2}:\d{2} | -?\d[\d_]*(?:\.\d+)?(?:[kM](?![A-Za-z0-9_]))?(?:[ \t]*%)?)
    | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<sign>-> | \.\. | != | <= | >= | \S)""",
    re.VERBOSE,
)
_Piece = tuple[str, str]
_START: _Piece = ("", "")


def spaced(written: str) -> str:
    """What is written, on one line and without comments; texts stay as they are, but for their line breaks."""
    pieces = [(str(found.lastgroup), found[0]) for found in _PIECE.finditer(written) if found.lastgroup]
    line = ""
    for place, piece in enumerate(pieces):
        before = pieces[place - 1] if place else _START
        if _has_pause(pieces, place):
            line += ","
        line += _said(piece) if _clings(pieces, place, before[1], piece[1]) else f" {_said(piece)}"
    return line.removesuffix(",")


def _said(piece: _Piece) -> str:
    kind, text = piece
    if kind == "value" and text.endswith("%"):
        return f"{text[:-1].rstrip()}%"
    return " ".join(text.split()) if "\n" in text else text


def _has_pause(pieces: Sequence[_Piece], place: int) -> bool:
    """Whether a comma belongs between the parts of a line of points, and is missing."""
    is_part = place > 2 and pieces[place][1] in ("once", "up") and pieces[place - 1][1] != ","
    return is_part and pieces[0][1] in ("add", "subtract") and ("name", "per") in pieces[2:place]


def _clings(pieces: Sequence[_Piece], place: int, before: str, text: str) -> bool:
    if not place or before in ("[", "(") or text in ("]", ")", ","):
        return True
    kind = pieces[place][0]
    if before == "..":
        return kind == "value" or (kind == "name" and _ends_with_name(pieces, place - 1))
    if text != "..":
        return False
    is_between_names = place + 1 < len(pieces) and pieces[place + 1][0] == "name" and _ends_with_name(pieces, place)
    return pieces[place - 1][0] == "value" or _has_unit(pieces, place) or is_between_names


def _has_unit(pieces: Sequence[_Piece], place: int) -> bool:
    """Whether `5 USD` stands before a place."""
    return place > 1 and (pieces[place - 2][0], pieces[place - 1][0]) == ("value", "name")


def _ends_with_name(pieces: Sequence[_Piece], place: int) -> bool:
    """Whether a name stands before a place, and no number in front of it."""
    return place > 0 and pieces[place - 1][0] == "name" and not _has_unit(pieces, place)
