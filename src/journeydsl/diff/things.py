"""A journey as things with properties, the same whatever its order, its lay-out and its comments are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from journeydsl.model.conditions import AllOf, AnyOf
from journeydsl.model.journey import PLACES, Journey
from journeydsl.model.path import Handoff, HandoffWhere, Move, Recycle, Route, Stage, StageWhere, Way
from journeydsl.model.people import Words
from journeydsl.model.rhythm import Cadence, Scenario
from journeydsl.model.values import Declaration, Percent, Prose, Reference
from journeydsl.text.record import Record
from journeydsl.text.source import Span

Key = tuple[str, str]
"""What a thing is and what it is called: `("stage", "lead")`, `("handoff", "lead -> sal")`."""

APART = frozenset({"promise", "plan", "kpi", "content", "cadence", "offer", "meeting", "term", "reason"})
"""Kinds with names of their own; all others share one set of names."""

_NOT_PROPERTIES = frozenset(
    {"name", "title", "is_whole", "wheres", "origins", "leaves_any", "target", "bands", "segments"}
)
_OWN_SPACE = {"offer": "offer", "content": "content", "reasons": "reason"}
_NAMED_BY_FIELD = frozenset({"rule", "segment", "band", "field", "score", "activity", "segmentation"})
_IN_ORDER = frozenset({"work_first", "touches", "agenda", "fields"})


class Ref(Record):
    """A name that stands for a thing; `space` is its kind where that has names of its own, else `name`."""

    space: str
    name: str


class Share(Record):
    """`to enterprise_desk … share 30%`: a line of a route with the part of the volume that it carries."""

    team: Reference
    percent: Percent
    span: Span


class Unordered(tuple[Any, ...]):
    """Values of which the order says nothing."""

    __slots__ = ()


class Property(Record):
    """What a thing says of itself; `canon` is the same for everything that means the same on its face."""

    canon: Any
    value: Any

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said."""
        return self.canon is None or self.canon == () or self.canon is False

    def pieces(self) -> Iterator[tuple[Any, Any]]:
        """The items of a list, each canonical and as it is; the canonical one has the names of this version."""
        by_canon = sorted(((canon(item), item) for item in self.value or ()), key=lambda one: repr(one[0]))
        return iter(by_canon)


class Thing(Record):
    """A declaration or a way. `title` is what people call it, `span` where its name stands."""

    key: Key
    title: str | None
    properties: Mapping[str, Property]
    declared: Any
    name_span: Span


def things(journey: Journey) -> dict[Key, Thing]:
    """Everything that a journey declares, by key, the journey's own header among it."""
    found: dict[Key, Thing] = {}
    for kind, place in PLACES.items():
        for name, declared in getattr(journey, place).items():
            found[kind, name] = _thing((kind, name), declared)
    for way in (*journey.moves, *journey.recycles, *journey.handoffs):
        key = (type(way).__name__.lower(), way.name)
        number = 2
        while key in found:
            key = (key[0], f"{way.name} ({number})")
            number += 1
        found[key] = _thing(key, way)
    for scenario in journey.scenarios:
        found["scenario", scenario.title.text] = _thing(("scenario", scenario.title.text), scenario)
    found["journey", journey.name] = _thing(("journey", journey.name), journey)
    return found


def _thing(key: Key, declared: Any) -> Thing:
    properties = dict(_properties(declared))
    span = declared.name_span if isinstance(declared, Declaration) else getattr(declared, "header_span", declared.span)
    title = declared.title.text if isinstance(declared, Scenario) else declared.title
    return Thing(key, title, properties, declared, span)


def _properties(declared: Any) -> Iterator[tuple[str, Property]]:
    if isinstance(declared, Journey):
        fields = [field for field in declared.__fields__ if field in _HEADER]
    else:
        fields = [field for field in declared.__fields__ if field not in _NOT_PROPERTIES and not _is_place(field)]
    for field in fields:
        yield from _property(field, getattr(declared, field))
    if isinstance(declared, Way) and (declared.when or declared.by):
        yield "happens", Property(declared.fires_itself, "by itself" if declared.fires_itself else "by decision")
    if isinstance(declared, Handoff) and declared.route:
        lines = declared.route.lines
        yield from _property("shares", tuple(Share(one.team, one.share, one.span) for one in lines if one.share))
    if isinstance(declared, Stage | Handoff):
        for where in declared.wheres:
            yield from _in_where(where)


