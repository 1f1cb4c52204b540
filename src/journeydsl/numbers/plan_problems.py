"""Why a plan has no answer, and the steps that it leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.promises import Conversion, Plan
from journeydsl.numbers.plan_algebra import Rates, endless_stages, is_cut
from journeydsl.text.record import Record

if TYPE_CHECKING:
    from fractions import Fraction

Step = tuple[str, str]


class NotRead(Record):
    """Part of the plan, or of the path, could not be read."""


class NoTarget(Record):
    """The plan says nothing that it wants."""


class NoDeal(Record):
    """The target is money, and nothing says what one buyer is worth."""


class NoEntry(Record):
    """Nothing says where buyers come in."""


class OpenShares(Record):
    """Buyers come in at several stages, and the plan does not share them out."""

    stages: tuple[str, ...]


class OddShares(Record):
    """The shares of those who come in do not add up to all of them; `total` is a part of 1."""

    total: Fraction


class TwoRates(Record):
    """One step has two rates."""

    first: Conversion
    second: Conversion


class Wayless(Record):
    """A step has a rate, and the journey no way."""

    conversion: Conversion


class OverfullStage(Record):
    """The rates out of a stage come to more than all; `total` is a part of 1."""

    stage: str
    conversions: tuple[Conversion, ...]
    total: Fraction


class MissingSteps(Record):
    """Every path to the target takes these steps, and they have no rate."""

    steps: tuple[Step, ...]


class Endless(Record):
    """Buyers come into these stages and never leave them."""

    stages: tuple[str, ...]


class NobodyArrives(Record):
    """With these rates nobody comes to the stage of the target."""

    stage: str


Problem = (
    NotRead | NoTarget | NoDeal | NoEntry | OpenShares | OddShares | TwoRates | Wayless | OverfullStage | MissingSteps
    | Endless | NobodyArrives
)  # fmt: skip


def rate_problems(graph: JourneyGraph, plan: Plan) -> tuple[TwoRates | Wayless | OverfullStage, ...]:
    """What is wrong with the rates of a plan, whatever they are wanted for."""
    return (*_two_rates(plan), *wayless(graph, plan), *overfull(plan))


def wayless(graph: JourneyGraph, plan: Plan) -> tuple[Wayless, ...]:
    """The rates of steps that no way of the journey takes."""
    ways = {(way.origin, way.target) for way in graph.passages}
    return tuple(Wayless(one) for one in plan.conversions if (one.origin.name, one.target.name) not in ways)


def overfull(plan: Plan) -> tuple[OverfullStage, ...]:
    """The stages whose rates come to more than 100%, a step with two rates counted with the smaller."""
    found = []
    for stage in dict.fromkeys(one.origin.name for one in plan.conversions):
        smallest: dict[str, Conversion] = {}
        for one in plan.conversions:
            if one.origin.name == stage:
                known = smallest.get(one.target.name)
                smallest[one.target.name] = one if known is None or one.rate.percent < known.rate.percent else known
        total = sum((one.rate.share for one in smallest.values()), start=_zero())
        if total > 1:
            found.append(OverfullStage(stage, tuple(smallest.values()), total))
    return tuple(found)


def entries_of(graph: JourneyGraph, plan: Plan) -> tuple[str, ...]:
    """The entry stages from which buyers can come to the plan's target in any way; all where none can."""
    entries = tuple(stage.name for stage in graph.entries())
    if plan.target is None:
        return entries
    end = plan.target.stage.name
    return tuple(stage for stage in entries if stage == end or end in graph.after(stage)) or entries


def entry_problem(graph: JourneyGraph, plan: Plan) -> NoEntry | OpenShares | OddShares | None:
    """What is wrong with the shares of those who come in."""
    if not plan.entries:
        entries = entries_of(graph, plan)
        return OpenShares(entries) if len(entries) > 1 else None if entries else NoEntry()
    total = sum((entry.share.share for entry in plan.entries), start=_zero())
    return None if total == 1 else OddShares(total)


def unplanned_steps(graph: JourneyGraph, plan: Plan, end: str) -> tuple[Step, ...]:
    """The steps without a rate on every path to the target from a stage where the plan lets buyers come in.

    Where it does not say where, those on every path from all entry stages.
    """
    if not plan.entries:
        return missing_steps(graph, plan, entries_of(graph, plan), end)
    starts = dict.fromkeys(entry.stage.name for entry in plan.entries if entry.share.percent)
    return tuple(dict.fromkeys(step for start in starts for step in missing_steps(graph, plan, (start,), end)))


def missing_steps(graph: JourneyGraph, plan: Plan, begin: tuple[str, ...], end: str) -> tuple[Step, ...]:
    """The steps without a rate that stand on every path of moves and handoffs from some stages to another.

    In the order of the path; none where there is no path at all.
    """
    rated = {(one.origin.name, one.target.name) for one in plan.conversions}
    found = [step for step in graph.forward_bridges(begin, end) if step not in rated]
    return tuple(found)


def flow_problem(rates: Rates, entering: dict[str, Fraction], end: str) -> Endless | NobodyArrives | None:
    """What keeps a chain of sound rates from an answer."""
    if is_cut(rates, entering, end):
        return NobodyArrives(end)
    endless = endless_stages(rates, entering, end)
    return Endless(endless) if endless else None


def _two_rates(plan: Plan) -> tuple[TwoRates, ...]:
    first: dict[Step, Conversion] = {}
    found = []
    for one in plan.conversions:
        known = first.setdefault((one.origin.name, one.target.name), one)
        if known.rate != one.rate:
            found.append(TwoRates(known, one))
    return tuple(found)


def _zero() -> Fraction:
    from fractions import Fraction

    return Fraction(0)
