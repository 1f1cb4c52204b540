"""Questions about all buyers there can be.

An answer is an `Example`, the proof that there is none (none), or `Undecided` with the reason. Every example has been
put through the plain evaluator before it is given.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from journeydsl.conditions.boxes import Boxes, Boxing, met
from journeydsl.conditions.buyer import Buyer, Case
from journeydsl.conditions.cuts import Cuts
from journeydsl.conditions.evaluate import holds
from journeydsl.conditions.examples import buyer_in
from journeydsl.conditions.search import MOST_STEPS, witness
from journeydsl.conditions.space import Box, Space, Unclear
from journeydsl.model.conditions import Condition
from journeydsl.model.journey import Journey
from journeydsl.text.record import Record


class Example(Record):
    """A buyer who answers a question, and the box of cells that was found around this buyer."""

    buyer: Buyer
    box: Box


class Undecided(Record):
    """A question that has no exact answer here; `reason` is a sentence without its full stop."""

    reason: str


Answer = Example | Undecided | None
Sided = tuple[Condition, int]


class Reasoning:
    """One journey on one day; with `older`, two versions of it, of which `older` is side 1 and `journey` side 0."""

    def __init__(
        self, journey: Journey, today: date, older: Journey | None = None, most_steps: int = MOST_STEPS
    ) -> None:
        journeys = (journey,) if older is None else (journey, older)
        cuts = Cuts(today)
        for side, one in enumerate(journeys):
            cuts.add_journey(one, side)
        self.space = Space(journeys, today, cuts)
        self.boxing = Boxing(self.space)
        self.most_steps = most_steps

    def where(self, condition: Condition, side: int = 0) -> Boxes:
        """The boxes where a condition is true. Raises `Unclear`."""
        return self.boxing.where(condition, True, side)

    def known(self, fields: Collection[str]) -> Box:
        """The box of buyers of whom these fields are known."""
        box: Box = {}
        for field in fields:
            for place in self.space.axes_of(field):
                box[place] = self.space.axes[place].known
        return box

    def ask(
        self, all_of: Sequence[Sided], none_of: Sequence[Sided] = (), known: Collection[str] = ()
    ) -> Answer:
        """A buyer for whom all of some conditions are true and none of others, with these fields known."""
        try:
            boxes = self.boxing.all_of([self.where(*sided) for sided in all_of])
            walls = [wall for sided in none_of for wall in self.where(*sided)]
            base = self.known(known)
            for box in boxes:
                start = met(box, base)
                found = witness(self.space, start, walls, self.most_steps) if start is not None else None
                if found is not None:
                    return self._replayed(found, all_of, none_of)
        except Unclear as reason:
            return Undecided(str(reason))
        return None

    def _replayed(self, box: Box, all_of: Iterable[Sided], none_of: Iterable[Sided]) -> Answer:
        buyer = buyer_in(self.space, box)
        cases = [Case(journey, buyer, self.space.today) for journey in self.space.journeys]
        meets = all(holds(cases[side], condition) for condition, side in all_of)
        avoids = not any(holds(cases[side], condition) for condition, side in none_of)
        return Example(buyer, box) if meets and avoids else Undecided(MISMATCH)


MISMATCH = "the example and the proof disagree"
