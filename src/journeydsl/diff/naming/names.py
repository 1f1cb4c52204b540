"""Which thing of the newer version is which of the older one, whatever it is called now.

Two things are the same where each is the other's likest: by what they say of themselves, and by who names them. Names
found so are put in, and the rest is looked at again, until nothing more is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from journeydsl.diff.things import Key, Ref, Thing, Unordered, ends_of, is_way, refs, space_of, unordered

LIKE_ENOUGH = 0.5
_MOST_ROUNDS = 6
_TITLE_WEIGHT = 3.0
_MOST_COMPARED = 40_000
_SELF = "•"
_NUMBER = re.compile(r"\d+")

Names = dict[Ref, str]
Fact = tuple[Any, ...]


def renames(older: Mapping[Key, Thing], newer: Mapping[Key, Thing]) -> Names:
    """The new name of everything that has one."""
    names: Names = {}
    for _ in range(_MOST_ROUNDS):
        now = {key: thing for key, thing in renamed(older, names).items() if not is_way(key)}
        gone = [thing for key, thing in now.items() if key not in newer and key[0] != "scenario"]
        come = [thing for key, thing in newer.items() if key not in now and not is_way(key) and key[0] != "scenario"]
        found = _matches(gone, come, renamed(older, names), newer)
        if not found:
            break
        back = {Ref(one.space, name): one.name for one, name in names.items()}
        for old, new in found:
            space = space_of(old[0])
            names[Ref(space, back.get(Ref(space, old[1]), old[1]))] = new[1]
    return names


def moved_ways(older: Mapping[Key, Thing], newer: Mapping[Key, Thing]) -> dict[Key, Key]:
    """Ways that now leave or enter another stage: by the old key, the new one. Both versions use the new names."""
    gone = [thing for key, thing in older.items() if is_way(key) and key not in newer]
    come = [thing for key, thing in newer.items() if is_way(key) and key not in older]
    sharing, likeness = _by_ends(come), dict[tuple[Key, Key], float]()
    near = [[*dict.fromkeys(place for end in _ends(old) for place in sharing.get(end, ()))] for old in gone]
    if sum(map(len, near)) > _MOST_COMPARED:
        return {}
    said = [_own(new) for new in come]
    for old, places in zip(gone, near, strict=True):
        facts = _own(old)
        for place in places:
            new = come[place]
            likeness[old.key, new.key] = _likeness(facts, said[place], old.title, new.title)
    return dict(_best(likeness))


def paired_ways(older: Mapping[Key, Thing], newer: Mapping[Key, Thing]) -> dict[Key, Thing]:
    """The older things, with ways between the same stages numbered as the ways that they are likest to are now."""
    found = {key: thing for key, thing in older.items() if not is_way(key)}
    places: dict[Key, tuple[list[Thing], list[Thing]]] = {}
    for number, side in enumerate((older, newer)):
        for thing in side.values():
            if is_way(thing.key):
                places.setdefault((thing.key[0], bare_name(thing)), ([], []))[number].append(thing)
    for (kind, name), (old, new) in places.items():
        if (len(old) < 2 and len(new) < 2) or len(old) * len(new) > _MOST_COMPARED:
            found.update((thing.key, thing) for thing in old)
            continue
        facts, said = [_own(one) for one in old], [_own(other) for other in new]
        likeness = {
            (one.key, other.key): 1 + _likeness(here, there, one.title, other.title)
            for one, here in zip(old, facts, strict=True) for other, there in zip(new, said, strict=True)
        }  # fmt: skip
        pairs = dict(_best(likeness))
        taken = {thing.key for thing in new}
        for thing in old:
            key = pairs.get(thing.key) or _free((kind, name), taken)
            taken.add(key)
            found[key] = thing.replace(key=key)
    return found


def bare_name(way: Thing) -> str:
    """`lead -> sal`, without a number behind it."""
    return way.key[1].partition(" (")[0]


def _free(key: Key, taken: set[Key]) -> Key:
    number = 2
    while key in taken:
        key = (key[0], f"{key[1].partition(' (')[0]} ({number})")
        number += 1
    return key


def renamed(things: Mapping[Key, Thing], names: Names) -> dict[Key, Thing]:
    """The same things under new names, wherever they are named."""
    if not names:
        return dict(things)
    return dict(_renamed(thing, names) for thing in things.values())


def _renamed(thing: Thing, names: Names) -> tuple[Key, Thing]:
    key = (thing.key[0], _way_name(thing, names)) if is_way(thing.key) else _put(thing.key, names)
    properties = {
        _put_property(name, names): one.replace(canon=put(one.canon, names)) for name, one in thing.properties.items()
    }
    return key, thing.replace(key=key, properties=properties)


def _put(key: Key, names: Names) -> Key:
    return key[0], names.get(Ref(space_of(key[0]), key[1]), key[1])


def _put_property(name: str, names: Names) -> str:
    if not name.startswith("where "):
        return name
    holds, _, rest = name.removeprefix("where ").partition(": ")
    return f"where {names.get(Ref('name', holds), holds)}: {rest}"


def _way_name(thing: Thing, names: Names) -> str:
    """`lead -> sal` with new names; a number behind it stays."""
    way = thing.declared
    origins = [names.get(Ref("name", one.name), one.name) for one in way.origins]
    listed = "any" if way.leaves_any else origins[0] if len(origins) == 1 else f"[{', '.join(origins)}]"
    number = thing.key[1].removeprefix(way.name)
    return f"{listed} -> {names.get(Ref('name', way.target.name), way.target.name)}{number}"


def put(canon: Any, names: Names) -> Any:
    """A canonical value with new names, in the order that it then has."""
    if isinstance(canon, Ref):
        return Ref(canon.space, names.get(canon, canon.name))
    if isinstance(canon, Unordered):
        return unordered(put(item, names) for item in canon)
    return tuple(put(item, names) for item in canon) if isinstance(canon, tuple) else canon


def _matches(
    gone: list[Thing], come: list[Thing], older: Mapping[Key, Thing], newer: Mapping[Key, Thing]
) -> list[tuple[Key, Key]]:
    if not gone or not come or len(gone) * len(come) > _MOST_COMPARED:
        return []
    before, after = (
        _uses(several.values(), frozenset(Ref(space_of(one.key[0]), one.key[1]) for one in asked))
        for several, asked in ((older, gone), (newer, come))
    )
    said = [(new, _own(new) | _named(after, new)) for new in come]
    likeness: dict[tuple[Key, Key], float] = {}
    for old in gone:
        facts = _own(old) | _named(before, old)
        for new, others in said:
            if old.key[0] == new.key[0]:
                likeness[old.key, new.key] = _likeness(facts, others, old.title, new.title)
    return _best(likeness)


def _best(likeness: Mapping[tuple[Key, Key], float]) -> list[tuple[Key, Key]]:
    """Pairs, the likest first, each thing in one alone."""
    found: dict[Key, Key] = {}
    taken: set[Key] = set()
    enough = [(pair, like) for pair, like in likeness.items() if like >= LIKE_ENOUGH]
    for (old, new), _ in sorted(enough, key=lambda one: (-one[1], one[0])):
        if old not in found and new not in taken:
            found[old] = new
            taken.add(new)
    return list(found.items())


def _likeness(one: set[Fact], other: set[Fact], title: str | None, new_title: str | None) -> float:
    """From 0 to 1: what both say, of all that one of them says."""
    weight = _TITLE_WEIGHT if title or new_title else 0.0
    shared = len(one & other)
    both = shared + (weight if title and title == new_title else 0.0)
    all_ = len(one) + len(other) - shared + weight
    return both / all_ if all_ else 0.0


def _own(thing: Thing) -> set[Fact]:
    """What a thing says of itself, piece by piece."""
    me = {Ref(space_of(thing.key[0]), thing.key[1]): _SELF}
    found: set[Fact] = set()
    for name, one in thing.properties.items():
        if not one.is_empty:
            is_list = isinstance(one.canon, tuple) and not isinstance(one.canon[0], str)
            pieces = one.canon if is_list else (one.canon,)
            said = {repr(put(piece, me)) for piece in pieces}
            found |= {("says", name, piece) for piece in said}
            # What says the same but for its numbers is still somewhat alike.
            found |= {("says so many", name, _NUMBER.sub("0", piece)) for piece in said if _NUMBER.search(piece)}
    return found


def _uses(things: Iterable[Thing], asked: frozenset[Ref]) -> dict[Ref, set[Fact]]:
    """Who names what, by the names asked about."""
    found: dict[Ref, set[Fact]] = {}
    for thing in things:
        for name, one in thing.properties.items():
            if name.startswith("where "):
                holds, _, rest = name.removeprefix("where ").partition(": ")
                found.setdefault(Ref("name", holds), set()).add(("differs by", *thing.key, rest))
            for ref in asked.intersection(refs(one.canon)):
                found.setdefault(ref, set()).add(("named by", *thing.key, name))
            for ref, around in _surroundings(one.canon):
                if ref not in asked:
                    continue
                said = repr(put(around, {ref: _SELF}))
                found.setdefault(ref, set()).update(
                    {("stands in", *thing.key, name, said), ("stands about", *thing.key, name, _NUMBER.sub("0", said))}
                )
        if is_way(thing.key):
            origins, target = ends_of(thing)
            for origin in origins:
                found.setdefault(Ref("name", origin), set()).add(("left by", *thing.key))
            found.setdefault(Ref("name", target), set()).add(("entered by", *thing.key))
    return found


def _surroundings(canon: Any) -> Iterator[tuple[Ref, Any]]:
    """Every name with the test, line or the like that it stands in: what tells it from others in the same place."""
    if not isinstance(canon, tuple):
        return
    if canon and isinstance(canon[0], str):
        for item in canon[1:]:
            inner = item if isinstance(item, tuple) and item and isinstance(item[0], str) else (item,)
            yield from ((ref, canon) for ref in inner if isinstance(ref, Ref))
    for item in canon:
        yield from _surroundings(item)


def _named(uses: Mapping[Ref, set[Fact]], thing: Thing) -> set[Fact]:
    """The facts of who names a thing, with its own name blanked in them."""
    name = thing.key[1]
    facts = uses.get(Ref(space_of(thing.key[0]), name), ())
    return {tuple(_blanked(part, name) for part in fact) for fact in facts}


def _blanked(part: Any, name: str) -> Any:
    if not isinstance(part, str):
        return part
    words = part.replace("[", "[ ").replace("]", " ]").replace(",", " ,").split(" ")
    return " ".join(_SELF if word == name else word for word in words)


def _by_ends(ways: list[Thing]) -> dict[Fact, list[int]]:
    """The places of ways by each of their ends."""
    found: dict[Fact, list[int]] = {}
    for place, way in enumerate(ways):
        for end in _ends(way):
            found.setdefault(end, []).append(place)
    return found


def _ends(way: Thing) -> Iterator[Fact]:
    """What two ways of one kind share that leave or enter the same stage."""
    origins, target = ends_of(way)
    yield way.key[0], "enters", target
    yield from ((way.key[0], "leaves", origin) for origin in dict.fromkeys(origins))
