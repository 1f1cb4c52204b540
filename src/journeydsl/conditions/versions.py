"""Questions about two versions of a journey at once: who meets something now, and did not before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from journeydsl.conditions.questions import Gaps, Limits, Reasoning, Undecided
from journeydsl.model.conditions import Condition
from journeydsl.model.journey import Journey
from journeydsl.text.record import Record

LIMITS = Limits(told=20, counted=100, is_whole=True)


class Asked(Record):
    """What one version asks of a buyer: all of some conditions, and none of others."""

    all_of: tuple[Condition, ...] = ()
    none_of: tuple[Condition, ...] = ()


class Versions(Reasoning):
    """A journey and an older version of it, on one day; what is called the same in both is the same thing."""

    def __init__(self, newer: Journey, older: Journey, today: date) -> None:
        super().__init__(newer, today, older, limits=LIMITS)

    def buyers(self, now: Asked, before: Asked, expected: Collection[str] = ()) -> Gaps | Undecided | None:
        """The buyers who are so in the newer version and so in the older one; none where nobody is.

        Those with everything known come first; of those who miss one of the `expected` fields this is said.
        """
        all_of = [*((one, 0) for one in now.all_of), *((one, 1) for one in before.all_of)]
        none_of = [*((one, 0) for one in now.none_of), *((one, 1) for one in before.none_of)]
        return self._gaps(all_of, none_of, (), (), expected)

    def is_any(self, now: Sequence[Condition], before: Sequence[Condition] = ()) -> bool | Undecided:
        """Whether somebody meets all of some conditions now and all of others before; faster than `buyers`."""
        return self._is_possible([*((one, 0) for one in now), *((one, 1) for one in before)], [], ())
