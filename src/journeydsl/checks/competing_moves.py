"""Two ways that take the same buyer to different stages at the same moment."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from journeydsl.checks._buyers import buyer_lines, region_words, unanswered, way_line
from journeydsl.checks._subject import Subject
from journeydsl.checks._ways import is_all_read
from journeydsl.checks._words import quoted
from journeydsl.conditions.answers import Undecided
from journeydsl.diagnostics.finding import Finding, Fix, Label, Unanswered
from journeydsl.graph.passage import Passage
from journeydsl.model.conditions import Condition
from journeydsl.model.path import Way
from journeydsl.travel.fates import Fate, taken
from journeydsl.travel.reach import goes_first, self_firing

GROUP = "Structure"
SEVERITY = "error"
COSTS = "where this buyer ends up is left to chance, and two teams count on them"


def check_journey(subject: Subject) -> Iterator[Finding | Unanswered]:
    """Every two self-firing ways out of a stage to different stages that one buyer meets, and that no `priority`
    orders; each two once, in the first stage where it happens."""
    if not is_all_read(subject):
        return
    told: set[tuple[int, int]] = set()
    for stage in subject.journey.stages.values():
        for one, other in combinations(self_firing(subject.graph.ways_out(stage.name)), 2):
            pair = (id(one.way), id(other.way))
            if one.target == other.target or pair in told or goes_first(one, other) or goes_first(other, one):
                continue
            found = taken(subject.reach, stage.name, [*_guards(one), *_guards(other)], [],
                          subject.knowledge.as_any_fires(stage.name, (one, other)))  # fmt: skip
            place = f"stage {stage.name} {one.target} {other.target}"
            if isinstance(found, Undecided):
                question = f"one buyer can go from `{stage.name}` to `{one.target}` and to `{other.target}` at once"
                yield from unanswered(other.place, question, place, found)
            elif found:
                told.add(pair)
                yield _finding(stage.name, one, other, found, place)


def _guards(passage: Passage) -> list[Condition]:
    assert isinstance(passage.way, Way)
    return [passage.way.when] if passage.way.when else []


def _finding(stage: str, one: Passage, other: Passage, found: Fate, place: str) -> Finding:
    return Finding(
        other.place,
        f"A buyer in {quoted(stage)} can go to {quoted(one.target)} and to {quoted(other.target)} at the same moment",
        place,
        labels=(Label(one.place, "the other way"),),
        evidence=(
            *buyer_lines("both ways take this buyer", found.example),
            f"every such buyer: {region_words(found.region)}",
            *way_line(found),
        ),
        fix=Fix("Add `priority` and a number to both, the smaller for the way that goes first"),
    )
