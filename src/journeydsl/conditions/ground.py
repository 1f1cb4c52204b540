"""All buyers by what some scores and conditions read, and nothing else: small enough to be cut anew each time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from journeydsl.conditions.answers import undecided
from journeydsl.conditions.boxes import Boxes, Boxing
from journeydsl.conditions.buyer import Buyer
from journeydsl.conditions.cells import Edge, HistoryAxis, ScoreAxis
from journeydsl.conditions.cuts import Cuts
from journeydsl.conditions.effort import Effort, Unclear
from journeydsl.conditions.examples import buyer_in
from journeydsl.conditions.plainer import plainer
from journeydsl.conditions.questions import Example, Reasoning, Undecided
from journeydsl.conditions.score_lines import with_limits_out_of_reach, with_natural_limits
from journeydsl.conditions.search import ground_of
from journeydsl.conditions.space import Box, Space
from journeydsl.conditions.wording import facts_of
from journeydsl.model.buyers import Rule, ScoreLine, ScorePerLine, ScoreSumLine
from journeydsl.model.conditions import Condition, names_used
from journeydsl.model.journey import Journey

_Found = TypeVar("_Found")


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
