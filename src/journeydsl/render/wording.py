"""Conditions as a marketer or a seller reads them: `Engagement is at least 40`, not `engagement >= 40`.

A phrase is a line of texts of ours, values of the author's, and mentions, which name what they speak of.
"""

from __future__ import annotations

from typing import Literal

from journeydsl.model.buyers import MoneyType
from journeydsl.model.conditions import (
    AllOf,
    AnyOf,
    BandHolds,
    ChoiceCompare,
    ChoiceIn,
    Comparison,
    Condition,
    CountValue,
    DateAgo,
    DateCompare,
    DateIn,
    DateRange,
    DateWithin,
    FieldValue,
    FlagIs,
    Happened,
    Includes,
    Known,
    Not,
    NumberCompare,
    NumberIn,
    NumberRange,
    Quantity,
    RuleHolds,
    ScoreValue,
    SegmentHolds,
    TextCompare,
    TextIn,
    TextTest,
)
from journeydsl.model.journey import Journey
from journeydsl.model.values import Duration, Kind, Range, written_number
from journeydsl.text.record import Record


class Mention(Record):
    """A name in a phrase, as people call it."""

    kind: Kind
    name: str
    text: str


class Value(Record):
    """A value in a phrase, as its author wrote it."""

    text: str


Phrase = tuple[str | Mention | Value, ...]


class Conjunction(Record):
    """Several conditions together: all of them, one of them, not all of them or none of them."""

    quantifier: Literal["all", "one", "not all", "none"]
    parts: tuple[Conjunction | Phrase, ...]

    @property
    def intro(self) -> str:
        """What stands before the parts in a list."""
        match self.quantifier:
            case "all":
                return "All of these are true:"
            case "one":
                return "At least one of these is true:"
            case "not all":
                return "These are not all true together:"
            case "none":
                return "None of these is true:"


def worded(journey: Journey, condition: Condition) -> Conjunction | Phrase:
    """The condition as phrases, in the tree that `and`, `or` and `not` make."""
    match condition:
        case AllOf(parts=parts):
            return Conjunction("all", tuple(worded(journey, part) for part in parts))
        case AnyOf(parts=parts):
            return Conjunction("one", tuple(worded(journey, part) for part in parts))
        case Not(part=AllOf(parts=parts)):
            return Conjunction("not all", tuple(worded(journey, part) for part in parts))
        case Not(part=AnyOf(parts=parts)):
            return Conjunction("none", tuple(worded(journey, part) for part in parts))
        case Not(part=Not(part=inner)):
            return worded(journey, inner)
        case Not(part=part):
            return _denied(journey, part)
        case _:
            return _said(journey, condition)


def sentence(tree: Conjunction | Phrase) -> Phrase:
    """The same on one line, with parentheses where `and` and `or` meet."""
    if not isinstance(tree, Conjunction):
        return tree
    parts = [_inside(part) for part in tree.parts]
    match tree.quantifier:
        case "all":
            return _joined(parts, " and ")
        case "one":
            return _joined(parts, " or ")
        case "not all":
            return ("not all of: ", *_joined(parts, " and "))
        case "none":
            return ("none of: ", *_joined(parts, " or "))


def _inside(part: Conjunction | Phrase) -> Phrase:
    return ("(", *sentence(part), ")") if isinstance(part, Conjunction) else part


def _joined(parts: list[Phrase], between: str) -> Phrase:
    line: Phrase = ()
    for number, part in enumerate(parts):
        line += part if number == 0 else (between, *part)
    return line


def _denied(journey: Journey, part: Condition) -> Phrase:
    match part:
        case RuleHolds(rule=name):
            return ("the buyer does not count as ", _rule(journey, name))
        case SegmentHolds(segment=name):
            return ("the buyer does not belong to ", _segment(journey, name))
        case BandHolds(band=name):
            return _band(journey, name, " is not ")
        case FlagIs(field=name, is_true=is_true):
            return (_field(journey, name), ": ", "no" if is_true else "yes")
        case _:
            return ("it is not true that ", *_said(journey, part))


