"""What several checks say of a condition, and what kind of part it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeydsl.conditions.answers import Example, Undecided
from journeydsl.conditions.parts import Lines
from journeydsl.conditions.questions import Reasoning
from journeydsl.model.buyers import AnyOfType, OneOfType
from journeydsl.model.conditions import (
    AllOf,
    AnyOf,
    BandHolds,
    ChoiceCompare,
    ChoiceIn,
    Condition,
    Includes,
    Not,
    NumberCompare,
    NumberIn,
    NumberRange,
    RuleHolds,
    ScoreValue,
    SegmentHolds,
    names_used,
    walk,
)
from journeydsl.model.definitions import definition
from journeydsl.model.journey import Journey
from journeydsl.text.words import in_backticks

_LONGEST = 70
MOST_SHARED = 5


def said(condition: Condition) -> str:
    """A condition as it is written, in backticks, on one line and cut short where it is long."""
    return in_backticks(condition.span.words, _LONGEST)


def says_score(condition: Condition) -> bool:
    """Whether it tests a score, or asks for one of its bands."""
    match condition:
        case BandHolds():
            return True
        case NumberCompare(quantity=quantity) | NumberRange(quantity=quantity) | NumberIn(quantity=quantity):
            return isinstance(quantity, ScoreValue)
        case _:
            return False


def is_off_list(journey: Journey, condition: Condition) -> bool:
    """Whether every value that it asks for is missing on the list of its field."""
    match condition:
        case ChoiceCompare(field=field, value=value):
            return value not in listed(journey, field)
        case ChoiceIn(field=field, values=values) | Includes(field=field, values=values):
            return not set(values) & set(listed(journey, field))
        case _:
            return False


def listed(journey: Journey, field: str) -> tuple[str, ...]:
    """The values on the list of a field; empty for a field without a list."""
    type_ = journey.fields[field].type
    return tuple(value.text for value in type_.values) if isinstance(type_, OneOfType | AnyOfType) else ()


def fields_in(journey: Journey, condition: Condition) -> tuple[str, ...]:
    """The fields that a condition tests, itself or by a rule or segment, and not through a score; as declared."""
    found: set[str] = set()
    for part in _tests(journey, condition):
        found.update(name for kind, name in names_used(part) if kind == "field")
    return tuple(name for name in journey.fields if name in found)


def scores_in(journey: Journey, condition: Condition) -> frozenset[str]:
    """The scores that a condition reads, itself or by a rule, segment or band."""
    found: set[str] = set()
    for part in _tests(journey, condition):
        for kind, name in names_used(part):
            if kind in ("score", "band"):
                found.add(name if kind == "score" else journey.bands[name].score)
    return frozenset(found)


def shared(
    reasoning: Reasoning,
    conditions: Sequence[Condition],
    number: int,
    lines: Lines,
    settings: Sequence[tuple[frozenset[str], tuple[Condition, ...]]],
) -> tuple[tuple[int, Example], ...] | Undecided:
    """The conditions before one that share a buyer with it, by place, each with one; at most `MOST_SHARED`.

    A setting is what is known, and what holds besides.
    """
    found: list[tuple[int, Example]] = []
    for other in lines.near(conditions[number], number):
        for known, required in settings:
            example = reasoning.can_hold(*required, conditions[other], conditions[number], known=known)
            if isinstance(example, Undecided):
                return example
            if example:
                found.append((other, example))
                break
        if len(found) == MOST_SHARED:
            break
    return tuple(found)


def _tests(journey: Journey, condition: Condition) -> Iterator[Condition]:
    """The tests without parts that a condition is made of, rules and segments followed."""
    for part in walk(condition):
        match part:
            case RuleHolds(rule=name) | SegmentHolds(segment=name):
                when = definition(journey, name)
                yield from _tests(journey, when) if when else ()
            case AllOf() | AnyOf() | Not():
                pass
            case _:
                yield part
