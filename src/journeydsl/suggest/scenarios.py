"""Scenarios for what no scenario tries, and for buyers who fall through: found by reasoning, tried before given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from journeydsl.conditions.effort import MOST_SUGGESTING, Effort
from journeydsl.conditions.questions import Reasoning
from journeydsl.formatting.format import format_text
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.scenarios.coverage import Item, coverage, covered, open_sides, sides_of
from journeydsl.scenarios.trial import Trial, try_scenario
from journeydsl.suggest.gaps import gap_drafts
from journeydsl.suggest.untried import untried_drafts
from journeydsl.suggest.weighing import Weighing
from journeydsl.suggest.writing import Draft, told_apart, written
from journeydsl.text.record import Record
from journeydsl.text.source import Source

Reread = Callable[[str], JourneyGraph | None]


class Suggestion(Record):
    """Scenarios in the language, formatted, and how many they are; `left` is what no scenario was found for."""

    text: str
    count: int
    left: tuple[Item, ...]


def suggest(graph: JourneyGraph, today: date, reread: Reread) -> Suggestion:
    """Scenarios that hold, for every gap and every side of what is covered that no scenario tries yet.

    `reread` gives the graph of the journey with a text added at its end, none where that is not understood.
    """
    journey = graph.journey
    reasoning = Reasoning(journey, today, effort=Effort(MOST_SUGGESTING))
    weighing = Weighing(graph, reasoning.space.effort)
    trying = _Trying(graph, today, reread)
    trials = [try_scenario(graph, scenario) for scenario in journey.scenarios]
    reasoning.space.effort.turn()
    items = coverage(journey, trials, reasoning)
    reasoning.space.effort.turn()
    taken = [scenario.title.text for scenario in journey.scenarios]
    gaps = [draft for draft in gap_drafts(graph, reasoning) if draft.title not in taken]
    reasoning.space.effort.rest()
    drafts = [*weighing.afforded(gaps), *weighing.afforded(untried_drafts(graph, reasoning, items, weighing))]
    tried = [(draft, trial) for draft, trial in trying.tried(drafts, taken) if trial.passed]
    kept = _needed(items, tried)
    titles = told_apart((draft.title for draft in kept), taken)
    named = [draft.replace(title=title) for draft, title in zip(kept, titles, strict=True)]
    sure = [(draft, trial) for draft, trial in trying.tried(named, ()) if trial.passed]
    text = "\n\n".join(written(journey, draft, today) for draft, _ in sure)
    after = covered(items, [trial for _, trial in sure])
    left = tuple(item for item in after if item.tried < item.sides)
    return Suggestion(format_text(Source("suggested", f"{text}\n")) or "" if text else "", len(sure), left)


class _Trying:
    """Tries drafts, written at the end of the journey and read anew."""

    def __init__(self, graph: JourneyGraph, today: date, reread: Reread) -> None:
        self.graph = graph
        self.today = today
        self.reread = reread

    def tried(self, drafts: Sequence[Draft], taken: Iterable[str]) -> list[tuple[Draft, Trial]]:
        """Drafts with what becomes of them; one for which the day matters names it."""
        taken = tuple(taken)
        first = self._read(drafts, taken)
        places = [place for place, (_, trial) in enumerate(first) if not trial.passed]
        dated = [first[place][0].replace(on=self.today) for place in places]
        again = self._read(dated, taken)
        for place, one in zip(places, again, strict=bool(again)):
            first[place] = one
        return first

    def _read(self, drafts: Sequence[Draft], taken: Iterable[str]) -> list[tuple[Draft, Trial]]:
        titles = told_apart((draft.title for draft in drafts), taken)
        named = [draft.replace(title=title) for draft, title in zip(drafts, titles, strict=True)]
        text = "\n".join(written(self.graph.journey, draft, self.today) for draft in named)
        after = self.reread(f"\n{text}\n") if named else None
        if after is None:
            return []
        by_title = {scenario.title.text: scenario for scenario in after.journey.scenarios}
        pairs = zip(drafts, named, strict=True)
        return [(draft, try_scenario(after, by_title[one.title])) for draft, one in pairs if one.title in by_title]


def _needed(items: Sequence[Item], tried: Sequence[tuple[Draft, Trial]]) -> list[Draft]:
    """The drafts that try something new, and those of gaps, which tell about themselves."""
    kept: list[Draft] = []
    left = open_sides(items)
    for draft, trial in tried:
        new = left & sides_of([trial])
        if draft.about or new:
            kept.append(draft)
            left -= new
    return kept
