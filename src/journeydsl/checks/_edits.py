"""Edits that several checks make: something taken out with its line, a line put into a block, names put on a list."""

from __future__ import annotations

from journeydsl.text.source import Edit, Span


def taken_out(span: Span) -> Edit:
    """Takes out what stands here, with its lines where nothing else is on them, and one of two empty lines round it."""
    text = span.source.text
    first = text.rfind("\n", 0, span.start) + 1
    last = text.find("\n", span.end)
    last = len(text) if last < 0 else last
    before, after = text[first : span.start], text[span.end : last]
    if after.strip():
        return _edit(span, span.start, span.end + len(after) - len(after.lstrip()))
    if before.strip():
        return _edit(span, span.start - len(before) + len(before.rstrip()), span.end)
    end = min(last + 1, len(text))
    if _is_gap_before(text, first):
        end = _behind_gap(text, end)
        # At the end of a file the empty lines go that stood above.
        above = text[:first].rstrip()
        first = text.find("\n", len(above)) + 1 if above and end == len(text) else first
    return _edit(span, first, end)


def added_to_block(span: Span, words: str) -> Edit | None:
    """Puts a property last into the block that a declaration ends with; none where it ends otherwise."""
    text = span.source.text
    if not span.text.endswith("}"):
        return None
    brace = span.end - 1
    first = text.rfind("\n", 0, brace) + 1
    if not text[first:brace].strip():
        return _edit(span, first, first, f"{text[first:brace]}  {words}\n")
    inside = text[:brace].rstrip(" \t")
    return _edit(span, len(inside), brace, f" {words} " if inside.endswith("{") else f"  {words} ")


def added_to_list(last: Span, names: tuple[str, ...]) -> Edit:
    """Puts names behind the last one of a list."""
    return _edit(last, last.end, last.end, "".join(f", {name}" for name in names))


def taken_off_list(span: Span) -> Edit | None:
    """Takes out what stands behind a comma, with that comma; none where something else stands between."""
    before = span.source.text[: span.start].rstrip()
    return _edit(span, len(before) - 1, span.end) if before.endswith(",") else None


def _edit(span: Span, start: int, end: int, text: str = "") -> Edit:
    return Edit(Span(span.source, start, end), text)


def _is_gap_before(text: str, line: int) -> bool:
    """Whether nothing, or an empty line, stands above a line."""
    return line == 0 or not text[text.rfind("\n", 0, line - 1) + 1 : line].strip()


def _behind_gap(text: str, line: int) -> int:
    """Where the line behind an empty one begins; the line itself where it is not empty."""
    end = text.find("\n", line)
    return end + 1 if end >= 0 and not text[line:end].strip() else line
