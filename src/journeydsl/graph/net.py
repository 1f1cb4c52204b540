"""Names joined by arrows, and the questions that almost every run asks of them.

Written out here, since a search in a map of names is shorter than the time it takes to import a library of graphs.
Neighbours stand in the order in which their arrows were given, and so do all answers.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise


class Net:
    """Names, and for each the names that arrows lead to; arrows between other names are left out."""

    def __init__(self, names: Iterable[str], arrows: Iterable[tuple[str, str]]) -> None:
        after: dict[str, dict[str, None]] = {name: {} for name in names}
        before: dict[str, dict[str, None]] = {name: {} for name in after}
        for origin, target in arrows:
            if origin in after and target in after:
                after[origin][target] = None
                before[target][origin] = None
        self._after: Mapping[str, Collection[str]] = after
        self._before: Mapping[str, Collection[str]] = before

    def reached(self, starts: Iterable[str]) -> set[str]:
        """Some names, and everything that arrows lead to from there."""
        return _spread(self._after, starts)

    def reaching(self, ends: Iterable[str]) -> set[str]:
        """Some names, and everything from where arrows lead to one of them."""
        return _spread(self._before, ends)

    def turned(self) -> Net:
        """The same names with every arrow turned round."""
        net = Net((), ())
        net._after, net._before = self._before, self._after
        return net

    def groups(self, some: Iterable[str]) -> tuple[tuple[str, ...], ...]:
        """Some names in groups: each led by one that no other leads to that it does not lead back to, and with those
        behind it that are in no earlier group."""
        some = list(some)
        order = {name: number for number, name in enumerate(some)}
        groups, met = [], set[str]()
        for leader in self._leaders(some):
            behind = _spread(self._after, (leader,), around=met)
            met |= behind
            group = sorted((name for name in behind if name in order and name != leader), key=order.__getitem__)
            groups.append((leader, *group))
        return tuple(groups)

    def _leaders(self, some: Sequence[str]) -> list[str]:
        """One of each lot of names that no other name leads to, the first of it, in order."""
        firsts = self._unmet(some)
        leaders = set(self._unmet(firsts[::-1]))
        return [name for name in firsts if name in leaders]

    def _unmet(self, some: Iterable[str]) -> list[str]:
        """The names that none before them leads to."""
        found, met = [], set[str]()
        for name in some:
            if name not in met:
                found.append(name)
                met |= _spread(self._after, (name,), around=met)
        return found

    def shortest_path(self, starts: Iterable[str], target: str) -> tuple[str, ...]:
        """The shortest chain of arrows from one of some names to another, the first of equals; empty where none is."""
        came_from: dict[str, str | None] = dict.fromkeys((start for start in starts if start in self._after), None)
        waiting = list(came_from)
        for name in waiting:
            if name == target:
                break
            for other in self._after[name]:
                if other not in came_from:
                    came_from[other] = name
                    waiting.append(other)
        path = []
        now: str | None = target if target in came_from else None
        while now is not None:
            path.append(now)
            now = came_from[now]
        return tuple(path[::-1])

    def paths(self, origin: str, target: str, longest: int) -> Iterator[tuple[str, ...]]:
        """Chains of at most `longest` arrows from one name to another, none of which comes to a name twice.

        Nothing is tried from where the rest of the chain cannot come to an end, so that one follows soon after another
        in the most tangled net.
        """
        if origin not in self._after or target not in self._after:
            return
        if origin == target:
            yield (origin,)
            return
        path = {origin: None}
        branches = [self._open(origin, target, path)]
        while branches:
            name = next(branches[-1], None)
            if name is None:
                branches.pop()
                path.popitem()
            elif name == target:
                yield (*path, target)
            elif len(path) < longest:
                path[name] = None
                branches.append(self._open(name, target, path))

    def on_circles(self, longest: int) -> set[str]:
        """The names from which at most so many arrows lead back to them."""
        return {name for name in self._after if self._comes_back(name, longest)}

    def _comes_back(self, name: str, longest: int) -> bool:
        met, here = {name}, [name]
        for _ in range(longest):
            there = {other: None for one in here for other in self._after[one]}
            if name in there:
                return True
            here = [other for other in there if other not in met]
            met.update(here)
        return False

    def necessary(self, starts: Iterable[str], target: str) -> tuple[tuple[str, str], ...]:
        """The arrows that every chain from some names to another takes, in the order taken; none where no chain is."""
        begin = list(starts)
        steps = pairwise(self.shortest_path(begin, target))
        return tuple(step for step in steps if target not in _spread(self._after, begin, without=step))

    def _open(self, name: str, target: str, path: Mapping[str, None]) -> Iterator[str]:
        """The neighbours of the end of a path from which the target can be reached without coming to it again."""
        left = _spread(self._before, (target,), around=path)
        return iter([other for other in self._after[name] if other in left])


def _spread(
    arrows: Mapping[str, Collection[str]],
    starts: Iterable[str],
    around: Container[str] | None = None,
    without: tuple[str, str] | None = None,
) -> set[str]:
    """What arrows lead to, starts included, `around` some names and `without` one arrow."""
    found = {start for start in starts if start in arrows}
    waiting = list(found)
    while waiting:
        name = waiting.pop()
        for other in arrows[name]:
            if other not in found and (around is None or other not in around) and (name, other) != without:
                found.add(other)
                waiting.append(other)
    return found
