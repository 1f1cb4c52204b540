"""Three texts to one: what either side changed, and a choice wherever both changed one thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from journeydsl.merging.heads import merged_head
from journeydsl.merging.matching import matched
from journeydsl.merging.naming import Key, is_told_by_its_words
from journeydsl.merging.order import merged_order, moved_by_both
from journeydsl.merging.pieces import COMMENT, Piece, Pieces
from journeydsl.text.record import Record

Path = tuple[tuple[Key, int], ...]
"""Where a piece stands: the keys of what it is in, and of itself, each with its number among its like."""


class Three(Record):
    """One thing in the three texts; none where it is not there."""

    base: Piece | None
    ours: Piece | None
    theirs: Piece | None


class Merged(Record):
    """The pieces of a merged text, and what both sides touched, by path."""

    pieces: tuple[Piece, ...]
    end: str
    conflicts: tuple[Path, ...]


def merge(base: Pieces, ours: Pieces, theirs: Pieces, torn: frozenset[Path]) -> Merged:
    """Merges three texts; `torn` are things that are left to people wherever the sides differ in them."""
    merging = _Merging(torn)
    pieces = merging.pieces(base.pieces, ours.pieces, theirs.pieces, (), False)
    assert pieces is not None, "only the order of a block is ever left to people"
    return Merged(pieces, either(base.end, ours.end, theirs.end), tuple(merging.conflicts))


def either(base: str, ours: str, theirs: str) -> str:
    """What one side changed; of two changes ours. For what nobody reads: blanks."""
    return theirs if ours == base else ours


class _Merging:
    """A merge under way: what is torn, and the conflicts so far."""

    def __init__(self, torn: frozenset[Path]) -> None:
        self.torn = torn
        self.conflicts: list[Path] = []

    def pieces(
        self, base: Sequence[Piece], ours: Sequence[Piece], theirs: Sequence[Piece], above: Path, is_ordered: bool
    ) -> tuple[Piece, ...] | None:
        """Merges three lists of pieces; none where the order of them means something, and both sides changed it."""
        things, was, mine, other = _things(base, ours, theirs)
        if is_ordered and moved_by_both(was, mine, other):
            return None
        order = merged_order(was, mine, other, lambda number: _words(things[number]))
        replaced = _replaced_by_both(things)
        if (is_ordered and order.clashes) or any(thing in replaced for thing in things):
            return None
        seen: Counter[Key] = Counter()
        done: list[Piece] = []
        for number in order.numbers:
            thing = things[number]
            some = thing.ours or thing.theirs or thing.base
            assert some is not None, "a thing is there on one side at least"
            key = thing.theirs.key if thing.theirs and thing.base and some.key == thing.base.key else some.key
            piece = self._piece(thing, (*above, (key, seen[key])))
            if piece is not None:
                seen[key] += 1
                done.append(piece)
        return tuple(done)

    def _piece(self, thing: Three, path: Path) -> Piece | None:
        base, ours, theirs = thing.base, thing.ours, thing.theirs
        if ours is None or theirs is None:
            side = ours or theirs
            if side is None or (base is not None and base.whole == side.whole):
                return None
            return self._torn(thing, path) if base is not None or path in self.torn else side
        if ours.whole == theirs.whole and ours.body == theirs.body:
            return ours.replace(gap=either(base.gap if base else ours.gap, ours.gap, theirs.gap))
        if path in self.torn or base is None:
            return ours if ours.whole == theirs.whole else self._torn(thing, path)
        return self._changed(base, ours, theirs, path)

    def _changed(self, base: Piece, ours: Piece, theirs: Piece, path: Path) -> Piece:
        """A piece that all three have, part by part."""
        head, trail, block = (
            merged_head(base, ours, theirs),
            _trail(base, ours, theirs),
            _whose_block(base, ours, theirs),
        )
        if trail is None or block is None or (head is None and not (ours.block and theirs.block)):
            return self._torn(Three(base, ours, theirs), path)
        piece = ours.replace(gap=either(base.gap, ours.gap, theirs.gap), trail=trail)
        if block.block is not None:
            before = len(self.conflicts)
            is_ordered = base.is_ordered or ours.is_ordered or theirs.is_ordered
            inner = self.pieces(base.block or (), ours.block or (), theirs.block or (), path, is_ordered)
            if inner is None:
                del self.conflicts[before:]
                return self._torn(Three(base, ours, theirs), path)
            opening = either(base.opening, ours.opening, theirs.opening) or block.opening
            closing = either(base.closing, ours.closing, theirs.closing) or block.closing
            piece = piece.replace(opening=opening, block=inner, closing=closing)
        else:
            piece = piece.replace(opening="", block=None, closing="")
        if head is not None:
            return piece.replace(head=head)
        self.conflicts.append(path)
        return piece.replace(sides=(f"{ours.head}{ours.opening}", f"{theirs.head}{theirs.opening}"))

    def _torn(self, thing: Three, path: Path) -> Piece:
        """A piece that is left to people: one text or the other."""
        self.conflicts.append(path)
        sides = (thing.ours.body if thing.ours else "", thing.theirs.body if thing.theirs else "")
        some = thing.ours or thing.theirs or thing.base
        assert some is not None, "a thing is there on one side at least"
        return some.replace(sides=sides, block=None, opening="", closing="", trail="")


def _whose_block(base: Piece, ours: Piece, theirs: Piece) -> Piece | None:
    """The side that says whether there is a block; none where one side took it away and the other changed it."""
    if (ours.block is None) == (theirs.block is None):
        return ours
    with_block, without = (ours, theirs) if theirs.block is None else (theirs, ours)
    if base.block is None:
        return with_block
    same = [inner.whole for inner in with_block.block or ()] == [inner.whole for inner in base.block]
    return without if same else None


def _trail(base: Piece, ours: Piece, theirs: Piece) -> str | None:
    """The comment behind a piece; none where both sides changed it."""
    if ours.trail == theirs.trail or theirs.trail == base.trail:
        return ours.trail
    return theirs.trail if ours.trail == base.trail else None


def _things(base: Sequence[Piece], ours: Sequence[Piece], theirs: Sequence[Piece]) -> tuple[
    list[Three], list[int], list[int], list[int]
]:  # fmt: skip
    """What there is on any side, numbered, and the order of each side in these numbers."""
    in_ours, in_theirs = matched(base, ours), matched(base, theirs)
    things = [
        Three(piece, _at(ours, in_ours.get(place)), _at(theirs, in_theirs.get(place)))
        for place, piece in enumerate(base)
    ]
    mine, other = ({there: place for place, there in found.items()} for found in (in_ours, in_theirs))
    new = [place for place in range(len(theirs)) if place not in other]
    for place, piece in enumerate(ours):
        if place in mine:
            continue
        same = next((there for there in new if theirs[there].key == piece.key), None)
        if same is not None and (piece.key[0] != COMMENT or theirs[same].canon == piece.canon):
            new.remove(same)
            other[same] = len(things)
        mine[place] = len(things)
        things.append(Three(None, piece, _at(theirs, same)))
    for place in new:
        other[place] = len(things)
        things.append(Three(None, None, theirs[place]))
    return things, list(range(len(base))), [mine[n] for n in range(len(ours))], [other[n] for n in range(len(theirs))]


def _at(pieces: Sequence[Piece], place: int | None) -> Piece | None:
    return None if place is None else pieces[place]


def _words(thing: Three) -> str:
    piece = thing.ours or thing.theirs
    return " ".join(map(str, piece.canon)) if piece else ""


def _replaced_by_both(things: list[Three]) -> list[Three]:
    """What each side put in place of a property without a name that both took away: one change, made twice."""
    gone = {thing.base.key[0] for thing in things if thing.base and not thing.ours and not thing.theirs
            and is_told_by_its_words(thing.base.node)}  # fmt: skip
    new = [thing for thing in things if thing.base is None]
    ours = {thing.ours.key[0] for thing in new if thing.ours and not thing.theirs}
    theirs = {thing.theirs.key[0] for thing in new if thing.theirs and not thing.ours}
    return [thing for thing in new if (thing.ours or thing.theirs).key[0] in gone & ours & theirs]  # type: ignore[union-attr]
