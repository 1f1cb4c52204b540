"""Short ways to put words and blocks together; a block of nothing is none, and left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journeydsl.render.playbook.document import (
    Amount,
    Block,
    Facts,
    Label,
    Listing,
    Paragraph,
    Plain,
    Run,
    Said,
    Section,
    Table,
    Words,
)
from journeydsl.text.record import Record
from journeydsl.text.source import Span

if TYPE_CHECKING:
    from journeydsl.render.tongues.tongue import Quantity


def words(*parts: str | Run | Words) -> Words:
    """A line of words; plain texts in it are ours."""
    line: list[Run] = []
    for part in parts:
        match part:
            case str():
                line += [Plain(part)] if part else []
            case tuple():
                line += part
            case _:
                line.append(part)
    return tuple(line)


def said(message: str, **parts: str | Run | Words | Quantity) -> Said:
    """A message of ours with words and values in its slots; plain texts in them are ours."""
    return Said(message, tuple((name, _slot(part)) for name, part in parts.items()))


def _slot(part: str | Run | Words | Quantity) -> Words:
    match part:
        case str():
            return words(part)
        case tuple():
            return part
        case Record() if hasattr(part, "kind"):
            return (part,)  # type: ignore[return-value]
        case _:
            return (Amount(part),)


def counted(number: int, one: str, many: str) -> Said:
    """`1 stage`, `9 stages`: one of two messages, the number in its slot."""
    return said(one if number == 1 else many, number=number)


def listed(items: tuple[Words, ...] | list[Words], last: str = "and") -> Words:
    """`a, b and c`"""
    line: Words = ()
    for number, item in enumerate(items):
        before = "" if number == 0 else f" {last} " if number == len(items) - 1 else ", "
        line += words(before, item)
    return line


def section(anchor: str, title: str | Words, *blocks: Block | None, place: Span | None = None) -> Section | None:
    """A section of the blocks that are there, or none where none is."""
    kept = tuple(block for block in blocks if block is not None)
    return Section(anchor, words(title), place, kept) if kept else None


def facts(*rows: tuple[Label, str | Run | Words]) -> Facts | None:
    """The rows that say something, or none."""
    kept = tuple((term, words(line)) for term, line in rows if line)
    return Facts(kept) if kept else None


def table(head: tuple[Label, ...], rows: Sequence[tuple[Words, ...]], anchors: Sequence[str] = ()) -> Table | None:
    """The rows under their headings, without the columns that are empty in every row; none without rows."""
    if not rows:
        return None
    full = [column for column in range(len(head)) if column == 0 or any(row[column] for row in rows)]
    kept = tuple(tuple(row[column] for column in full) for row in rows)
    return Table(tuple(head[column] for column in full), kept, tuple(anchors or [""] * len(rows)))


def listing(items: list[Words]) -> Listing | None:
    """Lines of words, or none."""
    return Listing(tuple(items), is_numbered=False) if items else None


def note(*parts: str | Run | Words) -> Paragraph:
    """A line beside the matter, or about what is not there."""
    return Paragraph(words(*parts), "soft")


def paragraph(*parts: str | Run | Words) -> Paragraph:
    """A line of words."""
    return Paragraph(words(*parts), "plain")


def existing(*blocks: Block | None) -> tuple[Block, ...]:
    """The blocks that are there."""
    return tuple(block for block in blocks if block is not None)
