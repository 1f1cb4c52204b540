"""Two versions of the same journeys: as two folders or files on the disk hold them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from journeydsl.workspace.analyzing import Wish, analyze_root, day, surely
from journeydsl.workspace.reading import Shelf, ask

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
    before, after = _read(older, wish), _read(newer, wish)
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


def _read(side: Side, wish: Wish) -> _Read:
    shelf = Shelf(side.folder)

    def attempt() -> _Read:
        asked = ask(shelf, side.paths)
        found = {root: (analyze_root(shelf, root, wish), day(shelf, root, wish)) for root in asked.roots}
        problems = [f"{problem} ({side.called})" for problem in asked.problems if "no journey file" not in problem]
        problems += [
            f"`{root}` cannot be read whole ({side.called}), so what changed is not told; `journey check` says where"
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
