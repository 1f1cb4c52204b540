"""Whether something that a buyer does can make a condition true, for a buyer whose values stay as they are.

Time stands still here, unlike in `future.py`: a person is what is known of a buyer, with anything done at all. So what
helps one person helps everybody who gets as many points by the same lines, and they are walled off together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from journeydsl.conditions.answers import MISMATCH, Answer, Example, Undecided, undecided
from journeydsl.conditions.boxes import Boxes, Boxing, met
from journeydsl.conditions.buyer import Case
from journeydsl.conditions.cells import HistoryAxis, NamedAxis, ScoreAxis
from journeydsl.conditions.effort import Unclear
from journeydsl.conditions.evaluate import holds
from journeydsl.conditions.examples import buyer_in
from journeydsl.conditions.future import MOST_TRIES, TOO_MANY_KINDS
from journeydsl.conditions.questions import Reasoning
from journeydsl.conditions.search import Ground, ground_of
from journeydsl.conditions.space import Box, Space
from journeydsl.conditions.wording import facts_of
from journeydsl.model.conditions import Condition


def beyond_doing(reasoning: Reasoning, condition: Condition, wanted: Sequence[Condition]) -> Answer:
    """A buyer who meets a condition, and whom nothing that buyers do makes meet one of those that are wanted.

    Everything about this buyer is known, so that nothing can become known either.
    """
    try:
        return _Search(reasoning, wanted).run(condition)
    except Unclear as reason:
        return undecided(reason)


class _Search:
    """People are boxes of one cell for each field; those whom some doing helps are walled off, kind by kind."""

    def __init__(self, reasoning: Reasoning, wanted: Sequence[Condition]) -> None:
        self.space: Space = reasoning.space
        self.boxing = Boxing(self.space)
        self.goals: Boxes = [box for one in wanted for box in self.boxing.where(one, True)]
        self.grounds: dict[frozenset[int], Ground] = {}

    def run(self, condition: Condition) -> Answer:
        """The first person who meets a condition and whom nothing helps."""
        walls: Boxes = []
        for start in self.boxing.where(condition, True):
            axes = self._people_axes([start, *self.goals])
            everything = met(start, {place: self.space.axes[place].known for place in axes})
            ground = ground_of(self.space, everything, walls) if everything is not None else None
            while ground and everything is not None and (found := ground.witness(everything)) is not None:
                person = {place: _first(found.get(place, self.space.axes[place].known)) for place in axes}
                wall = self._helped(person)
                if wall is None:
                    return self._example(condition, start, {**found, **person})
                walls.append(wall)
                ground.add(wall)
                if len(walls) > MOST_TRIES:
                    raise Unclear(TOO_MANY_KINDS)
        return None

    def _helped(self, person: Box) -> Box | None:
        """Everybody like a person whom the same doing helps; none where nothing helps."""
        for goal in self.goals:
            both = met(goal, person)
            if both is None or not self._is_possible(both):
                continue
            derived = [place for place in goal if isinstance(self.space.axes[place], NamedAxis | ScoreAxis)]
            wall = {place: goal[place] for place in goal if place in person}
            for place in self.space.related(derived)[0]:
                if place in person:
                    wall[place] = self._alike(place, person[place]) & wall.get(place, self.space.full[place])
            return wall
        return None

    def _alike(self, place: int, cell: int) -> int:
        """The cells of an axis that give every score as much as one of them; that one alone where more hangs on it."""
        alike = self.space.axes[place].known
        if self.space.axioms_of.get(place):
            return cell
        for total in self.space.sums.values():
            for term in total.terms:
                if term.axis == place:
                    alike &= next((cells for cells, _ in term.classes if cells & cell), cell)
        return alike

    def _is_possible(self, box: Box) -> bool:
        """Whether there is anybody in a box; what there is to know about its axes is looked through once."""
        axes = frozenset(box)
        if axes not in self.grounds:
            self.grounds[axes] = ground_of(self.space, box, ())
        return self.grounds[axes].witness(box) is not None

    def _example(self, condition: Condition, start: Box, found: Box) -> Answer:
        buyer = buyer_in(self.space, found)
        if not holds(Case(self.space.journeys[0], buyer, self.space.today), condition):
            return Undecided(MISMATCH)
        person = {place: mask for place, mask in found.items() if self._is_of_person(place)}
        for place in sorted(person, reverse=True):
            wider = {**person, place: self.space.axes[place].known}
            if place not in start and all(
                (both := met(goal, wider)) is None or not self._is_possible(both) for goal in self.goals
            ):
                person = wider
        told = {place: mask for place, mask in person.items() if place in start or mask != self.space.axes[place].known}
        return Example(buyer, facts_of(self.space, buyer, told))

    def _people_axes(self, boxes: Iterable[Box]) -> list[int]:
        related = self.space.related({place for box in boxes for place in box})[0]
        return [place for place in related if self._is_of_person(place)]

    def _is_of_person(self, place: int) -> bool:
        return not isinstance(self.space.axes[place], NamedAxis | ScoreAxis | HistoryAxis)


def _first(mask: int) -> int:
    return mask & -mask
