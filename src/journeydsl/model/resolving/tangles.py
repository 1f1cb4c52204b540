"""Definitions that come to too much once every name in them is spelled out: found, said and cut.

Each may be short by itself, and each may read the one before twice. What is cut has an end that whoever follows it
reaches, however the names are followed.
"""

from __future__ import annotations

from collections.abc import Iterable

from journeydsl.model.buyers import Rule, Score, ScoreLine, ScoreSumLine, Segment
from journeydsl.model.conditions import AllOf, AnyOf, Condition, Not, names_used, walk
from journeydsl.model.faults import TooTangled
from journeydsl.model.resolving.scope import Scope
from journeydsl.model.values import Kind

MOST_PARTS = 5_000
MOST_LEVELS = 96
_PER_SCORE = 3  # levels

_Definition = tuple[Kind, str]


def cut_tangles(
    scope: Scope,
    scores: dict[str, Score],
    rules: dict[str, Rule],
    segments: dict[str, Segment],
    bands: dict[str, str],
) -> None:
    """Takes the condition or lines from every definition that comes to too much; there are no cycles any more."""
    sizes = _Sizes(scores, rules, segments, bands)
    declared: list[_Definition] = [("score", name) for name in scores]
    declared += [*(("rule", name) for name in rules), *(("segment", name) for name in segments)]
    for one in declared:
        for kind, name in sizes.too_big(one):
            scope.faults.append(TooTangled(scope.names[name].span, kind, name))
            scope.journey_whole = False
            if kind == "rule":
                rules[name] = rules[name].replace(when=None, is_whole=False)
            elif kind == "segment":
                segments[name] = segments[name].replace(when=None, is_whole=False)
            else:
                scores[name] = scores[name].replace(lines=(), is_whole=False)


class _Sizes:
    """How many parts and levels definitions come to, each worked out once, after those that it reads."""

    def __init__(
        self, scores: dict[str, Score], rules: dict[str, Rule], segments: dict[str, Segment], bands: dict[str, str]
    ) -> None:
        self._scores, self._rules, self._segments, self._bands = scores, rules, segments, bands
        self._known: dict[_Definition, tuple[int, int]] = {}

    def too_big(self, definition: _Definition) -> Iterable[_Definition]:
        """Of a definition and all that it reads, those that come to too much, though what they read is cut."""
        waiting = [definition]
        while waiting:
            one = waiting[-1]
            if one in self._known:
                waiting.pop()
                continue
            conditions, scores = self._read(one)
            unknown = [read for read in _names(conditions, scores) if read not in self._known]
            if unknown:
                waiting += dict.fromkeys(unknown)
                continue
            waiting.pop()
            parts, levels = self._size(conditions, scores)
            is_too_big = parts > MOST_PARTS or levels > MOST_LEVELS
            self._known[one] = (1, 1) if is_too_big else (parts, levels + (_PER_SCORE if one[0] == "score" else 0))
            if is_too_big:
                yield one

    def _read(self, one: _Definition) -> tuple[list[Condition], list[str]]:
        """The conditions and scores that a definition is made of."""
        kind, name = one
        if kind == "band":
            return [], [self._bands[name]]
        if kind == "score":
            lines = self._scores[name].lines
            conditions = [line.when for line in lines if isinstance(line, ScoreLine)]
            return conditions, [line.score.name for line in lines if isinstance(line, ScoreSumLine)]
        declared = self._rules.get(name) if kind == "rule" else self._segments.get(name)
        return [declared.when] if declared and declared.when else [], []

    def _size(self, conditions: list[Condition], scores: list[str]) -> tuple[int, int]:
        read = [self._known["score", name] for name in scores]
        parts, levels = 1 + sum(size for size, _ in read), 1 + max((deep for _, deep in read), default=0)
        for condition in conditions:
            names = [self._known[name] for name in names_used(condition) if name in self._known]
            parts += sum(1 for _ in walk(condition)) + sum(size for size, _ in names)
            levels = max(levels, _levels(condition) + max((deep for _, deep in names), default=0))
        return parts, levels


def _names(conditions: list[Condition], scores: list[str]) -> list[_Definition]:
    read: list[_Definition] = [("score", name) for name in scores]
    for condition in conditions:
        read += [name for name in names_used(condition) if name[0] not in ("field", "activity")]
    return read


def _levels(condition: Condition) -> int:
    """How deep the parts of a condition stand in one another."""
    match condition:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return 1 + max(map(_levels, parts), default=0)
        case Not(part=part):
            return 1 + _levels(part)
        case _:
            return 1
