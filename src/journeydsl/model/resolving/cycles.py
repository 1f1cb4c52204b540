"""Definitions that lead back to themselves: found, said and cut, so that whoever follows them comes to an end."""

from __future__ import annotations

from journeydsl.model.buyers import Rule, Score, ScoreLine, Segment
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
    """Takes the condition from every rule, segment and score line that is on a cycle; `bands` gives their scores."""
    graph: _Graph = {("rule", name): _reads(rule.when) for name, rule in rules.items()}
    graph |= {("segment", name): _reads(segment.when) for name, segment in segments.items()}
    graph |= {("band", name): [("score", score)] for name, score in bands.items()}
    for name, score in scores.items():
        lines = [line.when for line in score.lines if isinstance(line, ScoreLine)]
        graph["score", name] = [read for when in lines for read in _reads(when)]
    for cycle in _cycles(graph):
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
                kept = tuple(
                    line
                    for line in scores[name].lines
                    if not isinstance(line, ScoreLine) or not set(_reads(line.when)) & set(cycle)
                )
                scores[name] = scores[name].replace(lines=kept, is_whole=False)


def cut_team_cycles(scope: Scope, teams: dict[str, Team]) -> None:
    """Takes `part of` from every team that is part of itself."""
    graph: _Graph = {
        ("team", name): [("team", team.part_of.name)] if team.part_of else []
        for name, team in teams.items()
    }
    for cycle in _cycles(graph):
        names = tuple(name for _, name in cycle)
        part_of = teams[names[0]].part_of
        scope.cycle("team", names, part_of.span if part_of else teams[names[0]].name_span)
        for name in names:
            teams[name] = teams[name].replace(part_of=None, is_whole=False)


def _reads(when: Condition | None) -> list[_Definition]:
    return [read for read in names_used(when) if read[0] not in ("field", "activity")] if when else []


def _cycles(graph: _Graph) -> list[list[_Definition]]:
    """Cycles that have no definition in common, enough to cut them all; each begins where it was declared first."""
    cycles: list[list[_Definition]] = []
    left = _on_cycles(graph)
    while left:
        path = [next(iter(left))]
        while (following := next(one for one in left[path[-1]] if one in left)) not in path:
            path.append(following)
        cycle = path[path.index(following) :]
        order = list(graph)
        first = min(range(len(cycle)), key=lambda place: order.index(cycle[place]))
        cycles.append(cycle[first:] + cycle[:first])
        left = _on_cycles({one: reads for one, reads in left.items() if one not in cycle})
    return cycles


def _on_cycles(graph: _Graph) -> _Graph:
    """What is left when definitions that lead to an end are taken away, again and again."""
    left = dict(graph)
    while True:
        done = [one for one, reads in left.items() if not any(read in left for read in reads)]
        if not done:
            return left
        for one in done:
            del left[one]
