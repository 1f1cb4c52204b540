"""Everything that is told of one plan, or why there is no answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.promises import Plan
from journeydsl.numbers.plan_offers import Return, returns
from journeydsl.numbers.plan_promises import Yield, timely, yields
from journeydsl.numbers.plan_solution import Solution, Unsolved, solve
from journeydsl.numbers.plan_teams import Load, loads
from journeydsl.text.record import Record

if TYPE_CHECKING:
    from fractions import Fraction


class Outlook(Record):
    """A plan with an answer, and what teams, promises and offers make of it; promises with what they yield in time."""

    graph: JourneyGraph
    solution: Solution
    loads: tuple[Load, ...]
    yields: tuple[tuple[Yield, Fraction | None], ...]
    returns: tuple[Return, ...]

    @property
    def plan(self) -> Plan:
        """The plan that it is about."""
        return self.solution.plan


def outlook(graph: JourneyGraph, plan: Plan) -> Outlook | Unsolved:
    """The plan solved, with all that follows."""
    solution = solve(graph, plan)
    if isinstance(solution, Unsolved):
        return solution
    promised = tuple((one, timely(solution, one)) for one in yields(graph, solution))
    return Outlook(graph, solution, loads(graph, solution), promised, returns(graph, plan))
