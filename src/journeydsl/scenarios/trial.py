"""A scenario tried: what became of each of its expectations, and why."""

from __future__ import annotations

from datetime import date

from journeydsl.conditions.buyer import Buyer, Case, Happening, day_before
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.conditions import BandHolds, Condition, RuleHolds, SegmentHolds
from journeydsl.model.path import Handoff, Way
from journeydsl.model.rhythm import (
    ExpectHolds,
    ExpectStays,
    ExpectTeam,
    ExpectWay,
    GivenActivity,
    GivenValue,
    Scenario,
)
from journeydsl.scenarios.days import matters
from journeydsl.scenarios.facts import MOST_AT_ONCE
from journeydsl.scenarios.parts import Part, needed, part_of
from journeydsl.scenarios.situation import Situation, WayOut, situation
from journeydsl.text.record import Record
from journeydsl.text.source import Span

Expectation = ExpectWay | ExpectTeam | ExpectStays | ExpectHolds
_ANY_DAY = date(2001, 1, 1)  # stands for all days where none is named and none matters


class Outcome(Record):
    """What became of an expectation; `message` says what is so instead, and is empty where it passed.

    `asked` are the parts that decided: ways, lines of routes, or what is to hold. `closest` are the fewest tests that
    would have to come out otherwise, where it failed.
    """

    text: str
    span: Span
    passed: bool
    message: str
    asked: tuple[Part, ...]
    closest: tuple[str, ...]


class Trial(Record):
    """A scenario with its outcomes; `problem` says why it could not be tried, if so."""

    scenario: Scenario
    problem: str
    outcomes: tuple[Outcome, ...]

    @property
    def passed(self) -> bool:
        """Whether it could be tried and everything came out as expected."""
        return not self.problem and all(outcome.passed for outcome in self.outcomes)


def try_scenario(graph: JourneyGraph, scenario: Scenario) -> Trial:
    """What becomes of every expectation of a scenario."""
    problem = _problem(scenario)
    if problem:
        return Trial(scenario, problem, ())
    case = case_of(graph, scenario)
    at = situation(graph, case, scenario.at.name) if scenario.at else None
    return Trial(scenario, "", tuple(_outcome(scenario, case, at, one) for one in scenario.expectations))


def case_of(graph: JourneyGraph, scenario: Scenario) -> Case:
    """The buyer of a scenario that does not do too much, on its day."""
    today = scenario.on.date if scenario.on else _ANY_DAY
    return Case(graph.journey, _buyer(scenario, today), today)


def does_too_much(scenario: Scenario) -> bool:
    """Whether its buyer does more than can be looked at one by one."""
    return sum(given.number for given in scenario.given if isinstance(given, GivenActivity)) > MOST_AT_ONCE


def _problem(scenario: Scenario) -> str:
    if not scenario.is_whole:
        return "Part of this scenario cannot be read; `journey check` says which"
    if not scenario.expectations:
        return "It expects nothing; add `expect` and what is to happen"
    if does_too_much(scenario):
        return f"Its buyer does more than {MOST_AT_ONCE:,} things"
    if scenario.at is None and not all(isinstance(one, ExpectHolds) for one in scenario.expectations):
        return "It does not say where the buyer is; add `at` and a stage"
    return ""


def _buyer(scenario: Scenario, today: date) -> Buyer:
    values = {
        given.field: frozenset(given.value) if isinstance(given.value, tuple) else given.value
        for given in scenario.given
        if isinstance(given, GivenValue)
    }
    done = tuple(
        Happening(given.activity, day_before(today, given.ago))
        for given in scenario.given
        if isinstance(given, GivenActivity)
        for _ in range(given.number)
    )
    return Buyer(values, done)


def _outcome(scenario: Scenario, case: Case, at: Situation | None, expected: Expectation) -> Outcome:
    text = expected.span.words
    deciding = None if scenario.on else matters(case.journey, scenario, _conditions(at, expected))
    if deciding:
        needs = f"It depends on the day, through `{deciding.words}`; add `on` and a date"
        return Outcome(text, expected.span, False, needs, (), ())
    is_so, message, asked = _answer(case, at, expected)
    if is_so is not expected.is_denied:
        return Outcome(text, expected.span, True, "", asked, ())
    return Outcome(text, expected.span, False, message, asked, _closest(expected, asked))


def _conditions(at: Situation | None, expected: Expectation) -> list[Condition]:
    """What an expectation depends on."""
    if isinstance(expected, ExpectHolds):
        return [_named(expected)]
    passages = [way.passage.way for way in at.ways] if at else []
    ways = [way for way in passages if isinstance(way, Way)]
    asked = [way for way in ways if _is_asked(way, expected)]
    if any(_is_ordered(way) for way in asked):
        asked = [way for way in ways if way in asked or _is_ordered(way)]
    routes = [way.route for way in asked if isinstance(expected, ExpectTeam) and isinstance(way, Handoff) and way.route]
    lines = [line.when for route in routes for line in route.lines]
    return [when for when in [*(way.when for way in asked), *lines] if when]


