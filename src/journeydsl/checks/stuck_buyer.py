"""A buyer whom nothing and nobody ever takes out of a stage."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._buyers import buyer_lines, buyer_words, region_words, unanswered, way_line
from journeydsl.checks._subject import Subject
from journeydsl.checks._ways import is_all_read
from journeydsl.checks._words import quoted
from journeydsl.conditions.questions import Undecided
from journeydsl.diagnostics.finding import Finding, Fix, Unanswered
from journeydsl.model.path import Stage
from journeydsl.travel.exits import empties_itself, exits
from journeydsl.travel.fates import Fate, stuck

GROUP = "Structure"
SEVERITY = "error"
COSTS = "this buyer waits for ever, in a stage that its owner believes to empty itself"


def check_journey(subject: Subject) -> Iterator[Finding | Unanswered]:
    """Every plain stage with a buyer whom no way out can ever take, and whom its owner cannot send on either."""
    if not is_all_read(subject):
        return
    for stage in subject.journey.stages.values():
        if not empties_itself(subject.graph, stage):
            continue
        found = stuck(subject.reach, stage.name, exits(subject.graph, stage))
        if isinstance(found, Undecided):
            question = f"every buyer gets out of `{stage.name}`"
            yield from unanswered(stage.name_span, question, f"stage {stage.name}", found)
        elif found:
            yield _finding(stage, found)


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
