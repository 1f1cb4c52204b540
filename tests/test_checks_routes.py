"""Routing tables held against every buyer: who is left out, which lines take nobody, which parts change nothing."""

import random
from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest

from journeydsl.checks import overlapping_routes, redundant_part, shadowed_route, uncovered_buyer
from journeydsl.checks._catalogue import catalogue
from journeydsl.checks._subject import Subject
from journeydsl.conditions.answers import Example, Gaps
from journeydsl.conditions.buyer import Buyer, Case
from journeydsl.conditions.evaluate import holds, truth
from journeydsl.conditions.parts import Setting, parts
from journeydsl.conditions.wanting import fails_without
from journeydsl.diagnostics.finding import Finding
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.conditions import Condition, names_used, walk
from journeydsl.model.path import Route
from readings import journey_of

TODAY = date(2026, 11, 22)
HEAD = """
journey shop {}
team marketing  team sales
team a { part of sales }  team b { part of sales }  team c { part of sales }
field size integer 0..5
field place one of us, gb, de{always}
field paying boolean
field plan one of free, team, firm in order
entry stage lead { owner marketing{collects} }
won stage customer { owner sales }
"""
VALUES = {
    "size": [None, *range(6)],
    "place": [None, "us", "gb", "de"],
    "paying": [None, False, True],
    "plan": [None, "free", "team", "firm"],
}


def subject_of(text: str) -> Subject:
    journey = journey_of(text)
    return Subject(journey, JourneyGraph(journey), TODAY)


def found(name: str, text: str) -> list[Finding]:
    """What one check finds in a journey."""
    check = next(check for check in catalogue() if check.name == name)
    assert check.check_journey is not None
    return [one for one in check.check_journey(subject_of(text)) if isinstance(one, Finding)]


def random_table(dice: random.Random) -> str:
    head = HEAD.replace("{always}", dice.choice(("", " always known")))
    head = head.replace("{collects}", dice.choice(("", "  collects size", "  collects size, paying")))
    guard = f"when {_test(dice)}" if dice.random() < 0.4 else ""
    lines = [f"to {dice.choice('abc')} when {_condition(dice)}" for _ in range(dice.randint(2, 6))]
    if dice.random() < 0.2:
        lines.append("to a otherwise")
    way = dice.choice(("first", "first", "unique"))
    return head + f"handoff lead -> customer {{ by marketing {guard} route {way} {{ {'  '.join(lines)} }} }}\n"


def _condition(dice: random.Random) -> str:
    parts = [_test(dice) for _ in range(dice.randint(1, 3))]
    return f" {dice.choice(('and', 'and', 'or'))} ".join(parts)


def _test(dice: random.Random) -> str:
    low = dice.randint(0, 3)
    return dice.choice(
        (
            f"size >= {dice.randint(1, 5)}",
            f"size < {dice.randint(1, 5)}",
            f"size in {low}..{low + dice.randint(0, 2)}",
            f"size {dice.choice(('in', 'in', 'not in'))} [{low}, {low + 2}]",
            f"place = {dice.choice(('us', 'gb', 'de'))}",
            "place in [us, gb]",
            "place in [gb, de]",
            "place != us",
            "paying",
            "not paying",
            "not (paying and size >= 2)",
            f"plan {dice.choice(('>=', '<', '='))} team",
            "plan in [free, firm]",
            "plan is missing",
            "size is missing",
            "place is known",
        )
    )


def buyers(subject: Subject, route: Route) -> Iterator[Case]:
    """Every buyer whom the handoff sends."""
    journey = subject.journey
    handoff = journey.handoffs[0]
    always = {name for name, field in journey.fields.items() if field.is_always_known}
    always |= {field.name for field in journey.stages["lead"].collects}
    for values in product(*VALUES.values()):
        given = {name: value for name, value in zip(VALUES, values, strict=True) if value is not None}
        case = Case(journey, Buyer(given), TODAY)
        if always <= given.keys() and (handoff.when is None or holds(case, handoff.when)):
            yield case


@pytest.mark.parametrize("seed", range(60))
def test_routes_agree_with_every_buyer(seed: int) -> None:
    subject = subject_of(random_table(random.Random(seed)))
    route = subject.journey.handoffs[0].route
    assert route is not None
    everybody = list(buyers(subject, route))
    table = next(iter(subject.live_routes), None)
    assert (table is not None) == bool(everybody)
    if table is None:
        return
    lines = [line for line in route.lines if line.when]
    left = [case for case in everybody if not any(holds(case, line.when) for line in lines)]
    is_closed = any(line.is_otherwise for line in route.lines)
    told = [one for one in uncovered_buyer.check_journey(subject) if isinstance(one, Finding)]
    assert bool(told) == bool(left and not is_closed)
    if told:
        assert_the_gap_is_exact(subject, table.known, left)
    if route.way == "first":
        assert_idle_lines_are_exact(subject, route, everybody)
    shared = {
        second.span for number, second in enumerate(lines) for first in lines[:number]
        if any(holds(case, first.when) and holds(case, second.when) for case in everybody)
    }  # fmt: skip
    overlaps = {one.span for one in overlapping_routes.check_journey(subject) if isinstance(one, Finding)}
    assert overlaps == (shared if route.way == "unique" else set())
    assert_parts_change_nothing(subject, route, everybody)


