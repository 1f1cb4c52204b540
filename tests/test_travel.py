"""What is known where: small journeys worked out by hand, and random ones walked by every buyer there can be."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest

from journeydsl.checks._catalogue import catalogue
from journeydsl.checks._subject import Subject
from journeydsl.conditions.effort import Effort
from journeydsl.diagnostics.finding import Finding
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.conditions import AllOf, AnyOf, ChoiceCompare, Condition, FlagIs, Known, Not, RuleHolds
from journeydsl.model.journey import Journey
from journeydsl.travel.known import Knowledge, Leg, knowledge, legs
from journeydsl.travel.missing import Demand, MissingWay, missing_way
from readings import journey_of

FACTS = """
journey shop "Shop" { source heard_from }
team sales "Sales"
field budget "Budget" integer 0..1000
field country "Country" one of US, GB, DE
field email "E-mail" text
field heard_from "Heard of us from" one of search, fair
field is_partner "A partner" boolean always known
field is_public "Public" boolean
activity demo "Asked for a demo"
score fit "Fit" 0..100 { add 60 when country = US  add 40 when is_partner  band good 50..100  band poor 0..49 }
segmentation sizes {
  segment big "Big" when budget >= 100
  segment small "Small" when budget < 100 or budget is missing
}
rule from_us "From the US" when country = US
"""
PATH = """
entry stage lead "Lead" { owner sales }
stage talk "Talk" { owner sales }
won stage customer "Customer" { owner sales }
move talk -> customer by sales
"""


def known_at(stage: str, *statements: str) -> set[str]:
    """The fields that come to be known by the time a buyer is in a stage."""
    found = knowledge(JourneyGraph(journey_of("\n".join((FACTS, *statements)))))
    return set(found.at[stage]) - {"is_partner"}


def findings(name: str, *statements: str) -> list[Finding]:
    journey = journey_of("\n".join((FACTS, *statements)))
    check = next(check for check in catalogue() if check.name == name)
    assert check.check_journey is not None
    found = check.check_journey(Subject(journey, JourneyGraph(journey), date(2027, 1, 1)))
    return [one for one in found if isinstance(one, Finding)]


@pytest.mark.parametrize(
    ("guard", "fields"),
    [
        ("budget is known", {"budget"}),
        ("budget is missing", set()),
        ("not budget is missing", {"budget"}),
        ("budget >= 10", {"budget"}),
        ("not budget >= 10", {"budget"}),
        ("not (budget >= 10 and country = US)", set()),
        ("not (budget >= 10 or country = US)", {"budget", "country"}),
        ("budget >= 10 or country = US", set()),
        ("budget >= 10 and email is known or budget < 5 and country = GB", {"budget"}),
        ("(budget >= 10 or country = US) and not country = US", {"budget", "country"}),
        ("(budget is missing or country = US) and budget > 5", {"budget", "country"}),
        ("not is_public", {"is_public"}),
        ("from_us", {"country"}),
        ("not from_us", {"country"}),
        ("big", {"budget"}),
        ("small", set()),
        ("not small", {"budget"}),
        ("country in [US, GB] or country not in [US]", {"country"}),
        ('email contains "a"', {"email"}),
        ("good", set()),
        ("fit >= 60", set()),
        ("any demo in 7 days", set()),
        ("any demo in 7 days and is_public or is_public and budget = 3", {"is_public"}),
    ],
)
def test_a_guard_makes_known_what_it_compares(guard: str, fields: set[str]) -> None:
    assert known_at("talk", PATH, f"move lead -> talk when {guard}") == fields


def test_a_stage_where_nobody_comes_knows_everything() -> None:
    assert "email" in known_at("talk", PATH)
    assert "email" in known_at("talk", PATH, "move lead -> talk when budget < 5 and budget > 7")


def test_what_a_stage_collects_is_known_behind_a_move_and_not_behind_a_time_limit() -> None:
    path = """
    entry stage lead "Lead" { owner sales  collects email  leave within 3 days else -> later }
    stage talk "Talk" { owner sales }
    resting stage later "Later" { owner sales }
    won stage customer "Customer" { owner sales }
    move lead -> talk by sales
    recycle talk -> lead by sales
    move talk -> customer by sales
    """
    assert known_at("talk", path) == {"email"}
    assert known_at("later", path) == set()


def test_going_round_a_circle_loses_nothing() -> None:
    circle = "move lead -> talk when email is known  recycle talk -> later by sales  move later -> talk by sales"
    assert known_at("talk", PATH, 'resting stage later "Later" { owner sales }', circle) == {"email"}


def test_a_rejected_buyer_keeps_what_was_known_when_sent() -> None:
    sent = "handoff lead -> talk { by sales  when email is known  reject -> later because early }"
    later = 'resting stage later "Later" { owner sales }'
    assert known_at("later", PATH, later, sent, "move lead -> talk by sales") == {"email"}


def test_segments_that_leave_nobody_out_collect_from_everybody() -> None:
    lead = 'entry stage lead "Lead" { owner sales  where big { collects email }  where small { collects email } }'
    path = PATH.replace('entry stage lead "Lead" { owner sales }', lead)
    assert known_at("talk", path, "move lead -> talk by sales") == {"email"}


PASS = "handoff talk -> customer { by sales  pass email }"
ENDS = """
entry stage lead "Lead" { owner sales }
stage talk "Talk" { owner sales }
won stage customer "Customer" { owner sales }
"""


def test_a_field_that_is_missing_is_shown_with_the_shortest_way() -> None:
    (finding,) = findings("uncollected-field", ENDS, "move lead -> talk by sales", PASS)
    assert finding.evidence == ("on the way `lead -> talk -> customer` nothing makes `email` known",)


def test_what_is_told_once_is_not_told_again_behind_it() -> None:
    talk = 'stage talk "Talk" { owner sales  requires email }'
    path = ENDS.replace('stage talk "Talk" { owner sales }', talk)
    (finding,) = findings("uncollected-field", path, "move lead -> talk by sales", PASS)
    assert finding.subject == "stage talk email"


def test_what_the_first_stage_requires_is_missing_unless_it_is_always_known() -> None:
    lead = 'entry stage lead "Lead" { owner sales  requires email, is_partner  collects email }'
    (finding,) = findings("uncollected-field", ENDS.replace('entry stage lead "Lead" { owner sales }', lead))
    assert finding.evidence == ("buyers begin in `lead`, and `email` is not always known",)


@pytest.mark.parametrize(
    "guard", ["email is known", 'not email = "a@b.example"', "email is missing and is_partner and not is_partner"]
)
def test_a_guard_that_makes_it_known_or_lets_nobody_through_is_no_gap(guard: str) -> None:
    assert findings("uncollected-field", ENDS, f"move lead -> talk when {guard}", PASS) == []


def test_two_guards_that_no_buyer_meets_one_after_the_other_are_no_way() -> None:
    ways = "move lead -> talk when country = US"
    sent = "handoff talk -> customer { by sales  when country = GB  pass email }"
    assert findings("uncollected-field", ENDS, ways, sent) == []
    assert findings("uncollected-field", ENDS, ways, sent.replace("= GB", "!= GB")) != []


def test_what_only_a_score_could_decide_counts_as_known() -> None:
    sent = "handoff talk -> customer { by sales  when good  pass country }"
    assert findings("uncollected-field", ENDS, "move lead -> talk by sales", sent) == []
    assert findings("uncollected-field", ENDS, "move lead -> talk by sales", sent.replace("country", "email")) != []


def test_where_blocks_ask_and_collect_for_their_own_buyers() -> None:
    talk = 'stage talk "Talk" { owner sales  where big { collects email } }'
    path = ENDS.replace('stage talk "Talk" { owner sales }', talk) + "move lead -> talk by sales\n"
    for_big = "handoff talk -> customer { by sales  where big { pass email } }"
    assert findings("uncollected-field", path, for_big) == []
    assert findings("uncollected-field", path, for_big.replace("pass email", "pass budget")) == []
    assert [one.subject for one in findings("uncollected-field", path, PASS)] == ["handoff talk -> customer email"]
    guarded = PASS.replace("pass", "when budget > 500  pass")
    assert findings("uncollected-field", path, guarded) == []


def test_what_the_receiver_requires_is_passed_or_named_in_the_brief() -> None:
    path = ENDS.replace('"Customer" { owner sales }', '"Customer" { owner sales  requires email, budget }')
    (finding,) = findings("missing-for-receiver", path, PASS)
    assert finding.message == "`customer` requires `budget`, and `talk -> customer` does not pass it"
    assert findings("missing-for-receiver", path, PASS.replace("pass email", "pass email, budget")) == []
    briefed = PASS.replace("pass email", 'pass email  brief "The `budget`, as said on the phone"')
    assert findings("missing-for-receiver", path, briefed) == []


def test_a_customer_without_a_source_is_shown_and_one_with_a_source_is_not() -> None:
    (finding,) = findings("untraced-win", ENDS, "move lead -> talk by sales  move talk -> customer by sales")
    assert finding.evidence == ("on the way `lead -> talk -> customer` nothing makes `heard_from` known",)
    known = "move lead -> talk when heard_from = fair  move talk -> customer by sales"
    assert findings("untraced-win", ENDS, known) == []


# ---- random journeys, walked by every buyer

FLAGS = ("f", "g", "h")
Values = tuple[str | bool | None, ...]


def random_journey(chance: random.Random) -> str:
    names = ["a", "b", "c", "d", "e"][: chance.randint(3, 5)]
    lines = ['journey walk "Walk" {}', 'team t "T"', "field f boolean", "field g boolean", "field h one of x, y"]
    lines.append("rule r when " + random_condition(chance, 1, with_rule=False))
    for name in names:
        kind = "entry " if name == "a" or chance.random() < 0.1 else ""
        collects = f"  collects {chance.choice(FLAGS)}" if chance.random() < 0.3 else ""
        leave = f"  leave within 1 day else -> {chance.choice(names)}" if chance.random() < 0.25 else ""
        lines.append(f'{kind}stage {name} "{name}" {{ owner t{collects}{leave} }}')
    for origin, target in chance.sample([(o, t) for o in names for t in names if o != t], len(names) + 1):
        when = f"  when {random_condition(chance, 2)}" if chance.random() < 0.7 else ""
        match chance.randrange(4):
            case 0:
                back = f"  reject -> {chance.choice([name for name in names if name != target])} because no_time"
                lines.append(f"handoff {origin} -> {target} {{ by t {when} {back} }}")
            case 1:
                lines.append(f"recycle {origin} -> {target} by t {when}")
            case _:
                lines.append(f"move {origin} -> {target} by t {when}")
    return "\n".join(lines)


def random_condition(chance: random.Random, depth: int, with_rule: bool = True) -> str:
    if depth == 0 or chance.random() < 0.3:
        tests = ["f", "g", "h = x", "h != x", "f is known", "g is missing", "h is missing", "h is known"]
        return chance.choice([*tests, "r"] if with_rule else tests)
    left, right = (random_condition(chance, depth - 1, with_rule) for _ in range(2))
    return chance.choice([f"({left} and {right})", f"({left} or {right})", f"not ({left})"])


def truth(journey: Journey, condition: Condition, values: Values) -> bool | None:
    match condition:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            found = {truth(journey, part, values) for part in parts}
            decided = isinstance(condition, AnyOf)
            return decided if decided in found else None if None in found else not decided
        case Not(part=part):
            inner = truth(journey, part, values)
            return None if inner is None else not inner
        case RuleHolds(rule=name):
            rule = journey.rules[name].when
            assert rule is not None
            return truth(journey, rule, values)
        case Known(field=field, is_known=is_known):
            return (values[FLAGS.index(field)] is not None) == is_known
        case FlagIs(field=field, is_true=is_true):
            value = values[FLAGS.index(field)]
            return None if value is None else value == is_true
        case ChoiceCompare(field=field, comparison=comparison, value=other):
            value = values[FLAGS.index(field)]
            return None if value is None else (value == other) == (comparison == "=")
        case _:
            raise AssertionError(condition)


def later(values: Values) -> Iterator[Values]:
    """The same buyer after a wait: what is missing may have become known."""
    full: tuple[tuple[str | bool, ...], ...] = ((False, True), (False, True), ("x", "y"))
    yield from product(*((value,) if value is not None else (None, *full[n]) for n, value in enumerate(values)))


def takers(journey: Journey, leg: Leg, values: Values) -> Iterator[Values]:
    """What is known of a buyer who takes a leg, for each way to take it."""
    filled = [field.name for field in journey.stages[leg.origin].collects] if leg.collects else []
    guard = leg.passages[0].guard
    for now in later(values):
        if all(now[FLAGS.index(name)] is not None for name in filled) and (
            guard is None or truth(journey, guard, now) is True
        ):
            yield now


def walked(journey: Journey) -> dict[str, set[Values]]:
    """Every buyer who can arrive in each stage."""
    graph = JourneyGraph(journey)
    nobody: Values = (None, None, None)
    arrived: dict[str, set[Values]] = {name: set() for name in journey.stages}
    waiting = [(stage.name, values) for stage in graph.entries() for values in later(nobody)]
    while waiting:
        here, values = waiting.pop()
        if values not in arrived[here]:
            arrived[here].add(values)
            for leg in legs(graph):
                if leg.origin == here:
                    waiting += [(leg.target, now) for now in takers(journey, leg, values)]
    return arrived


def can_be_walked(journey: Journey, way: MissingWay, field: str) -> bool:
    buyers: set[Values] = set(later((None, None, None)))
    for leg in way.legs:
        buyers = {now for values in buyers for now in takers(journey, leg, values)}
    return any(values[FLAGS.index(field)] is None for values in buyers)


def ways_to(found: Knowledge, stage: str) -> dict[str, MissingWay | None]:
    return {field: missing_way(found, Demand(field, stage), Effort(), told_once=False) for field in FLAGS}


@pytest.mark.parametrize("seed", range(300))
def test_what_is_known_is_what_every_buyer_brings_along(seed: int) -> None:
    journey = journey_of(random_journey(random.Random(seed)))
    arrived, found = walked(journey), knowledge(JourneyGraph(journey))
    for stage, buyers in arrived.items():
        brought = {field for n, field in enumerate(FLAGS) if all(values[n] is not None for values in buyers)}
        assert found.at[stage] <= brought, stage
        ways = ways_to(found, stage)
        assert {field for field, way in ways.items() if way is None} == brought, stage
        assert all(can_be_walked(journey, way, field) for field, way in ways.items() if way), stage
