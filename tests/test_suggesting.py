"""Which conditions decide, held against buyers drawn at random; and scenarios that are suggested."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import console
from everybody import sample_buyers
from instances import TODAY, random_journey
from journeydsl.conditions.buyer import Case
from journeydsl.conditions.questions import Reasoning
from journeydsl.formatting.format import format_text
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.resolve import resolve
from journeydsl.scenarios.coverage import coverage
from journeydsl.scenarios.deciding import atoms, deciding, is_idle
from journeydsl.scenarios.parts import part_of
from journeydsl.scenarios.trial import try_scenario
from journeydsl.suggest.scenarios import suggest
from journeydsl.syntax.parse import parse
from journeydsl.text.source import Source
from readings import journey_of

SHOP = """
journey shop "Shop" { currency EUR }
team sales "Sales"
team desk "Desk" { part of sales }
field size "Size" integer 1..500
field budget "Budget" money 0..
field note "Note" text
field needs "Needs" any of crm, "big data"
field renewal_on "Renewal" date
activity demo "Asked for a demo"
score fit "Fit" 0..50 { add 30 when size >= 50  add 20 when any demo in 1 month }
rule good "Good" when fit >= 30 and (budget > 2.5k EUR or needs includes "big data")
rule said "Said" when note contains "a \\"quoted\\" word" or renewal_on within 90 days
entry stage lead "Lead" { owner sales }
stage talk "Talk" { owner sales }
won stage won "Won" { owner sales }
handoff lead -> talk { when good  route first { to desk when size >= 100  to sales when size < 80 } }
move talk -> won when said
"""


def graph_of(text: str) -> JourneyGraph | None:
    found = resolve("shop", {"shop": parse(Source("shop", text))}, {})
    return JourneyGraph(found.journey) if found.journey and not found.faults else None


def test_a_condition_decides_for_the_buyers_that_reasoning_says(request: pytest.FixtureRequest) -> None:
    for number in range(int(request.config.getoption("--instances")) // 15):
        dice = random.Random(number)
        journey = journey_of(random_journey(dice))
        reasoning = Reasoning(journey, TODAY)
        wholes = [rule.when for rule in journey.rules.values() if rule.when]
        found = {id(whole): set[tuple[int, str]]() for whole in wholes}
        for buyer in sample_buyers(journey, 120, dice):
            for whole in wholes:
                found[id(whole)] |= set(deciding(part_of(Case(journey, buyer, TODAY), whole)).items())
        for whole in wholes:
            for atom in atoms(whole):
                sides = {side for place, side in found[id(whole)] if place == atom.place}
                assert not (is_idle(reasoning, atom) and len(sides) == 2), atom.condition.span.source.text


def test_what_is_suggested_passes_and_covers_everything_that_can_be() -> None:
    graph = graph_of(SHOP)
    assert graph is not None
    found = suggest(graph, TODAY, lambda more: graph_of(SHOP + more))
    assert found.left == ()
    assert format_text(Source("more", found.text)) == found.text
    after = graph_of(SHOP + found.text)
    assert after is not None
    trials = [try_scenario(after, scenario) for scenario in after.journey.scenarios]
    assert [trial.scenario.title.text for trial in trials if not trial.passed] == []
    items = coverage(after.journey, trials, Reasoning(after.journey, TODAY))
    assert [item.text for item in items if item.tried < item.sides] == []
    assert len({trial.scenario.title.text for trial in trials}) == len(trials) == found.count
    again = suggest(after, TODAY, lambda more: graph_of(SHOP + found.text + more))
    assert (again.count, again.text) == (0, "")


def test_what_is_suggested_is_the_same_every_time() -> None:
    texts = []
    for _ in range(2):
        graph = graph_of(SHOP)
        assert graph is not None
        texts.append(suggest(graph, TODAY, lambda more: graph_of(SHOP + more)).text)
    assert texts[0] == texts[1]


def test_a_file_that_cannot_be_read_whole_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "shop.journey").write_text(SHOP)
    (tmp_path / "more.journey").write_bytes(b'scenario "open" {\r\n  at lead\r\n')
    said, code = console.journey("test shop.journey --suggest --output more.journey", tmp_path)
    assert "`more.journey` is left alone" in said
    assert code == 2
    assert (tmp_path / "more.journey").read_bytes() == b'scenario "open" {\r\n  at lead\r\n'
    (tmp_path / "more.journey").write_bytes(b"# Ours\r\n")
    assert console.journey("test shop.journey --suggest --output more.journey", tmp_path)[1] == 0
    written = (tmp_path / "more.journey").read_bytes()
    assert written.startswith(b"# Ours\r\n\r\nscenario ")
    assert written.count(b"\n") == written.count(b"\r\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["more.journey", "shop.journey"]
