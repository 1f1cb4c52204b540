"""Which pieces of two lists are the same thing, changed or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from difflib import SequenceMatcher

from journeydsl.merging.naming import is_declaration
from journeydsl.merging.pieces import Piece

_ALIKE = 0.6  # of the words of two pieces, from which on one is taken for the other under a new name
_ALIKE_INSIDE = 0.4  # the same inside of one declaration
_MOST_PAIRS = 4_000  # beyond which nothing is held against each other: so much is new that little is the same


def matched(before: Sequence[Piece], after: Sequence[Piece]) -> dict[int, int]:
    """Places in the one list with their places in the other: what is the same, then by name, then by likeness."""
    found: dict[int, int] = {}
    _match_by(lambda piece: (piece.key, piece.whole), before, after, found)
    _match_by(lambda piece: piece.key, before, after, found)
    _match_renamed(before, after, found)
    return found


def _match_by(
    alike: Callable[[Piece], Hashable], before: Sequence[Piece], after: Sequence[Piece], found: dict[int, int]
) -> None:
    """Pairs what is left and is alike, in order."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    taken = set(found.values())
    for place, piece in enumerate(after):
        if place not in taken:
            waiting[alike(piece)].append(place)
    for place, piece in enumerate(before):
        if place not in found and waiting.get(alike(piece)):
            found[place] = waiting[alike(piece)].pop(0)


def _match_renamed(before: Sequence[Piece], after: Sequence[Piece], found: dict[int, int]) -> None:
    """Pairs what is left of a kind, the most alike first."""
    taken = set(found.values())
    left = [place for place in range(len(after)) if place not in taken]
    if len(left) * (len(before) - len(found)) > _MOST_PAIRS:
        return
    scores: list[tuple[float, int, int]] = []
    for place, piece in enumerate(before):
        if place in found:
            continue
        words = _words(piece)
        for other in left:
            if after[other].key[0] == piece.key[0]:
                ratio = SequenceMatcher(None, words, _words(after[other]), autojunk=False).ratio()
                if ratio >= (_ALIKE if is_declaration(piece.node) else _ALIKE_INSIDE):
                    scores.append((-ratio, place, other))
    for _, place, other in sorted(scores):
        if place not in found and other not in taken:
            found[place] = other
            taken.add(other)


def _words(piece: Piece) -> list[str]:
    """The words of a piece, one after the other; of a comment its text."""
    words = [word for said in piece.canon for word in str(said).split()]
    return words + [word for inner in piece.block or () for word in _words(inner)]
