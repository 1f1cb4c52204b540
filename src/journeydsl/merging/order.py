"""In which order things stand after two edits, each of which may have added and moved some."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple

_START = -1


class Order(NamedTuple):
    """Numbers of things in order; `clashes` are runs that both sides put at one place, which were put side by side."""

    numbers: tuple[int, ...]
    clashes: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]


def merged_order(base: Sequence[int], ours: Sequence[int], theirs: Sequence[int], said: Callable[[int], str]) -> Order:
    """The order of the base, with what each side has added or moved behind what stands before it on that side.

    `said` gives the words of a thing: two runs at one place stand in the order of their words, so that it does not
    matter which side is called ours. What both sides moved stands where ours has it.
    """
    moved = _moved(base, ours) | _moved(base, theirs)
    backbone = [number for number in base if number not in moved]
    mine, other = (_runs(backbone, side, set(base) - _moved(base, side)) for side in (ours, theirs))
    shared = {number for run in mine.values() for number in run} & {n for run in other.values() for n in run}
    numbers: list[int] = []
    clashes = []
    for anchor in (_START, *backbone):
        numbers += [anchor] if anchor != _START else []
        runs = [mine.get(anchor, ()), tuple(n for n in other.get(anchor, ()) if n not in shared)]
        if all(runs):
            clashes.append((runs[0], runs[1]))
        for run in sorted(runs, key=lambda run: [said(number) for number in run]):
            numbers += run
    return Order(tuple(numbers), tuple(clashes))


def moved_by_both(base: Sequence[int], ours: Sequence[int], theirs: Sequence[int]) -> bool:
    """Whether both sides changed the order of what all three have, and not in the same way."""
    common = set(base) & set(ours) & set(theirs)
    orders = [[number for number in side if number in common] for side in (base, ours, theirs)]
    return orders[0] != orders[1] != orders[2] != orders[0]


def _moved(base: Sequence[int], side: Sequence[int]) -> set[int]:
    """What stands elsewhere on a side: as little of it as explains the order there."""
    places = {number: place for place, number in enumerate(base)}
    there = [number for number in side if number in places]
    return set(there) - set(_longest_rising(there, places))


def _longest_rising(numbers: Sequence[int], places: dict[int, int]) -> list[int]:
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(tails, places[number])
        before[number] = ends[at - 1] if at else None
        tails[at : at + 1] = [places[number]]
        ends[at : at + 1] = [number]
    found: list[int] = []
    last = ends[-1] if ends else None
    while last is not None:
        found.append(last)
        last = before[last]
    return found


def _runs(backbone: list[int], side: Sequence[int], stays: set[int]) -> dict[int, tuple[int, ...]]:
    """What a side has put behind each thing that stayed where it was; `stays` is what it has not moved."""
    runs: dict[int, tuple[int, ...]] = {}
    anchor, there = _START, set(backbone)
    for number in side:
        if number in there:
            anchor = number
        elif number not in stays:
            runs[anchor] = (*runs.get(anchor, ()), number)
    return runs
