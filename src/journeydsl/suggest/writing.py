"""A scenario in the language: a buyer, a stage and what is expected, as somebody would write it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from journeydsl.conditions.buyer import Buyer, Value
from journeydsl.model.buyers import MoneyType
from journeydsl.model.journey import Journey
from journeydsl.text.record import Record

if TYPE_CHECKING:
    from fractions import Fraction

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class Draft(Record):
    """A scenario to be; `stage` is none where only rules and segments are asked, `on` where no day matters.

    `expects` are what stands after `expect`; `about` is a sentence, or empty.
    """

    title: str
    buyer: Buyer
    stage: str | None
    expects: tuple[str, ...]
    about: str = ""
    on: date | None = None


def written(journey: Journey, draft: Draft, today: date) -> str:
    """The text of a scenario; days of the buyer are counted back from today."""
    lines = [f"scenario {_quoted(draft.title)} {{"]
    given = [f"{field} = {_value(journey, field, value)}" for field, value in draft.buyer.values.items()]
    lines += [f"given {', '.join(given)}"] if given else []
    done = _done(draft.buyer, today)
    lines += [f"given {', '.join(done)}"] if done else []
    lines += [f"at {draft.stage}"] if draft.stage else []
    lines += [f"on {draft.on.isoformat()}"] if draft.on else []
    lines += [f"expect {expected}" for expected in draft.expects]
    lines += [f"about {_quoted(draft.about)}"] if draft.about else []
    return "\n".join((*lines, "}"))


def told_apart(titles: Iterable[str], taken: Iterable[str]) -> list[str]:
    """Titles with a number behind those that are taken already."""
    used, found = set(taken), []
    for title in titles:
        number, apart = 1, title
        while apart in used:
            number += 1
            apart = f"{title} ({number})"
        used.add(apart)
        found.append(apart)
    return found


def _done(buyer: Buyer, today: date) -> list[str]:
    times: dict[tuple[str, int], int] = {}
    for one in buyer.happenings:
        key = (one.activity, (today - one.day).days)
        times[key] = times.get(key, 0) + 1
    return [f"{number} {name} {ago} {'day' if ago == 1 else 'days'} ago" for (name, ago), number in times.items()]


def _value(journey: Journey, field: str, value: Value | Fraction) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return value if _NAME.fullmatch(value) and _is_listed(journey, field) else _quoted(value)
        case date():
            return value.isoformat()
        case frozenset():
            return f"[{', '.join(_value(journey, field, one) for one in sorted(value))}]"
        case _:
            is_money = isinstance(journey.fields[field].type, MoneyType) and journey.currency
            return f"{_number(value)} {journey.currency}" if is_money else _number(value)


def _is_listed(journey: Journey, field: str) -> bool:
    return hasattr(journey.fields[field].type, "values")


def _number(number: int | Fraction) -> str:
    if isinstance(number, int) or number.denominator == 1:
        return str(int(number))
    whole, rest = divmod(abs(number) * 10**6, 10**6)
    return f"{'-' if number < 0 else ''}{whole}.{int(rest):06}".rstrip("0")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
