"""A source to its syntax file: runs the grammar's tables; where they stick, `mend.py` finds the way on."""

from __future__ import annotations

from functools import cache

from journeydsl.syntax.build import Builder, builder
from journeydsl.syntax.faults import SyntaxFault
from journeydsl.syntax.reader import Reader
from journeydsl.syntax.tables import Tables, load_tables
from journeydsl.syntax.tokens import Comment, read_tokens
from journeydsl.syntax.values import Node
from journeydsl.text.record import Record
from journeydsl.text.source import Source


class SyntaxFile(Record):
    """What one source says: its declarations in order, its comments, and all faults met, by place.

    `skipped` are stretches (start, end) that were passed over or made up: what contains one is not read whole.
    """

    source: Source
    statements: tuple[Node, ...]
    comments: tuple[Comment, ...]
    faults: tuple[SyntaxFault, ...]
    skipped: tuple[tuple[int, int], ...]


def parse(source: Source) -> SyntaxFile:
    """Reads a whole source; never fails, whatever stands there.

    Of what is not UTF-8 that is the only fault, and nothing in it is read whole: other letters may be meant.
    """
    reader = read(source)
    if source.misread:
        return _misread(reader, source, *source.misread)
    faults = sorted(reader.tokens.faults, key=lambda fault: (fault.start, fault.end))
    skipped = [*reader.skipped, *(lost for fault in faults if (lost := _lost(source.text, fault)))]
    return SyntaxFile(
        source,
        reader.statements,
        tuple(reader.tokens.comments),
        tuple(faults),
        tuple(sorted(skipped)),
    )


def _misread(reader: Reader, source: Source, encoding: str, place: int) -> SyntaxFile:
    reader.tokens.faults.clear()
    reader.fault("encoding", place, place + 1, found=encoding)
    everything = ((0, len(source.text)),)
    return SyntaxFile(source, reader.statements, tuple(reader.tokens.comments), tuple(reader.tokens.faults), everything)


def read(source: Source) -> Reader:
    """The reader after its work: what `parse` gives, and the tokens with what each was taken for."""
    tables, builders = _language()
    reader = Reader(tables, builders, source.text, read_tokens(source.text))
    while not reader.run():
        from journeydsl.syntax.mend import mend

        mend(reader)
    return reader


def _lost(text: str, fault: SyntaxFault) -> tuple[int, int] | None:
    """The stretch that a fault of the tokens may have swallowed, or left out of what is read."""
    match fault.problem:
        case "conflict":
            closing = text.find("\n>>>>>>>", fault.start)
            return fault.start, closing if closing >= 0 else len(text)
        case "unclosed prose":
            return fault.start, len(text)
        case "unclosed text" | "needs quotes":
            return fault.start, fault.end
        case _:
            return None


@cache
def _language() -> tuple[Tables, tuple[Builder, ...]]:
    tables = load_tables()
    return tables, tuple(builder(step) for step in tables.steps)
