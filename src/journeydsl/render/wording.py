"""Conditions as a marketer or a seller reads them: `Engagement is at least 40`, not `engagement >= 40`.

Our texts are messages in the language asked for; a page of the playbook asks for its own, a terminal for English.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

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
from journeydsl.model.values import Duration
from journeydsl.render.phrases import Conjunction, Mention, Phrase, Value, range_text, since
from journeydsl.render.tongues.tongue import Tongue, read_tongue
from journeydsl.text.record import Record

if TYPE_CHECKING:
    from fractions import Fraction

    Numeral = int | Fraction


def worded(journey: Journey, condition: Condition, tongue: Tongue | None = None) -> Conjunction | Phrase:
    """The condition as phrases, in the tree that `and`, `or` and `not` make; in English where no language is named."""
    return _worded(_Voice(journey, tongue or read_tongue("en")), condition)


class _Voice(Record):
    """What words are about, and their language."""

    journey: Journey
    tongue: Tongue

    def fill(self, message: str, **parts: str | Mention | Value | Phrase | Duration | Numeral) -> Phrase:
        """A message with phrases in its slots."""
        line: Phrase = ()
        for part in self.tongue.parts(message):
            if isinstance(part, str):
                line += (part,)
                continue
            match parts[part.name]:
                case str() | Mention() | Value() as word:
                    line += (word,)
                case tuple() as phrase:
                    line += phrase
                case value:
                    line += (self.tongue.write(value, part.form),)
        return line


def _worded(voice: _Voice, condition: Condition) -> Conjunction | Phrase:
    match condition:
        case AllOf(parts=parts):
            return Conjunction("all", tuple(_worded(voice, part) for part in parts))
        case AnyOf(parts=parts):
            return Conjunction("one", tuple(_worded(voice, part) for part in parts))
        case Not(part=AllOf(parts=parts)):
            return Conjunction("not all", tuple(_worded(voice, part) for part in parts))
        case Not(part=AnyOf(parts=parts)):
            return Conjunction("none", tuple(_worded(voice, part) for part in parts))
        case Not(part=Not(part=inner)):
            return _worded(voice, inner)
        case Not(part=part):
            return _denied(voice, part)
        case _:
            return _said(voice, condition)


def _denied(voice: _Voice, part: Condition) -> Phrase:
    match part:
        case RuleHolds(rule=name):
            return voice.fill("the buyer does not count as {rule}", rule=_rule(voice, name))
        case SegmentHolds(segment=name):
            return voice.fill("the buyer does not belong to {segment}", segment=_segment(voice, name))
        case BandHolds(band=name):
            return _band(voice, name, "{score} is not {band} ({range})")
        case FlagIs(field=name, is_true=is_true):
            return voice.fill("{field}: no" if is_true else "{field}: yes", field=_field(voice, name))
        case _:
            return voice.fill("it is not true that {condition}", condition=_said(voice, part))


def _said(voice: _Voice, condition: Condition) -> Phrase:
    match condition:
        case RuleHolds(rule=name):
            return voice.fill("the buyer counts as {rule}", rule=_rule(voice, name))
        case SegmentHolds(segment=name):
            return voice.fill("the buyer belongs to {segment}", segment=_segment(voice, name))
        case BandHolds(band=name):
            return _band(voice, name, "{score} is {band} ({range})")
        case FlagIs(field=name, is_true=is_true):
            return voice.fill("{field}: yes" if is_true else "{field}: no", field=_field(voice, name))
        case NumberCompare(quantity=CountValue() as count, comparison=comparison, number=number):
            return _counted(voice, count, voice.fill(_COUNTS[comparison], times=_times(voice, number)))
        case NumberCompare(quantity=quantity, comparison=comparison, number=number):
            value = _number(voice, quantity, number)
            return voice.fill(_SIZES[comparison], what=_quantity(voice, quantity), value=value)
        case NumberRange(quantity=quantity, low=low, high=high):
            return _between(voice, quantity, low, high)
        case NumberIn(quantity=quantity, numbers=numbers, is_denied=denied):
            return _one_of_numbers(voice, quantity, numbers, denied)
        case Happened(activity=name, window=window, is_denied=denied):
            activity = Mention("activity", name, voice.journey.activities[name].label)
            return _happened(voice, activity, window, denied)
        case Known(field=name, is_known=known):
            return voice.fill("{field} is known" if known else "{field} is missing", field=_field(voice, name))
        case _:
            return _of_field(voice, condition)


def _of_field(voice: _Voice, condition: Condition) -> Phrase:
    """Conditions on a field that is a choice, a text or a day."""
    match condition:
        case ChoiceCompare(field=name, comparison=comparison, value=value):
            return voice.fill(_CHOICES[comparison], what=_field(voice, name), value=Value(value))
        case ChoiceIn(field=name, values=values, is_denied=denied):
            return _among(voice, name, values, denied)
        case TextCompare(field=name, comparison=comparison, text=text):
            return voice.fill(_TEXTS[comparison == "="], what=_field(voice, name), value=Value(text))
        case TextIn(field=name, texts=texts, is_denied=denied):
            return _among(voice, name, tuple(voice.tongue.fill("“{text}”", text=text) for text in texts), denied)
        case TextTest(field=name, test=test, text=text):
            return voice.fill(_TESTS[test], what=_field(voice, name), value=Value(text))
        case Includes(field=name, quantifier=quantifier, values=values):
            message = _INCLUDES["one" if len(values) == 1 else quantifier]
            what = _values(voice, values, "or" if quantifier == "any" else "and")
            return voice.fill(message, what=_field(voice, name), values=what)
        case _:
            return _of_day(voice, condition)


def _of_day(voice: _Voice, condition: Condition) -> Phrase:
    match condition:
        case DateCompare(field=name, comparison=comparison, date=day):
            return voice.fill(_DAYS[comparison], what=_field(voice, name), day=voice.tongue.write(day, ""))
        case DateRange(field=name, first=first, last=last):
            days = {"first": voice.tongue.write(first, ""), "last": voice.tongue.write(last, "")}
            return voice.fill("{what} is from {first} to {last}", what=_field(voice, name), **days)
        case DateIn(field=name, dates=dates, is_denied=denied):
            return _among(voice, name, tuple(voice.tongue.write(day, "") for day in dates), denied)
        case DateWithin(field=name, within=within):
            return voice.fill("{what} is within the next {time:dative}", what=_field(voice, name), time=within)
        case DateAgo(field=name, comparison=comparison, ago=ago):
            return voice.fill(_AGO[comparison], what=_field(voice, name), time=ago)
        case _:
            return (Value(condition.span.words),)


_SIZES: dict[Comparison, str] = {
    "=": "{what} is {value}", "!=": "{what} is not {value}", "<": "{what} is below {value}",
    "<=": "{what} is at most {value}", ">": "{what} is above {value}", ">=": "{what} is at least {value}",
}  # fmt: skip
_CHOICES = _SIZES
_COUNTS: dict[Comparison, str] = {
    "=": "exactly {times}", "!=": "not exactly {times}", "<": "fewer than {times}", "<=": "at most {times}",
    ">": "more than {times}", ">=": "at least {times}",
}  # fmt: skip
_DAYS: dict[Comparison, str] = {
    "=": "{what} is {day}", "!=": "{what} is not {day}", "<": "{what} is before {day}",
    "<=": "{what} is on or before {day}", ">": "{what} is after {day}", ">=": "{what} is on or after {day}",
}  # fmt: skip
_AGO: dict[Comparison, str] = {
    "=": "{what} is exactly {time} ago", "!=": "{what} is not exactly {time} ago",
    "<": "{what} is more than {time} ago", "<=": "{what} is at least {time} ago",
    ">": "{what} is less than {time} ago, or still ahead", ">=": "{what} is at most {time} ago, or still ahead",
}  # fmt: skip
_TEXTS = {True: "{what} is “{value}”", False: "{what} is not “{value}”"}
_TESTS = {
    "contains": "{what} contains “{value}”", "starts with": "{what} starts with “{value}”",
    "ends with": "{what} ends with “{value}”",
}  # fmt: skip
_INCLUDES = {
    "one": "{what}: {values}", "any": "{what}: at least one of {values}", "all": "{what}: all of {values}",
}  # fmt: skip


def _rule(voice: _Voice, name: str) -> Mention:
    return Mention("rule", name, voice.journey.rules[name].label)


def _segment(voice: _Voice, name: str) -> Mention:
    return Mention("segment", name, voice.journey.segments[name].label)


def _field(voice: _Voice, name: str) -> Mention:
    return Mention("field", name, voice.journey.fields[name].label)


def _band(voice: _Voice, name: str, message: str) -> Phrase:
    band = voice.journey.bands[name]
    score = Mention("score", band.score, voice.journey.scores[band.score].label)
    points = range_text(band.range, voice.tongue)
    return voice.fill(message, score=score, band=Mention("band", name, band.label), range=points)


def _quantity(voice: _Voice, quantity: Quantity) -> Mention:
    match quantity:
        case FieldValue(field=name):
            return _field(voice, name)
        case ScoreValue(score=name):
            return Mention("score", name, voice.journey.scores[name].label)
        case CountValue(activity=name):
            return Mention("activity", name, voice.journey.activities[name].label)


def _counted(voice: _Voice, count: CountValue, times: Phrase) -> Phrase:
    activity = _quantity(voice, count)
    if count.window is None:
        return voice.fill("“{activity}” happened {times} so far", activity=activity, times=times)
    return voice.fill(
        "“{activity}” happened {times} in the last {window}",
        activity=activity, times=times, window=since(count.window, voice.tongue),
    )  # fmt: skip


def _between(voice: _Voice, quantity: Quantity, low: Numeral | None, high: Numeral | None) -> Phrase:
    ends: dict[str, str | Value] = {}
    if low is not None:
        ends["low"] = voice.tongue.write(low, "") if high is not None else _number(voice, quantity, low)
    if high is not None:
        ends["high"] = _number(voice, quantity, high)
    if isinstance(quantity, CountValue):
        return _counted(voice, quantity, voice.fill(_COUNT_RANGES[low is not None, high is not None], **ends))
    return voice.fill(_RANGES[low is not None, high is not None], what=_quantity(voice, quantity), **ends)


_COUNT_RANGES = {
    (True, True): "between {low} and {high} times", (True, False): "at least {low} times",
    (False, True): "at most {high} times", (False, False): "any number of times",
}  # fmt: skip
_RANGES = {
    (True, True): "{what} is between {low} and {high}", (True, False): "{what} is at least {low}",
    (False, True): "{what} is at most {high}", (False, False): "{what} is any number",
}  # fmt: skip


def _one_of_numbers(voice: _Voice, quantity: Quantity, numbers: Sequence[Numeral], is_denied: bool) -> Phrase:
    if isinstance(quantity, CountValue):
        either = f" {voice.tongue.say('or')} ".join(_times(voice, number) for number in numbers)
        return _counted(voice, quantity, voice.fill("not {times}", times=either) if is_denied else (either,))
    values = _values(voice, [_number(voice, quantity, number) for number in numbers])
    message = "{what} is not {value}" if is_denied else "{what} is {value}"
    return voice.fill(message, what=_quantity(voice, quantity), value=values)


def _number(voice: _Voice, quantity: Quantity, number: Numeral) -> str:
    text = voice.tongue.write(number, "")
    is_money = isinstance(quantity, FieldValue) and isinstance(voice.journey.fields[quantity.field].type, MoneyType)
    return f"{text} {voice.journey.currency}" if is_money and voice.journey.currency else text


def _times(voice: _Voice, number: Numeral) -> str:
    if number == 1:
        return voice.tongue.say("once")
    return voice.tongue.fill("{number} times", number=voice.tongue.write(number, ""))


def _happened(voice: _Voice, activity: Mention, window: Duration | None, is_denied: bool) -> Phrase:
    if window is None:
        return voice.fill("“{activity}” never happened" if is_denied else "“{activity}” happened", activity=activity)
    message = "“{activity}” did not happen in the last {window}" if is_denied else _LATELY
    return voice.fill(message, activity=activity, window=since(window, voice.tongue))


_LATELY = "“{activity}” happened in the last {window}"


def _among(voice: _Voice, field: str, texts: Sequence[str], is_denied: bool) -> Phrase:
    message = "{what} is not {value}" if is_denied else "{what} is {value}"
    return voice.fill(message, what=_field(voice, field), value=_values(voice, texts))


def _values(voice: _Voice, texts: Sequence[str], last: str = "or") -> Phrase:
    line: Phrase = ()
    for number, text in enumerate(texts):
        before = "" if number == 0 else f" {voice.tongue.say(last)} " if number == len(texts) - 1 else ", "
        line += (before, Value(text)) if before else (Value(text),)
    return line
