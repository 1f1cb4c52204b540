"""The graph of a journey, and the questions to ask of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import islice, pairwise

import networkx as nx

from journeydsl.graph.passage import Passage, passages
from journeydsl.model.journey import Journey
from journeydsl.model.path import Handoff, Stage, Way
from journeydsl.model.people import Team

MOST_PATHS = 200
_OUTSIDE = ""  # where buyers are before they come in


class JourneyGraph:
    """Stages are nodes, passages are edges. Every answer is in the order in which the journey declares things."""

    def __init__(self, journey: Journey) -> None:
        self.journey = journey
        self.passages: tuple[Passage, ...] = tuple(passages(journey))
        self._all = self._digraph(self.passages)
        self._without_any = self._digraph(passage for passage in self.passages if not passage.leaves_any)
        self._forward = self._digraph(passage for passage in self.passages if passage.is_forward)

    # ---- stages and where they lead

    def entries(self) -> tuple[Stage, ...]:
        """The stages where buyers begin."""
        return tuple(stage for stage in self.journey.stages.values() if stage.is_entry)

    def ends(self) -> tuple[Stage, ...]:
        """The won and the lost stages."""
        return tuple(stage for stage in self.journey.stages.values() if stage.kind in ("won", "lost"))

    def ways_out(self, stage: str) -> tuple[Passage, ...]:
        """Every passage that leaves a stage, of any kind."""
        return tuple(passage for passage in self.passages if passage.origin == stage)

    def ways_in(self, stage: str) -> tuple[Passage, ...]:
        """Every passage that enters a stage, of any kind."""
        return tuple(passage for passage in self.passages if passage.target == stage)

    def unreachable_stages(self) -> tuple[Stage, ...]:
        """The stages that no chain of passages joins to an entry stage; guards are not judged."""
        reached = self._reached(self._all, (stage.name for stage in self.entries()))
        return tuple(stage for stage in self.journey.stages.values() if stage.name not in reached)

    def is_reachable(self, stage: str) -> bool:
        """Whether some chain of passages leads there from an entry stage."""
        return all(unreachable.name != stage for unreachable in self.unreachable_stages())

    def trapped_stages(self) -> tuple[Stage, ...]:
        """The stages from which no chain of passages leads to an end; a way out of `any` stage does not count."""
        saved = self._reached(self._without_any.reverse(copy=False), (stage.name for stage in self.ends()))
        return tuple(stage for stage in self.journey.stages.values() if stage.name not in saved)

    def reached_by(self, some: Iterable[Passage]) -> frozenset[str]:
        """The entry stages, and the stages that chains of some passages lead to from there."""
        reached, ways = {stage.name for stage in self.entries()}, list(some)
        while more := {way.target for way in ways if way.origin in reached} - reached:
            reached |= more
        return frozenset(reached)

    def after(self, stage: str) -> frozenset[str]:
        """The stages that can follow a stage, by any passages; the stage itself only if a cycle leads back to it."""
        return frozenset(self._reached(self._all, (passage.target for passage in self.ways_out(stage))))

    def forward_from(self, stage: str) -> frozenset[str]:
        """A stage and every stage that chains of moves and handoffs lead to from there."""
        return frozenset(self._reached(self._forward, (stage,)))

    def forward_paths(self, origin: str, target: str) -> tuple[tuple[str, ...], ...]:
        """Chains of moves and handoffs from one stage to another, each stage at most once; at most `MOST_PATHS`."""
        if origin not in self._forward or target not in self._forward:
            return ()
        found = nx.all_simple_paths(self._forward, origin, target, cutoff=60)
        return tuple(tuple(path) for path in islice(found, MOST_PATHS))

    def forward_bridges(self, starts: Iterable[str], target: str) -> tuple[tuple[str, str], ...]:
        """The steps that every chain of moves and handoffs from some stages to another takes, in the order taken.

        None where there is no such chain.
        """
        graph = self._forward.copy()
        graph.add_edges_from((_OUTSIDE, start) for start in starts if start in graph and start != target)
        if target not in graph or _OUTSIDE not in graph or not nx.has_path(graph, _OUTSIDE, target):
            return ()
        path = nx.shortest_path(graph, _OUTSIDE, target)
        found = []
        for step in pairwise(path[1:]):
            graph.remove_edge(*step)
            if not nx.has_path(graph, _OUTSIDE, target):
                found.append(step)
            graph.add_edge(*step)
        return tuple(found)

    def one_after_other(self, earlier: Way, later: Way) -> tuple[str, ...]:
        """A path of moves and handoffs from an entry stage that takes two ways in this order; empty where none does."""
        for entry in self.entries():
            for path in self.forward_paths(entry.name, later.target.name):
                steps = list(pairwise(path))
                taken = [origin.name for origin in earlier.origins if (origin.name, earlier.target.name) in steps[:-1]]
                if taken and steps[-1][0] in {origin.name for origin in later.origins}:
                    return path
        return ()

    def happy_path(self) -> tuple[str, ...]:
        """The shortest chain of moves and handoffs from an entry stage to a won one; empty where there is none."""
        best: tuple[str, ...] = ()
        for entry in self.entries():
            for won in (stage for stage in self.ends() if stage.kind == "won"):
                if nx.has_path(self._forward, entry.name, won.name):
                    path = tuple(nx.shortest_path(self._forward, entry.name, won.name))
                    best = path if not best or len(path) < len(best) else best
        return best

    def cycles(self) -> tuple[tuple[str, ...], ...]:
        """Circles of passages, each from its first declared stage on; at most `MOST_PATHS`."""
        return self.circles_of(self.passages)

    def circles_of(self, some: Iterable[Passage]) -> tuple[tuple[str, ...], ...]:
        """Circles of some passages alone, told in the same way."""
        turning = _peeled(list(some))
        if not turning:
            return ()
        order = {name: number for number, name in enumerate(self.journey.stages)}
        found = []
        for circle in islice(nx.simple_cycles(self._digraph(turning), length_bound=12), MOST_PATHS):
            first = min(range(len(circle)), key=lambda index: order[circle[index]])
            found.append(tuple(circle[first:] + circle[:first]))
        return tuple(sorted(found, key=lambda circle: [order[name] for name in circle]))

    # ---- who owns what

    def owner(self, stage: str) -> Team | None:
        """The team that owns a stage."""
        owner = self.journey.stages[stage].owner
        return self.journey.teams[owner.name] if owner else None

    def lineage(self, team: str) -> tuple[str, ...]:
        """A team, the team it is part of, and so on up to the top."""
        chain: list[str] = []
        now: str | None = team
        while now is not None and now not in chain:
            chain.append(now)
            parent = self.journey.teams[now].part_of
            now = parent.name if parent else None
        return tuple(chain)

    def top(self, team: str) -> str:
        """The team at the top of `part of`: the side that a team belongs to."""
        return self.lineage(team)[-1]

    def is_part_of(self, team: str, whole: str) -> bool:
        """Whether a team is another, or a part of it at any depth."""
        return whole in self.lineage(team)

    def same_people(self, team: str) -> frozenset[str]:
        """A team and every team that `staffed by` says is the same people in another hat."""
        teams = self.journey.teams
        group = {team}
        grew = True
        while grew:
            more = {
                name
                for name, other in teams.items()
                if other.staffed_by and (name in group or other.staffed_by.name in group)
            } | {other.staffed_by.name for name, other in teams.items() if other.staffed_by and name in group}
            grew = not more <= group
            group |= more
        return frozenset(group)

    def receivers(self, handoff: Handoff) -> tuple[str, ...]:
        """The teams that may receive a buyer: those on the route, else the owner of the stage it enters."""
        if handoff.route and handoff.route.lines:
            return tuple(dict.fromkeys(line.team.name for line in handoff.route.lines))
        owner = self.owner(handoff.target.name)
        return (owner.name,) if owner else ()

    def senders(self, handoff: Handoff) -> tuple[str, ...]:
        """The teams that give a buyer away: the team after `by`, else the owners of the stages it leaves."""
        if handoff.by:
            return (handoff.by.name,)
        owners = (self.owner(origin.name) for origin in handoff.origins)
        return tuple(dict.fromkeys(owner.name for owner in owners if owner))

    # ---- what is lost

    def unreachable_groups(self) -> tuple[tuple[Stage, ...], ...]:
        """Unreachable stages, each group led by the one that the others can only be reached from."""
        return self._groups(self.unreachable_stages(), self._all)

    def groups_behind(self, stages: Collection[str]) -> tuple[tuple[Stage, ...], ...]:
        """Some stages in the same way, whatever it is that keeps buyers from them."""
        return self._groups(tuple(stage for stage in self.journey.stages.values() if stage.name in stages), self._all)

    def trapped_groups(self) -> tuple[tuple[Stage, ...], ...]:
        """Trapped stages, each group led by the one that all ways out of the others lead to."""
        return self._groups(self.trapped_stages(), self._without_any.reverse(copy=False))

    # ---- inside

    def _groups(self, stages: tuple[Stage, ...], graph: nx.DiGraph[str]) -> tuple[tuple[Stage, ...], ...]:
        """Each stage with those that lie behind it and in no earlier group; leaders have no stage before them."""
        behind = {stage.name: nx.descendants(graph, stage.name) for stage in stages}
        groups: list[tuple[Stage, ...]] = []
        placed: set[str] = set()
        for stage in stages:
            before = [name for name, after in behind.items() if stage.name in after and name not in behind[stage.name]]
            if stage.name not in placed and not before:
                group = [other for other in stages if other.name in behind[stage.name] and other.name not in placed]
                groups.append((stage, *(other for other in group if other is not stage)))
                placed |= {stage.name, *(other.name for other in group)}
        return tuple(groups)

    def _digraph(self, edges: Iterable[Passage]) -> nx.DiGraph[str]:
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(self.journey.stages)
        graph.add_edges_from((passage.origin, passage.target) for passage in edges)
        return graph

    def _reached(self, graph: nx.DiGraph[str], starts: Iterable[str]) -> set[str]:
        reached: set[str] = set()
        for start in starts:
            if start not in reached:
                reached |= {start} | nx.descendants(graph, start)
        return reached


def _peeled(passages: list[Passage]) -> list[Passage]:
    """Without passages that are on no circle, since nothing leads to where they begin or on from where they end."""
    while True:
        origins, targets = {one.origin for one in passages}, {one.target for one in passages}
        kept = [one for one in passages if one.origin in targets and one.target in origins]
        if len(kept) == len(passages):
            return kept
        passages = kept