def _said(journey: Journey, condition: Condition) -> Phrase:
    match condition:
        case RuleHolds(rule=name):
            return ("the buyer counts as ", _rule(journey, name))
        case SegmentHolds(segment=name):
            return ("the buyer belongs to ", _segment(journey, name))
        case BandHolds(band=name):
            return _band(journey, name, " is ")
        case FlagIs(field=name, is_true=is_true):
            return (_field(journey, name), ": ", "yes" if is_true else "no")
        case NumberCompare(quantity=CountValue() as count, comparison=comparison, number=number):
            return _counted(journey, count, f"{_COUNTS[comparison]} {_times(written_number(number))}")
        case NumberCompare(quantity=quantity, comparison=comparison, number=number):
            how = _SIZES[comparison] + " " if comparison != "=" else ""
            return (_quantity(journey, quantity), f" is {how}{_number(journey, quantity, written_number(number))}")
        case NumberRange(quantity=quantity, low=low, high=high):
            ends = (None if low is None else written_number(low), None if high is None else written_number(high))
            return _between(journey, quantity, *ends)
        case NumberIn(quantity=quantity, numbers=numbers, is_denied=denied):
            texts = [_number(journey, quantity, written_number(number)) for number in numbers]
            if isinstance(quantity, CountValue):
                return _counted(journey, quantity, ("not " if denied else "") + " or ".join(map(_times, texts)))
            return (_quantity(journey, quantity), _among(denied), *_values(texts))
        case Happened(activity=name, window=window, is_denied=denied):
            activity = Mention("activity", name, journey.activities[name].label)
            return ("“", activity, "” ", *_happened(window, denied))
        case Known(field=name, is_known=known):
            return (_field(journey, name), " is known" if known else " is missing")
        case _:
            return _of_field(journey, condition)


def _of_field(journey: Journey, condition: Condition) -> Phrase:
    """Conditions on a field that is a choice, a text or a day."""
    match condition:
        case ChoiceCompare(field=name, comparison=comparison, value=value):
            how = _SIZES[comparison] + " " if comparison != "=" else ""
            return (_field(journey, name), f" is {how}", Value(value))
        case ChoiceIn(field=name, values=values, is_denied=denied):
            return (_field(journey, name), _among(denied), *_values(values))
        case TextCompare(field=name, comparison=comparison, text=text):
            return (_field(journey, name), " is “" if comparison == "=" else " is not “", Value(text), "”")
        case TextIn(field=name, texts=texts, is_denied=denied):
            return (_field(journey, name), _among(denied), *_values(tuple(f"“{text}”" for text in texts)))
        case TextTest(field=name, test=test, text=text):
            return (_field(journey, name), f" {test} “", Value(text), "”")
        case Includes(field=name, quantifier=quantifier, values=values):
            every = "" if len(values) == 1 else "at least one of " if quantifier == "any" else "all of "
            return (_field(journey, name), f": {every}", *_values(values, "or" if quantifier == "any" else "and"))
        case DateCompare(field=name, comparison=comparison, date=day):
            return (_field(journey, name), f" is {_DAYS[comparison]}{day.isoformat()}")
        case DateRange(field=name, first=first, last=last):
            return (_field(journey, name), f" is from {first.isoformat()} to {last.isoformat()}")
        case DateIn(field=name, dates=dates, is_denied=denied):
            return (_field(journey, name), _among(denied), *_values(tuple(day.isoformat() for day in dates)))
        case DateWithin(field=name, within=within):
            return (_field(journey, name), f" is within the next {within.text}")
        case DateAgo(field=name, comparison=comparison, ago=ago):
            return (_field(journey, name), _AGO[comparison].format(ago.text))
        case _:
            return (Value(condition.span.text),)


