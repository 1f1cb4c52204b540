"""The header of a statement, merged part by part: its title, what it is mapped to, its condition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from journeydsl.merging.naming import is_declaration
from journeydsl.merging.pieces import Piece
from journeydsl.syntax.values import Block, Node
from journeydsl.text.record import Record

_Name = tuple[str, str, int]


class _Part(Record):
    """A part of a header: where it stands in its text, and its words."""

    name: _Name
    start: int
    end: int
    text: str


def merged_head(base: Piece, ours: Piece, theirs: Piece) -> str | None:
    """The text of a header with what each side changed; none where both changed one thing."""
    if ours.canon == theirs.canon or theirs.canon == base.canon:
        return ours.head if ours.canon != base.canon or ours.head != base.head else theirs.head
    if ours.canon == base.canon:
        return theirs.head
    nodes = [piece.node for piece in (base, ours, theirs)]
    if not all(is_declaration(node) and type(node) is type(base.node) for node in nodes):
        return None
    if any(said.startswith("#") for piece in (base, ours, theirs) for said in map(str, piece.canon)):
        return None
    return _part_by_part(base, ours, theirs)


def _part_by_part(base: Piece, ours: Piece, theirs: Piece) -> str | None:
    """Theirs changes put into ours, where they are changes of whole parts that we left alone."""
    was, mine, other = ({part.name: part for part in _parts(piece)} for piece in (base, ours, theirs))
    if _between(base, was) != _between(theirs, other):
        return None
    edits: list[tuple[int, int, str]] = []
    for name in dict.fromkeys([*was, *other]):
        before, here, there = was.get(name), mine.get(name), other.get(name)
        if _text(before) == _text(there) or _text(here) == _text(there):
            continue
        if _text(before) != _text(here):
            return None
        if here and there:
            edits.append((here.start, here.end, there.text))
        elif here:
            edits.append((len(ours.head[: here.start].rstrip()), here.end, ""))
        elif there:
            place = _place(name, list(other), mine)
            edits.append((place, place, f" {there.text}" if place else f"{there.text} "))
    head = ours.head
    for start, end, text in sorted(edits, reverse=True):
        head = f"{head[:start]}{text}{head[end:]}"
    return head.strip()


def _place(name: _Name, there: list[_Name], mine: dict[_Name, _Part]) -> int:
    """Where a part that only they have goes in our text: behind the part that it follows in theirs."""
    before = [mine[other].end for other in there[: there.index(name)] if other in mine]
    return before[-1] if before else 0


def _parts(piece: Piece) -> Iterator[_Part]:
    node = piece.node
    assert node is not None, "comments have no header"
    found = sorted(_children(node), key=lambda one: one[1].start)
    seen: Counter[tuple[str, str]] = Counter()
    for field, child in found:
        kind = (field, type(child).__name__ if field == "clauses" else "")
        start, end = child.start - node.start, child.end - node.start
        text = piece.head[start:end].rstrip().rstrip(",")
        yield _Part((*kind, seen[kind]), start, start + len(text), text)
        seen[kind] += 1


def _children(node: Node) -> Iterator[tuple[str, Node]]:
    for field in node.__fields__:
        value = getattr(node, field)
        if isinstance(value, Node) and not isinstance(value, Block):
            yield field, value
        elif isinstance(value, tuple) and field == "clauses":
            yield from ((field, child) for child in value)


def _between(piece: Piece, parts: dict[_Name, _Part]) -> list[str]:
    """The words of a header that stand in none of its parts."""
    place, words = 0, list[str]()
    for part in parts.values():
        words += piece.head[place : part.start].split()
        place = part.end
    return [word for word in [*words, *piece.head[place:].split()] if word != ","]


def _text(part: _Part | None) -> str:
    return " ".join(part.text.split()) if part else ""
