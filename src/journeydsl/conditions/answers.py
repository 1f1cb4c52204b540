"""What questions about all buyers are answered with."""

from __future__ import annotations

from journeydsl.conditions.buyer import Buyer
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


class Closest(Record):
    """The line, by its place, that comes closest to taking a buyer, and what it also needs."""

    line: int
    needs: tuple[str, ...]


class Gap(Record):
    """Buyers whom no line takes: one of them, and the conditions that every one of them, and only them, meets.

    What is required of all goes without saying in `region`, and in `facts`, which are those of the example that the
    region speaks of. `is_missing_data` where it only opens because something is missing.
    """

    example: Example
    region: tuple[str, ...]
    closest: Closest | None
    is_missing_data: bool
    facts: tuple[str, ...]


class Gaps(Record):
    """At most `MOST_REGIONS` gaps, and how many more regions there are, counted up to `MOST_COUNTED`."""

    gaps: tuple[Gap, ...]
    more: int


Answer = Example | Undecided | None
