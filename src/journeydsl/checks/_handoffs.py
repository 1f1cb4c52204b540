"""Words that the checks of handoffs share."""

from __future__ import annotations

from collections.abc import Iterable

from journeydsl.checks._edits import added_to_block, added_to_list
from journeydsl.checks._words import all_quoted
from journeydsl.graph.handovers import givers
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.path import Handoff
from journeydsl.text.source import Edit


def receiver(graph: JourneyGraph, handoff: Handoff) -> str:
    """Who receives: `sdr`, one of two on a route, or the owner of the stage where there are more."""
    teams = graph.receivers(handoff)
    owner = graph.owner(handoff.target.name)
    return all_quoted((owner.name,) if owner and len(teams) > 2 else teams, "or") or "the receiver"


def sender(graph: JourneyGraph, handoff: Handoff) -> str:
    """Who gives a buyer away: `marketing`, or several."""
    return all_quoted(givers(graph, handoff)) or "the sender"


def passing(handoff: Handoff, names: Iterable[str]) -> tuple[Edit, ...]:
    """What adds names to those that a handoff passes: to its list, or as one."""
    wanted = tuple(names)
    if handoff.passes:
        return (added_to_list(max(passed.span for passed in handoff.passes), wanted),)
    edit = added_to_block(handoff.span, f"pass {', '.join(wanted)}")
    return (edit,) if edit else ()
