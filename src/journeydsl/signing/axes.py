"""What the conditions of a journey ask of a buyer, as axes: fields, counts, scores and dates, each cut into cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from journeydsl.model.buyers import (
    AnyOfType,
    BooleanType,
    DecimalType,
    Field,
    IntegerType,
    MoneyType,
    OneOfType,
)
from journeydsl.model.conditions import (
    BandHolds,
    Condition,
    CountValue,
    DateAgo,
    DateCompare,
    DateIn,
    DateRange,
    DateWithin,
    FieldValue,
    Happened,
    NumberCompare,
    NumberIn,
    NumberRange,
    Quantity,
    ScoreValue,
    TextCompare,
    TextIn,
    TextTest,
    walk,
)
from journeydsl.model.definitions import every_condition
from journeydsl.model.journey import Journey
from journeydsl.model.values import Duration
from journeydsl.signing.diagrams import Axis
from journeydsl.text.record import Record

if TYPE_CHECKING:
    from fractions import Fraction

NO_YES = ("no", "yes")
_DAYS = {"week": 7, "day": 1}
_MINUTES = {"hour": 60, "minute": 1}


class Line(Record):
    """An axis of numbers: a number in each cell stands for all of them."""

    axis: Axis
    numbers: tuple[int | Fraction, ...]


def axes_of(journey: Journey) -> Iterator[Axis]:
    """Every axis of values and of tests; what is missing has an axis of its own."""
    for field in journey.fields.values():
        if not field.is_always_known:
            yield Axis(missing_key(journey, field.name), NO_YES)
        key = value_key(journey, field.name)
        match field.type:
            case BooleanType():
                yield Axis(key, NO_YES)
            case OneOfType(values=values):
                yield Axis(key, tuple(value.text for value in values))
            case AnyOfType(values=values):
                yield from (Axis(member_key(journey, field.name, value.text), NO_YES) for value in values)
            case _:
                pass
    parts = (part for condition in every_condition(journey) for part in walk(condition))
    yield from (Axis(key, NO_YES) for key in dict.fromkeys(key for part in parts for key in tests_in(journey, part)))


def lines_of(journey: Journey) -> dict[str, Line]:
    """Every axis of numbers, by its key."""
    cuts: dict[str, set[int | Fraction]] = {}
    for condition in every_condition(journey):
        for part in walk(condition):
            found = numbers_in(journey, part)
            if found:
                cuts.setdefault(found[0], set()).update(found[1])
    spans = {value_key(journey, name): _span(field) for name, field in journey.fields.items()}
    spans |= {f"score {name}": _score_span(journey, name) for name in journey.scores}
    return {
        key: _line(key, numbers, *spans.get(key, (0 if key.startswith("count ") else None, None, True)))
        for key, numbers in cuts.items()
    }


def field_name(journey: Journey, name: str) -> str:
    """What a field is known by: its name in the CRM, else its own."""
    field: Field | None = journey.fields.get(name)
    return f"field {field.mapped.text if field and field.mapped else name}"


def missing_key(journey: Journey, name: str) -> str:
    """The axis that says whether a field is missing."""
    return f"{field_name(journey, name)} 0 missing"


def value_key(journey: Journey, name: str) -> str:
    """The axis of a field's values; one of text or dates relative to today has its tests instead."""
    return f"{field_name(journey, name)} 1"


def member_key(journey: Journey, field: str, value: str) -> str:
    """The axis that says whether a list has a value."""
    return f"{value_key(journey, field)} has {value}"


def quantity_key(journey: Journey, quantity: Quantity) -> str:
    """The axis of a number, a count or a score."""
    match quantity:
        case FieldValue(field=name):
            return value_key(journey, name)
        case ScoreValue(score=name):
            return f"score {name}"
        case CountValue(activity=name, window=window):
            return count_key(journey, name, window)


def count_key(journey: Journey, activity: str, window: Duration | None) -> str:
    """The axis of how often something happened."""
    return f"count {activity_name(journey, activity)} in {length(window)}"


def activity_name(journey: Journey, name: str) -> str:
    """What an activity is known by: its name in the CRM, else its own."""
    activity = journey.activities.get(name)
    return f"activity {activity.mapped.text if activity and activity.mapped else name}"


def length(duration: Duration | None) -> str:
    """A duration, the same for a week and for seven days."""
    if duration is None:
        return "ever"
    if duration.is_business or duration.unit not in {**_DAYS, **_MINUTES}:
        return duration.text
    if duration.unit in _DAYS:
        return f"{duration.amount * _DAYS[duration.unit]} days"
    return f"{duration.amount * _MINUTES[duration.unit]} minutes"


