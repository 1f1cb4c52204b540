"""Bytes to text: UTF-8 as it stands, other encodings as well as they can be told."""

from __future__ import annotations

from journeydsl.text.record import Record

_MARKS = (
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# Which of four bytes are often zero where most letters are Latin.
_ZEROS = (
    ("utf-16-le", [False, True, False, True]),
    ("utf-16-be", [True, False, True, False]),
    ("utf-32-le", [False, True, True, True]),
    ("utf-32-be", [True, True, True, False]),
)
_FEW = 4  # One in so many is not often.


class Decoded(Record):
    """A text, and where it is not UTF-8: the encoding that was taken instead and the first character that needed it."""

    text: str
    encoding: str = ""
    offset: int = 0


def decode(data: bytes) -> Decoded:
    """The text of a file; never fails. A byte-order mark is dropped."""
    wide = _wide(data)
    if wide:
        return Decoded(data.decode(wide, "replace").lstrip("\ufeff"), wide[:6].upper())
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as fault:
        before = data[: fault.start].decode("utf-8")
        return Decoded(data.decode("cp1252", "replace"), "Windows-1252", len(before))


def _wide(data: bytes) -> str:
    """The encoding with two or four bytes for each letter that a mark shows, or zero bytes do beside Latin letters."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if data.count(0) < len(data) // _FEW:
        return ""
    zeros = [data[place::4].count(0) * _FEW > len(data) // 4 for place in range(4)]
    return next((encoding for encoding, wanted in _ZEROS if zeros == wanted), "")
