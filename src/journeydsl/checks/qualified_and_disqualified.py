"""A buyer who meets a rule that disqualifies, and goes on all the same."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._buyers import buyer_lines
from journeydsl.checks._subject import Subject
from journeydsl.checks._travellers import Traveller, forward_legs, traveller
from journeydsl.checks._words import quoted
from journeydsl.diagnostics.finding import Finding, Fix, Label
from journeydsl.model.buyers import Rule
from journeydsl.model.path import Handoff, Way

GROUP = "Rules, scores, segments, routes"
SEVERITY = "error"
COSTS = "time and money go to buyers whom you have agreed never to sell to"
ABOUT = ("rules",)


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every rule that `disqualifies` with a buyer who meets it and the guard of a way forward; the first such way."""
    if not subject.has_whole_path:
        return
    for rule in subject.journey.rules.values():
        if rule.disqualifies and rule.when and subject.is_read(rule.when):
            found = _going_on(subject, rule)
            if found:
                yield _told(rule, found)


def _going_on(subject: Subject, rule: Rule) -> Traveller | None:
    """The buyer with the shortest way who goes on where the rule should have stopped them."""
    best: Traveller | None = None
    for leg in forward_legs(subject):
        if rule.when is None or not subject.is_read(leg.guard):
            continue
        found = traveller(subject, leg, [rule.when], [], frozenset())
        if found and (best is None or len(found.legs) < len(best.legs)):
            best = found
    return best


def _told(rule: Rule, found: Traveller) -> Finding:
    way = found.legs[-1].passages[-1].way
    assert isinstance(way, Way)
    assert way.when is not None
    verb = "is handed over" if isinstance(way, Handoff) else "goes on"
    evidence = list(buyer_lines(f"meets {quoted(rule.name)} and the `when` of {quoted(way.name)}", found.example))
    if len(found.legs) > 1:
        evidence.append(f"comes there by `{' -> '.join(found.stages[:-1])}`")
    return Finding(
        way.when.span,
        f"A buyer who meets {quoted(rule.name)} {verb} by {quoted(way.name)} all the same",
        f"rule {rule.name}",
        (Label(rule.name_span, "disqualifies"),),
        tuple(evidence),
        Fix(f"Add `and not {rule.name}` to the `when` of {quoted(way.name)}, or a way out for these buyers before it"),
    )
