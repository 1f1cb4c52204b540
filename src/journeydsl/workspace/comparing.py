"""Two versions of the same journeys: as two folders or files on the disk hold them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from journeydsl.workspace.analyzing import Wish, analyze_root, day, surely
from journeydsl.workspace.reading import Shelf, ask, companions

if TYPE_CHECKING:
    from journeydsl.analysis import Analysis


class Side(NamedTuple):
    """One version: a folder that takes the place of the one the user is in, paths in it, and what to call it."""

    folder: str
    paths: tuple[str, ...]
    called: str


class Pair(NamedTuple):
    """A journey in two versions; one that is only in one of them has none for the other."""

    root: str
    older: Analysis | None
    newer: Analysis | None
    today: date


class Pairs(NamedTuple):
    """Every journey of two versions, and a sentence for each thing that could not be read."""

    pairs: tuple[Pair, ...]
    problems: tuple[str, ...]


def pairs(older: Side, newer: Side, wish: Wish) -> Pairs:
    """The journeys of two versions, each with its other version: the same path, else the same name."""
    return _paired((Shelf(older.folder), Shelf(newer.folder)), older, newer, wish, frozenset())


def changed_pairs(older: Side, newer: Side, wish: Wish) -> Pairs:
    """The same without those of which not a letter has changed, in any file that they or their companions use."""
    shelves = Shelf(older.folder), Shelf(newer.folder)
    return _paired(shelves, older, newer, wish, surely(lambda: _same(shelves, older, newer)))


def _paired(shelves: tuple[Shelf, Shelf], older: Side, newer: Side, wish: Wish, same: frozenset[str]) -> Pairs:
    before, after = _read(older, shelves[0], wish, same), _read(newer, shelves[1], wish, same)
    left = dict(before.found)
    made: list[Pair] = []
    for root, (analysis, today) in after.found.items():
        other = root if root in left else _namesake(analysis, left, after.found)
        made.append(Pair(root, left.pop(other)[0] if other else None, analysis, today))
    made += [Pair(root, analysis, None, today) for root, (analysis, today) in left.items()]
    return Pairs(tuple(made), (*before.problems, *after.problems))


class _Read(NamedTuple):
    found: dict[str, tuple[Analysis, date]]
    problems: tuple[str, ...]


def _same(shelves: tuple[Shelf, Shelf], older: Side, newer: Side) -> frozenset[str]:
    """The roots that stand in both versions with the same texts behind them, all of them read whole."""
    before, after = shelves
    there = set(ask(before, older.paths).roots)
    found = (root for root in ask(after, newer.paths).roots if root in there)
    return frozenset(
        root
        for root in found
        if _behind(before, root) == _behind(after, root)
        and not any(file.faults for file in after.with_used(root).values())
    )


def _behind(shelf: Shelf, root: str) -> dict[str, tuple[str, list[tuple[str, str]]]]:
    """Every file that a root or its companions use: its text, and which files its `use` mean."""
    names = dict.fromkeys(name for one in (root, *companions(shelf, root)) for name in shelf.reached(one))
    uses: dict[str, list[tuple[str, str]]] = {}
    for (name, used), meant in sorted(shelf.uses.items()):
        uses.setdefault(name, []).append((used, meant))
    return {name: (shelf.source(name).text, uses.get(name, [])) for name in names}


def _read(side: Side, shelf: Shelf, wish: Wish, same: frozenset[str]) -> _Read:
    def attempt() -> _Read:
        asked = ask(shelf, side.paths)
        found = {
            root: (analyze_root(shelf, root, wish), day(shelf, root, wish)) for root in asked.roots if root not in same
        }
        problems = [f"{problem} ({side.called})" for problem in asked.problems if "no journey file" not in problem]
        problems += [
            f"`{root}` cannot be read whole{'' if root == side.called else f' ({side.called})'}, so what changed is not"
            " told; `journey check` says where"
            for root, (analysis, _) in found.items()
            if any(one.name == "unreadable-text" for one in analysis.diagnostics)
        ]
        return _Read(found, tuple(problems))

    return surely(attempt)


def _namesake(
    analysis: Analysis, older: dict[str, tuple[Analysis, date]], newer: dict[str, tuple[Analysis, date]]
) -> str | None:
    """The older root of the same name, where its file is no longer there."""
    name = analysis.journey.name if analysis.journey else None
    return next((root for root, (one, _) in older.items() if root not in newer and one.journey
                 and one.journey.name == name), None)  # fmt: skip
