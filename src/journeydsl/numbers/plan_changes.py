"""What if: a plan, or what teams promise and can take, with some numbers changed by words of a command line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.journey import Journey
from journeydsl.model.promises import Conversion, Plan, PlanEntry, PlanTarget
from journeydsl.model.resolving.values import exact
from journeydsl.model.values import UNITS, Duration, Money, Number, Percent, Reference, Unit
from journeydsl.text.record import Record
from journeydsl.text.source import Source, Span
from journeydsl.text.spelling import did_you_mean
from journeydsl.text.words import joined

if TYPE_CHECKING:
    from fractions import Fraction

_FORMS = (
    "convert A -> B=25%", "target=3M USD", "deal=50k USD", "enter STAGE=60%", "capacity TEAM STAGE=1_200",
    "deliver A -> B=1_000",
)  # fmt: skip
_WORDS = ("convert", "target", "deal", "enter", "capacity", "deliver")
_CHANGE = re.compile(r"(?P<word>\w+)(?P<names>[^=]*)=(?P<value>.*)", re.DOTALL)
_STEP = re.compile(r"(\w+) *-> *(\w+)")
_RATE = re.compile(r"(?:(?P<rate>\S+) *%)? *(?:in +(?P<amount>\S+) +(?P<business>business +)?(?P<unit>[a-z]+))?")
_AMOUNT = re.compile(r"(?P<number>[\d_.]+[kM]?) *(?P<currency>[A-Za-z]{3})?")
_PACE = re.compile(r"(?P<number>\S+)(?: +per +(?P<unit>\w+))?")


class Changed(Record):
    """A journey and one of its plans after the changes, and a sentence for each that was not understood."""

    graph: JourneyGraph
    plan: Plan
    problems: tuple[str, ...]


class _Misread(Exception):
    """Why a change is not understood; its words are for the user."""


def change(graph: JourneyGraph, plan: Plan, changes: Iterable[str]) -> Changed:
    """`convert lead -> sal=25%`, `target=3M USD` and so on, one after the other."""
    problems = []
    for words in changes:
        try:
            graph, plan = _change(graph, plan, words.strip())
        except _Misread as fault:
            problems.append(str(fault))
    return Changed(graph, plan, tuple(problems))


def _change(graph: JourneyGraph, plan: Plan, words: str) -> tuple[JourneyGraph, Plan]:
    found = _CHANGE.fullmatch(words)
    if not found:
        raise _Misread(f"`{words}` is no change; write it like {_listed(_FORMS)}")
    names, value = found["names"].strip(), found["value"].strip()
    place = Span(Source("--set", words), 0, len(words))
    match found["word"]:
        case "convert":
            return graph, _convert(graph, plan, names, value, place)
        case "target" if not names:
            return graph, _target(graph.journey, plan, value, place)
        case "deal" if not names:
            return graph, plan.replace(deal=_money(graph.journey, value, place))
        case "enter":
            return graph, _enter(graph.journey, plan, names, value, place)
        case "capacity":
            return JourneyGraph(_capacity(graph.journey, names, value, place)), plan
        case "deliver":
            return JourneyGraph(_deliver(graph.journey, names, value, place)), plan
        case "target" | "deal":
            raise _Misread(f"`{words}` is no change; write `{found['word']}=` and the amount")
        case word:
            hint = did_you_mean(word, _WORDS, f"What can be set are {_listed(_WORDS)}.")
            raise _Misread(f"`{word}` is nothing that can be set. {hint}")


def _convert(graph: JourneyGraph, plan: Plan, names: str, value: str, place: Span) -> Plan:
    origin, target = _step(graph.journey, names)
    read = _RATE.fullmatch(value)
    if not read or not (read["rate"] or read["amount"]):
        raise _Misread(f"`{value}` is no rate; write it like `25%` or `25% in 14 days`")
    rate = _percent(read["rate"] + "%", place) if read["rate"] else None
    lag = _lag(read["amount"], read["unit"], bool(read["business"]), place) if read["amount"] else None
    if any((one.origin.name, one.target.name) == (origin, target) for one in plan.conversions):
        changed = tuple(
            one.replace(rate=rate or one.rate, lag=lag or one.lag)
            if (one.origin.name, one.target.name) == (origin, target)
            else one
            for one in plan.conversions
        )
        return plan.replace(conversions=changed)
    if rate is None:
        raise _Misread(f"`{plan.name}` has no rate for `{origin} -> {target}`, so its time alone says nothing")
    if not any((way.origin, way.target) == (origin, target) for way in graph.passages):
        raise _Misread(f"No way leads from `{origin}` to `{target}`")
    new = Conversion(Reference(origin, place), Reference(target, place), rate, lag, None, place)
    return plan.replace(conversions=(*plan.conversions, new))


def _target(journey: Journey, plan: Plan, value: str, place: Span) -> Plan:
    if plan.target is None:
        raise _Misread(f"`{plan.name}` has no target that could be changed")
    read = _AMOUNT.fullmatch(value)
    is_money = bool(read and read["currency"]) or isinstance(plan.target.amount, Money)
    amount = _money(journey, value, place) if is_money else Number(_number(value), place)
    return plan.replace(target=PlanTarget(amount, plan.target.stage, place))


def _enter(journey: Journey, plan: Plan, names: str, value: str, place: Span) -> Plan:
    stage = _name(names, journey.stages, "stage")
    share = _percent(value, place)
    known = [entry for entry in plan.entries if entry.stage.name == stage]
    if len(known) > 1:
        raise _Misread(f"`{plan.name}` lets buyers come in at `{stage}` from several teams, so it has no single share")
    if known:
        return plan.replace(
            entries=tuple(entry.replace(share=share) if entry is known[0] else entry for entry in plan.entries)
        )
    return plan.replace(entries=(*plan.entries, PlanEntry(Reference(stage, place), share, None, place)))


def _capacity(journey: Journey, names: str, value: str, place: Span) -> Journey:
    team_name, _, stage_name = names.partition(" ")
    team = journey.teams[_name(team_name, journey.teams, "team")]
    stage = _name(stage_name.strip(), journey.stages, "stage")
    own = [one for one in team.capacities if one.stage.name == stage]
    if not own:
        raise _Misread(f"`{team.name}` says no capacity for `{stage}`")
    number, unit = _pace(value, own[0].unit)
    changed = own[0].replace(number=Number(number, place), unit=unit)
    kept = tuple(one for one in team.capacities if one.stage.name != stage)
    return journey.replace(teams={**journey.teams, team.name: team.replace(capacities=(*kept, changed))})


def _deliver(journey: Journey, names: str, value: str, place: Span) -> Journey:
    step = _step(journey, names)
    said = [
        (promise, one)
        for promise in journey.promises.values()
        for one in promise.delivers
        if (one.origin.name, one.target.name) == step
    ]
    if len(said) != 1:
        many = f"{len(said)} promises deliver" if said else "No promise delivers"
        raise _Misread(f"{many} `{step[0]} -> {step[1]}`, so there is no one number to change")
    promise, deliver = said[0]
    number, unit = _pace(value, deliver.unit)
    changed = tuple(
        one.replace(number=Number(number, place), unit=unit) if one is deliver else one for one in promise.delivers
    )
    return journey.replace(promises={**journey.promises, promise.name: promise.replace(delivers=changed)})


def _step(journey: Journey, names: str) -> tuple[str, str]:
    found = _STEP.fullmatch(names)
    if not found:
        raise _Misread(f"`{names}` is no step; write it like `lead -> sal`")
    return _name(found[1], journey.stages, "stage"), _name(found[2], journey.stages, "stage")


def _name(name: str, known: Iterable[str], kind: str) -> str:
    names = tuple(known)
    if name not in names:
        hint = did_you_mean(name, names, "")
        raise _Misread(f"No {kind} is called `{name}`{f'. {hint}' if hint else ''}")
    return name


def _percent(text: str, place: Span) -> Percent:
    number = _plain(text.removesuffix("%").strip()) if text.endswith("%") else None
    if number is None or not 0 <= number <= 100:
        raise _Misread(f"`{text}` is no share; write it like `25%`, from 0% to 100%")
    return Percent(number, place)


def _money(journey: Journey, text: str, place: Span) -> Money:
    read = _AMOUNT.fullmatch(text)
    number = _plain(read["number"]) if read else None
    if not read or number is None:
        raise _Misread(f"`{text}` is no amount; write it like `40k {journey.currency or 'USD'}`")
    currency = read["currency"] or journey.currency or ""
    if journey.currency and currency != journey.currency:
        raise _Misread(f"`{text}` is not in {journey.currency}, the currency of this journey")
    return Money(number, currency, place)


def _pace(text: str, unit: Unit) -> tuple[int | Fraction, Unit]:
    read = _PACE.fullmatch(text)
    if not read or (read["unit"] and read["unit"] not in UNITS):
        raise _Misread(f"`{text}` is no number; write it like `1_200` or `1_200 per month`")
    return _number(read["number"]), UNITS[read["unit"]] if read["unit"] else unit


def _lag(amount: str, written: str, is_business: bool, place: Span) -> Duration:
    number, unit = _plain(amount), UNITS.get(written)
    if number is None or unit is None or (is_business and unit not in ("minute", "hour", "day")):
        raise _Misread(f"`{amount} {written}` is no time; write it like `14 days`")
    return Duration(number, unit, is_business, place)


def _number(text: str) -> int | Fraction:
    number = _plain(text)
    if number is None:
        raise _Misread(f"`{text}` is no number; write it like `1_200` or `1.2k`")
    return number


def _plain(text: str) -> int | Fraction | None:
    return exact(text) if re.fullmatch(r"\d[\d_]*(\.\d+)?[kM]?", text) else None


def _listed(words: tuple[str, ...]) -> str:
    return joined([f"`{word}`" for word in words], "or")
