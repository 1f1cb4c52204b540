"""A source to its canonical text, held against what the source said before anybody gets it."""

from __future__ import annotations

from bisect import bisect_left

from journeydsl.formatting.sheet import written
from journeydsl.formatting.titles import title_first
from journeydsl.syntax.build import prose_text
from journeydsl.syntax.parse import read
from journeydsl.syntax.reader import Reader
from journeydsl.syntax.tokens import PROSE, Tokens, read_tokens
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
    text = _canonical(reader, ending)
    if text == source.text:
        return text
    if "#" in text:  # A comment between two words keeps them in their order until it stands behind them.
        text = _canonical(read(Source(source.path, text)), ending)
    return text if _says_the_same(reader, Source(source.path, text)) else None


def _canonical(reader: Reader, ending: str) -> str:
    return "".join(f"{line}{ending}" for line in written(reader))


def _line_ending(text: str) -> str:
    windows = text.count("\r\n")
    return "\r\n" if windows > text.count("\n") - windows else "\n"


def _says_the_same(before: Reader, source: Source) -> bool:
    tokens = read_tokens(source.text)
    if _same_tokens(tokens, before.tokens):
        return _commented(tokens) == _commented(before.tokens)
    after = read(source)
    return _commented(after.tokens) == _commented(before.tokens) and _same_declarations(before, after)


def _same_tokens(after: Tokens, before: Tokens) -> bool:
    """Whether a reader meets the same tokens, from which it makes the same tree: often so, and quickly known."""
    if after.faults or after.kinds != before.kinds:
        return False
    pairs = zip(after.kinds, after.texts, before.texts, strict=True)
    return all(new == old or (kind == PROSE and prose_text(new) == prose_text(old)) for kind, new, old in pairs)


def _same_declarations(before: Reader, after: Reader) -> bool:
    if after.tokens.faults or len(before.statements) != len(after.statements):
        return False
    pairs = zip(before.statements, after.statements, strict=True)
    return all(old == new or title_first(old) == title_first(new) for old, new in pairs)


def _commented(tokens: Tokens) -> list[tuple[int, str]]:
    """Every comment, with the number of words before it; commas and opening braces do not count."""
    if not tokens.comments:
        return []
    starts = [start for start, kind in zip(tokens.starts, tokens.kinds, strict=True) if kind not in (",", "{")]
    return [(bisect_left(starts, comment.start), comment.text) for comment in tokens.comments]
