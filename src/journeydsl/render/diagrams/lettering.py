"""Widths of text in the font that ships with the package, and text broken into lines that fit.

The font has the widths of Arial, Helvetica and Liberation Sans, so what is measured here holds in a browser.
"""

import struct
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files

_LONGEST_READ = 1000
_EMPTY_CATEGORIES = frozenset({"Mn", "Me", "Cf"})
_STRONG = frozenset({"L", "R", "AL"})
_JOINERS = frozenset("\u200c\u200d")
_LINE_ENDERS = frozenset("、。，．！？：；）」』】》〉…,.!?:;)]}")


class Weight(Enum):
    """How heavy letters are, by the name of the font's style."""

    REGULAR = "Regular"
    BOLD = "Bold"


@dataclass(frozen=True, slots=True)
class Lettering:
    """How a line of text is set; `size` in points."""

    weight: Weight
    size: float


def clean(text: str) -> str:
    """The text on one line, without what XML or a picture cannot hold: control characters, lone surrogates,
    direction overrides."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = (character for character in text if _can_be_drawn(character) or character.isspace())
    return " ".join("".join(kept).split())


def width(text: str, lettering: Lettering) -> float:
    """Points that the text takes. Characters that the font lacks are estimated on the generous side."""
    advances = _advances(lettering.weight)
    try:
        return sum(map(advances.__getitem__, map(ord, text))) * lettering.size
    except KeyError:
        return sum(advances.get(ord(c)) or _estimate(c) for c in text) * lettering.size


def is_measured(text: str, lettering: Lettering) -> bool:
    """Whether the font has every character, so that `width` is exact and not an estimate."""
    advances = _advances(lettering.weight)
    return all(ord(c) in advances for c in text)


def has_letters(text: str) -> bool:
    """Whether our font has every letter of a text of many lines."""
    return all(map(_advances(Weight.REGULAR).__contains__, map(ord, set(text) - {"\n", "\t"})))


def runs_left(texts: Iterable[str]) -> bool:
    """Whether most of the texts begin with a letter of a script that is read from right to left."""
    starts = [next((way for way in map(unicodedata.bidirectional, text) if way in _STRONG), "L") for text in texts]
    return 2 * sum(way != "L" for way in starts) > len(starts)


def wrap(text: str, lettering: Lettering, limit: float, most: int) -> tuple[str, ...]:
    """The cleaned text as at most `most` lines of at most `limit` points, about equally long.

    Breaks between words, between characters of scripts without spaces, and inside a word only where it alone
    is too long. What does not fit is cut, with an ellipsis.
    """
    pieces = tuple(_pieces(clean(text)[:_LONGEST_READ]))
    lines = _fill(pieces, lettering, limit)
    if len(lines) > most:
        return (*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), lettering, limit))
    return _balance(pieces, lines, lettering, limit)


def _can_be_drawn(character: str) -> bool:
    if character in _JOINERS:
        return True
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs"} and character not in "\ufffe\uffff"


def _estimate(character: str) -> float:
    if unicodedata.category(character) in _EMPTY_CATEGORIES:
        return 0.0
    point = ord(character)
    if point >= 0x1F000:
        return 1.4
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return 1.0
    wide = 0x0B00 <= point <= 0x0DFF or 0x1000 <= point <= 0x109F or 0x1780 <= point <= 0x17FF
    return 1.15 if wide else 0.8


def _clusters(text: str) -> Iterator[str]:
    """Characters with the marks that belong to them."""
    cluster = ""
    for character in text:
        joins = unicodedata.category(character) in {"Mn", "Me", "Mc", "Cf"} or "\U0001f3fb" <= character <= "\U0001f3ff"
        if cluster and not joins and not cluster.endswith("\u200d"):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _pieces(text: str) -> Iterator[str]:
    """What may stand alone on a line: a word with the space after it, or one character of Chinese or
    Japanese."""
    piece = ""
    for cluster in _clusters(text):
        wide = unicodedata.east_asian_width(cluster[0]) in {"W", "F"} and cluster[0] not in _LINE_ENDERS
        opens = wide or piece[-1:] == " " or (_ends_wide(piece) and cluster[0] not in _LINE_ENDERS)
        if piece and opens and cluster != " ":
            yield piece
            piece = ""
        piece += cluster
    if piece:
        yield piece


def _ends_wide(piece: str) -> bool:
    return piece != "" and unicodedata.east_asian_width(piece[-1]) in {"W", "F"}


def _fill(pieces: tuple[str, ...], lettering: Lettering, limit: float) -> list[str]:
    lines: list[str] = []
    line = ""
    for piece in pieces:
        if line and width((line + piece).rstrip(), lettering) > limit:
            lines.append(line.rstrip())
            line = ""
        line += piece
        while width(line.rstrip(), lettering) > limit:
            head = _longest_start(line, lettering, limit)
            lines.append(head.rstrip())
            line = line[len(head) :]
    if line.strip():
        lines.append(line.rstrip())
    return lines


def _longest_start(text: str, lettering: Lettering, limit: float) -> str:
    """At least one cluster, so that filling always moves on."""
    start = ""
    for cluster in _clusters(text):
        if start and width(start + cluster, lettering) > limit:
            break
        start += cluster
    return start


def _cut(text: str, lettering: Lettering, limit: float) -> str:
    room = limit - width("…", lettering)
    if width(text, lettering) <= room:
        return text + "…"
    return _longest_start(text, lettering, room).rstrip() + "…"


def _balance(pieces: tuple[str, ...], lines: list[str], lettering: Lettering, limit: float) -> tuple[str, ...]:
    """The same number of lines with the narrowest limit that keeps every word whole."""
    if len(lines) < 2:
        return tuple(lines)
    narrowest = max(width(piece.rstrip(), lettering) for piece in pieces)
    low, high, best = min(narrowest, limit), limit, lines
    for _ in range(6):
        middle = (low + high) / 2
        filled = _fill(pieces, lettering, middle)
        if len(filled) <= len(lines):
            high, best = middle, filled
        else:
            low = middle
    return tuple(best)


@cache
def _advances(weight: Weight) -> dict[int, float]:
    """Width of each character in ems, read from the font file's `cmap` (format 4) and `hmtx` tables."""
    font = files("journeydsl.render.diagrams").joinpath("fonts", f"JourneySans-{weight.value}.ttf").read_bytes()
    tables = {
        name.decode(): offset
        for name, _, offset, _ in (
            struct.unpack_from(">4sLLL", font, 12 + 16 * index) for index in range(struct.unpack_from(">H", font, 4)[0])
        )
    }
    em: int = struct.unpack_from(">H", font, tables["head"] + 18)[0]
    measures: int = struct.unpack_from(">H", font, tables["hhea"] + 34)[0]
    glyphs = _glyphs(font, tables["cmap"])
    return {
        point: struct.unpack_from(">H", font, tables["hmtx"] + 4 * min(glyph, measures - 1))[0] / em
        for point, glyph in glyphs
    }


def _glyphs(font: bytes, cmap: int) -> Iterator[tuple[int, int]]:
    """Pairs of character and glyph, as the OpenType specification lays out a format 4 `cmap`."""
    start = cmap + struct.unpack_from(">L", font, cmap + 8)[0]
    count = struct.unpack_from(">H", font, start + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, start + 14)
    starts = struct.unpack_from(f">{count}H", font, start + 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}H", font, start + 16 + 4 * count)
    offsets_at = start + 16 + 6 * count
    offsets = struct.unpack_from(f">{count}H", font, offsets_at)
    for index in range(count - 1):
        for point in range(starts[index], ends[index] + 1):
            glyph = point
            if offsets[index]:
                place = offsets_at + 2 * index + offsets[index] + 2 * (point - starts[index])
                glyph = struct.unpack_from(">H", font, place)[0]
            yield point, (glyph + deltas[index]) & 0xFFFF
