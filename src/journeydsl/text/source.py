"""A text with its name, and the places in it that a person can be shown."""

from __future__ import annotations

from bisect import bisect_right
from functools import total_ordering

from journeydsl.text.record import Record
from journeydsl.text.spacing import spaced


class Source:
    """One file as it was read: `path` as the user would write it (with `/`), `text` with its own line endings.

    `misread` says that the file is not UTF-8: as which encoding it was read, and the first character that shows it.
    """

    __slots__ = ("_starts", "misread", "path", "text")

    def __init__(self, path: str, text: str, misread: tuple[str, int] | None = None) -> None:
        self.path = path
        self.text = text
        self.misread = misread
        self._starts: list[int] | None = None

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Line and column of a character, both from 1, columns in characters."""
        starts = self._line_starts()
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line, from 1, without its line ending; empty beyond the last."""
        starts = self._line_starts()
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def _line_starts(self) -> list[int]:
        if self._starts is None:
            starts = [0]
            place = self.text.find("\n")
            while place >= 0:
                starts.append(place + 1)
                place = self.text.find("\n", place + 1)
            self._starts = starts
        return self._starts

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Source) and (self.path, self.text) == (other.path, other.text)

    def __hash__(self) -> int:
        return hash((self.path, self.text))

    def __repr__(self) -> str:
        return f"Source({self.path!r})"


@total_ordering
class Span(Record):
    """A stretch of one source, from character `start` up to, and without, character `end`."""

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters themselves."""
        return self.source.text[self.start : self.end]

    @property
    def words(self) -> str:
        """The same on one line and without comments, spaced as `journey fmt` does: however it was laid out."""
        return spaced(self.text)

    @property
    def line(self) -> int:
        """The line it begins on, from 1."""
        return self.source.line_and_column(self.start)[0]

    @property
    def column(self) -> int:
        """The column it begins at, from 1, in characters."""
        return self.source.line_and_column(self.start)[1]

    @property
    def key(self) -> tuple[str, int, int]:
        """What orders places: path, then position."""
        return (self.source.path, self.start, self.end)

    def __lt__(self, other: Span) -> bool:
        return self.key < other.key

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    def __repr__(self) -> str:
        return f"{self.source.path}:{self.line}:{self.column}"


class Edit(Record):
    """Text to put where a span is."""

    span: Span
    text: str


def apply_edits(text: str, edits: list[Edit]) -> str:
    """The text after all edits to one source; of two that overlap, the later in the text is left out."""
    done: list[str] = []
    place = 0
    for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end)):
        if edit.span.start < place:
            continue
        done += [text[place : edit.span.start], edit.text]
        place = edit.span.end
    return "".join(done) + text[place:]
