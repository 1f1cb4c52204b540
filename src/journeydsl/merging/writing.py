"""Merged pieces as text: every piece with the blanks of its side, made to fit beside its new neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from journeydsl.merging.pieces import COMMENT, Piece

_INDENT = "  "


class _Page:
    """Writing under way: the parts so far, and the line that is not ended yet."""

    __slots__ = ("last", "marks", "parts")

    def __init__(self, size: int) -> None:
        self.parts: list[str] = []
        self.last = ""
        self.marks = (f"{'<' * size} ours", "=" * size, f"{'>' * size} theirs")

    def put(self, text: str) -> None:
        """Adds text."""
        self.parts.append(text)
        _, ends, last = text.rpartition("\n")
        self.last = last if ends else self.last + text

    @property
    def needs_line(self) -> bool:
        """Whether what comes next goes on a line of its own: behind a comment, behind a mark."""
        return self.last == self.marks[2] or _has_comment(self.last)


def written(pieces: Sequence[Piece], end: str, size: int) -> str:
    """The text of a whole file; the marks around what people choose from have as many signs as `size` says."""
    page = _Page(size)
    _write_all(page, pieces, 0)
    page.put(end if "\n" in end or not page.needs_line else f"\n{end}")
    return "".join(page.parts)


def _write_all(page: _Page, pieces: Sequence[Piece], depth: int) -> None:
    has_lines = depth == 0 or _has_lines(pieces)
    for number, piece in enumerate(pieces):
        gap, is_first = piece.gap, number == 0
        if is_first and depth == 0:
            gap = gap.lstrip("\n")
        elif page.needs_line or (has_lines and not (is_first and piece.key[0] == COMMENT)):
            gap = gap if "\n" in gap else f"\n{_INDENT * depth}"
        elif not is_first:
            gap = gap or " "
        if is_first and "\n" in gap:
            gap = gap[gap.rindex("\n") :]
        _write(page, piece, gap, depth)


def _write(page: _Page, piece: Piece, gap: str, depth: int) -> None:
    if piece.sides:
        _write_sides(page, piece.sides, gap)
    else:
        page.put(f"{gap}{piece.head}{piece.opening}")
    if piece.block is not None:
        _write_all(page, piece.block, depth + 1)
        needs_line = page.needs_line or piece.sides or _has_lines(piece.block)
        page.put(f"\n{_INDENT * depth}}}" if needs_line and "\n" not in piece.closing else piece.closing)
    if not piece.sides or piece.block is not None:
        page.put(piece.trail)


def _write_sides(page: _Page, sides: tuple[str, str], gap: str) -> None:
    before, _, indent = gap.rpartition("\n")
    page.put(before if not page.last and "\n" not in gap else f"{before}\n")
    ours, theirs = (f"{indent}{side}\n" if side else "" for side in sides)
    page.put(f"{page.marks[0]}\n{ours}{page.marks[1]}\n{theirs}{page.marks[2]}")


def _has_lines(pieces: Sequence[Piece]) -> bool:
    return any("\n" in piece.gap or piece.sides for piece in pieces)


def _has_comment(line: str) -> bool:
    """Whether a `#` stands on the line outside of a text in quotes; the end of prose may look like it."""
    in_text = escaped = False
    for sign in line:
        if escaped or (in_text and sign == "\\"):
            escaped = not escaped
        elif sign == '"':
            in_text = not in_text
        elif sign == "#" and not in_text:
            return True
    return False
