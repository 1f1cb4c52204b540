"""The whole merge: three texts in, one out, read again and held against both sides before anybody gets it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from journeydsl.formatting.format import format_text
from journeydsl.merging.merge import Path, merge
from journeydsl.merging.pieces import Piece, Pieces, pieces_of
from journeydsl.merging.writing import written
from journeydsl.model.faults import Fault
from journeydsl.model.resolve import resolve
from journeydsl.syntax.parse import parse
from journeydsl.syntax.people import Journey, Use
from journeydsl.text.record import Record
from journeydsl.text.source import Source

_PATH = "merged.journey"
_ROUNDS = 8
_PLAIN = {
    "HandoffWhere": "where", "StageWhere": "where", "StageContent": "content", "BuyerLine": "buyer",
    "ContentText": "text", "CalendarProperty": "calendar", "PassAlong": "pass", "ScoreLine": "line",
    "ScorePerLine": "line",
    "ScoreSumLine": "line", "RouteLine": "to", "Comment": "remark", "comment": "remark",
}  # fmt: skip


class Outcome(Record):
    """The merged text, and what both sides touched, each in words: `handoff lead -> sal: accept within`.

    Where `is_marked` is false, the text is whole and people have to look at it: it says what neither side said.
    """

    text: str
    conflicts: tuple[str, ...]
    is_marked: bool = True


def merge_texts(base: str, ours: str, theirs: str, size: int) -> Outcome | None:
    """Merges two edits of a text; none where one of the three cannot be read whole.

    `size` is how many signs the marks have. Without a conflict the outcome is read again: what is not understood there,
    and was understood on both sides, is a conflict too.
    """
    if base == theirs or ours == theirs:
        return Outcome(ours, ())
    if base == ours:
        return Outcome(theirs, ())
    sources = [Source(_PATH, text.replace("\r\n", "\n")) for text in (base, ours, theirs)]
    read = [pieces_of(source) for source in sources]
    was, mine, other = read
    if was is None or mine is None or other is None:
        return None
    ending = "\r\n" if "\r\n" in (theirs if ("\r\n" in ours) == ("\r\n" in base) else ours) else "\n"
    is_canonical = all(format_text(source) == source.text for source in sources)
    outcome = _settled(was, mine, other, sources, size)
    if outcome is not None and not outcome.conflicts and is_canonical:
        outcome = outcome.replace(text=format_text(Source(_PATH, outcome.text)) or outcome.text)
    return outcome and outcome.replace(text=outcome.text.replace("\n", ending))


def _settled(base: Pieces, ours: Pieces, theirs: Pieces, sources: Sequence[Source], size: int) -> Outcome | None:
    """Merges until nothing comes to light that neither side has."""
    known = {_known(fault) for source in sources[1:] for fault in _faults(source)}
    torn: frozenset[Path] = frozenset()
    for _ in range(_ROUNDS):
        found = merge(base, ours, theirs, torn)
        source = Source(_PATH, written(found.pieces, found.end, size))
        if found.conflicts:
            return Outcome(source.text, tuple(dict.fromkeys(_said(path) for path in found.conflicts)))
        again = pieces_of(source)
        if again is None:
            return None
        new = [fault for fault in _faults(source) if _known(fault) not in known]
        if not new:
            return Outcome(source.text, ())
        more = {path for fault in new if (path := _differing(again, ours, theirs, fault))}
        if not more - torn:
            return Outcome(source.text, tuple(dict.fromkeys(fault.span.text for fault in new)), is_marked=False)
        torn |= more
    return Outcome(source.text, (), is_marked=False)


def _faults(source: Source) -> tuple[Fault, ...]:
    """What is not understood in a text by itself. What it uses of other files counts as unknown, on every side."""
    file = parse(source)
    if not any(isinstance(node, Journey) for node in file.statements):
        file = parse(Source(_PATH, f"{source.text}\njourney merged\n"))
    file = file.replace(statements=tuple(node for node in file.statements if not isinstance(node, Use)))
    return resolve(_PATH, {_PATH: file}, {}).faults


def _known(fault: Fault) -> tuple[object, ...]:
    """What a fault is, wherever it stands and whatever would fit there."""
    said = (getattr(fault, field) for field in fault.__fields__ if field not in ("nearest", "fix"))
    return (type(fault).__name__, *(value for value in said if isinstance(value, str | int)))


def _differing(merged: Pieces, ours: Pieces, theirs: Pieces, fault: Fault) -> Path | None:
    """The smallest thing around a fault that the two sides do not have alike: the outermost that one does not have."""
    spans = [getattr(fault, field) for field in fault.__fields__ if field in ("span", "first_span")]
    for span in spans:
        whole, found = _path_at(merged.pieces, span.start), None
        for depth in range(1, len(whole) + 1):
            mine, other = (_at(side.pieces, whole[:depth]) for side in (ours, theirs))
            if mine is None or other is None:
                return whole[:depth] if mine is not other else found
            found = whole[:depth] if mine.whole != other.whole else found
        if found:
            return found
    return None


def _path_at(pieces: Sequence[Piece], offset: int) -> Path:
    place = 0
    for number, piece in enumerate(pieces):
        place += len(piece.gap)
        if place <= offset < place + len(piece.body):
            same = sum(other.key == piece.key for other in pieces[:number])
            opens = len(piece.head) + len(piece.opening)
            return ((piece.key, same), *_path_at(piece.block or (), offset - place - opens))
        place += len(piece.body)
    return ()


def _at(pieces: Sequence[Piece], path: Path) -> Piece | None:
    (key, number), *rest = path
    found = [piece for piece in pieces if piece.key == key][number : number + 1]
    return (_at(found[0].block or (), tuple(rest)) if rest else found[0]) if found else None


def _said(path: Path) -> str:
    """`handoff lead -> sal: accept within`"""
    words = []
    for key, _ in path:
        kind = _PLAIN.get(key[0]) or re.sub(r"(?<!^)(?=[A-Z])", " ", key[0]).lower()
        is_way = key[0] in ("Move", "Recycle", "Handoff")
        words.append(f"{kind} {' -> '.join(key[1:])}" if is_way else " ".join([kind, *key[1:2]]))
    return ": ".join(words)
