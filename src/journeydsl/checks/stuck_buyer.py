"""A buyer whom nothing and nobody ever takes out of a stage."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._buyers import buyer_lines, buyer_words, region_words, unanswered, way_line
from journeydsl.checks._subject import Subject
from journeydsl.checks._ways import is_all_read
from journeydsl.checks._words import quoted
from journeydsl.conditions.questions import Undecided
from journeydsl.diagnostics.finding import Finding, Fix, Unanswered
from journeydsl.model.conditions import Condition
from journeydsl.model.path import Handoff, Move, Recycle, Stage
from journeydsl.travel.cases import condition_named
from journeydsl.travel.fates import Fate, stuck
from journeydsl.travel.reach import self_firing

GROUP = "Structure"
SEVERITY = "error"
COSTS = "this buyer waits for ever, in a stage that its owner believes to empty itself"


def check_journey(subject: Subject) -> Iterator[Finding | Unanswered]:
    """Every plain stage with a buyer whom no way out can ever take, and whom its owner cannot send on either."""
    if not is_all_read(subject):
        return
    for stage in subject.journey.stages.values():
        if stage.kind != "plain" or stage.leave or _owner_decides(subject, stage):
            continue
        exits = _exits(subject, stage)
        found = stuck(subject.reach, stage.name, exits)
        if isinstance(found, Undecided):
            question = f"every buyer gets out of `{stage.name}`"
            yield from unanswered(stage.name_span, question, f"stage {stage.name}", found)
        elif found:
            yield _finding(stage, found)


def _owner_decides(subject: Subject, stage: Stage) -> bool:
    """Whether the owner, or a part of that team, may send a buyer on, or nobody is named who may."""
    graph = subject.graph
    for passage in graph.ways_out(stage.name):
        way = passage.way
        if not isinstance(way, Move | Handoff | Recycle) or passage.leaves_any or way.fires_itself:
            continue
        if way.by is None or stage.owner is None or graph.is_part_of(way.by.name, stage.owner.name):
            return True
    return False


def _exits(subject: Subject, stage: Stage) -> list[Condition]:
    """What takes a buyer out: guards, and belonging to those who have a time limit of their own."""
    ways = [one.way for one in self_firing(subject.graph.ways_out(stage.name)) if not one.leaves_any]
    guards = [way.when for way in ways if isinstance(way, Move | Handoff | Recycle)]
    limited = [condition_named(subject.journey, where.holds.name) for where in stage.wheres if where.leave]
    return [condition for condition in (*guards, *limited) if condition]


def _finding(stage: Stage, found: Fate) -> Finding:
    here, facts = quoted(stage.name), found.example.facts
    evidence = list(buyer_lines("this buyer stays for ever", found.example)) if facts else []
    evidence += [f"every such buyer: {region_words(found.region)}"] if facts else []
    return Finding(
        stage.name_span,
        f"Nothing ever takes {f'a buyer with {buyer_words(found.example)}' if facts else 'anybody'} out of {here}",
        f"stage {stage.name}",
        evidence=(*evidence, *way_line(found)),
        fix=Fix(f"Add `leave within` and where the buyer goes then to {here}, or a way that its owner decides on"),
    )
