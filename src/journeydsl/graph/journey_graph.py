"""The graph of a journey, and the questions to ask of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from heapq import merge
from itertools import islice, pairwise

from journeydsl.graph.net import Net
from journeydsl.graph.passage import Passage, passages
from journeydsl.model.journey import Journey
from journeydsl.model.path import Handoff, Stage, Way
from journeydsl.model.people import Team
from journeydsl.model.rhythm import Content

MOST_PATHS = 200
_LONGEST_PATH = 60
_LONGEST_CIRCLE = 12


class JourneyGraph:
    """Stages are nodes, passages are edges. Every answer is in the order in which the journey declares things."""

    def __init__(self, journey: Journey) -> None:
        self.journey = journey
        self.passages: tuple[Passage, ...] = tuple(passages(journey))
        self._all = self._net(self.passages)
        self._without_any = self._net(passage for passage in self.passages if not passage.leaves_any)
        self._out = _by(self.passages, lambda passage: passage.origin)
        self._into = _by(self.passages, lambda passage: passage.target)
        self._same_people: dict[str, frozenset[str]] = {}
        self._lineages: dict[str, tuple[str, ...]] = {}
        pairs = [(name, one.staffed_by.name) for name, one in journey.teams.items() if one.staffed_by]
        self._hats = Net(journey.teams, (pair for one, other in pairs for pair in ((one, other), (other, one))))
        self._forward = self._net(passage for passage in self.passages if passage.is_forward)

    # ---- stages and where they lead

    @cached_property
    def _entries(self) -> tuple[Stage, ...]:
        return tuple(stage for stage in self.journey.stages.values() if stage.is_entry)

    @cached_property
    def _contents(self) -> dict[str, list[int]]:
        """The places in the order of declaration of what is for each stage, and under no name of what is for any."""
        found: dict[str, list[int]] = {"": []}
        for place, content in enumerate(self.journey.contents.values()):
            for name in dict.fromkeys(stage.name for stage in content.stages) or ("",):
                found.setdefault(name, []).append(place)
        return found

    @cached_property
    def _declared_contents(self) -> tuple[Content, ...]:
        return tuple(self.journey.contents.values())

    @cached_property
    def _reached(self) -> set[str]:
        return self._all.reached(stage.name for stage in self.entries())

    def entries(self) -> tuple[Stage, ...]:
        """The stages where buyers begin."""
        return self._entries

    def ends(self) -> tuple[Stage, ...]:
        """The won and the lost stages."""
        return tuple(stage for stage in self.journey.stages.values() if stage.kind in ("won", "lost"))

    def ways_out(self, stage: str) -> tuple[Passage, ...]:
        """Every passage that leaves a stage, of any kind."""
        return self._out.get(stage, ())

    def ways_in(self, stage: str) -> tuple[Passage, ...]:
        """Every passage that enters a stage, of any kind."""
        return self._into.get(stage, ())

    def unreachable_stages(self) -> tuple[Stage, ...]:
        """The stages that no chain of passages joins to an entry stage; guards are not judged."""
        return tuple(stage for stage in self.journey.stages.values() if stage.name not in self._reached)

    def is_reachable(self, stage: str) -> bool:
        """Whether some chain of passages leads there from an entry stage."""
        return stage in self._reached

    def trapped_stages(self) -> tuple[Stage, ...]:
        """The stages from which no chain of passages leads to an end; a way out of `any` stage does not count."""
        saved = self._without_any.reaching(stage.name for stage in self.ends())
        return tuple(stage for stage in self.journey.stages.values() if stage.name not in saved)

    def reached_by(self, some: Iterable[Passage]) -> frozenset[str]:
        """The entry stages, and the stages that chains of some passages lead to from there."""
        return frozenset(self._net(some).reached(stage.name for stage in self.entries()))

    def after(self, stage: str) -> frozenset[str]:
        """The stages that can follow a stage, by any passages; the stage itself only if a cycle leads back to it."""
        return frozenset(self._all.reached(passage.target for passage in self.ways_out(stage)))

    def forward_from(self, stage: str) -> frozenset[str]:
        """A stage and every stage that chains of moves and handoffs lead to from there."""
        return frozenset(self._forward.reached((stage,)))

    def forward_paths(self, origin: str, target: str) -> tuple[tuple[str, ...], ...]:
        """Chains of moves and handoffs from one stage to another, each stage at most once; at most `MOST_PATHS`."""
        return tuple(islice(self._forward.paths(origin, target, _LONGEST_PATH), MOST_PATHS))

    def forward_bridges(self, starts: Iterable[str], target: str) -> tuple[tuple[str, str], ...]:
        """The steps that every chain of moves and handoffs from some stages to another takes, in the order taken.

        None where there is no such chain.
        """
        return self._forward.necessary((start for start in starts if start != target), target)

    def one_after_other(self, earlier: Way, later: Way) -> tuple[str, ...]:
        """A path of moves and handoffs from an entry stage that takes two ways in this order; empty where none does."""
        for entry in self._entries:
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
                path = self._forward.shortest_path((entry.name,), won.name)
                best = path if path and (not best or len(path) < len(best)) else best
        return best

    def circles_of(self, some: Iterable[Passage]) -> tuple[tuple[str, ...], ...]:
        """Circles of some passages, each from its first declared stage on; at most `MOST_PATHS`."""
        turning = _peeled(list(some))
        if not turning:
            return ()
        import networkx as nx  # costs more than a whole check, and few have circles to tell

        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(self.journey.stages)
        arrows = [(passage.origin, passage.target) for passage in turning]
        back = Net(self.journey.stages, arrows).on_circles(_LONGEST_CIRCLE)
        graph.add_edges_from(arrow for arrow in arrows if back.issuperset(arrow))
        order = {name: number for number, name in enumerate(self.journey.stages)}
        found = []
        for circle in islice(nx.simple_cycles(graph, length_bound=_LONGEST_CIRCLE), MOST_PATHS):
            first = min(range(len(circle)), key=lambda index: order[circle[index]])
            found.append(tuple(circle[first:] + circle[:first]))
        return tuple(sorted(found, key=lambda circle: [order[name] for name in circle]))

    def contents(self, stage: str) -> Iterator[Content]:
        """The content that is declared for a stage, or for every stage."""
        declared = self._declared_contents
        return (declared[place] for place in merge(self._contents.get(stage, ()), self._contents[""]))

    # ---- who owns what

    def owner(self, stage: str) -> Team | None:
        """The team that owns a stage."""
        owner = self.journey.stages[stage].owner
        return self.journey.teams[owner.name] if owner else None

    def lineage(self, team: str) -> tuple[str, ...]:
        """A team, the team it is part of, and so on up to the top."""
        if team not in self._lineages:
            chain: dict[str, None] = {}
            now: str | None = team
            while now is not None and now not in chain:
                chain[now] = None
                parent = self.journey.teams[now].part_of
                now = parent.name if parent else None
            self._lineages[team] = tuple(chain)
        return self._lineages[team]

    def top(self, team: str) -> str:
        """The team at the top of `part of`: the side that a team belongs to."""
        return self.lineage(team)[-1]

    def is_part_of(self, team: str, whole: str) -> bool:
        """Whether a team is another, or a part of it at any depth."""
        return whole in self.lineage(team)

    def same_people(self, team: str) -> frozenset[str]:
        """A team and every team that `staffed by` says is the same people in another hat."""
        if team not in self._same_people:
            hats = self._hats.reached((team,))
            self._same_people.update(dict.fromkeys(hats, frozenset(hats)))
        return self._same_people[team]

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
        return self._groups(self._all, (stage.name for stage in self.unreachable_stages()))

    def groups_behind(self, stages: Collection[str]) -> tuple[tuple[Stage, ...], ...]:
        """Some stages in the same way, whatever it is that keeps buyers from them."""
        return self._groups(self._all, (name for name in self.journey.stages if name in stages))

    def trapped_groups(self) -> tuple[tuple[Stage, ...], ...]:
        """Trapped stages, each group led by the one that all ways out of the others lead to."""
        return self._groups(self._without_any.turned(), (stage.name for stage in self.trapped_stages()))

    # ---- inside

    def _groups(self, net: Net, some: Iterable[str]) -> tuple[tuple[Stage, ...], ...]:
        return tuple(tuple(self.journey.stages[name] for name in group) for group in net.groups(some))

    def _net(self, ways: Iterable[Passage]) -> Net:
        return Net(self.journey.stages, ((passage.origin, passage.target) for passage in ways))


def _by(ways: Iterable[Passage], key: Callable[[Passage], str]) -> dict[str, tuple[Passage, ...]]:
    found: dict[str, list[Passage]] = {}
    for way in ways:
        found.setdefault(key(way), []).append(way)
    return {name: tuple(several) for name, several in found.items()}


def _peeled(passages: list[Passage]) -> list[Passage]:
    """Without passages that are on no circle, since nothing leads to where they begin or on from where they end."""
    while True:
        origins, targets = {one.origin for one in passages}, {one.target for one in passages}
        kept = [one for one in passages if one.origin in targets and one.target in origins]
        if len(kept) == len(passages):
            return kept
        passages = kept
