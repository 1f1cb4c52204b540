"""Points: how far scores get, which lines matter, and the cheapest ways to a threshold, held against brute force."""

import random

import pytest

from everybody import sample_buyers
from instances import TODAY, random_journey
from journeydsl.conditions.answers import MISMATCH, Example, Undecided
from journeydsl.conditions.buyer import Buyer, Case
from journeydsl.conditions.cheapest import PointsWays, cheapest_ways
from journeydsl.conditions.evaluate import score
from journeydsl.conditions.points import Points, Reach
from journeydsl.model.journey import Journey
from readings import journey_of

MOST_UNDECIDED = 0.05

RENTAL = """
journey rental {}
field boats integer 0..500
field coast one of north, south, islands
field licensed boolean always known
activity visit
activity call
score fit 0..100 {
  add 40 when boats >= 20
  add 30 when boats >= 100
  add 20 when coast in [north, south]
  subtract 30 when coast = islands
  add 10 when licensed
}
score interest 0..60 {
  add 25 when any call in 30 days
  add 5 per visit in 30 days, up to 30
  add 50 when any call in 30 days and count of visit in 30 days >= 4
}
score sum { add fit  add interest }
score endless { add 3 per visit  subtract 10 when licensed }
"""


def reach(found: Reach | Undecided | None) -> Reach:
    assert isinstance(found, Reach)
    return found


def ways(points: Points, name: str, low: int) -> list[tuple[int, int, tuple[str, ...]]]:
    found = cheapest_ways(points, name, low, None)
    assert isinstance(found, PointsWays)
    assert found.are_cheapest
    return [(way.things, way.total, way.example.facts) for way in found.ways]


def test_the_most_points_leave_out_what_excludes_each_other() -> None:
    points = Points(journey_of(RENTAL), TODAY)
    assert reach(points.highest("fit")).points == 100
    assert reach(points.lowest("fit")).points == 0
    assert reach(points.highest("interest")).points == 60
    assert reach(points.highest("sum")).points == 160
    assert reach(points.highest("endless")).points is None
    assert reach(points.lowest("endless")).points == -10
    assert [line.points for line in reach(points.highest("fit")).lines] == [40, 30, 20, 10]


def test_points_between_two_sums_belong_to_nobody() -> None:
    points = Points(journey_of(RENTAL), TODAY)
    assert points.between("fit", 31, 39) is None
    assert reach(points.between("fit", 31, 40)).points == 40


def test_the_cheapest_ways_take_the_fewest_things() -> None:
    points = Points(journey_of(RENTAL), TODAY)
    assert ways(points, "fit", 60) == [(1, 70, ("boats 200",))]
    assert ways(points, "interest", 25)[0] == (1, 25, ("1 call 5 days ago",))
    assert ways(points, "interest", 60)[0][0] == 5
    assert ways(points, "fit", 0) == [(0, 0, ())]


EVENTS = """
journey events {}
field source one of demo, ebook, press always known
field created_on date always known
field country one of north, south, embargo always known
field seniority one of high, low
field desk boolean
activity webinar
activity web_visit
score interest 0.. {
  add 30 per webinar
  subtract 10 when no web_visit in 30 days and created_on before 30 days ago
  add 15 when source = ebook
  add 20 when seniority = high
  add 5 when desk
}
rule ready when interest > 10
rule safe when interest > 10 and country != embargo
rule senior when interest >= 60
"""


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        ("ready", ("1 webinar 5 days ago",)),
        ("safe", ("country north", "1 webinar 5 days ago")),
    ],
)
def test_whoever_one_happening_lets_through_is_told_by_what_matters(rule: str, facts: tuple[str, ...]) -> None:
    journey = journey_of(EVENTS)
    when = journey.rules[rule].when
    assert when
    found = Points(journey, TODAY).with_one((when,), "webinar")
    assert isinstance(found, Example)
    assert found.facts == facts
    assert {"source", "created_on"} <= set(found.buyer.values)


def test_a_value_that_is_needed_for_the_points_is_told_and_no_other() -> None:
    journey = journey_of(EVENTS)
    when = journey.rules["senior"].when
    assert when
    found = Points(journey, TODAY).with_one((when,), "webinar")
    assert isinstance(found, Example)
    assert [fact.split()[0] for fact in found.facts] == ["source", "created_on", "seniority", "1"]


def test_a_line_that_the_range_always_swallows_changes_nothing() -> None:
    journey = journey_of(
        "journey j {}\nfield a integer 0..9\nscore s 0..10 { add 10 when a > 1  add 5 when a > 5  add 5 when a < 1  "
        "subtract 3 when a = 1  add 2 when a > 5 and a < 2 }"
    )
    points = Points(journey, TODAY)
    assert [points.ever_changes("s", number) for number in range(5)] == [True, False, True, False, False]


def test_points_agree_with_brute_force(request: pytest.FixtureRequest) -> None:
    count = int(request.config.getoption("--instances")) // 6
    undecided = asked = 0
    for number in range(count):
        text = random_journey(random.Random(number))
        journey = journey_of(text)
        points = Points(journey, TODAY)
        buyers = sample_buyers(journey, 120, random.Random(number))
        for name in journey.scores:
            answers = [*_ends(points, name, buyers, text), *_changes(points, journey, name, buyers, text)]
            answers.append(_cheapest(points, journey, name, buyers, text))
            undecided += sum(isinstance(answer, Undecided) for answer in answers)
            asked += len(answers)
            assert Undecided(MISMATCH) not in answers, text
    assert undecided <= MOST_UNDECIDED * asked


def _ends(points: Points, name: str, buyers: list[Buyer], text: str) -> list[object]:
    high, low = points.highest(name), points.lowest(name)
    totals = [score(points.case(buyer), name).total for buyer in buyers]
    if isinstance(high, Reach) and high.points is not None:
        assert max(totals) <= high.points, f"{name} gets higher than {high.points}: {text}"
        assert high.example
        assert score(points.case(high.example.buyer), name).total == high.points, text
    if isinstance(low, Reach) and low.points is not None:
        assert min(totals) >= low.points, f"{name} gets lower than {low.points}: {text}"
        assert low.example
        assert score(points.case(low.example.buyer), name).total == low.points, text
    return [high, low]


def _changes(points: Points, journey: Journey, name: str, buyers: list[Buyer], text: str) -> list[object]:
    scored = journey.scores[name]
    answers: list[object] = []
    for number in range(len(scored.lines)):
        changes = points.ever_changes(name, number)
        lines = (*scored.lines[:number], *scored.lines[number + 1 :])
        without = journey.replace(scores={**journey.scores, name: scored.replace(lines=lines)})
        differ = any(
            score(Case(without, buyer, TODAY), name).total != score(points.case(buyer), name).total for buyer in buyers
        )
        assert not (differ and changes is False), f"line {number} of {name} does change it: {text}"
        answers.append(changes)
    return answers


def _cheapest(points: Points, journey: Journey, name: str, buyers: list[Buyer], text: str) -> object:
    found = cheapest_ways(points, name, 7, None)
    if isinstance(found, Undecided) or not found.are_cheapest:
        return found
    always = {field.name for field in journey.fields.values() if field.is_always_known}
    fewest = min((way.things for way in found.ways), default=None)
    for buyer in buyers:
        if score(points.case(buyer), name).total >= 7:
            things = len([field for field in buyer.values if field not in always]) + len(buyer.happenings)
            assert fewest is not None, f"somebody gets 7 points of {name}: {text}"
            assert always or fewest <= things, f"7 points of {name} take fewer than {fewest} things: {text}"
    return found
