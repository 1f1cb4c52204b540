"""A text as a tree of pieces, nothing left out: statements, the items of their blocks, and comments."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from journeydsl.merging.naming import Key, key_of
from journeydsl.syntax.build import prose_text
from journeydsl.syntax.parse import read
from journeydsl.syntax.path import Route
from journeydsl.syntax.reader import Reader
from journeydsl.syntax.tokens import PROSE, Comment
from journeydsl.syntax.values import Block, Node
from journeydsl.text.record import Record
from journeydsl.text.source import Source

Canon = tuple[object, ...]
COMMENT = "comment"


class Piece(Record):
    """A statement, an item of a block, or a comment on a line of its own, with the blanks before it (`gap`).

    `head` is its text up to `opening`, the brace; `closing` is the other brace with the blanks before it, and `trail` a
    comment behind it. `canon` is the head whatever its lay-out is. `sides` are two texts between which to choose: in
    place of the whole piece, or in place of the head where there is a block.
    """

    key: Key
    gap: str
    head: str
    canon: Canon
    node: Node | None = None
    opening: str = ""
    block: tuple[Piece, ...] | None = None
    closing: str = ""
    trail: str = ""
    is_ordered: bool = False
    sides: tuple[str, str] | None = None

    @property
    def whole(self) -> Canon:
        """Everything that the piece says, whatever its lay-out is."""
        return (self.canon, self.trail.strip(), tuple(inner.whole for inner in self.block or ()))

    @property
    def body(self) -> str:
        """Its text without the blanks before it."""
        inner = "".join(f"{piece.gap}{piece.body}" for piece in self.block or ())
        return f"{self.head}{self.opening}{inner}{self.closing}{self.trail}"


class Pieces(Record):
    """All pieces of a text, and the blanks behind the last one."""

    pieces: tuple[Piece, ...]
    end: str


def pieces_of(source: Source) -> Pieces | None:
    """The pieces of a source with `\\n` alone at the ends of lines; none where it cannot be read whole."""
    reader = read(source)
    if reader.tokens.faults or reader.skipped or source.misread:
        return None
    found, end = _pieces(reader, reader.statements, 0, len(source.text))
    return Pieces(found, end)


def _pieces(reader: Reader, items: tuple[Node, ...], start: int, end: int) -> tuple[tuple[Piece, ...], str]:
    text, place = reader.text, start
    found: list[Piece] = []
    for entry in sorted([*items, *_between(reader, items, start, end)], key=lambda one: one.start):
        gap = text[place : entry.start]
        if not isinstance(entry, Comment):
            found.append(_piece(reader, entry, gap))
        elif found and found[-1].node and not found[-1].trail and "\n" not in gap:
            found[-1] = found[-1].replace(trail=f"{gap}{entry.text}")
        else:
            found.append(Piece((COMMENT, entry.text), gap, entry.text, (COMMENT, entry.text)))
        place = entry.end
    return tuple(found), text[place:end]


def _between(reader: Reader, items: tuple[Node, ...], start: int, end: int) -> Iterator[Comment]:
    """The comments of a stretch that stand in none of its items."""
    starts = [item.start for item in items]
    for comment in _comments(reader, start, end):
        before = bisect_left(starts, comment.start) - 1
        if before < 0 or comment.start >= items[before].end:
            yield comment


def _comments(reader: Reader, start: int, end: int) -> list[Comment]:
    comments = reader.tokens.comments
    first, last = (bisect_left(comments, place, key=lambda comment: comment.start) for place in (start, end))
    return comments[first:last]


def _piece(reader: Reader, node: Node, gap: str) -> Piece:
    text, block = reader.text, getattr(node, "block", None)
    if not isinstance(block, Block):
        return Piece(key_of(node), gap, text[node.start : node.end], _canon(reader, node.start, node.end), node)
    head = text[node.start : block.start].rstrip()
    opens = node.start + len(head)
    if _comments(reader, opens, block.start):
        head, opens = text[node.start : block.start], block.start
    inner, tail = _pieces(reader, block.items, block.start + 1, block.end - 1)
    return Piece(
        key_of(node), gap, head, _canon(reader, node.start, block.start), node, text[opens : block.start + 1], inner,
        f"{tail}}}", is_ordered=isinstance(node, Route) and node.way.text == "first",
    )  # fmt: skip


def _canon(reader: Reader, start: int, end: int) -> Canon:
    """Words and comments of a stretch; commas, blanks and the lay-out of prose do not count."""
    tokens = reader.tokens
    found: list[object] = []
    for place in range(bisect_left(tokens.starts, start), bisect_left(tokens.starts, end)):
        kind, said = tokens.kinds[place], tokens.texts[place]
        if kind not in (",", "<END>"):
            found.append(prose_text(said) if kind == PROSE else said.replace(" ", "") if said[-1:] == "%" else said)
    found += [one.text for one in _comments(reader, start, end)]
    return tuple(found)