def assert_the_gap_is_exact(subject: Subject, known: tuple[frozenset[str], ...], left: list[Case]) -> None:
    """The gaps that are told have buyers who are left out, and some are told with everything known if there are any."""
    handoff = subject.journey.handoffs[0]
    assert handoff.route is not None
    whens = [line.when for line in handoff.route.lines if line.when]
    gaps = subject.reasoning.uncovered([handoff.when] if handoff.when else [], whens, known[0])
    assert isinstance(gaps, Gaps)
    for gap in gaps.gaps:
        values = gap.example.buyer.values
        assert any({name: case.buyer.values[name] for name in values if name in case.buyer.values} == values
                   for case in left)  # fmt: skip


def assert_idle_lines_are_exact(subject: Subject, route: Route, everybody: list[Case]) -> None:
    table = subject.live_routes[0]
    taken: set[int] = set()
    for case in everybody:
        place = next((n for n, line in enumerate(route.lines) if line.when and holds(case, line.when)), None)
        taken.add(place if place is not None else -1)
    idle = table.idle
    for number, line in enumerate(route.lines):
        if line.when:
            assert (number in idle) == (number not in taken)
            if number in idle:
                assert idle[number] is any(holds(case, line.when) for case in everybody)
    told = {one.span for one in shadowed_route.check_journey(subject) if isinstance(one, Finding)}
    assert told == {route.lines[number].span for number, is_taken in idle.items() if is_taken is True}


def assert_parts_change_nothing(subject: Subject, route: Route, everybody: list[Case]) -> None:
    """Every part that is told can go, and every listed value that nobody comes to its line for is told."""
    told = {one.span for one in redundant_part.check_journey(subject) if isinstance(one, Finding)}
    idle = {route.lines[number].span for number in subject.live_routes[0].idle}
    for number, line in enumerate(route.lines):
        if line.when is None or (route.way == "first" and line.span in idle):
            assert not any(line.span.start <= span.start < line.span.end for span in told)
            continue
        earlier = [one.when for one in route.lines[:number] if one.when] if route.way == "first" else []
        left = [case for case in everybody if not any(holds(case, one) for one in earlier)]
        free = [part for part in parts(line.when) if is_spare(line.when, part.without, left)]
        spans = [span for span in told if line.span.start <= span.start < line.span.end]
        for span in spans:
            assert any(part.condition.span.start <= span.start < part.condition.span.end for part in free)
        for part in free:
            if part.value is not None and part.adds and part.condition is line.when:
                assert any(part.condition.span.start <= span.start < part.condition.span.end for span in spans)


def is_spare(condition: Condition, without: Condition, left: list[Case]) -> bool:
    return all(holds(case, condition) == holds(case, without) for case in left)


@pytest.mark.parametrize("seed", range(40))
def test_who_fails_for_want_of_a_value_is_who_passes_with_one(seed: int) -> None:
    dice = random.Random(seed)
    guard = _condition(dice)
    subject = subject_of(
        HEAD.replace("{always}", "").replace("{collects}", "") + f"move lead -> customer when {guard}\n"
    )
    when = subject.journey.moves[0].when
    assert when is not None
    everybody = [Case(subject.journey, Buyer({name: value for name, value in zip(VALUES, values, strict=True)
                 if value is not None}), TODAY) for values in product(*VALUES.values())]  # fmt: skip
    for part in walk(when):
        for field in dict.fromkeys(name for kind, name in names_used(part) if kind == "field"):
            found = fails_without(subject.reasoning, when, part, field, Setting())
            assert isinstance(found, Example | None)
            wanting = [case.buyer for case in everybody if wants(case, when, part, field)]
            assert bool(found) == bool(wanting), f"{guard} by {part.span.text} without {field}"
            assert found is None or any(found.buyer.values.items() <= one.values.items() for one in wanting)


def wants(case: Case, when: Condition, part: Condition, field: str) -> bool:
    """Whether a buyer whose field is missing fails by a part that is unknown, and meets both with some value."""
    if field in case.buyer.values or truth(case, part) is not None or holds(case, when):
        return False
    known = [Buyer({**case.buyer.values, field: value}) for value in VALUES[field] if value is not None]
    given = [Case(case.journey, buyer, case.today) for buyer in known]
    return any(holds(one, when) and holds(one, part) for one in given)
