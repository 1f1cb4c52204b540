"""Random small journeys, and buyers of theirs to hold exact reasoning against."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from typing import Any

from journeydsl.conditions.buyer import Buyer, Case, Happening, days_apart
from journeydsl.conditions.evaluate import judge, occurrences, spaced
from journeydsl.model.buyers import (
    AnyOfType,
    BooleanType,
    DateType,
    IntegerType,
    OneOfType,
    ScoreLine,
    ScorePerLine,
    TextType,
)
from journeydsl.model.conditions import AllOf, AnyOf, Condition, Not, names_used, walk
from journeydsl.model.journey import Journey
from journeydsl.model.resolve import resolve
from journeydsl.syntax.parse import parse
from journeydsl.text.source import Source

TODAY = date(2026, 11, 22)
MOST_BUYERS = 120

FIELDS = {
    "size": "field size integer 0..6",
    "rate": "field rate decimal",
    "place": "field place one of us, gb, de",
    "heat": "field heat one of low, medium, high in order",
    "needs": "field needs any of crm, billing, data",
    "mail": "field mail text",
    "paying": "field paying boolean",
    "ends_on": "field ends_on date",
}
ACTIVITIES = ("visit", "call")


def journey_of(text: str) -> Journey:
    """The journey of a text without faults."""
    read = parse(Source("root", text))
    found = resolve("root", {"root": read}, {})
    assert not read.faults, text
    assert not found.faults, text
    assert found.journey is not None
    return found.journey


def random_journey(dice: random.Random) -> str:
    """A journey of two scores, a few bands and four rules over two or three fields and an activity or two."""
    fields = dice.sample(sorted(FIELDS), dice.randint(1, 3))
    activities = ACTIVITIES[: dice.choice((0, 1, 1, 2))]
    written = [FIELDS[field] + dice.choice((" always known", "", "")) for field in fields]
    written += [f"activity {activity}" for activity in activities]
    first = _score(dice, "fit", fields, activities, [])
    second = _score(dice, "heat_score", fields, activities, ["fit"])
    names = ["fit", "heat_score"]
    rules = []
    for number in range(4):
        known = [f"r{earlier}" for earlier in range(number)] + ["fit_band", "heat_score_band"]
        rules.append(f"rule r{number} when {_condition(dice, fields, activities, names, known, dice.randint(0, 3))}")
    return "journey j {}\n" + "\n".join([*written, first, second, *rules]) + "\n"


def _score(dice: random.Random, name: str, fields: list[str], activities: tuple[str, ...], before: list[str]) -> str:
    low = dice.choice((0, 0, -5))
    high = dice.choice(("", 10, 20))
    lines = []
    for _ in range(dice.randint(1, 4)):
        sign = dice.choice(("add", "add", "subtract"))
        points = dice.choice((2, 3, 5, 10))
        if activities and dice.random() < 0.4:
            window = dice.choice(("", "", " in 1 day", " in 3 days", " in 4 days"))
            once = dice.choice(("", "", ", once per day", ", once per 2 days"))
            cap = dice.choice(("", f", up to {points * 2}", f", up to {points + 1}"))
            lines.append(f"{sign} {points} per {dice.choice(activities)}{window}{once}{cap}")
        else:
            when = _condition(dice, fields, activities, before, [f"{one}_band" for one in before], dice.randint(0, 1))
            lines.append(f"{sign} {points} when {when}")
    if before and dice.random() < 0.5:
        lines.append(f"{dice.choice(('add', 'subtract'))} {before[0]}")
    start = dice.randint(0, 8)
    lines.append(f"band {name}_band {start}..{min(start + dice.randint(0, 5), 10)}")
    return f"score {name} {low}..{high} {{\n" + "\n".join(lines) + "\n}"


def _condition(
    dice: random.Random, fields: list[str], activities: tuple[str, ...], scores: list[str], names: list[str], depth: int
) -> str:
    if depth and dice.random() < 0.8:
        parts = [_condition(dice, fields, activities, scores, names, depth - 1) for _ in range(dice.randint(2, 3))]
        joined = f" {dice.choice(('and', 'or'))} ".join(f"({part})" for part in parts)
        return f"not ({joined})" if dice.random() < 0.25 else joined
    kinds = ["field"] * 5 + ["activity"] * (3 if activities else 0) + ["score"] * (3 if scores else 0)
    match dice.choice(kinds + ["name"] * (2 if names else 0)):
        case "field":
            return _field_test(dice, dice.choice(fields))
        case "activity":
            return _activity_test(dice, dice.choice(activities))
        case "score":
            score, sign = dice.choice(scores), dice.choice(("=", "!=", "<", "<=", ">", ">="))
            return dice.choice((f"{score} {sign} {dice.randint(0, 10)}", f"{score} between 3 and 6"))
        case _:
            return dice.choice(names)


def _activity_test(dice: random.Random, activity: str) -> str:
    window = dice.choice(("", " in 2 days", " in 3 days", " in 4 days"))
    sign = dice.choice(("=", "!=", "<", "<=", ">", ">="))
    return dice.choice(
        (
            f"any {activity}{window}",
            f"no {activity}{window}",
            f"count of {activity}{window} {sign} {dice.randint(0, 3)}",
            f"count of {activity}{window} in 1..2",
        )
    )


def _field_test(dice: random.Random, field: str) -> str:
    sign = dice.choice(("=", "!=", "<", "<=", ">", ">="))
    equal = dice.choice(("=", "!="))
    text = dice.choice(("a", "b", "ab", "ba", "aB", "x"))
    tests = {
        "size": (f"size {sign} {dice.randint(0, 6)}", "size in [1, 4]", "size not in [2, 3]", "size in 2..4"),
        "rate": (f"rate {sign} {dice.choice(('1', '2.5'))}", "rate in [1, 2.5]", "rate between 1 and 2.5"),
        "place": (f"place {equal} us", "place in [gb, de]", "place not in [us, de]"),
        "heat": (f"heat {sign} {dice.choice(('low', 'medium', 'high'))}", "heat between low and medium"),
        "needs": (
            "needs includes crm", "needs includes any of [crm, billing]", "needs includes all of [billing, data]",
            "needs includes all of [crm, billing, data]",
        ),
        "mail": (
            f'mail contains "{text}"', f'mail starts with "{text}"', f'mail ends with "{text}"',
            f'mail {equal} "{text}{text}"', f'mail in ["{text}", "Ab"]', f'mail not in ["{text}"]',
        ),
        "paying": ("paying", "paying = false", "paying != true"),
        "ends_on": (
            "ends_on within 3 days", "ends_on before 2 days ago", "ends_on after 1 month ago",
            f"ends_on {sign} 2 days ago",
        ),
    }  # fmt: skip
    return dice.choice((*tests[field], *tests[field], f"{field} is known", f"{field} is missing"))


def sample_buyers(journey: Journey, conditions: list[Condition], dice: random.Random) -> Iterable[Buyer]:
    """Every combination of values that no test tells apart, or a sample where there are many."""
    leaves = [leaf for condition in conditions for leaf in walk(condition) if not isinstance(leaf, AllOf | AnyOf | Not)]
    choices: list[list[tuple[str, Any]]] = []
    for name, field in journey.fields.items():
        values = [] if field.is_always_known else [None]
        own = [leaf for leaf in leaves if ("field", name) in set(names_used(leaf))]
        seen: dict[tuple[Any, ...], Any] = {}
        for value in values + _candidates(field.type):
            buyer = Buyer({} if value is None else {name: value})
            seen.setdefault(tuple(judge(Case(journey, buyer, TODAY), leaf).truth for leaf in own), value)
        choices.append([(name, value) for value in seen.values()])
    for name in journey.activities:
        choices.append([(name, history) for history in _histories(journey, name, leaves, dice)])
    total = 1
    for one in choices:
        total *= len(one)
    if total <= MOST_BUYERS:
        combined: Iterable[tuple[tuple[str, Any], ...]] = product(*choices)
    else:
        combined = (tuple(dice.choice(one) for one in choices) for _ in range(MOST_BUYERS))
    for combination in combined:
        given = {name: value for name, value in combination if name in journey.fields and value is not None}
        done = tuple(
            Happening(name, TODAY - timedelta(days=ago))
            for name, value in combination
            if name in journey.activities
            for ago in value
        )
        yield Buyer(given, done)


def _candidates(type_: Any) -> list[Any]:
    match type_:
        case IntegerType():
            return list(range(7))
        case BooleanType():
            return [False, True]
        case OneOfType(values=values):
            return [value.text for value in values]
        case AnyOfType(values=values):
            texts = [value.text for value in values]
            return [
                frozenset(text for text, is_in in zip(texts, picks, strict=True) if is_in)
                for picks in product((True, False), repeat=len(texts))
                if any(picks)
            ]
        case DateType():
            return [TODAY + timedelta(days=days) for days in (-40, -32, -31, -30, -3, -2, -1, 0, 1, 3, 4)]
        case TextType():
            return ["".join(letters) for length in range(6) for letters in product("abx", repeat=length)]
        case _:
            return [Fraction(number, 4) for number in range(0, 14)]


def _histories(journey: Journey, activity: str, leaves: Sequence[Condition], dice: random.Random) -> list[list[int]]:
    own = [leaf for leaf in leaves if ("activity", activity) in set(names_used(leaf))]
    lines = [
        line
        for score in journey.scores.values()
        for line in score.lines
        if isinstance(line, ScorePerLine) and line.activity.name == activity
    ]
    seen: dict[tuple[Any, ...], list[int]] = {}
    for times in [(0,) * 6, *(tuple(dice.choice((0, 0, 1, 1, 2, 5)) for _ in range(6)) for _ in range(80))]:
        history = [ago for ago, often in enumerate(times) for _ in range(often)]
        case = Case(
            journey, Buyer({}, tuple(Happening(activity, TODAY - timedelta(days=ago)) for ago in history)), TODAY
        )
        counts = []
        for line in lines:
            if line.once_per:
                inside = sorted(history)[: occurrences(case, activity, line.window)]
                counts.append(min(6, spaced(inside, days_apart(line.once_per))))
            else:
                counts.append(min(6, occurrences(case, activity, line.window)))
        seen.setdefault((*(judge(case, leaf).truth for leaf in own), *counts), history)
    return list(seen.values())


def all_conditions(journey: Journey) -> list[Condition]:
    """The conditions of all rules and score lines."""
    found = [rule.when for rule in journey.rules.values() if rule.when]
    lines = (line for score in journey.scores.values() for line in score.lines)
    return found + [line.when for line in lines if isinstance(line, ScoreLine)]
