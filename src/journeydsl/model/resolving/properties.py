"""The clauses and the block of a declaration, sorted by what they are, with what is given twice left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

from journeydsl.model.faults import MisplacedProperty, RepeatedProperty
from journeydsl.model.resolving.scope import Scope
from journeydsl.syntax import buyers, path, people, promises, rhythm
from journeydsl.syntax.values import Block, Node, Title

_Node = TypeVar("_Node", bound=Node)

# What may stand more than once in a block: each adds to the ones before.
_REPEATABLE: frozenset[type[Node]] = frozenset((
    people.Agreed, people.BuyerLine, people.Capacity, people.Cares, people.Closed, people.Holidays,
    people.NeverSay, people.Objection, people.OpenHours, people.Say,
    buyers.Band, buyers.ScoreLine, buyers.ScorePerLine, buyers.ScoreSumLine, buyers.Segment,
    path.HandoffWhere, path.HelpFrom, path.Reject, path.RouteLine, path.StageContent, path.StageWhere,
    promises.Answer, promises.Convert, promises.Deliver, promises.Enter,
    rhythm.Agenda, rhythm.Announce, rhythm.Answers, rhythm.Brings, rhythm.CadenceDay, rhythm.Expect,
    rhythm.FollowUp, rhythm.Given, rhythm.OfferFor, rhythm.Quote, rhythm.Reads,
))  # fmt: skip

_TWO_WORDS = frozenset((
    "always known", "fiscal year", "hand raise", "help from", "leads from", "part of", "review by", "review every",
    "shared by", "staffed by", "stand in", "stop when", "work first", "never say",
))  # fmt: skip
_WORDS = re.compile(r"\w+(?: \w+)?")


class Properties:
    """The parts of one declaration or block, by the class of their nodes."""

    def __init__(self, parts: dict[type[Node], list[Node]]) -> None:
        self._parts = parts

    def one(self, kind: type[_Node]) -> _Node | None:
        """The property of this class, if it is given."""
        found = self._parts.get(kind)
        return found[0] if found else None  # type: ignore[return-value]

    def every(self, kind: type[_Node]) -> list[_Node]:
        """All properties of this class, in the order written."""
        return self._parts.get(kind, [])  # type: ignore[return-value]


def properties(scope: Scope, clauses: Iterable[Node], block: Block | None) -> Properties:
    """Sorts clauses and block; what is given twice and may not be is a fault, and the first counts."""
    parts: dict[type[Node], list[Node]] = {}
    items = (*clauses, *block.items) if block else clauses
    for item in items:
        kind = type(item)
        if kind not in parts:
            parts[kind] = [item]
        elif kind in _REPEATABLE:
            parts[kind].append(item)
        else:
            scope.mark_used(item)
            scope.fault(RepeatedProperty(scope.span(item), property_name(scope, item), scope.span(parts[kind][0])))
    return Properties(parts)


def title(scope: Scope, node: Node | None, found: Properties) -> str | None:
    """A title that stands after the name or, in some declarations, elsewhere among the clauses."""
    late = found.one(Title)
    text = getattr(node, "text", "") if node else ""
    if text and late:
        scope.fault(RepeatedProperty(scope.span(late), "title", scope.span(node or late)))
    return text or (late.text.text if late else "") or None


def misplaced(scope: Scope, found: Properties, within: str, kinds: Iterable[type[Node]]) -> None:
    """A fault for each property of these classes, which mean nothing here."""
    for kind in kinds:
        for item in found.every(kind):
            scope.mark_used(item)
            scope.fault(MisplacedProperty(scope.span(item), property_name(scope, item), within))


def property_name(scope: Scope, item: Node) -> str:
    """The words that a property begins with, as its author knows it."""
    if isinstance(item, Title):
        return "title"
    found = _WORDS.match(scope.span(item).words)
    words = found.group() if found else ""
    return words if words in _TWO_WORDS else words.split(" ")[0]
