"""A buyer as somebody wrote one down: words of a command line, a JSON object or the row of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from journeydsl.conditions.buyer import Buyer, Happening, Value, day_before
from journeydsl.model.buyers import (
    AnyOfType,
    BooleanType,
    DateType,
    Field,
    IntegerType,
    MoneyType,
    OneOfType,
    TextType,
)
from journeydsl.model.journey import Journey
from journeydsl.model.resolving.values import exact
from journeydsl.model.values import UNITS, Duration, Range, written_number
from journeydsl.text.record import Record
from journeydsl.text.source import Source, Span
from journeydsl.text.spelling import did_you_mean

if TYPE_CHECKING:
    from fractions import Fraction

MOST_AT_ONCE = 10_000
ACTIVITIES = "activities"  # the key of a JSON object that holds what the buyer did
_DONE = re.compile(
    r"(?:(?P<number>\d{1,9}) +)?(?P<activity>[A-Za-z_]\w*) +"
    r"(?:(?P<today>today)|on +(?P<day>\S+)|(?P<amount>[\d_.]+) +(?P<business>business +)?(?P<unit>[a-z]+) +ago)"
)
_VALUE = re.compile(r"(?P<field>[A-Za-z_]\w*) *= *(?P<text>.*)", re.DOTALL)
_MISSING = re.compile(r"(?P<field>[A-Za-z_]\w*) +is +missing")
_FLAG = re.compile(r"(?P<denied>not +)?(?P<field>[A-Za-z_]\w*)")
_AMOUNT = re.compile(r"(?P<number>[-+]?[\d_.,]+[kM]?) *(?P<currency>[A-Za-z]{3})?")
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?[kM]?")
_FLAGS = {"true": True, "yes": True, "false": False, "no": False}


class Facts(Record):
    """A buyer, a sentence for each fact that was not understood, and the columns that name nothing of the journey."""

    buyer: Buyer
    problems: tuple[str, ...]
    unread: tuple[str, ...] = ()


class _Misread(Exception):
    """Why a fact is not understood; its words are for the user."""


def from_words(journey: Journey, facts: Iterable[str], today: date, known: Buyer) -> Facts:
    """`employees=2400`, `budget is missing`, `is_customer`, `2 demo_request 5 days ago`, on top of what is known."""
    values, done, problems = dict(known.values), list(known.happenings), []
    for fact in facts:
        try:
            done += _read_fact(journey, fact.strip(), today, values)
        except _Misread as fault:
            problems.append(str(fault))
    return Facts(Buyer(values, tuple(done)), tuple(problems))


def from_object(journey: Journey, given: Mapping[str, object], today: date) -> Facts:
    """A JSON object: values by field, `null` for a missing one, and a list of `activities` as on the command line."""
    values: dict[str, Value | Fraction] = {}
    done: list[Happening] = []
    problems = []
    for key, value in given.items():
        try:
            if key == ACTIVITIES and key not in journey.fields:
                for fact in value if isinstance(value, list) else [value]:
                    done += _read_activity(journey, str(fact).strip(), today)
            elif value is not None and value != []:
                values[key] = _read_value(journey, _field(journey, key), _as_text(key, value))
        except _Misread as fault:
            problems.append(str(fault))
    return Facts(Buyer(values, tuple(done)), tuple(problems))


def from_row(journey: Journey, row: Mapping[str, str]) -> Facts:
    """A row of a table: columns called like a field, its name in the CRM, or an activity, whose days `;` parts."""
    fields = {field.mapped.text: name for name, field in journey.fields.items() if field.mapped}
    fields |= {name: name for name in journey.fields}
    values: dict[str, Value | Fraction] = {}
    done: list[Happening] = []
    problems, unread = [], []
    for column, cell in row.items():
        try:
            if column in fields and cell.strip():
                name = fields[column]
                values[name] = _read_value(journey, journey.fields[name], cell.strip())
            elif column in journey.activities:
                done += [Happening(column, _day(column, day.strip())) for day in cell.split(";") if day.strip()]
            elif column not in fields:
                unread.append(column)
        except _Misread as fault:
            problems.append(str(fault))
    return Facts(Buyer(values, tuple(done)), tuple(problems), tuple(unread))


def _read_fact(journey: Journey, fact: str, today: date, values: dict[str, Value | Fraction]) -> tuple[Happening, ...]:
    """What a fact says the buyer did; what it says of a field goes into `values`."""
    if found := _VALUE.fullmatch(fact):
        field = _field(journey, found["field"])
        values[field.name] = _read_value(journey, field, found["text"].strip())
    elif found := _MISSING.fullmatch(fact):
        values.pop(_field(journey, found["field"]).name, None)
    elif found := _FLAG.fullmatch(fact):
        if found["field"] in journey.activities:
            raise _Misread(f"`{fact}` does not say when; write `{fact} 5 days ago`")
        field = _field(journey, found["field"])
        if not isinstance(field.type, BooleanType):
            raise _Misread(f"`{fact}` says no value; write `{field.name}=…`")
        values[field.name] = not found["denied"]
    else:
        return _read_activity(journey, fact, today)
    return ()


def _read_activity(journey: Journey, fact: str, today: date) -> tuple[Happening, ...]:
    found = _DONE.fullmatch(fact)
    if not found:
        raise _Misread(f"`{fact}` is no fact; write `FIELD=VALUE`, or `2 ACTIVITY 5 days ago`")
    activity, number = found["activity"], int(found["number"] or 1)
    if activity not in journey.activities:
        raise _Misread(f"No activity is called `{activity}`{_hint(activity, journey.activities)}")
    if number > MOST_AT_ONCE:
        raise _Misread(f"`{fact}` is more than {MOST_AT_ONCE:,} at once")
    if found["today"]:
        day = today
    elif found["day"]:
        day = _day(activity, found["day"])
    else:
        day = _days_ago(fact, found["amount"], found["unit"], bool(found["business"]), today)
    return (Happening(activity, day),) * number


def _days_ago(fact: str, amount: str, written: str, is_business: bool, today: date) -> date:
    number, unit = exact(amount), UNITS.get(written)
    if number is None:
        raise _Misread(f"`{amount}` in `{fact}` is no number")
    if unit is None:
        raise _Misread(f"`{written}` is no unit of time{_hint(written, UNITS)}")
    return day_before(today, Duration(number, unit, is_business, Span(Source("", fact), 0, len(fact))))


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _Misread(f"`{text}` of `{name}` is no day; write it like 2027-01-31") from None


def _field(journey: Journey, name: str) -> Field:
    if name not in journey.fields:
        raise _Misread(f"No field is called `{name}`{_hint(name, journey.fields)}")
    return journey.fields[name]


def _hint(word: str, known: Iterable[str]) -> str:
    hint = did_you_mean(word, known, "")
    return f". {hint}" if hint else ""


def _as_text(name: str, value: object) -> str:
    """A value of JSON as people write it; a list becomes one in brackets."""
    match value:
        case bool():
            return "true" if value else "false"
        case list():
            return f"[{', '.join(str(one) for one in value)}]"
        case str() | int() | float():
            return str(value)
        case _:
            raise _Misread(f"`{name}` has a value that no field can have")


def _read_value(journey: Journey, field: Field, text: str) -> Value | Fraction:
    bare = _unquoted(text)
    if not bare:
        raise _Misread(f"`{field.name}` has no value; where it is missing, leave it out")
    match field.type:
        case TextType():
            return bare
        case BooleanType():
            if bare.lower() not in _FLAGS:
                raise _Misread(f"`{bare}` is neither `true` nor `false`, which `{field.name}` is")
            return _FLAGS[bare.lower()]
        case DateType():
            return _day(field.name, bare)
        case OneOfType(values=listed):
            return _choice(field.name, bare, [value.text for value in listed])
        case AnyOfType(values=listed):
            parts = re.split(r"[,;]", text.removeprefix("[").removesuffix("]"))
            known = [value.text for value in listed]
            return frozenset(_choice(field.name, _unquoted(part.strip()), known) for part in parts)
        case MoneyType(range=range_):
            return _number(field.name, bare, range_, journey.currency)
        case IntegerType(range=range_):
            number = _number(field.name, bare, range_, None)
            if not isinstance(number, int):
                raise _Misread(f"`{bare}` is no whole number, which `{field.name}` is")
            return number
        case _:
            return _number(field.name, bare, field.type.range, None)


def _choice(name: str, text: str, listed: list[str]) -> str:
    if text not in listed:
        known = ", ".join(f"`{value}`" for value in listed[:12])
        close = _hint(text, listed)
        raise _Misread(f"`{text}` is not one of the values of `{name}`{close or f', which are {known}'}")
    return text


def _number(name: str, text: str, range_: Range | None, currency: str | None) -> int | Fraction:
    found = _AMOUNT.fullmatch(text)
    written = found["number"] if found else ""
    number = exact(written.replace(",", "") if _THOUSANDS.fullmatch(written) else written)
    if found is None or number is None:
        raise _Misread(f"`{text}` is no number, which `{name}` is")
    if found["currency"] and found["currency"] != currency:
        wanted = f"amounts here are in {currency}" if currency else f"`{name}` has no currency"
        raise _Misread(f"`{text}` of `{name}` is in {found['currency']}, and {wanted}")
    if range_ and range_.low is not None and number < range_.low:
        raise _Misread(f"`{text}` is below {written_number(range_.low)}, the least that `{name}` can be")
    if range_ and range_.high is not None and number > range_.high:
        raise _Misread(f"`{text}` is above {written_number(range_.high)}, the most that `{name}` can be")
    return number


def _unquoted(text: str) -> str:
    """A text without the quotes round it."""
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text
