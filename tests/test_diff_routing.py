"""Random routing tables in successive versions: what the report tells is what brute force over all buyers finds."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import product
from typing import Any

import pytest

from journeydsl.conditions.answers import Gaps
from journeydsl.conditions.buyer import Buyer, Case, Value
from journeydsl.conditions.evaluate import holds, route_lines
from journeydsl.diff.compare import Comparison, Version, compare
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.conditions import SegmentHolds
from journeydsl.model.journey import Journey
from journeydsl.model.path import Handoff, Stage
from readings import journey_of

TODAY = date(2026, 11, 22)
LARGEST = 12
Plain = Mapping[str, Any]
Line = tuple[str, str]  # a condition and a team


@dataclass(frozen=True)
class Table:
    """One version; the names of fields, values and teams are those of now, by those of the beginning."""

    guard: str
    lines: tuple[Line, ...]
    rest: str | None
    way: str
    edge: int
    leaving: str
    owner: str = "desk_a"
    names: Mapping[str, str] = field(default_factory=dict)

    def text(self) -> str:
        lines = [f"to {team} when {when}" for when, team in self.lines]
        lines += [f"to {self.rest} otherwise"] if self.rest else []
        text = f"""
journey shop "Shop" {{ currency USD }}
team marketing "Marketing" {{}}
team desk_a "Desk A" {{ people 3 }}
team desk_b "Desk B" {{ people 4 }}
team desk_c "Desk C" {{ people 5 }}
team desk_d "Desk D" {{ people 6 }}
field size integer 0..{LARGEST} "Employees"
field country one of us, gb, de, fr "Country"
field heat one of low, medium, high in order "Urgency"
field vip boolean "Known by name" always known
segmentation scale {{
  segment big when size >= {self.edge}
  segment small when size < {self.edge} or size is missing
}}
rule wanted "Wanted" when {self.guard}
entry stage lead "Lead" {{
  owner marketing
  leave within 9 days else -> rest
  where big {{ leave within 4 days else -> rest }}
}}
stage won_over "Accepted" {{ owner {self.owner}  leave within 90 days else -> rest }}
resting stage rest "Resting" {{ owner marketing }}
won stage customer "Customer" {{ owner desk_a }}
move lead -> rest "Not for us" when {self.leaving}
handoff lead -> won_over "To sales" {{
  by marketing
  when wanted
  route {self.way} {{ {"  ".join(lines)} }}
  accept within 8 hours else escalate to marketing
  where big {{ accept within 2 hours else escalate to marketing }}
}}
move won_over -> customer by desk_b
"""
        return re.sub(r"\b(\w+)\b", lambda found: self.names.get(found[1], found[1]), text)


def random_condition(dice: random.Random, depth: int = 2) -> str:
    kind = dice.randrange(9 if depth else 6)
    number = dice.randrange(LARGEST + 1)
    countries = ", ".join(dice.sample(["us", "gb", "de", "fr"], dice.choice((1, 2, 2, 3))))
    match kind:
        case 0:
            return f"size {dice.choice(('>=', '<', '>', '<=', '=', '!='))} {number}"
        case 1:
            return f"size in {number}..{min(LARGEST, number + dice.randrange(5))}"
        case 2:
            return f"country {dice.choice(('in', 'in', 'not in'))} [{countries}]"
        case 3:
            return f"heat {dice.choice(('>=', '<', '=', '!='))} {dice.choice(('low', 'medium', 'high'))}"
        case 4:
            return dice.choice(("vip", "not vip", "big", "small"))
        case 5:
            return f"{dice.choice(('size', 'country', 'heat'))} is {dice.choice(('known', 'missing'))}"
        case 6:
            return f"not ({random_condition(dice, depth - 1)})"
        case _:
            word = dice.choice((" and ", " and ", " or "))
            return f"({random_condition(dice, depth - 1)}{word}{random_condition(dice, depth - 1)})"


def random_table(dice: random.Random) -> Table:
    desks = ("desk_a", "desk_b", "desk_c", "desk_d")
    lines = tuple((random_condition(dice), dice.choice(desks)) for _ in range(dice.randrange(2, 7)))
    return Table(
        random_condition(dice), lines, dice.choice((None, *desks)), dice.choice(("first", "first", "unique")),
        dice.randrange(2, LARGEST), random_condition(dice),
    )  # fmt: skip


def random_step(table: Table, dice: random.Random) -> Table:
    """A table with one thing changed."""
    lines = list(table.lines)
    at = dice.randrange(len(lines))
    desks = ("desk_a", "desk_b", "desk_c", "desk_d")
    match dice.randrange(11):
        case 0:
            lines.insert(at, (random_condition(dice), dice.choice(desks)))
        case 1 if len(lines) > 1:
            del lines[at]
        case 2:
            dice.shuffle(lines)
        case 3:
            lines[at] = (other_number(lines[at][0], dice), lines[at][1])
        case 4:
            lines[at] = (lines[at][0], dice.choice(desks))
        case 5:
            part = random_condition(dice, 0)
            when, team = lines[at]
            lines[at : at + 1] = [(f"({when}) and {part}", team), (when, team)]
        case 6:
            old, new = dice.choice((("desk_b", "north"), ("size", "headcount"), ("gb", "uk"), ("big", "large"),
                                    ("lead", "prospect"), ("wanted", "fits")))  # fmt: skip
            return replace(table, names={**table.names, old: new})
        case 7:
            return replace(table, edge=dice.randrange(2, LARGEST))
        case 8:
            return replace(table, guard=dice.choice((random_condition(dice), other_number(table.guard, dice))))
        case 9:
            return replace(table, leaving=other_number(table.leaving, dice))
        case _:
            return replace(table, rest=dice.choice((None, *desks)), way=dice.choice(("first", "unique")))
    return replace(table, lines=tuple(lines))


def other_number(when: str, dice: random.Random) -> str:
    more = dice.choice((1, 2))
    return re.sub(r"\d+", lambda found: str(min(LARGEST, int(found[0]) + more)), when)


def everybody() -> list[Plain]:
    """All buyers, by the names of the beginning."""
    countries, heats = (None, "us", "gb", "de", "fr"), (None, "low", "medium", "high")
    found = product((None, *range(LARGEST + 1)), countries, heats, (False, True))
    keys = ("size", "country", "heat", "vip")
    return [{key: value for key, value in zip(keys, one, strict=True) if value is not None} for one in found]


def called_in(table: Table, buyer: Plain) -> Buyer:
    """A buyer as a version names the fields and values."""
    names = table.names
    return Buyer({
        names.get(key, key): names.get(value, value) if isinstance(value, str) else value
        for key, value in buyer.items()
    })  # fmt: skip


@dataclass(frozen=True)
class Fate:
    """What becomes of one buyer; `teams` is none where the handoff does not send."""

    teams: tuple[str, ...] | None
    leaves: bool
    is_big: bool


def fate(journey: Journey, table: Table, buyer: Plain) -> Fate:
    case = Case(journey, called_in(table, buyer), TODAY)
    handoff, move = journey.handoffs[0], journey.moves[0]
    assert handoff.when is not None
    assert handoff.route is not None
    assert move.when is not None
    is_sent = holds(case, handoff.when)
    teams = tuple(sorted({line.team.name for line in route_lines(case, handoff.route)})) if is_sent else None
    big = SegmentHolds(table.names.get("big", "big"), handoff.span)
    return Fate(teams, holds(case, move.when), holds(case, big))


def version(table: Table) -> Version:
    return Version(JourneyGraph(journey_of(table.text())), ())


Test = Callable[[Plain], bool]


def region_test(words: str) -> Test:
    """A told region, read as a person reads it; an oracle of its own."""
    words = words.removeprefix("(").removesuffix(")")
    if " and " in words and not words.startswith("and "):
        parts = words.split(" and ")
        # `size > 3 and size < 9 or missing`: the rest belongs to both.
        if parts[-1].endswith(" or missing") and len({part.split(" ")[0] for part in parts}) == 1:
            parts = [part.removesuffix(" or missing") + " or missing" for part in parts]
        tests = [region_test(part) for part in parts]
        return lambda buyer: all(test(buyer) for test in tests)
    name, _, said = words.partition(" ")
    for ending in (", or missing", " or missing"):
        if said.endswith(ending):
            inner = region_test(f"{name} {said.removesuffix(ending)}")
            return lambda buyer: name not in buyer or inner(buyer)
    if f" or {name} " in said:
        tests = [region_test(f"{name} {part}") for part in said.split(f" or {name} ")]
        return lambda buyer: any(test(buyer) for test in tests)
    if said in ("is missing", "is known"):
        return lambda buyer: (name in buyer) is (said == "is known")
    if said in ("is true", "is false"):
        return lambda buyer: buyer.get(name) is (said == "is true")
    if found := re.fullmatch(r"in (\d+)\.\.(\d+)", said):
        low, high = int(found[1]), int(found[2])
        return lambda buyer: name in buyer and low <= number(buyer[name]) <= high
    if found := re.fullmatch(r"not in \[(.*)\]", said):
        left_out = {int(one) for one in found[1].split(", ")}
        return lambda buyer: name in buyer and buyer[name] not in left_out
    if found := re.fullmatch(r"(=|!=|<=|>=|<|>) (\d+)", said):
        sign, edge = found[1], int(found[2])
        return lambda buyer: name in buyer and compared(number(buyer[name]), sign, edge)
    if found := re.fullmatch(r"is (not )?(.*)", said):
        values = set(re.split(r", | or ", found[2]))
        return lambda buyer: name in buyer and (buyer[name] in values) is (found[1] is None)
    raise AssertionError(words)


def number(value: Value) -> int:
    assert isinstance(value, int)
    return value


def compared(one: int, sign: str, other: int) -> bool:
    return {"=": one == other, "!=": one != other, "<": one < other, "<=": one <= other, ">": one > other,
            ">=": one >= other}[sign]  # fmt: skip


def told_of(gaps: Gaps | None, buyers: Sequence[Plain]) -> tuple[set[int], bool]:
    """Which buyers lie in the regions, by their number, and whether these are all regions there are."""
    found: set[int] = set()
    for gap in gaps.gaps if gaps else ():
        tests = [region_test(words) for words in gap.region]
        inside = {place for place, buyer in enumerate(buyers) if all(test(buyer) for test in tests)}
        example = dict(gap.example.buyer.values)
        assert all(test(example) for test in tests), (gap.region, example)
        assert inside, gap.region
        found |= inside
    return found, gaps is None or not gaps.more


def agree(
    gaps: Gaps | None, expected: set[int], buyers: Sequence[Plain], what: object, among: set[int] | None = None
) -> None:
    """The regions hold those who are expected and, among all or some buyers, nobody else."""
    told, is_all = told_of(gaps, buyers)
    told = told if among is None else told & among
    assert told <= expected, (what, [buyers[one] for one in sorted(told - expected)][:3])
    assert not is_all or told == expected, (what, [buyers[one] for one in sorted(expected - told)][:3])


def pairs(start: int, steps: int) -> Iterator[tuple[Table, Table]]:
    dice = random.Random(start)
    table = random_table(dice)
    for _ in range(steps):
        newer = table
        for _ in range(dice.choice((1, 1, 1, 2))):
            newer = random_step(newer, dice)
        yield table, newer
        table = newer


def test_each_step_of_a_routing_table_names_the_buyers_that_brute_force_finds(request: pytest.FixtureRequest) -> None:
    """`python3 run.py test -k brute_force --instances 3000` draws ten times as many."""
    buyers = everybody()
    for start in range(max(1, int(request.config.getoption("--instances")) // 50)):
        for older, newer in pairs(start, 11):
            check_step(older, newer, buyers)


def check_step(older: Table, newer: Table, buyers: Sequence[Plain]) -> None:
    before, now = version(older), version(newer)
    found = compare(now, before, TODAY)
    was = [fate(before.graph.journey, older, buyer) for buyer in buyers]
    is_ = [fate(now.graph.journey, newer, buyer) for buyer in buyers]
    # Old names of teams as they are called now.
    called = {older.names.get(name, name): newer.names.get(name, name) for name in ("desk_a", "desk_b")}
    was = [replace(one, teams=one.teams and tuple(sorted(called.get(team, team) for team in one.teams))) for one in was]
    said = [dict(called_in(newer, buyer).values) for buyer in buyers]
    step = f"{older.text()}\n→\n{newer.text()}"
    assert not found.open_questions, step
    check_moved(found, was, is_, said, step)
    check_way(
        found, "handoff", [one.teams is not None for one in was], [one.teams is not None for one in is_], said, step
    )
    check_way(found, "move", [one.leaves for one in was], [one.leaves for one in is_], said, step)
    check_clocks(found, was, is_, said, step)
    if was == is_:
        assert found.rerouted == found.reclocked == (), step
    if older.names == newer.names and older.text() == newer.text():
        assert found.is_empty


def check_moved(found: Comparison, was: list[Fate], is_: list[Fate], said: Sequence[Plain], step: str) -> None:
    expected: dict[tuple[tuple[str, ...], tuple[str, ...]], set[int]] = {}
    for place, (one, other) in enumerate(zip(was, is_, strict=True)):
        if one.teams is not None and other.teams is not None and one.teams != other.teams:
            expected.setdefault((one.teams, other.teams), set()).add(place)
    told = {(one.before, one.now): one.buyers for one in found.rerouted}
    assert told.keys() == expected.keys(), step
    for key, gaps in told.items():
        agree(gaps, expected[key], said, (key, step), sent(was, is_))


def sent(was: Sequence[Fate], is_: Sequence[Fate]) -> set[int]:
    """Those whom the handoff sends in both versions."""
    return {n for n in range(len(was)) if was[n].teams is not None and is_[n].teams is not None}


def check_way(found: Comparison, kind: str, was: list[bool], is_: list[bool], said: Sequence[Plain], step: str) -> None:
    told = next((one for one in found.meanings if one.key[0] == kind), None)
    gained = {place for place in range(len(said)) if is_[place] and not was[place]}
    lost = {place for place in range(len(said)) if was[place] and not is_[place]}
    agree(told.gained if told else None, gained, said, (kind, "gained", step))
    agree(told.lost if told else None, lost, said, (kind, "lost", step))


def check_clocks(found: Comparison, was: list[Fate], is_: list[Fate], said: Sequence[Plain], step: str) -> None:
    for kind in (Handoff, Stage):
        for to_big in (True, False):
            expected = {
                place for place, (one, other) in enumerate(zip(was, is_, strict=True))
                if one.is_big is not to_big and other.is_big is to_big
                and (kind is Stage or (one.teams is not None and other.teams is not None))
            }  # fmt: skip
            name = "handoff" if kind is Handoff else "stage"
            told = [one for one in found.reclocked if one.key[0] == name and bool(one.now) is to_big]
            assert len(told) <= 1
            among = sent(was, is_) if kind is Handoff else None
            agree(told[0].buyers if told else None, expected, said, (name, step), among)
