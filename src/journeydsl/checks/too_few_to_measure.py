"""A rate over so few buyers that chance decides it."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._plans import solved, step
from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.numbers.plan_figures import exactly, percent
from journeydsl.numbers.plan_solution import Solution, StepVolume

GROUP = "Numbers"
SEVERITY = "advice"
COSTS = "a rate that jumps by itself is explained, rewarded and punished every month"
ABOUT = ("plans",)
IS_OFF = True
# The usual rule of thumb for shares: fewer on either side, and the spread says more than the share.
_FEWEST = 5


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every step of which a plan expects fewer than 5 buyers to take it, or fewer than 5 not to."""
    for solution in solved(subject):
        for one in solution.steps:
            arriving = solution.arrivals(one.origin) or 0
            if 0 < one.rate < 1 and arriving and min(one.volume, arriving - one.volume) < _FEWEST:
                yield _finding(solution, one)


def _finding(solution: Solution, one: StepVolume) -> Finding:
    plan, said = solution.plan, step(one.origin, one.target)
    arriving = solution.arrivals(one.origin) or 0
    side = "take it" if one.volume < _FEWEST else "do not take it"
    line = next(c for c in plan.conversions if (c.origin.name, c.target.name) == (one.origin, one.target))
    return Finding(
        line.span,
        f"`{plan.name}` expects too few buyers at {said} for its {line.rate.text} to be measured",
        f"plan {plan.name} convert {one.origin} -> {one.target}",
        evidence=(
            f"of {exactly(arriving)} in `{one.origin}`, {percent(one.rate)} or {exactly(one.volume)} take the step and"
            f" {exactly(arriving - one.volume)} do not; fewer than {_FEWEST} {side}",
        ),
        fix=Fix(f"Measure {said} over a longer time, and judge nobody by a single period"),
    )
