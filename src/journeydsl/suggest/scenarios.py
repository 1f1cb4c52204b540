"""Scenarios for what no scenario tries, and for buyers who fall through: found by reasoning, tried before given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from journeydsl.conditions.questions import Reasoning
from journeydsl.formatting.format import format_text
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.scenarios.coverage import Item, coverage, covered
from journeydsl.scenarios.trial import Trial, try_scenario
from journeydsl.suggest.gaps import gap_drafts
from journeydsl.suggest.untried import untried_drafts
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
    reasoning = Reasoning(journey, today)
    trials = [try_scenario(graph, scenario) for scenario in journey.scenarios]
    items = coverage(journey, trials, reasoning)
    taken = [scenario.title.text for scenario in journey.scenarios]
    gaps = [draft for draft in gap_drafts(graph, reasoning) if draft.title not in taken]
    drafts = [*gaps, *untried_drafts(graph, reasoning, items)]
    tried = [(draft, trial) for draft, trial in _tried(graph, drafts, taken, today, reread) if trial.passed]
    kept = _needed(items, tried)
    titles = told_apart((draft.title for draft in kept), taken)
    named = [draft.replace(title=title) for draft, title in zip(kept, titles, strict=True)]
    sure = [draft for draft, trial in _tried(graph, named, (), today, reread) if trial.passed]
    text = "\n\n".join(written(journey, draft, today) for draft in sure)
    after = covered(items, [trial for _, trial in _tried(graph, sure, (), today, reread)])
    left = tuple(item for item in after if item.tried < item.sides)
    return Suggestion(format_text(Source("suggested", f"{text}\n")) or "" if text else "", len(sure), left)


def _tried(
    graph: JourneyGraph, drafts: Sequence[Draft], taken: Iterable[str], today: date, reread: Reread
) -> Iterator[tuple[Draft, Trial]]:
    """Every draft with what becomes of it, read anew; one for which the day matters names it."""
    first = list(_read(graph, drafts, taken, today, reread))
    dated = [draft if trial.passed else draft.replace(on=today) for draft, trial in first]
    return _read(graph, dated, taken, today, reread) if dated != list(drafts) else iter(first)


def _read(
    graph: JourneyGraph, drafts: Sequence[Draft], taken: Iterable[str], today: date, reread: Reread
) -> Iterator[tuple[Draft, Trial]]:
    titles = told_apart((draft.title for draft in drafts), taken)
    named = [draft.replace(title=title) for draft, title in zip(drafts, titles, strict=True)]
    text = "\n".join(written(graph.journey, draft, today) for draft in named)
    after = reread(f"\n{text}\n") if named else None
    if after is None:
        return
    by_title = {scenario.title.text: scenario for scenario in after.journey.scenarios}
    for draft, again in zip(drafts, named, strict=True):
        if again.title in by_title:
            yield draft, try_scenario(after, by_title[again.title])


def _needed(items: Sequence[Item], tried: Sequence[tuple[Draft, Trial]]) -> list[Draft]:
    """The drafts that try something new, and those of gaps, which tell about themselves."""
    kept: list[Draft] = []
    for draft, trial in tried:
        after = covered(items, [trial])
        if draft.about or sum(item.tried for item in after) > sum(item.tried for item in items):
            kept.append(draft)
            items = after
    return kept
