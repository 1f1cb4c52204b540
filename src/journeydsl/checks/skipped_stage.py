"""A gate that buyers can go around."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._buyers import buyer_lines, unanswered
from journeydsl.checks._subject import Subject
from journeydsl.checks._ways import is_all_read
from journeydsl.checks._words import quoted
from journeydsl.conditions.answers import Undecided
from journeydsl.diagnostics.finding import Finding, Fix, Unanswered
from journeydsl.model.path import Stage
from journeydsl.travel.fates import Fate, arriving
from journeydsl.travel.known import Leg

GROUP = "Structure"
SEVERITY = "warning"
COSTS = "what the gate is there to make sure of is missing for these buyers, and shows after the sale"


def check_journey(subject: Subject) -> Iterator[Finding | Unanswered]:
    """Every gate that lies before a won stage and that a path of moves and handoffs to it goes around."""
    if not is_all_read(subject):
        return
    for gate in subject.journey.stages.values():
        if not gate.is_gate:
            continue
        for won in subject.journey.stages.values():
            if won.kind == "won" and won is not gate and won.name in subject.graph.forward_from(gate.name):
                found = _around(subject, gate.name, won.name)
                if isinstance(found, Undecided):
                    question = f"every path to `{won.name}` goes through `{gate.name}`"
                    yield from unanswered(gate.name_span, question, f"stage {gate.name} {won.name}", found)
                elif found:
                    yield _finding(gate, won, found)


def _around(subject: Subject, gate: str, won: str) -> Fate | Undecided | None:
    def allows(leg: Leg) -> bool:
        return len(leg.passages) == 1 and leg.passages[0].is_forward and gate not in (leg.origin, leg.target)

    return arriving(subject.reach, won, allows)


def _finding(gate: Stage, won: Stage, found: Fate) -> Finding:
    path = " -> ".join(found.stages)
    facts = buyer_lines("for example this buyer", found.example) if found.example.facts else ()
    return Finding(
        gate.name_span,
        f"Buyers can come to {quoted(won.name)} around the gate {quoted(gate.name)}",
        f"stage {gate.name} {won.name}",
        evidence=(f"the path `{path}` goes around it", *facts),
        fix=Fix(f"Lead the path through {quoted(gate.name)}, or take `gate` out of it"),
    )
