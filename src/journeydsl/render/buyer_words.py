"""A buyer as a marketer or a seller describes one: `Employees: 500, Country: US, “Asked for a demo” 5 days ago`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from journeydsl.conditions.buyer import Buyer
from journeydsl.model.buyers import MoneyType
from journeydsl.model.journey import Journey
from journeydsl.render.phrases import Mention, Phrase, Value
from journeydsl.render.tongues.tongue import Tongue, read_tongue

_MOST_DAYS = 3


def described(journey: Journey, buyer: Buyer, today: date, tongue: Tongue | None = None) -> Phrase:
    """All that is known of a buyer on one line; of many days the first few. In English where no language is named."""
    spoken = tongue or read_tongue("en")
    line: Phrase = ()
    for part in (*_values(journey, buyer, spoken), *_done(journey, buyer, today, spoken)):
        line += (" · ", *part) if line else part
    return line or (spoken.say("anybody, whatever is known of them"),)


def _values(journey: Journey, buyer: Buyer, tongue: Tongue) -> Iterator[Phrase]:
    for name, value in buyer.values.items():
        field = Mention("field", name, journey.fields[name].label)
        match value:
            case bool():
                yield (field, ": ", tongue.say("yes" if value else "no"))
            case frozenset():
                yield (field, ": ", Value(", ".join(sorted(value))))
            case date():
                yield (field, ": ", tongue.write(value, ""))
            case str():
                yield (field, ": ", Value(value))
            case _:
                currency = journey.currency if isinstance(journey.fields[name].type, MoneyType) else None
                yield (field, f": {tongue.write(value, '')}{f' {currency}' if currency else ''}")


def _done(journey: Journey, buyer: Buyer, today: date, tongue: Tongue) -> Iterator[Phrase]:
    for name in dict.fromkeys(one.activity for one in buyer.happenings):
        days: dict[int, int] = {}
        for one in buyer.happenings:
            if one.activity == name:
                ago = (today - one.day).days
                days[ago] = days.get(ago, 0) + 1
        said = [f"{_times(times, tongue)}{_ago(ago, tongue)}" for ago, times in sorted(days.items())]
        more = (
            tongue.fill(" and on {number} more days", number=len(said) - _MOST_DAYS) if len(said) > _MOST_DAYS else ""
        )
        activity = Mention("activity", name, journey.activities[name].label)
        yield ("“", activity, f"” {', '.join(said[:_MOST_DAYS])}{more}")


def _times(times: int, tongue: Tongue) -> str:
    return "" if times == 1 else tongue.fill("{number} times", number=times) + ", "


def _ago(days: int, tongue: Tongue) -> str:
    if not days:
        return tongue.say("today")
    return tongue.fill("{number} day ago" if days == 1 else "{number} days ago", number=days)
