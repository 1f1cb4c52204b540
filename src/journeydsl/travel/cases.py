"""The cases in which a condition holds, and what can be said of a field when several tests of it hold at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from journeydsl.conditions.evaluate import fits
from journeydsl.model.buyers import BooleanType, DecimalType, IntegerType, MoneyType, OneOfType
from journeydsl.model.conditions import (
    AllOf,
    AnyOf,
    BandHolds,
    Condition,
    Known,
    Not,
    NumberCompare,
    NumberIn,
    NumberRange,
    RuleHolds,
    SegmentHolds,
    names_used,
)
from journeydsl.model.definitions import Reads, definition, everything_read
from journeydsl.model.journey import Journey
from journeydsl.model.values import Range
from journeydsl.text.record import Record

MOST_CASES = 64
Verdict = Literal["yes", "no", "in doubt"]


class Claim(Record):
    """A test without parts that is true, or false where `is_true` is not; `field` is what it tests, if it tests one."""

    test: Condition
    is_true: bool
    field: str | None

    @property
    def says_missing(self) -> bool:
        """Whether it says that its field is missing."""
        return isinstance(self.test, Known) and self.test.is_known != self.is_true

    @property
    def compares(self) -> bool:
        """Whether it says something of a field's value; a test that is true or false has a value to look at."""
        return self.field is not None and not isinstance(self.test, Known)


Case = tuple[Claim, ...]


def claim_of(test: Condition, is_true: bool) -> Claim:
    """A test with the field that it tests."""
    return Claim(test, is_true, next((name for kind, name in names_used(test) if kind == "field"), None))


def is_of_score(claim: Claim) -> bool:
    """Whether a claim is about a score or a band, which many fields and activities make together."""
    return isinstance(claim.test, BandHolds) or any(kind == "score" for kind, _ in names_used(claim.test))


def cases(journey: Journey, condition: Condition | None, is_true: bool = True) -> tuple[Case, ...] | None:
    """The cases of which one is met where a condition is true, or false; none where there are too many to look at.

    Rules and segments are followed; bands and scores are not.
    """
    if condition is None:
        return ((),)
    try:
        return tuple(tuple(dict.fromkeys(case)) for case in _cases(journey, condition, is_true, ()))
    except _TooMany:
        return None


def facts_read(
    journey: Journey, conditions: Iterable[Condition], reads: Reads | None = None
) -> frozenset[tuple[str, str]]:
    """The kind and name of every field and activity that conditions read, also through rules, segments and scores."""
    found = everything_read(journey, conditions, reads)
    return frozenset(read for read in found if read[0] in ("field", "activity"))


def together(journey: Journey, field: str, claims: Collection[Claim]) -> Verdict:
    """Whether some value of a field, or its absence, fits several claims about it."""
    if any(claim.says_missing for claim in claims):
        is_free = not journey.fields[field].is_always_known
        return "yes" if is_free and all(claim.says_missing for claim in claims) else "no"
    compared = [claim for claim in claims if claim.compares]
    if len(compared) < 2 and not _is_number_or_list(journey, field):
        return "yes"
    if not _is_number_or_list(journey, field):
        return "in doubt"
    is_met = any(all(fits(journey, claim.test, value) is claim.is_true for claim in compared)
               for value in _values(journey, field, compared))  # fmt: skip
    return "yes" if is_met else "no"


class _TooMany(Exception):
    """More cases than are looked at."""


def _cases(journey: Journey, condition: Condition, is_true: bool, inside: tuple[str, ...]) -> list[Case]:
    match condition:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            each = [_cases(journey, part, is_true, inside) for part in parts]
            if isinstance(condition, AllOf) == is_true:
                return _met_together(each)
            return _few([case for found in each for case in found])
        case Not(part=part):
            return _cases(journey, part, not is_true, inside)
        case RuleHolds(rule=name) | SegmentHolds(segment=name):
            when = definition(journey, name)
            if when is None or name in inside:
                raise _TooMany
            return _cases(journey, when, is_true, (*inside, name))
        case _:
            return [(claim_of(condition, is_true),)]


def _met_together(each: list[list[Case]]) -> list[Case]:
    found: list[Case] = [()]
    for more in each:
        found = _few([(*one, *other) for one in found for other in more])
    return found


def _few(found: list[Case]) -> list[Case]:
    if len(found) > MOST_CASES:
        raise _TooMany
    return found


# ---- values


def _is_number_or_list(journey: Journey, field: str) -> bool:
    return isinstance(journey.fields[field].type, IntegerType | DecimalType | MoneyType | OneOfType | BooleanType)


def _values(journey: Journey, field: str, claims: Collection[Claim]) -> Iterator[str | bool | int | Fraction]:
    """Values of which one fits the claims if any value does."""
    match journey.fields[field].type:
        case OneOfType(values=values):
            yield from (value.text for value in values)
        case BooleanType():
            yield from (False, True)
        case IntegerType(range=range_):
            yield from _numbers(range_, claims, is_whole=True)
        case DecimalType(range=range_) | MoneyType(range=range_):
            yield from _numbers(range_, claims, is_whole=False)
        case _:
            pass


def _numbers(range_: Range | None, claims: Collection[Claim], *, is_whole: bool) -> Iterator[int | Fraction]:
    low, high = (range_.low, range_.high) if range_ else (None, None)
    tested = {end for claim in claims for end in _ends(claim.test)}
    ends = sorted(tested | {end for end in (low, high) if end is not None})
    between = [] if is_whole else [Fraction(one + other) / 2 for one, other in pairwise(ends)]
    around = [end // 1 + step if is_whole else end + step for end in ends for step in (-1, 0, 1)]
    for number in (*around, *between, 0):
        if (low is None or number >= low) and (high is None or number <= high):
            yield number


def _ends(test: Condition) -> Iterator[int | Fraction]:
    match test:
        case NumberCompare(number=number):
            yield number
        case NumberRange(low=low, high=high):
            yield from (end for end in (low, high) if end is not None)
        case NumberIn(numbers=numbers):
            yield from numbers
        case _:
            pass
