"""Values of the model on one line, as people read them in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from journeydsl.diff.things import Share
from journeydsl.model.buyers import AnyOfType, BooleanType, DateType, DecimalType, IntegerType, MoneyType, OneOfType
from journeydsl.model.path import Accept, Contact, Feedback, Help, Passed, Rejection, StageContent, TimeLimit
from journeydsl.model.people import BuyerLine, Capacity, Closure, Holidays, Objection, OpenHours, Signature
from journeydsl.model.promises import Answer, Conversion, Deliver, PlanEntry, PlanTarget, StepWithin
from journeydsl.model.rhythm import Named
from journeydsl.model.values import (
    Day,
    Duration,
    Money,
    Number,
    Percent,
    Period,
    Prose,
    Range,
    Reference,
    Text,
    TimeOfDay,
    written_number,
)
from journeydsl.text.record import Record
from journeydsl.text.words import joined, on_one_line

LONGEST = 90
_MOST_LISTED = 8


def said(value: Any) -> str:
    """A value as people read it; what has no saying of its own, as its author wrote it."""
    if isinstance(value, tuple):
        listed = [said(item) for item in value[:_MOST_LISTED]]
        if len(value) > _MOST_LISTED:
            return f"{', '.join(listed)} and {len(value) - _MOST_LISTED} more"
        return " and ".join((", ".join(listed[:-1]), listed[-1])) if len(listed) > 1 else "".join(listed)
    saying = _SAYINGS.get(type(value))
    if saying:
        return saying(value)
    if isinstance(value, Record):
        span = getattr(value, "span", None)
        return quoted(span.words) if span is not None else "something else"
    return str(value) if isinstance(value, int) else quoted(str(value))


def quoted(text: str) -> str:
    """The author's words in backticks, on one line and cut short where they are long."""
    return f"`{short(text)}`"


def all_quoted(names: Sequence[str]) -> str:
    """`` `sal` and `nurture` ``"""
    return joined([quoted(name) for name in names])


def numbered(number: int, one: str, many: str = "") -> str:
    """`1 change`, `2 changes`; several get an `s` where nothing else is said."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def words(text: str) -> str:
    """What somebody is told, in quotation marks."""
    return f"“{short(text)}”"


def short(text: str) -> str:
    """A text on one line, without backticks of its own, and cut short where it is long."""
    return on_one_line(text, LONGEST)


def step(one: Any) -> str:
    """`lead -> sal`"""
    return quoted(f"{one.origin.name} -> {one.target.name}")


def subject(value: Any) -> str | None:
    """What a line of a list is about: the same line in two versions has the same; none where it is no such line."""
    match value:
        case Share(team=team) | Signature(team=team) | Help(team=team):
            return f"`{team.name}`"
        case Deliver() | Answer() | Conversion():
            return step(value)
        case Capacity(stage=stage) | PlanEntry(stage=stage):
            return f"`{stage.name}`"
        case Rejection(target=target):
            return f"back to `{target.name}`"
        case _:
            return None


def amount(value: Any) -> str:
    """What a line of a list says about its subject."""
    match value:
        case Share(percent=percent):
            return percent.text
        case Signature(day=day):
            return day.date.isoformat()
        case Help():
            return f"within {value.within.text}" if value.within else said(value)
        case Deliver(number=number, unit=unit):
            return f"{written_number(number.number)} per {unit}"
        case Answer(percent=percent, within=within):
            return f"{percent.text} within {within.text}"
        case Conversion(rate=rate, lag=lag):
            return rate.text + (f" in {lag.text}" if lag else "")
        case Capacity(number=number, unit=unit):
            return f"{written_number(number.number)} per {unit}"
        case PlanEntry(share=share):
            return share.text
        case Rejection(reasons=reasons):
            return f"because {said(reasons)}" if reasons else "without a reason"
        case _:
            return said(value)


def _range(one: Range | None) -> str:
    if one is None:
        return ""
    low, high = (written_number(end) if end is not None else "" for end in (one.low, one.high))
    return f" {low}..{high}"


def _escalated(one: Accept | Contact) -> str:
    return f", else `{one.escalates_to.name}` is asked" if one.escalates_to else ""


def _line(one: Any) -> str:
    return f"{subject(one)} {amount(one)}"


_SAYINGS: Mapping[type, Callable[[Any], str]] = {
    Reference: lambda one: quoted(one.name),
    Named: lambda one: quoted(one.name),
    Passed: lambda one: quoted(one.name),
    Text: lambda one: words(one.text),
    Prose: lambda one: words(one.text),
    Duration: lambda one: one.text,
    Money: lambda one: one.text,
    Percent: lambda one: one.text,
    TimeOfDay: lambda one: one.text,
    Number: lambda one: written_number(one.number),
    Day: lambda one: one.date.isoformat(),
    Period: lambda one: f"{one.first.isoformat()} to {one.last.isoformat()}",
    TimeLimit: lambda one: f"{one.duration.text}, then {quoted(one.target.name)}",
    Accept: lambda one: one.duration.text + _escalated(one),
    Contact: lambda one: (
        one.duration.text
        + (f", at least {written_number(one.attempts.number)} attempts" if one.attempts else "")
        + _escalated(one)
    ),
    Feedback: lambda one: (
        f"every {one.every.text}"
        + (f" on {said(one.fields)}" if one.fields else "")
        + (f", answered within {one.answered_within.text}" if one.answered_within else "")
    ),
    Help: lambda one: f"`{one.team.name}`" + (f" {words(one.text.text)}" if one.text else ""),
    StageContent: lambda one: words(one.title.text),
    BuyerLine: lambda one: f"{one.verb} {said(one.texts)}",
    Objection: lambda one: words(one.text.text),
    Rejection: _line,
    Deliver: _line,
    Answer: _line,
    Conversion: _line,
    Capacity: _line,
    PlanEntry: _line,
    Share: _line,
    Signature: _line,
    PlanTarget: lambda one: f"{said(one.amount)} from {quoted(one.stage.name)}",
    StepWithin: lambda one: f"{step(one)} within {one.within.text}",
    OpenHours: lambda one: quoted(one.span.words),
    Closure: lambda one: said(one.period),
    Holidays: lambda one: " ".join(part for part in (one.country, one.part) if part),
    IntegerType: lambda one: f"a whole number{_range(one.range)}",
    DecimalType: lambda one: f"a number{_range(one.range)}",
    MoneyType: lambda one: f"an amount of money{_range(one.range)}",
    BooleanType: lambda one: "yes or no",
    DateType: lambda one: "a day",
    OneOfType: lambda one: "one of " + said(one.values) + (" in order" if one.is_ordered else ""),
    AnyOfType: lambda one: "any of " + said(one.values),
}