def _is_asked(way: Way, expected: Expectation) -> bool:
    match expected:
        case ExpectWay(stage=stage):
            return way.target.name == stage.name
        case ExpectTeam():
            return isinstance(way, Handoff)
        case ExpectStays():
            return way.fires_itself
        case ExpectHolds():
            return False


def _is_ordered(way: Way) -> bool:
    """Whether it may be held back, or hold others back."""
    return way.fires_itself and way.priority is not None


def _answer(case: Case, at: Situation | None, expected: Expectation) -> tuple[bool, str, tuple[Part, ...]]:
    """Whether it is so, what is so in words, and the parts that decided."""
    match expected:
        case ExpectHolds():
            part = part_of(case, _named(expected))
            said = {True: "holds", False: "does not hold", None: "is unknown"}[part.truth]
            return part.truth is True, f"`{expected.holds.name}` {said}", (part,)
        case _ if at is None:
            raise AssertionError("a scenario that asks for ways has a stage")
        case ExpectWay(stage=stage):
            return _leads_to(at, stage.name)
        case ExpectTeam(team=team):
            return _reaches(at, team.name)
        case ExpectStays():
            ways = [way for way in at.ways if way.passage.fires_itself]
            fires = [way for way in ways if way.state == "happens"]
            message = _said(fires[0]) if fires else f"Nothing takes the buyer out of `{at.stage}` by itself"
            return not fires, message, tuple(way.part for way in fires or ways)


def _closest(expected: Expectation, asked: tuple[Part, ...]) -> tuple[str, ...]:
    """What the nearest of the parts lacks that could make it so; or all that would have to be untrue."""
    if expected.is_denied is isinstance(expected, ExpectStays):
        parts = asked
        if isinstance(expected, ExpectTeam) and any(part.kind == "line" for part in asked):
            parts = tuple(part for part in asked if part.kind == "line" and part.text.split()[1] == expected.team.name)
        return min((texts for part in parts if part.parts and (texts := needed(part))), key=len, default=())
    holding = (part for part in asked if part.parts and part.truth is True and part.kind != "line")
    return tuple(dict.fromkeys(text for part in holding for text in needed(part, wanted=False)))


def _named(expected: ExpectHolds) -> Condition:
    match expected.holds.kind:
        case "rule":
            return RuleHolds(expected.holds.name, expected.span)
        case "segment":
            return SegmentHolds(expected.holds.name, expected.span)
        case _:
            return BandHolds(expected.holds.name, expected.span)


def _leads_to(at: Situation, stage: str) -> tuple[bool, str, tuple[Part, ...]]:
    ways = [way for way in at.ways if way.passage.target == stage]
    asked = tuple(way.part for way in ways)
    is_open = [way for way in ways if way.is_open]
    if is_open:
        return True, _said(is_open[0]), asked
    if ways:
        return False, _said(ways[0]), asked
    waits = [way for way in at.waits if way.target == stage]
    if waits:
        return False, f"Only a {waits[0].kind} leads from `{at.stage}` to `{stage}`, and none is tried here", ()
    return False, f"No way leads from `{at.stage}` to `{stage}`", ()


def _reaches(at: Situation, team: str) -> tuple[bool, str, tuple[Part, ...]]:
    handoffs = [way for way in at.ways if way.passage.kind == "handoff"]
    is_open = [way for way in handoffs if way.is_open]
    parts = tuple(part for way in handoffs for part in (way.part, *(way.lines if way.is_open else ())))
    if not handoffs:
        return False, f"No handoff leaves `{at.stage}`, so nobody receives this buyer", ()
    if not is_open:
        return False, f"{_said(handoffs[0])}, so nobody receives this buyer", parts
    received = [name for way in is_open for name in way.receivers]
    if received:
        listed = " and ".join(f"`{name}`" for name in dict.fromkeys(received))
        return team in received, f"This buyer goes to {listed}", parts
    return False, f"No line of the route of `{is_open[0].part.text}` takes this buyer", parts


def _said(way: WayOut) -> str:
    """What becomes of a way, in words."""
    name = f"`{way.part.text}`"
    match way.state:
        case "happens":
            return f"{name} happens by itself"
        case "allowed":
            return f"{name} is allowed" + (f" to `{way.deciders[0]}`" if way.deciders else "")
        case "held back":
            return f"{name} waits for one of smaller priority"
        case "closed":
            return f"{name} neither happens nor is allowed"
