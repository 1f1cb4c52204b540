"""A part that says what a value is not, and that buyers without any value fail."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._buyers import buyer_lines
from journeydsl.checks._conditions import fields_in, said
from journeydsl.checks._places import Place, known_at_most, line_words, places
from journeydsl.checks._subject import Subject
from journeydsl.checks._words import quoted
from journeydsl.conditions.answers import Example
from journeydsl.conditions.parts import Setting, spelled_out
from journeydsl.conditions.wanting import fails_without
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.model.conditions import (
    AllOf,
    AnyOf,
    ChoiceCompare,
    ChoiceIn,
    Condition,
    DateCompare,
    DateIn,
    FlagIs,
    Known,
    Not,
    NumberCompare,
    NumberIn,
    TextCompare,
    TextIn,
    walk,
)

GROUP = "Rules, scores, segments, routes"
SEVERITY = "warning"
COSTS = "buyers of whom nothing is entered yet are left behind, and nobody meant them"

_Judged = tuple[Place, tuple[Condition, ...], tuple[Condition, ...]]


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every such part of a guard or route line, itself or by a rule, that somebody fails for want of a value alone."""
    if not subject.has_whole_path:
        return
    told: set[tuple[str, int]] = set()
    for place, earlier, caught in (*_guards(subject), *_lines(subject)):
        subject.effort.spend(50 + 4 * len(earlier) + 10 * sum(1 for one in caught for _ in walk(one)))
        whole = spelled_out(subject.journey, place.condition)
        for part in _denials(whole):
            key = (part.span.source.path, part.span.start)
            found = None if key in told else _failing(subject, place, whole, part, earlier, caught)
            if found:
                told.add(key)
                yield _told(place, part, *found)


def _guards(subject: Subject) -> Iterator[_Judged]:
    for place in places(subject):
        if place.kind == "guard":
            yield place, (), ()


def _lines(subject: Subject) -> Iterator[_Judged]:
    """The lines of routes, each with those asked before it and those that may take its buyers in its place.

    Whom no line takes is told as uncovered.
    """
    for live in subject.live_routes:
        lines = live.route.lines
        is_caught = any(line.is_otherwise for line in lines)
        for number, line in enumerate(lines):
            if line.when is None or not any(_denials(spelled_out(subject.journey, line.when))):
                continue
            others = tuple(one.when for one in lines[number + 1 :] if one.when)
            if line.when and number not in live.idle and not live.is_open and (others or is_caught):
                before = tuple(live.conditions[one] for one in live.before(number))
                caught = () if is_caught else (AnyOf(others, line.span),)
                subject_ = f"handoff {live.handoff.name} route {line_words(line)}"
                said = line_words(line)
                yield (
                    Place("route line", line.when, line.span, said, subject_, live.required, live.known),
                    before,
                    caught,
                )


def _told(place: Place, part: Condition, field: str, example: Example) -> Finding:
    """The finding, in the words of the place where it is met first."""
    return Finding(
        part.span,
        f"Buyers whose {quoted(field)} is missing fail {said(part)}, and so {place.said}",
        f"{place.subject} {part.span.words}",
        evidence=tuple(buyer_lines("with any other value this buyer may pass", example)),
        fix=Fix(f"Add `or {field} is missing` beside it, or `{field} is known and` where this is meant"),
    )


def _failing(
    subject: Subject,
    place: Place,
    whole: Condition,
    part: Condition,
    earlier: tuple[Condition, ...],
    caught: tuple[Condition, ...],
) -> tuple[str, Example] | None:
    """A field for want of which alone a buyer fails, and this buyer, where no other line was meant for them."""
    for known in known_at_most(subject, place.known):
        for field in fields_in(subject.journey, part):
            if field in known or subject.journey.fields[field].is_always_known:
                continue
            if any(_asks_for_missing(asked, field) for one in caught for asked in walk(one)):
                continue
            setting = Setting((*place.required, *caught), earlier, known)
            found = fails_without(subject.reasoning, whole, part, field, setting)
            if isinstance(found, Example):
                return field, found
    return None


def _asks_for_missing(part: Condition, field: str) -> bool:
    return isinstance(part, Known) and part.field == field and not part.is_known


def _denials(condition: Condition) -> Iterator[Condition]:
    """Parts with `!=`, `not in` or `not`; of nested ones the outermost."""
    match condition:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from _denials(part)
        case Not(part=part):
            if not all(isinstance(one, Known | AllOf | AnyOf | Not) for one in walk(part)):
                yield condition
        case ChoiceIn(is_denied=True) | TextIn(is_denied=True) | NumberIn(is_denied=True) | DateIn(is_denied=True):
            yield condition
        case ChoiceCompare() | TextCompare() | NumberCompare() | DateCompare():
            if condition.comparison == "!=":
                yield condition
        case FlagIs():
            if "!=" in condition.span.text:
                yield condition
        case _:
            pass
