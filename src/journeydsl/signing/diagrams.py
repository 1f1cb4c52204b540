"""Functions of a buyer in one form: ordered decision diagrams, equal where the functions are.

A diagram asks one thing after another, always in the same order, and never without need. What it asks is cut into
cells; a digest speaks of the values in the cells, so that it does not depend on where else the axis was cut.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from hashlib import sha256

from journeydsl.text.record import Record

MOST_NODES = 60_000
MOST_AXES = 300
Leaf = Hashable
Node = int


class TooLarge(Exception):
    """A function that takes more room than is worth it."""


class Axis(Record):
    """Something asked of a buyer; `cells` are what can be answered: values, or stretches of a line in their order, each
    with where it begins and ends."""

    key: str
    cells: tuple[str | tuple[str, str], ...]


class Diagrams:
    """All diagrams of one journey; equal functions have equal numbers."""

    def __init__(self, axes: Iterable[Axis]) -> None:
        self.axes = {axis.key: axis for axis in axes}
        if len(self.axes) > MOST_AXES:
            raise TooLarge
        self._asks: list[tuple[str, tuple[Node, ...]] | None] = []
        self._leaves: list[Leaf] = []
        self._known: dict[Hashable, Node] = {}
        self._digests: dict[Node, str] = {}

    def leaf(self, value: Leaf) -> Node:
        """The same for every buyer."""
        return self._node(None, value)

    def ask(self, key: str, answers: Mapping[int, Node], otherwise: Node) -> Node:
        """What an axis decides, by the number of the cell."""
        return self._made(key, tuple(answers.get(cell, otherwise) for cell in range(len(self.axes[key].cells))))

    def combined(self, one: Node, other: Node, join: Callable[[Leaf, Leaf], Leaf]) -> Node:
        """What two functions give together."""
        known: dict[tuple[Node, Node], Node] = {}

        def of(left: Node, right: Node) -> Node:
            pair = (left, right)
            if pair not in known:
                a, b = self._asks[left], self._asks[right]
                if a is None and b is None:
                    known[pair] = self.leaf(join(self._leaves[left], self._leaves[right]))
                else:
                    key = min(inside[0] for inside in (a, b) if inside)
                    lefts, rights = (self._branches(node, inside, key) for node, inside in ((left, a), (right, b)))
                    known[pair] = self._made(key, tuple(of(x, y) for x, y in zip(lefts, rights, strict=True)))
            return known[pair]

        return of(one, other)

    def digest(self, node: Node) -> str:
        """A text that equal functions share, in whatever journey they stand."""
        if node not in self._digests:
            inside = self._asks[node]
            if inside is None:
                said = f"leaf {self._leaves[node]!r}"
            else:
                cells: dict[Node, list[int]] = {}
                for cell, child in enumerate(inside[1]):
                    cells.setdefault(child, []).append(cell)
                names = self.axes[inside[0]].cells
                said = f"{inside[0]} " + " ".join(
                    sorted(f"{_joined(names, several)}:{self.digest(child)}" for child, several in cells.items())
                )
            self._digests[node] = digest(said)
        return self._digests[node]

    def _made(self, key: str, children: tuple[Node, ...]) -> Node:
        if len(set(children)) == 1:
            return children[0]
        return self._node((key, children), None)

    def _node(self, asks: tuple[str, tuple[Node, ...]] | None, leaf: Leaf) -> Node:
        key = (asks, leaf)
        if key not in self._known:
            if len(self._asks) >= MOST_NODES:
                raise TooLarge
            self._known[key] = len(self._asks)
            self._asks.append(asks)
            self._leaves.append(leaf)
        return self._known[key]

    def _branches(self, node: Node, inside: tuple[str, tuple[Node, ...]] | None, key: str) -> tuple[Node, ...]:
        if inside and inside[0] == key:
            return inside[1]
        return (node,) * len(self.axes[key].cells)


def digest(text: str) -> str:
    """A text of fixed length that stands for another."""
    return sha256(text.encode()).hexdigest()


def _joined(names: tuple[str | tuple[str, str], ...], cells: list[int]) -> str:
    """The values of some cells; stretches that touch as one, whatever the line was cut into."""
    said: list[tuple[str, str] | str] = []
    for number, cell in enumerate(cells):
        name, last = names[cell], said[-1] if said else ""
        if isinstance(name, tuple) and isinstance(last, tuple) and cells[number - 1] == cell - 1:
            said[-1] = (last[0], name[1])
        else:
            said.append(name)
    return "|".join(sorted(repr(one) for one in said))
