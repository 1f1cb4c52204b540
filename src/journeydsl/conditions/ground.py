"""All buyers by what some scores and conditions read, and nothing else: small enough to be cut anew each time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from journeydsl.conditions.answers import Example, Undecided, undecided
from journeydsl.conditions.boxes import Boxes, Boxing
from journeydsl.conditions.buyer import Buyer, Case, Value
from journeydsl.conditions.cells import ChoiceAxis, Edge, HistoryAxis, NumberAxis, ScoreAxis, bits
from journeydsl.conditions.cuts import Cuts
from journeydsl.conditions.effort import Effort, Unclear
from journeydsl.conditions.evaluate import CountedLine, score
from journeydsl.conditions.examples import buyer_in
from journeydsl.conditions.plainer import plainer
from journeydsl.conditions.questions import Reasoning
from journeydsl.conditions.score_lines import with_limits_out_of_reach, with_natural_limits
from journeydsl.conditions.search import ground_of
from journeydsl.conditions.space import Box, Space
from journeydsl.conditions.wording import facts_of
from journeydsl.model.buyers import Rule, ScoreLine, ScorePerLine, ScoreSumLine
from journeydsl.model.conditions import Condition, names_used
from journeydsl.model.journey import Journey

if TYPE_CHECKING:
    from fractions import Fraction

_Found = TypeVar("_Found")
MOST_CELLS = 60


class Ground:
    """All buyers on one day, by what some scores and conditions read, with scores cut at some more numbers."""

    def __init__(
        self,
        journey: Journey,
        today: date,
        edges: Mapping[str, Iterable[Edge]],
        conditions: Sequence[Condition] = (),
        effort: Effort | None = None,
    ) -> None:
        journey = excerpt(journey, edges, conditions)
        cuts = Cuts(today)
        cuts.add_journey(journey, 0)
        for condition in conditions:
            cuts.add(condition, 0, journey)
        for name, more in edges.items():
            cuts.scores.setdefault((0, name), set()).update(more)
        self.space = Space((journey,), today, cuts, effort)
        self.space.effort.spend(300)
        self.boxing = Boxing(self.space)

    def find(self, starts: Boxes) -> Buyer | None:
        """A buyer in one of some boxes, of whom little has happened where that can be."""
        for start in starts:
            ground = ground_of(self.space, start, ())
            found = ground.witness(start)
            if found is not None:
                return buyer_in(self.space, plainer(ground, start, found))
        return None

    def example(self, buyer: Buyer, scores: Collection[str] = ()) -> Example:
        """A buyer with these scores and all that they read, in words; without scores, with all that is known."""
        done = {one.activity for one in buyer.happenings}
        told: Box = {}
        related = self.space.related(self.boxing.score(name, 0) for name in scores)[0]
        for place in related if scores else range(len(self.space.axes)):
            axis = self.space.axes[place]
            is_score = isinstance(axis, ScoreAxis) and axis.subject in scores
            is_done = isinstance(axis, HistoryAxis) and axis.subject in done
            if is_score or is_done or (not isinstance(axis, ScoreAxis) and axis.subject in buyer.values):
                told[place] = 0
        return Example(buyer, facts_of(self.space, buyer, told))

    def told(self, buyer: Buyer, is_so: Callable[[Buyer], bool], scores: Collection[str] = ()) -> Example:
        """A buyer for whom something is so, by as little as makes it so.

        What may be missing and is not needed is missing; what is always known goes without saying where it could be
        anything and gives no points.
        """
        try:
            with self.space.effort.spare():
                return self._told(buyer, is_so, scores)
        except Unclear:
            return self.example(buyer, scores)

    def _told(self, buyer: Buyer, is_so: Callable[[Buyer], bool], scores: Collection[str]) -> Example:
        for name in list(buyer.values):
            fewer = _without(buyer, name)
            others = [_with(buyer, name, value) for value in self._values(name)]
            if not self.space.fields[name].is_always_known:
                buyer = fewer if is_so(fewer) else buyer
            elif others and self._given(buyer) != (given := self._given(fewer)):
                buyer = next((one for one in others if self._given(one) == given and is_so(one)), buyer)
        given = self._given(buyer)
        told = {
            name: value
            for name, value in buyer.values.items()
            if self._given(_without(buyer, name)) != given or not self._could_be_anything(buyer, name, is_so)
        }
        return Example(buyer, self.example(Buyer(told, buyer.happenings), scores).facts)

    def _given(self, buyer: Buyer) -> list[tuple[CountedLine, ...]]:
        """The lines that give points to a buyer, by score; none of a score that comes to nothing."""
        journey = self.space.journeys[0]
        self.space.effort.spend(sum(25 * len(one.lines) for one in journey.scores.values()))
        case = Case(journey, buyer, self.space.today)
        points = (score(case, name) for name in journey.scores)
        return [one.lines if one.total else () for one in points]

    def _could_be_anything(self, buyer: Buyer, name: str, is_so: Callable[[Buyer], bool]) -> bool:
        """Whether something is so with any value of a field."""
        values = self._values(name)
        return bool(values) and all(is_so(_with(buyer, name, value)) for value in values)

    def _values(self, name: str) -> list[Value | Fraction]:
        """A value for each cell of a field that is always known; none where it has several kinds, or very many."""
        places = self.space.axes_of(name)
        axis = self.space.axes[places[0]]
        cells = list(bits(axis.full))
        is_plain = isinstance(axis, (NumberAxis, ChoiceAxis)) and not axis.missing and len(places) == 1
        if not is_plain or len(cells) > MOST_CELLS:
            return []
        found = [buyer_in(self.space, {places[0]: 1 << cell}).values.get(name) for cell in cells]
        return [] if None in found else [value for value in found if value is not None]


def _with(buyer: Buyer, name: str, value: Value | Fraction) -> Buyer:
    return Buyer({**buyer.values, name: value}, buyer.happenings)


def _without(buyer: Buyer, name: str) -> Buyer:
    return Buyer({other: value for other, value in buyer.values.items() if other != name}, buyer.happenings)


def excerpt(journey: Journey, scores: Iterable[str], conditions: Iterable[Condition]) -> Journey:
    """A journey with nothing in it but some scores, and what they and some conditions read."""
    kept: dict[str, dict[str, Any]] = {"score": {}, "rule": {}, "segment": {}, "band": {}}
    waiting: list[tuple[str, str]] = [("score", name) for name in scores]
    waiting += [named for condition in conditions for named in names_used(condition)]
    while waiting:
        kind, name = waiting.pop()
        if kind not in kept or name in kept[kind]:
            continue
        one: Any = {"score": journey.scores, "rule": journey.rules, "segment": journey.segments,
                    "band": journey.bands}[kind][name]  # fmt: skip
        kept[kind][name] = one
        if kind == "score":
            whens = [line.when for line in one.lines if isinstance(line, ScoreLine)]
            waiting += [("score", line.score.name) for line in one.lines if isinstance(line, ScoreSumLine)]
        elif kind == "band":
            waiting.append(("score", one.score))
            whens = []
        else:
            whens = [one.when] if one.when else []
        waiting += [named for when in whens for named in names_used(when)]
    return journey.replace(scores=kept["score"], rules=kept["rule"], segments=kept["segment"], bands=kept["band"],
                           moves=(), recycles=(), handoffs=())  # fmt: skip


def narrow_reasoning(
    journey: Journey, today: date, conditions: Sequence[Condition], effort: Effort | None = None
) -> Reasoning:
    """Questions about all buyers, by what some conditions read and nothing else."""
    small = excerpt(journey, (), conditions)
    asked = {
        f"asked {number}": Rule(f"asked {number}", None, one.span, one.span, True, one, False, None)
        for number, one in enumerate(conditions)
    }
    small = with_natural_limits(small.replace(rules={**small.rules, **asked}), today)
    cuts = Cuts(today)
    cuts.add_journey(small, 0)
    most = max((abs(int(number)) for edges in cuts.scores.values() for number, _ in edges), default=0)
    for one in small.scores.values():
        for line in one.lines:
            if isinstance(line, ScorePerLine):
                counts = (count for several in cuts.counts[line.activity.name].values() for count in several)
                most += abs(int(line.points)) * max(counts, default=0)
    if effort is not None:
        effort.spend(1_000)
    return Reasoning(with_limits_out_of_reach(small, most), today, effort=effort)


def counting_only(journey: Journey, activities: Collection[str]) -> Journey:
    """The same for everybody who has done nothing else: without lines that count other activities."""
    scores = {
        name: one.replace(lines=tuple(
            line for line in one.lines if not isinstance(line, ScorePerLine) or line.activity.name in activities
        ))
        for name, one in journey.scores.items()
    }  # fmt: skip
    return journey.replace(scores=scores)


def settled(ask: Callable[[], _Found]) -> _Found | Undecided:
    """What a question finds, or why it has no exact answer."""
    try:
        return ask()
    except Unclear as reason:
        return undecided(reason)
