"""Sums over a chain of rates: how likely its end is from each stage, and how often each stage is arrived in.

Rates are parts of 1 by origin and target. A stage that is no origin leads nowhere; what the rates of a stage leave over
is gone. Everything is exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

Rates = Mapping[str, Mapping[str, "Fraction"]]
Row = dict[str, "Fraction"]


def chances(rates: Rates, end: str) -> dict[str, Fraction]:
    """How likely a buyer who arrives in a stage comes to the end, by stage; 1 for the end itself, which absorbs.

    Stages from which the end is out of reach have chance 0. Rates that add up to more than 1 give no sense.
    """
    from fractions import Fraction

    saved = _before(rates, (end,)) - {end}
    rows: dict[str, Row] = {}
    right: dict[str, Fraction] = {}
    for stage in _in_order(rates, saved):
        row = {to: -rate for to, rate in rates[stage].items() if to in saved}
        row[stage] = row.get(stage, Fraction(0)) + 1
        rows[stage], right[stage] = row, rates[stage].get(end, Fraction(0))
    found = _solved(rows, right)
    return {stage: found.get(stage, Fraction(0)) for stage in stages_of(rates)} | {end: Fraction(1)}


def arrivals(rates: Rates, entering: Mapping[str, Fraction], end: str) -> dict[str, Fraction]:
    """How often each stage is arrived in, coming in and coming back included; the end absorbs.

    Asks that `endless_stages` finds none.
    """
    from fractions import Fraction

    met = _after(rates, (stage for stage, share in entering.items() if share), end)
    rows: dict[str, Row] = {stage: {stage: Fraction(1)} for stage in _in_order(rates, met)}
    for origin in _in_order(rates, met):
        if origin != end:
            for target, rate in rates.get(origin, {}).items():
                if rate:
                    rows[target][origin] = rows[target].get(origin, Fraction(0)) - rate
    found = _solved(rows, {stage: entering.get(stage, Fraction(0)) for stage in rows})
    return {stage: found.get(stage, Fraction(0)) for stage in dict.fromkeys((*stages_of(rates), *rows, end))}


def endless_stages(rates: Rates, entering: Mapping[str, Fraction], end: str) -> tuple[str, ...]:
    """The stages that buyers come to and then go round for ever: nothing is left over, and the end is never met."""
    leaks = [stage for stage in stages_of(rates) if stage != end and sum(rates.get(stage, {}).values()) < 1]
    freed = _before(rates, (*leaks, end))
    met = _after(rates, (stage for stage, share in entering.items() if share), end)
    return tuple(stage for stage in stages_of(rates) if stage in met and stage not in freed)


def is_cut(rates: Rates, entering: Mapping[str, Fraction], end: str) -> bool:
    """Whether no buyer who comes in can reach the end."""
    return end not in _after(rates, (stage for stage, share in entering.items() if share), end)


def without(rates: Rates, steps: Iterable[tuple[str, str]]) -> Rates:
    """The same rates with some steps taken out; who would have taken them is gone."""
    gone = set(steps)
    return {
        origin: {target: rate for target, rate in row.items() if (origin, target) not in gone}
        for origin, row in rates.items()
    }


def stages_of(rates: Rates) -> tuple[str, ...]:
    """Every stage that the rates speak of, origins with their targets behind them."""
    return tuple(dict.fromkeys(stage for origin, row in rates.items() for stage in (origin, *row)))


def _before(rates: Rates, ends: Iterable[str]) -> set[str]:
    origins: dict[str, list[str]] = {}
    for origin, row in rates.items():
        for target, rate in row.items():
            if rate:
                origins.setdefault(target, []).append(origin)
    return _spread(ends, origins)


def _after(rates: Rates, starts: Iterable[str], end: str) -> set[str]:
    targets = {
        origin: [target for target, rate in row.items() if rate] for origin, row in rates.items() if origin != end
    }
    return _spread(starts, targets)


def _spread(starts: Iterable[str], ways: Mapping[str, list[str]]) -> set[str]:
    found = set(starts)
    waiting = list(found)
    while waiting:
        for stage in ways.get(waiting.pop(), ()):
            if stage not in found:
                found.add(stage)
                waiting.append(stage)
    return found


def _in_order(rates: Rates, wanted: set[str]) -> list[str]:
    known = [stage for stage in stages_of(rates) if stage in wanted]
    return known + sorted(wanted.difference(known))


def _solved(rows: dict[str, Row], right: dict[str, Fraction]) -> dict[str, Fraction]:
    """Rows by the stage on their diagonal, each the weights of the unknowns that sum up to its right side.

    No pivot is searched for: since every stage leads out in the end, the diagonal stays above 0.
    """
    waiting = list(rows)
    for number, stage in enumerate(waiting):
        row, pivot = rows[stage], rows[stage][stage]
        for other in waiting[number + 1 :]:
            weight = rows[other].pop(stage, None)
            if weight:
                factor = weight / pivot
                for column, value in row.items():
                    if column != stage:
                        rows[other][column] = rows[other].get(column, 0) - factor * value
                right[other] -= factor * right[stage]
    found: dict[str, Fraction] = {}
    for stage in reversed(waiting):
        known = sum(value * found[column] for column, value in rows[stage].items() if column in found)
        found[stage] = (right[stage] - known) / rows[stage][stage]
    return found
