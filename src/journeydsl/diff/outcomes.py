"""What happens to the same buyer in two versions: the rules that hold, the ways that open, the teams that receive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from journeydsl.conditions.buyer import Buyer, Case
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.rhythm import Scenario
from journeydsl.scenarios.situation import situation
from journeydsl.scenarios.trial import case_of, does_too_much
from journeydsl.text.record import Record


class Outcome(Record):
    """What a version does with a buyer at a stage, in words of the model.

    `goes` are ways that happen by themselves, as `stage` or `stage to team`; `may` those that people decide; `holds`
    the rules, segments and bands.
    """

    goes: tuple[str, ...]
    may: tuple[str, ...]
    holds: tuple[str, ...]


class Differing(Record):
    """A buyer whose outcome is another now; `who` is a scenario's title or the row of a table, `stage` where."""

    who: str
    stage: str
    before: Outcome
    now: Outcome


def outcome(graph: JourneyGraph, buyer: Buyer, stage: str, today: date) -> Outcome:
    """What a version does with a buyer."""
    found = situation(graph, Case(graph.journey, buyer, today), stage)
    goes: list[str] = []
    may: list[str] = []
    for way in found.ways:
        if way.is_open:
            said = f"{way.passage.target}{f' to {way.receivers[0]}' if way.lines and way.receivers else ''}"
            (goes if way.state == "happens" else may).append(said)
    held = (*found.rules, *found.segments, *found.bands)
    return Outcome(tuple(sorted(goes)), tuple(sorted(may)), tuple(sorted(held)))


def scenarios_changed(newer: JourneyGraph, older: JourneyGraph, scenarios: Iterable[Scenario]) -> Iterator[Differing]:
    """Scenarios of the newer version whose buyer fares otherwise than in the older one."""
    for scenario in scenarios:
        if scenario.at is None or scenario.at.name not in older.journey.stages or not scenario.is_whole:
            continue
        if does_too_much(scenario):
            continue
        case = case_of(newer, scenario)
        if not set(case.buyer.values) <= set(older.journey.fields):
            continue
        stage = scenario.at.name
        before = outcome(older, case.buyer, stage, case.today)
        now = outcome(newer, case.buyer, stage, case.today)
        if before != now:
            yield Differing(scenario.title.text, stage, before, now)


def buyers_changed(
    newer: JourneyGraph, older: JourneyGraph, buyers: Iterable[tuple[str, Buyer, str]], today: date
) -> Iterator[Differing]:
    """Buyers, each with a name and a stage, who fare otherwise than in the older version."""
    for who, buyer, stage in buyers:
        if stage in older.journey.stages and stage in newer.journey.stages:
            before, now = outcome(older, buyer, stage, today), outcome(newer, buyer, stage, today)
            if before != now:
                yield Differing(who, stage, before, now)
