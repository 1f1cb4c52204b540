"""Words that the checks of handoffs share."""

from __future__ import annotations

from collections.abc import Iterable

from journeydsl.graph.handovers import givers
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.path import Handoff

_MOST = 6


def listed(names: Iterable[str], joined_by: str = "and") -> str:
    """`a`, `b` and `c`; where there are many, how many are left out."""
    quoted = [f"`{name}`" for name in names]
    if len(quoted) > _MOST:
        quoted = [*quoted[:_MOST], f"{len(quoted) - _MOST} more"]
        joined_by = "and"
    if len(quoted) < 2:
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} {joined_by} {quoted[-1]}"


def receiver(graph: JourneyGraph, handoff: Handoff) -> str:
    """Who receives: `sdr`, one of two on a route, or the owner of the stage where there are more."""
    teams = graph.receivers(handoff)
    owner = graph.owner(handoff.target.name)
    return listed((owner.name,) if owner and len(teams) > 2 else teams, "or") or "the receiver"


def sender(graph: JourneyGraph, handoff: Handoff) -> str:
    """Who gives a buyer away: `marketing`, or several."""
    return listed(givers(graph, handoff)) or "the sender"


def sentence(text: str) -> str:
    """The same with a capital letter in front."""
    return text[:1].upper() + text[1:]
