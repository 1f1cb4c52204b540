"""Definitions that lead back to themselves: found, said and cut, so that whoever follows them comes to an end."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.model.buyers import Rule, Score, ScoreLine, ScorePerLine, ScoreSumLine, Segment
from journeydsl.model.conditions import Condition, names_used
from journeydsl.model.people import Team
from journeydsl.model.resolving.scope import Scope
from journeydsl.model.values import Kind

_Definition = tuple[Kind, str]
_Graph = dict[_Definition, list[_Definition]]


def cut_cycles(
    scope: Scope,
    scores: dict[str, Score],
    rules: dict[str, Rule],
    segments: dict[str, Segment],
    bands: dict[str, str],
) -> None:
    """Takes the condition from every rule and segment on a cycle, and from scores the lines that may lead into one.

    `bands` gives their scores.
    """
    graph: _Graph = {("rule", name): _reads(rule.when) for name, rule in rules.items()}
    graph |= {("segment", name): _reads(segment.when) for name, segment in segments.items()}
    graph |= {("band", name): [("score", score)] for name, score in bands.items()}
    for name, score in scores.items():
        graph["score", name] = [read for line in score.lines for read in _reads_of(line)]
    for cycle, left in _cycles(graph):
        names = tuple(name for _, name in cycle)
        kind, first = cycle[0]
        declared = scope.names[first]
        scope.cycle(kind, names, declared.span)
        scope.journey_whole = False
        for kind, name in cycle:
            if kind == "rule":
                rules[name] = rules[name].replace(when=None, is_whole=False)
            elif kind == "segment":
                segments[name] = segments[name].replace(when=None, is_whole=False)
            elif kind == "score":
                kept = tuple(line for line in scores[name].lines if not any(read in left for read in _reads_of(line)))
                scores[name] = scores[name].replace(lines=kept, is_whole=False)


def cut_team_cycles(scope: Scope, teams: dict[str, Team]) -> None:
    """Takes `part of` from every team that is part of itself."""
    graph: _Graph = {
        ("team", name): [("team", team.part_of.name)] if team.part_of else [] for name, team in teams.items()
    }
    for cycle, _ in _cycles(graph):
        names = tuple(name for _, name in cycle)
        part_of = teams[names[0]].part_of
        scope.cycle("team", names, part_of.span if part_of else teams[names[0]].name_span)
        for name in names:
            teams[name] = teams[name].replace(part_of=None, is_whole=False)


def _reads(when: Condition | None) -> list[_Definition]:
    return [read for read in names_used(when) if read[0] not in ("field", "activity")] if when else []


def _reads_of(line: ScoreLine | ScorePerLine | ScoreSumLine) -> list[_Definition]:
    match line:
        case ScoreLine(when=when):
            return _reads(when)
        case ScoreSumLine(score=score):
            return [("score", score.name)]
        case ScorePerLine():
            return []


def _cycles(graph: _Graph) -> Iterator[tuple[list[_Definition], _Graph]]:
    """Cycles that have no definition in common, enough to cut them all; each begins where it was declared first.

    With each, what is left by then: the definitions that are on a cycle or lead to one. Whoever cuts a cycle cuts all
    that its members read of these, since no other cycle through them is told.
    """
    order = {one: place for place, one in enumerate(graph)}
    left = _Left(graph)
    for begin in graph:
        while begin in left.graph:
            cycle = _cycle_from(begin, left.graph)
            first = min(range(len(cycle)), key=lambda place: order[cycle[place]])
            yield cycle[first:] + cycle[:first], left.graph
            left.take(cycle)


def _cycle_from(begin: _Definition, left: _Graph) -> list[_Definition]:
    """The cycle that one runs into who follows definitions, each of which reads another that is left."""
    path: dict[_Definition, None] = {}
    while begin not in path:
        path[begin] = None
        begin = next(read for read in left[begin] if read in left)
    walked = list(path)
    return walked[walked.index(begin) :]


class _Left:
    """The definitions that are on a cycle or lead to one: those that lead to an end are taken away."""

    def __init__(self, graph: _Graph) -> None:
        self.graph = dict(graph)
        self._waits = {one: sum(read in graph for read in reads) for one, reads in graph.items()}
        self._readers: _Graph = {}
        for one, reads in graph.items():
            for read in reads:
                self._readers.setdefault(read, []).append(one)
        self.take([one for one, count in self._waits.items() if count == 0])

    def take(self, done: list[_Definition]) -> None:
        """Takes some away, and with them those that read nothing else that is left."""
        waiting = list(done)
        while waiting:
            one = waiting.pop()
            if self.graph.pop(one, None) is None:
                continue
            for reader in self._readers.get(one, ()):
                self._waits[reader] -= 1
                if self._waits[reader] == 0:
                    waiting.append(reader)
