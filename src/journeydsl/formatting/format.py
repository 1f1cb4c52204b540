"""A source to its canonical text, held against what the source said before anybody gets it."""

from __future__ import annotations

from bisect import bisect_left

from journeydsl.formatting.sheet import written
from journeydsl.formatting.titles import title_first
from journeydsl.syntax.parse import read
from journeydsl.syntax.reader import Reader
from journeydsl.text.source import Source


def format_text(source: Source) -> str | None:
    """The text in canonical form, with the line ending that most of its lines have.

    None where the file has a fault or was not read whole: such a file is left alone. The canonical text is read again
    before it is given: the same declarations, and each comment between the same words.
    """
    reader = read(source)
    if reader.tokens.faults or reader.skipped:
        return None
    ending = _line_ending(source.text)
    text = "".join(f"{line}{ending}" for line in written(reader))
    if text == source.text or _says_the_same(reader, read(Source(source.path, text))):
        return text
    return None


def _line_ending(text: str) -> str:
    windows = text.count("\r\n")
    return "\r\n" if windows > text.count("\n") - windows else "\n"


def _says_the_same(before: Reader, after: Reader) -> bool:
    if after.tokens.faults or len(before.statements) != len(after.statements):
        return False
    if _commented(before) != _commented(after):
        return False
    pairs = zip(before.statements, after.statements, strict=True)
    return all(old == new or title_first(old) == title_first(new) for old, new in pairs)


def _commented(reader: Reader) -> list[tuple[int, str]]:
    """Every comment, with the number of words before it; commas and opening braces do not count."""
    tokens = reader.tokens
    if not tokens.comments:
        return []
    starts = [start for start, kind in zip(tokens.starts, reader.taken, strict=False) if kind not in (",", "{")]
    return [(bisect_left(starts, comment.start), comment.text) for comment in tokens.comments]
