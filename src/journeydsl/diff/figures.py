"""What a change does to the numbers of a plan: how many buyers each stage needs, before and now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.numbers.plan_solution import Solution, solve
from journeydsl.text.record import Record

if TYPE_CHECKING:
    from fractions import Fraction


class Figure(Record):
    """The arrivals that a plan needs in a stage over its period, exact; none where a version needs or knows none."""

    plan: str
    stage: str
    before: Fraction | None
    now: Fraction | None


def figures(newer: JourneyGraph, older: JourneyGraph) -> Iterator[Figure]:
    """Every figure that is another now, of plans that are in both versions and can be solved in one at least."""
    for name, plan in newer.journey.plans.items():
        former = older.journey.plans.get(name)
        if former is None or not plan.is_whole or not former.is_whole:
            continue
        now, before = solve(newer, plan), solve(older, former)
        stages = dict.fromkeys((*_stages(now), *_stages(before)))
        for stage in stages:
            one, other = _arrivals(before, stage), _arrivals(now, stage)
            if one != other:
                yield Figure(name, stage, one, other)


def _stages(solved: object) -> tuple[str, ...]:
    return tuple(one.stage for one in solved.stages) if isinstance(solved, Solution) else ()


def _arrivals(solved: object, stage: str) -> Fraction | None:
    return solved.arrivals(stage) if isinstance(solved, Solution) else None
