"""Bytes to text: UTF-8 as it stands, other encodings as well as they can be told."""

from __future__ import annotations

from journeydsl.text.record import Record


class Decoded(Record):
    """A text, and where it is not UTF-8: the encoding that was taken instead and the first character that needed it."""

    text: str
    encoding: str = ""
    offset: int = 0


def decode(data: bytes) -> Decoded:
    """The text of a file; never fails. A byte-order mark of UTF-8 is dropped."""
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as fault:
        wide = _wide(data)
        if wide:
            return Decoded(data.decode(wide, "replace").lstrip("\ufeff"), "UTF-16")
        before = data[: fault.start].decode("utf-8")
        return Decoded(data.decode("cp1252", "replace"), "Windows-1252", len(before))


def _wide(data: bytes) -> str:
    if data.startswith(b"\xff\xfe"):
        return "utf-16-le"
    return "utf-16-be" if data.startswith(b"\xfe\xff") else ""
