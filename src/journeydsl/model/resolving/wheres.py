"""`where SEGMENT { … }` in stages and handoffs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from journeydsl.model.faults import RepeatedProperty
from journeydsl.model.path import (
    HandoffWhere,
    StageWhere,
)
from journeydsl.model.resolving.scope import Scope
from journeydsl.model.values import Kind, Reference
from journeydsl.syntax import path as syntax

_WhereNode = TypeVar("_WhereNode", syntax.StageWhere, syntax.HandoffWhere)
_Where = TypeVar("_Where", StageWhere, HandoffWhere)
_HOLDING: tuple[Kind, ...] = ("segment", "band", "rule")


def wheres(
    scope: Scope,
    nodes: Iterable[_WhereNode],
    read: Callable[[Scope, _WhereNode, Reference], _Where],
) -> tuple[_Where, ...]:
    """What is different for the buyers of segments, bands or rules; one block for each."""
    known: dict[str, tuple[_WhereNode, _Where]] = {}
    for node in nodes:
        found = scope.named(node.name, _HOLDING)
        if found is None:
            scope.mark_used(node.block)
        elif found.name in known:
            scope.mark_used(node.block)
            first = scope.span(known[found.name][0])
            scope.fault(RepeatedProperty(scope.span(node), f"where {found.name}", first))
        else:
            known[found.name] = (node, read(scope, node, Reference(found.name, found.span)))
    return tuple(where for _, where in known.values())
