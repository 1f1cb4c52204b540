"""Things added, removed, renamed, moved and changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from journeydsl.diff.naming.names import Names
from journeydsl.diff.things import Key, Property, Thing, Unordered, space_of
from journeydsl.text.record import Record

ChangeKind = Literal["added", "removed", "renamed", "moved", "changed"]


class Change(Record):
    """One change in what a journey says.

    `key` is what the thing is called now (or was, where it is removed), `old_key` what it was called. A `changed` one
    says which property, and what it was and is, as values of the model; of lists only what went and what came.
    `teams` are those whom it concerns, at the top of `part of`; none of them means everybody.
    """

    kind: ChangeKind
    key: Key
    old_key: Key
    property: str
    before: Any
    now: Any
    teams: tuple[str, ...]
    old: Thing | None
    new: Thing | None


BY_MEANING: Mapping[str, frozenset[str]] = {
    "rule": frozenset({"when"}),
    "segment": frozenset({"when"}),
    "score": frozenset({"lines", "range"}),
    "band": frozenset({"range", "score"}),
    "move": frozenset({"when"}),
    "recycle": frozenset({"when"}),
    "handoff": frozenset({"when", "route"}),
}
"""Properties that decide about buyers: what became of these is said in buyers, not in words."""


def changes(
    older: Mapping[Key, Thing], newer: Mapping[Key, Thing], names: Names, moved: Mapping[Key, Key]
) -> Iterator[Change]:
    """Every change between two versions that use the same names, in the order of the newer version.

    `names` are the new names by the old ones, `moved` the ways that lead elsewhere now.
    """
    was = {(space, new): old.name for old, new in names.items() for space in (old.space,)}
    came_from = {new: old for old, new in moved.items()}
    for key, thing in newer.items():
        old = older.get(came_from.get(key, key))
        if old is None:
            if key[0] != "journey":
                yield Change("added", key, key, "", None, thing, (), None, thing)
            continue
        former = was.get((space_of(key[0]), key[1]))
        if former is not None and old.key == key:
            yield Change("renamed", key, (key[0], former), "", former, key[1], (), old, thing)
        elif old.key != key:
            yield Change("moved", key, old.key, "", old.key[1], key[1], (), old, thing)
        yield from _inside(key, old, thing)
    for key, thing in older.items():
        if key not in newer and key not in moved and key[0] != "journey":
            yield Change("removed", key, key, "", thing, None, (), thing, None)


def _inside(key: Key, old: Thing, new: Thing) -> Iterator[Change]:
    if old.title != new.title and key[0] != "scenario":
        yield Change("changed", key, old.key, "title", old.title, new.title, (), old, new)
    nothing = Property(None, None)
    for name in dict.fromkeys((*old.properties, *new.properties)):
        if name in BY_MEANING.get(key[0], ()):
            continue
        before, now = old.properties.get(name, nothing), new.properties.get(name, nothing)
        if before.canon != now.canon and not (before.is_empty and now.is_empty):
            left, come = _differing(before, now)
            yield Change("changed", key, old.key, name, left, come, (), old, new)


def _differing(before: Property, now: Property) -> tuple[Any, Any]:
    """The values themselves; of lists without an order what is in one of them alone."""
    if not isinstance(before.value or now.value, tuple):
        return before.value, now.value
    if not isinstance(before.canon or now.canon, Unordered):
        return before.value, now.value
    old, new = _by_canon(before), _by_canon(now)
    return tuple(old[one] for one in old if one not in new), tuple(new[one] for one in new if one not in old)


def _by_canon(listed: Property) -> dict[str, Any]:
    return {repr(canon): value for canon, value in listed.pieces()}
