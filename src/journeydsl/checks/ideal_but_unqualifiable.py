"""An ideal customer whom nothing that buyers do can qualify."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._buyers import buyer_lines, unanswered
from journeydsl.checks._subject import Subject
from journeydsl.checks._travellers import first_handoffs
from journeydsl.checks._words import all_quoted, quoted
from journeydsl.conditions.answers import Undecided
from journeydsl.conditions.qualifying import beyond_doing
from journeydsl.diagnostics.finding import Finding, Fix, Label, Unanswered
from journeydsl.model.path import Handoff

GROUP = "Rules, scores, segments, routes"
SEVERITY = "error"
COSTS = "the buyers that you want most wait for a call that never comes"
ABOUT = ("ideal",)


def check_journey(subject: Subject) -> Iterator[Finding | Unanswered]:
    """The rule after `for`, where a buyer who meets it can never meet the `when` of any first handoff."""
    wanted = subject.journey.ideal
    rule = subject.journey.rules.get(wanted.name) if wanted else None
    if rule is None or rule.when is None or not subject.has_whole_path or not subject.is_read(rule.when):
        return
    ways: list[Handoff] = []
    for leg in first_handoffs(subject):
        way = leg.passages[-1].way
        if isinstance(way, Handoff) and all(one is not way for one in ways):
            ways.append(way)
    guards = [way.when for way in ways if way.when]
    if not ways or len(guards) < len(ways) or not subject.is_read(*guards):
        return
    found = beyond_doing(subject.reasoning, rule.when, guards)
    if isinstance(found, Undecided):
        question = f"every buyer who is {quoted(rule.name)} can qualify"
        yield from unanswered(rule.name_span, question, f"rule {rule.name}", found)
    elif found:
        names = all_quoted([way.name for way in ways], "or")
        yield Finding(
            rule.name_span,
            f"A buyer who is {quoted(rule.name)} can never qualify for {names}, whatever this buyer does",
            f"rule {rule.name}",
            tuple(Label(guard.span, "never holds for this buyer") for guard in guards),
            tuple(buyer_lines("ideal, and never qualified", found)),
            Fix(f"Widen the `when` of {names}, or narrow {quoted(rule.name)}"),
        )