_SIZES: dict[Comparison, str] = {
    "=": "exactly", "!=": "not", "<": "below", "<=": "at most", ">": "above", ">=": "at least",
}  # fmt: skip
_COUNTS: dict[Comparison, str] = {
    "=": "exactly", "!=": "not exactly", "<": "fewer than", "<=": "at most", ">": "more than", ">=": "at least",
}  # fmt: skip
_DAYS: dict[Comparison, str] = {
    "=": "", "!=": "not ", "<": "before ", "<=": "on or before ", ">": "after ", ">=": "on or after ",
}  # fmt: skip
_AGO: dict[Comparison, str] = {
    "=": " is exactly {} ago", "!=": " is not exactly {} ago", "<": " is more than {} ago",
    "<=": " is at least {} ago", ">": " is less than {} ago, or still ahead",
    ">=": " is at most {} ago, or still ahead",
}  # fmt: skip


def _rule(journey: Journey, name: str) -> Mention:
    return Mention("rule", name, journey.rules[name].label)


def _segment(journey: Journey, name: str) -> Mention:
    return Mention("segment", name, journey.segments[name].label)


def _field(journey: Journey, name: str) -> Mention:
    return Mention("field", name, journey.fields[name].label)


def _band(journey: Journey, name: str, verb: str) -> Phrase:
    band = journey.bands[name]
    score = Mention("score", band.score, journey.scores[band.score].label)
    return (score, verb, Mention("band", name, band.label), f" ({range_text(band.range)})")


def _quantity(journey: Journey, quantity: Quantity) -> Mention:
    match quantity:
        case FieldValue(field=name):
            return _field(journey, name)
        case ScoreValue(score=name):
            return Mention("score", name, journey.scores[name].label)
        case CountValue(activity=name):
            return Mention("activity", name, journey.activities[name].label)


def _counted(journey: Journey, count: CountValue, times: str) -> Phrase:
    last = f"in the last {since(count.window)}" if count.window else "so far"
    return ("“", _quantity(journey, count), f"” happened {times} {last}")


def _between(journey: Journey, quantity: Quantity, low: str | None, high: str | None) -> Phrase:
    match low, high:
        case str(), str():
            said = f"between {low} and {_number(journey, quantity, high)}"
        case str(), None:
            said = f"at least {_number(journey, quantity, low)}"
        case None, str():
            said = f"at most {_number(journey, quantity, high)}"
        case _:
            said = "any number"
    if isinstance(quantity, CountValue):
        return _counted(journey, quantity, f"{said} times")
    return (_quantity(journey, quantity), f" is {said}")


def _number(journey: Journey, quantity: Quantity, number: str) -> str:
    is_money = isinstance(quantity, FieldValue) and isinstance(journey.fields[quantity.field].type, MoneyType)
    return f"{number} {journey.currency}" if is_money and journey.currency else number


def _times(number: str) -> str:
    return "once" if number == "1" else f"{number} times"


def _happened(window: Duration | None, is_denied: bool) -> Phrase:
    if window is None:
        return ("never happened" if is_denied else "happened",)
    return (f"{'did not happen' if is_denied else 'happened'} in the last {since(window)}",)


def _among(is_denied: bool) -> str:
    return " is not " if is_denied else " is "


def _values(texts: tuple[str, ...] | list[str], last: str = "or") -> Phrase:
    line: Phrase = ()
    for number, text in enumerate(texts):
        before = "" if number == 0 else f" {last} " if number == len(texts) - 1 else ", "
        line += (before, Value(text))
    return line


def since(window: Duration) -> str:
    """A stretch after "the last": `30 days`, and `day` for one."""
    return window.text.removeprefix("1 ") if window.amount == 1 else window.text


def range_text(range_: Range) -> str:
    """`50 to 100`, `50 or more`, `up to 50`"""
    low = None if range_.low is None else written_number(range_.low)
    high = None if range_.high is None else written_number(range_.high)
    match low, high:
        case str(), str():
            return f"{low} to {high}"
        case str(), None:
            return f"{low} or more"
        case None, str():
            return f"up to {high}"
        case _:
            return "any number"
