"""A buyer whom nothing and nobody ever takes out of a stage."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._buyers import buyer_lines, buyer_words, region_words, unanswered, way_line
from journeydsl.checks._subject import Subject
from journeydsl.checks._ways import is_all_read
from journeydsl.checks._words import all_quoted, quoted
from journeydsl.conditions.answers import Undecided
from journeydsl.diagnostics.finding import Finding, Fix, Unanswered
from journeydsl.model.path import Stage, Way
from journeydsl.travel.exits import empties_itself, exits
from journeydsl.travel.fates import Fate, everybody, stuck

GROUP = "Structure"
SEVERITY = "error"
COSTS = "this buyer waits for ever, in a stage that its owner believes to empty itself"


def check_journey(subject: Subject) -> Iterator[Finding | Unanswered]:
    """Every plain stage with a buyer whom no way out can ever take, and whom its owner cannot send on either."""
    if not subject.has_whole_path:
        return
    for stage in subject.journey.stages.values():
        if not empties_itself(subject.graph, stage):
            continue
        found = _stuck(subject, stage)
        if isinstance(found, Undecided):
            question = f"every buyer gets out of `{stage.name}`"
            yield from unanswered(stage.name_span, question, f"stage {stage.name}", found)
        elif found:
            yield _finding(subject, stage, found)


def _stuck(subject: Subject, stage: Stage) -> Fate | Undecided | None:
    """Somebody who never gets out; where nothing leads out, all who come, even if it stays open who can."""
    ways_out = exits(subject.graph, stage)
    found = stuck(subject.reach, stage.name, ways_out) if is_all_read(subject) else None
    if not ways_out and (isinstance(found, Undecided) or not is_all_read(subject)):
        return everybody(subject.knowledge, stage.name)
    return found


def _finding(subject: Subject, stage: Stage, found: Fate) -> Finding:
    here, facts = quoted(stage.name), found.example.facts
    who = f"a buyer with {buyer_words(found.example)}" if facts else "anybody"
    evidence = list(buyer_lines("no way takes this buyer by itself, now or later", found.example)) if facts else []
    evidence += [f"every such buyer: {region_words(found.region)}"] if facts else []
    ways = [one for one in subject.graph.ways_out(stage.name) if not one.leaves_any]
    others = dict.fromkeys(way.by.name for one in ways if isinstance(way := one.way, Way) and way.by)
    evidence += [f"only {all_quoted(others, 'or')} can send on who is here, and not its owner"] if others else []
    return Finding(
        stage.name_span,
        f"Nothing ever takes {who} out of {here} by itself",
        f"stage {stage.name}",
        evidence=(*evidence, *way_line(found)),
        fix=Fix(f"Add `leave within` and where the buyer goes then to {here}, or a way that its owner decides on"),
    )