def tests_in(journey: Journey, part: Condition) -> tuple[str, ...]:
    """The axes of tests that are only met or not: texts, and dates as seen from today."""
    match part:
        case TextCompare(field=name, text=text):
            return (f"{value_key(journey, name)} = {text.casefold()}",)
        case TextIn(field=name, texts=texts):
            return tuple(f"{value_key(journey, name)} = {text.casefold()}" for text in texts)
        case TextTest(field=name, test=test, text=text):
            return (f"{value_key(journey, name)} {test} {text.casefold()}",)
        case DateWithin(field=name, within=within):
            return (f"{value_key(journey, name)} within {length(within)}",)
        case DateAgo(field=name, comparison=comparison, ago=ago):
            return (f"{value_key(journey, name)} {comparison} {length(ago)} ago",)
        case _:
            return ()


def numbers_in(journey: Journey, part: Condition) -> tuple[str, tuple[int | Fraction, ...]] | None:
    """The axis of numbers that a test reads, and the numbers that it speaks of."""
    match part:
        case NumberCompare(quantity=quantity, number=number):
            return quantity_key(journey, quantity), (number,)
        case NumberRange(quantity=quantity, low=low, high=high):
            return quantity_key(journey, quantity), tuple(one for one in (low, high) if one is not None)
        case NumberIn(quantity=quantity, numbers=numbers):
            return quantity_key(journey, quantity), numbers
        case Happened(activity=name, window=window):
            return count_key(journey, name, window), (1,)
        case BandHolds(band=name):
            range_ = journey.bands[name].range
            ends = (range_.low, range_.high)
            return f"score {journey.bands[name].score}", tuple(one for one in ends if one is not None)
        case DateCompare(field=name, date=day):
            return value_key(journey, name), (day.toordinal(),)
        case DateRange(field=name, first=first, last=last):
            return value_key(journey, name), (first.toordinal(), last.toordinal())
        case DateIn(field=name, dates=days):
            return value_key(journey, name), tuple(day.toordinal() for day in days)
        case _:
            return None


_Span = tuple["int | Fraction | None", "int | Fraction | None", bool]


def _span(field: Field) -> _Span:
    match field.type:
        case IntegerType(range=range_) | DecimalType(range=range_) | MoneyType(range=range_):
            low, high = (range_.low, range_.high) if range_ else (None, None)
            return low, high, isinstance(field.type, IntegerType)
        case _:
            return None, None, True


def _score_span(journey: Journey, name: str) -> _Span:
    range_ = journey.scores[name].range
    return (range_.low, range_.high, True) if range_ else (None, None, True)


def _line(
    key: str, cuts: set[int | Fraction], low: int | Fraction | None, high: int | Fraction | None, is_whole: bool
) -> Line:
    """A line cut before and behind each number, from its low end to its high one."""
    numbers = sorted({*cuts, *(one for one in (low, high) if one is not None)})
    cells: list[tuple[tuple[str, str], int | Fraction]] = []
    for number, last in zip(numbers, [None, *numbers], strict=False):
        cells += [*_between(last, number, is_whole), ((f"[{number}", f"{number}]"), number)]
    cells += _between(numbers[-1] if numbers else None, None, is_whole)
    inside = [
        (name, number) for name, number in cells
        if (low is None or number >= low) and (high is None or number <= high)
    ]  # fmt: skip
    return Line(Axis(key, tuple(name for name, _ in inside)), tuple(number for _, number in inside))


def _between(
    first: int | Fraction | None, last: int | Fraction | None, is_whole: bool
) -> list[tuple[tuple[str, str], int | Fraction]]:
    """What lies between two numbers, if anything, and a number of it."""
    if first is None and last is None:
        return [(("(", ")"), 0)]
    if first is None or last is None:
        one = last - 1 if last is not None else first + 1 if first is not None else 0
        begins = "(" if first is None else f"[{first + 1}" if is_whole else f"({first}"
        ends = ")" if last is None else f"{last - 1}]" if is_whole else f"{last})"
        return [((begins, ends), one)]
    if is_whole:
        return [((f"[{first + 1}", f"{last - 1}]"), first + 1)] if last - first > 1 else []
    from fractions import Fraction

    return [((f"({first}", f"{last})"), Fraction(first + last) / 2)]
