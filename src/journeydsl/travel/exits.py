"""What takes buyers out of a stage by itself, and where nothing else does."""

from __future__ import annotations

from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.conditions import Condition
from journeydsl.model.definitions import belonging
from journeydsl.model.path import Stage, Way
from journeydsl.travel.reach import self_firing


def empties_itself(graph: JourneyGraph, stage: Stage) -> bool:
    """Whether a stage is not meant to be waited in, has no time limit for all, and its owner sends nobody on."""
    return stage.kind == "plain" and stage.leave is None and not _owner_decides(graph, stage)


def exits(graph: JourneyGraph, stage: Stage) -> list[Condition]:
    """What takes a buyer out: guards, and belonging to those who have a time limit of their own."""
    guards = [one.guard for one in self_firing(graph.ways_out(stage.name)) if not one.leaves_any]
    limited = [belonging(graph.journey, where.holds.name) for where in stage.wheres if where.leave]
    return [condition for condition in (*guards, *limited) if condition]


def _owner_decides(graph: JourneyGraph, stage: Stage) -> bool:
    """Whether the owner, or a part of that team, may send a buyer on, or nobody is named who may."""
    for passage in graph.ways_out(stage.name):
        way = passage.way
        if not isinstance(way, Way) or passage.leaves_any or way.fires_itself:
            continue
        if way.by is None or stage.owner is None or graph.is_part_of(way.by.name, stage.owner.name):
            return True
    return False
