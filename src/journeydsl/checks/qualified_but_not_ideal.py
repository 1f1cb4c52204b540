"""A buyer who is handed over and is not the ideal customer."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._buyers import buyer_lines
from journeydsl.checks._conditions import fields_in
from journeydsl.checks._subject import Subject
from journeydsl.checks._travellers import Traveller, first_handoffs, traveller
from journeydsl.checks._words import quoted
from journeydsl.diagnostics.finding import Finding, Fix, Label
from journeydsl.model.buyers import ScoreLine
from journeydsl.model.conditions import Condition, CountValue, Happened, NumberCompare, NumberRange, RuleHolds, walk
from journeydsl.model.path import Handoff
from journeydsl.text.source import Span
from journeydsl.travel.known import Leg

GROUP = "Rules, scores, segments, routes"
SEVERITY = "warning"
COSTS = "the next team spends its days on buyers who hardly ever buy, or soon leave again"
ABOUT = ("ideal",)


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every first handoff that sends itself, or is allowed, for a buyer who is not the one after `for`.

    Whoever asks to talk is heard, ideal or not, and counts for neither.
    """
    wanted = subject.journey.ideal
    rule = subject.journey.rules.get(wanted.name) if wanted else None
    if rule is None or rule.when is None or not subject.has_whole_path or not subject.is_read(rule.when):
        return
    ideal = RuleHolds(rule.name, rule.name_span)
    told: list[Handoff] = []
    for leg in first_handoffs(subject):
        way = leg.passages[-1].way
        if not isinstance(way, Handoff) or any(one is way for one in told) or not subject.is_read(way.when):
            continue
        found = _stranger(subject, leg, ideal, rule.when) if way.when else None
        if found:
            told.append(way)
            yield _told(way, rule.name, rule.name_span, found)


def _stranger(subject: Subject, leg: Leg, ideal: Condition, when: Condition) -> Traveller | None:
    """Somebody who qualifies without a hand raise and is surely not ideal; all that the rule asks for is known."""
    raises = list(_hand_raises(subject))
    found = traveller(subject, leg, [], [ideal, *raises], frozenset(fields_in(subject.journey, when)))
    if found is None:
        return None
    done = {happening.activity for happening in found.example.buyer.happenings}
    return None if any(subject.journey.activities[name].is_hand_raise for name in done) else found


def _hand_raises(subject: Subject) -> Iterator[Condition]:
    """Every condition of the journey that a buyer who asks to talk meets by that."""
    for part in _all_parts(subject):
        match part:
            case Happened(activity=name, is_denied=False):
                is_raise = subject.journey.activities[name].is_hand_raise
            case NumberCompare(quantity=CountValue(activity=name), comparison=">" | ">=" | "="):
                is_raise = subject.journey.activities[name].is_hand_raise
            case NumberRange(quantity=CountValue(activity=name)):
                is_raise = subject.journey.activities[name].is_hand_raise
            case _:
                is_raise = False
        if is_raise:
            yield part


def _all_parts(subject: Subject) -> Iterator[Condition]:
    journey = subject.journey
    whens = [rule.when for rule in journey.rules.values()]
    whens += [segment.when for segment in journey.segments.values()]
    whens += [way.when for way in (*journey.moves, *journey.handoffs, *journey.recycles)]
    for when in whens:
        yield from walk(when) if when else ()
    for score in journey.scores.values():
        for line in score.lines:
            yield from walk(line.when) if isinstance(line, ScoreLine) else ()


def _told(way: Handoff, ideal: str, span: Span, found: Traveller) -> Finding:
    assert way.when is not None
    return Finding(
        way.when.span,
        f"A buyer who is not {quoted(ideal)} qualifies for {quoted(way.name)}",
        f"handoff {way.name}",
        (Label(span, "whom the journey is for"),),
        tuple(buyer_lines("qualifies without a word with us", found.example)),
        Fix(f"Add `and {ideal}` to the `when` of {quoted(way.name)}, or widen {quoted(ideal)}"),
    )
