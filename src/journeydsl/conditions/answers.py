"""What questions about all buyers are answered with."""

from __future__ import annotations

from journeydsl.conditions.buyer import Buyer
from journeydsl.conditions.effort import Unclear
from journeydsl.text.record import Record

MISMATCH = "the example and the proof disagree"
MOST_REGIONS = 5
MOST_COUNTED = 10


class Example(Record):
    """A buyer who answers a question; `facts` are those that matter, in words: `employees 500`, `fit 30`."""

    buyer: Buyer
    facts: tuple[str, ...]


class Undecided(Record):
    """A question that has no exact answer here; `reason` is a sentence without its full stop.

    `is_told` where a finding of its own tells why: a field that is compared with a day and with today.
    """

    reason: str
    is_told: bool = False


def undecided(reason: Unclear) -> Undecided:
    """What is to be said of a question that has no exact answer."""
    return Undecided(str(reason), reason.is_told)


class Closest(Record):
    """The line, by its place, that comes closest to taking a buyer, and what it also needs."""

    line: int
    needs: tuple[str, ...]


class Gap(Record):
    """Buyers whom no line takes: one of them, and the conditions that every one of them, and only them, meets.

    What is required of all goes without saying in `region`, and in `facts`, which are those of the example that the
    region speaks of. `is_missing_data` where it only opens because something is missing; `unexpected` are the fields
    that all of them miss, although they are known by then. `box` is the region in cells.
    """

    example: Example
    region: tuple[str, ...]
    closest: Closest | None
    is_missing_data: bool
    facts: tuple[str, ...]
    unexpected: tuple[str, ...] = ()
    box: tuple[tuple[int, int], ...] = ()


class Gaps(Record):
    """Some gaps, and how many more regions there are, as far as they were counted (see `Limits`)."""

    gaps: tuple[Gap, ...]
    more: int


class Limits(Record):
    """How many regions are told, and how many are counted at most; `is_whole` where what is required is told, too."""

    told: int = MOST_REGIONS
    counted: int = MOST_COUNTED
    is_whole: bool = False


Answer = Example | Undecided | None
