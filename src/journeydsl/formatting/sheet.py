"""Statements and blocks to lines: what stands on a line of its own, how deep, and with which comments."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.formatting.breaks import breakable
from journeydsl.formatting.fitting import INDENT, WIDTH, fit
from journeydsl.formatting.titles import late_title
from journeydsl.formatting.words import Words, add_notes, words_between
from journeydsl.syntax.reader import Reader
from journeydsl.syntax.tokens import PROSE, Comment
from journeydsl.syntax.values import Block, Node


class _Sheet:
    """Writing under way: the lines so far, the next token and comment, and where the last thing written stood.

    `fresh` says that nothing has been written since the file or block was opened.
    """

    __slots__ = ("comment", "comments", "ends", "fresh", "last_end", "lines", "place", "reader", "starts", "text")

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.text = reader.text
        self.starts, self.ends = reader.tokens.starts, reader.tokens.ends
        self.comments = reader.tokens.comments
        self.lines: list[str] = []
        self.place = self.comment = self.last_end = 0
        self.fresh = True


def written(reader: Reader) -> list[str]:
    """The lines of a file that was read without a fault, without line endings."""
    sheet = _Sheet(reader)
    _write_all(sheet, reader.statements, 0, len(sheet.text))
    return sheet.lines


def _write_all(sheet: _Sheet, items: tuple[Node, ...], depth: int, close: int) -> None:
    """The items of a block or a file, and the comments before its end, at offset `close`."""
    for item, boundary in _bounded(items, close):
        start = sheet.starts[sheet.place]
        _write_comments(sheet, depth, start)
        _keep_blank_line(sheet, start)
        _write_item(sheet, item, depth, boundary)
    _write_comments(sheet, depth, close)


def _bounded(items: tuple[Node, ...], close: int) -> Iterator[tuple[Node, int]]:
    """Each item with the offset before which its last token stands."""
    return zip(items, (*(item.start for item in items[1:]), close), strict=False)


def _write_comments(sheet: _Sheet, depth: int, before: int) -> None:
    for comment in _comments_up_to(sheet, before):
        if sheet.lines and "\n" not in sheet.text[sheet.last_end : comment.start]:
            sheet.lines[-1] += f"  {comment.text}"
        else:
            _keep_blank_line(sheet, comment.start)
            sheet.lines.append(f"{INDENT * depth}{comment.text}")
            sheet.fresh = False
        sheet.last_end = comment.end


def _comments_up_to(sheet: _Sheet, before: int) -> list[Comment]:
    first, comments = sheet.comment, sheet.comments
    while sheet.comment < len(comments) and comments[sheet.comment].start < before:
        sheet.comment += 1
    return comments[first : sheet.comment]


def _keep_blank_line(sheet: _Sheet, start: int) -> None:
    """One blank line where the author left one or more, none at the edges of a block or file."""
    if not sheet.fresh and sheet.text.count("\n", sheet.last_end, start) > 1:
        sheet.lines.append("")


def _write_item(sheet: _Sheet, item: Node, depth: int, boundary: int) -> None:
    block: Block | None = getattr(item, "block", None)
    first, starts = sheet.place, sheet.starts
    after, stop = first + 1, block.start if block else boundary
    while starts[after] < stop:
        after += 1
    words = words_between(sheet.reader, first, after, _moved(sheet, item, first, after))
    comments = _comments_up_to(sheet, stop if block else max(words.starts))
    sheet.place = after
    if block is None:
        _write_words(sheet, item, words, comments, depth)
        sheet.last_end = sheet.ends[after - 1]
    else:
        _write_with_block(sheet, item, words, comments, block, depth)
    sheet.fresh = False


def _write_words(sheet: _Sheet, item: Node, words: Words, comments: list[Comment], depth: int) -> None:
    flat = words.flat
    if not comments and len(flat) + depth * len(INDENT) <= WIDTH and not words.has_prose:
        sheet.lines.append(f"{INDENT * depth}{flat}")
        return
    add_notes(words, sheet.reader, comments)
    fitting = fit(breakable(item, words), depth, depth, 0)
    sheet.lines += [*fitting.done, fitting.line]


def _write_with_block(
    sheet: _Sheet, item: Node, words: Words, comments: list[Comment], block: Block, depth: int
) -> None:
    line = None if comments else _on_one_line(sheet, words, block, depth)
    if line is not None:
        sheet.lines.append(line)
        while sheet.starts[sheet.place] < block.end:
            sheet.place += 1
        sheet.last_end = block.end
        return
    _write_header(sheet, item, words, comments, depth)
    sheet.place += 1
    sheet.last_end, sheet.fresh = block.start + 1, True
    _write_all(sheet, block.items, depth + 1, block.end - 1)
    sheet.lines.append(f"{INDENT * depth}}}")
    sheet.place += 1
    sheet.last_end = block.end


def _write_header(sheet: _Sheet, item: Node, words: Words, comments: list[Comment], depth: int) -> None:
    """A header up to its brace, which has a line of its own only where the comments around it leave no other."""
    flat = words.flat
    if not comments and len(flat) + depth * len(INDENT) + 2 <= WIDTH and not words.has_prose:
        sheet.lines.append(f"{INDENT * depth}{flat} {{")
        return
    add_notes(words, sheet.reader, comments)
    fitting = fit(breakable(item, words), depth, depth + 1, 2)
    notes = words.notes.get(len(words.texts), [])
    if len(notes) == 1 and notes[0].trails and not _has_comment_behind_brace(sheet):
        fitting.line += f" {{  {notes[0].text}"
    elif notes:
        fitting.turn(depth, notes)
        fitting.line += "{"
    else:
        fitting.line += " {"
    sheet.lines += [*fitting.done, fitting.line]


def _has_comment_behind_brace(sheet: _Sheet) -> bool:
    brace, following = sheet.place, sheet.comments[sheet.comment : sheet.comment + 1]
    if not following or following[0].start > sheet.starts[brace + 1]:
        return False
    return "\n" not in sheet.text[sheet.ends[brace] : following[0].start]


def _on_one_line(sheet: _Sheet, words: Words, block: Block, depth: int) -> str | None:
    """Header and block on one line, where the author wrote the block so, nothing forbids it and it fits."""
    if words.has_prose or _has_comment(sheet, block):
        return None
    if block.items and "\n" in sheet.text[block.start : block.end]:
        return None
    place = sheet.place
    inside = _flat_block(sheet, block)
    sheet.place = place
    line = f"{INDENT * depth}{words.flat} {inside}"
    return line if inside is not None and len(line) <= WIDTH else None


def _has_comment(sheet: _Sheet, block: Block) -> bool:
    return sheet.comment < len(sheet.comments) and sheet.comments[sheet.comment].start < block.end


def _flat_block(sheet: _Sheet, block: Block) -> str | None:
    """A block on one line, from the token of its opening brace; None where prose stands in it."""
    items: list[str] = []
    sheet.place += 1
    for item, boundary in _bounded(block.items, block.end - 1):
        inner: Block | None = getattr(item, "block", None)
        stop = inner.start if inner else boundary
        first = sheet.place
        while sheet.starts[sheet.place] < stop:
            sheet.place += 1
        words = words_between(sheet.reader, first, sheet.place)
        nested = _flat_block(sheet, inner) if inner else ""
        if nested is None or PROSE in words.kinds:
            return None
        items.append(f"{words.flat} {nested}" if inner else words.flat)
    sheet.place += 1
    return f"{{ {'  '.join(items)} }}" if items else "{}"


def _moved(sheet: _Sheet, item: Node, first: int, after: int) -> tuple[int, int] | None:
    """The tokens of a late title and of the name before it; none where a comment stands in the way."""
    title = late_title(item)
    if title is None:
        return None
    place = sheet.starts.index(title.start, first, after)
    name = sheet.starts.index(item.name.start, first, after)  # type: ignore[attr-defined]
    until = sheet.starts[place + 1] if place + 1 < after else title.start
    ahead = sheet.comments[sheet.comment :]
    return None if any(comment.start < until for comment in ahead) else (place, name)