def _in_where(where: StageWhere | HandoffWhere) -> Iterator[tuple[str, Property]]:
    for field in where.__fields__:
        if field != "holds" and not _is_place(field):
            for name, one in _property(field, getattr(where, field)):
                yield f"where {where.holds.name}: {name}", one


def _property(field: str, value: Any) -> Iterator[tuple[str, Property]]:
    """A property, or those of the words that buyers and we say."""
    if isinstance(value, Words):
        for inner in value.__fields__:
            yield inner, Property(canon(getattr(value, inner), inner), getattr(value, inner))
    else:
        yield field, Property(canon(value, field), value)


_HEADER = frozenset({
    "ideal", "source_field", "sponsor", "email", "channel", "currency", "calendar", "review_every", "fiscal_month",
    "language", "signatures", "words", "about",
})  # fmt: skip


def canon(value: Any, field: str = "") -> Any:
    """A value without its places, and in one order where the order says nothing; `field` is where it stands."""
    match value:
        case str():
            return Ref("name", value) if field in ("score", "segmentation") else value
        case None | int():
            return value
        case Reference(name=name):
            return Ref(_OWN_SPACE.get(field, "name"), name)
        case Prose(text=text):
            return " ".join(text.split())
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return (type(value).__name__, unordered(canon(part) for part in parts))
        case Route(way=way, lines=lines):
            told = [canon(line) for line in lines]
            return ("Route", way, tuple(told) if way == "first" else unordered(told))
        case Record():
            return _record(value)
        case tuple():
            told = [canon(item, field) for item in value]
            return tuple(told) if field in _IN_ORDER else unordered(told)
        case Mapping():
            return tuple((key, canon(item, field)) for key, item in value.items())
        case _:
            return value


def _record(value: Record) -> Any:
    told: list[Any] = [type(value).__name__]
    is_ordered = bool(getattr(value, "is_ordered", False)) or isinstance(value, Cadence)
    for field, is_name in _fields_of(type(value)):
        inner = getattr(value, field)
        if isinstance(inner, str) and is_name:
            kind = getattr(value, "kind", "")
            told.append(Ref(kind if kind in APART else "name", inner))
        elif is_ordered and isinstance(inner, tuple):
            told.append(tuple(canon(item, field) for item in inner))
        else:
            told.append(canon(inner, field))
    return tuple(told)


@cache
def _fields_of(kind: type[Record]) -> tuple[tuple[str, bool], ...]:
    """The fields of a kind of values that are no places, and whether a text in one of them is a name."""
    names = _NAMED_BY_FIELD | ({"name"} if "kind" in kind.__fields__ or hasattr(kind, "kind") else set())
    return tuple((field, field in names) for field in kind.__fields__ if not _is_place(field))


def _is_place(field: str) -> bool:
    return field == "span" or field.endswith("_span")


def unordered(items: Iterable[Any]) -> Unordered:
    """Values of which the order says nothing, in one order."""
    return Unordered(sorted(items, key=repr))


def refs(value: Any) -> Iterator[Ref]:
    """Every name in a canonical value."""
    if isinstance(value, Ref):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from refs(item)


def space_of(kind: str) -> str:
    """Where a kind's names live."""
    return kind if kind in APART else "name"


def is_way(key: Key) -> bool:
    """Whether a key is that of a move, a recycle or a handoff."""
    return key[0] in ("move", "recycle", "handoff")


def ends_of(thing: Thing) -> tuple[tuple[str, ...], str]:
    """The stages that a way leaves, `any` where it leaves all, and the one that it enters."""
    way: Move | Recycle | Handoff = thing.declared
    return (("any",) if way.leaves_any else tuple(sorted(origin.name for origin in way.origins))), way.target.name
