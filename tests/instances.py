"""Random small journeys, and buyers of theirs to hold exact reasoning against."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from typing import Any

from journeydsl.model.buyers import (
    AnyOfType,
    BooleanType,
    DateType,
    IntegerType,
    OneOfType,
    TextType,
)
from journeydsl.model.conditions import Condition, TextCompare, TextIn, TextTest
from journeydsl.model.resolve import resolve
from journeydsl.syntax.parse import parse
from journeydsl.text.source import Source

TODAY = date(2026, 11, 22)

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


def candidates(type_: Any, tests: Sequence[Condition]) -> list[Any]:
    """Values of a field of which some are in every place that these tests can tell apart."""
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
            return _texts(tests)
        case _:
            return [Fraction(number, 4) for number in range(-1, 14)]


def _texts(tests: Sequence[Condition]) -> list[str]:
    """All that the literals of these tests can be put together to, and all short texts of their letters."""
    literals = {str(test.text).casefold() for test in tests if isinstance(test, TextTest | TextCompare)}
    literals |= {text.casefold() for test in tests if isinstance(test, TextIn) for text in test.texts}
    parts = ["", *sorted(one for one in literals if one)]
    padded = ["z".join(some) for count in range(1, 5 if len(parts) < 6 else 4) for some in product(parts, repeat=count)]
    letters = sorted({letter for one in literals for letter in one} | {"z"})
    short = ["".join(some) for count in range(5 if len(letters) < 4 else 4) for some in product(letters, repeat=count)]
    return list(dict.fromkeys([*parts, *short, *padded, *_framed(tests)]))


def _framed(tests: Sequence[Condition]) -> Iterator[str]:
    """A beginning and an end that are asked for, and between them any of the parts that are."""
    asked: dict[str, list[str]] = {"starts with": [""], "ends with": [""], "contains": []}
    for test in tests:
        if isinstance(test, TextTest):
            asked[test.test].append(test.text.casefold())
    start, end, parts = (list(dict.fromkeys(asked[one])) for one in asked)
    for picks in product((True, False), repeat=len(parts)):
        inside = [part for part, is_in in zip(parts, picks, strict=True) if is_in]
        yield from ("z".join((first, *inside, last)) for first in start for last in end)


def other_version(text: str, dice: random.Random) -> str:
    """The same journey with another sign, number or window here and there."""
    changes = ((">=", ">"), (" 2 ", " 3 "), (" and ", " or "), ("add 5", "add 3"), ("in 3 days", "in 4 days"),
               ("subtract", "add"), ("is known", "is missing"), ("= us", "!= us"))  # fmt: skip
    for old, new in dice.sample(changes, 3):
        parts = text.split(old)
        keep = dice.randrange(len(parts))
        changed = old.join(parts[: keep + 1]) + "".join(
            (new if place == 0 else old) + part for place, part in enumerate(parts[keep + 1 :])
        )
        read = parse(Source("root", changed))
        if not read.faults and not resolve("root", {"root": read}, {}).faults:
            text = changed
    return text
