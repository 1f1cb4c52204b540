"""`journey sign`: agree to a journey as it is, in the name of one side."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date

import click

from journeydsl.cli.options import day, settings_of
from journeydsl.cli.printing import complain, say
from journeydsl.cli.single import single_journey
from journeydsl.graph.handovers import sides
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.graph.teams import are_one_side
from journeydsl.model.journey import Journey
from journeydsl.text.spelling import did_you_mean
from journeydsl.workspace.analyzing import Wish
from journeydsl.workspace.analyzing import day as day_of
from journeydsl.workspace.mending import written
from journeydsl.workspace.reading import Shelf


@click.command("sign")
@click.argument("team")
@click.argument("path", default=".")
@click.option("--today", metavar="DATE", callback=day, help="The day of the signature, such as 2027-01-31.")
def command(team: str, path: str, today: date | None) -> int:
    """Agree to a journey as it is, in the name of one side.

    TEAM is a side of the journey: a team at the top of `part of`, or a part of it, whose stages a handoff joins with
    another's. PATH is the journey's file, or a folder that holds one. The signature holds until what was agreed changes
    in meaning; `journey check` says so then. Exit code: 0 signed, 2 it could not be.
    """
    from journeydsl.signing.signature import with_signature

    shelf = Shelf(os.getcwd())
    ready = single_journey(shelf, path, "cannot be signed")
    if ready is None or ready.graph is None:
        return 2
    journey = ready.graph.journey
    refusal = _refusal(ready.graph, team)
    if refusal:
        complain(refusal)
        return 2
    now = day_of(shelf, ready.root, Wish(settings_of((path,), shelf.folder), (), today))
    signed = with_signature(journey, team, now)
    file = journey.name_span.source.path
    if signed.text == shelf.source(file).text:
        say(f"`{team}` has signed this already: `{file}` says {_said(team, now, signed.fingerprint)}.")
        return 0
    _, problems = written(shelf, {file: signed.text})
    for problem in problems:
        complain(problem)
    if not problems:
        say(f"`{file}` now says {_said(team, now, signed.fingerprint)}.")
    return 2 if problems else 0


def _said(team: str, now: date, fingerprint: str) -> str:
    return f"`agreed by {team} {now.isoformat()} as {fingerprint}`"


def _refusal(graph: JourneyGraph, team: str) -> str:
    """Why a team cannot sign; empty where it can."""
    journey: Journey = graph.journey
    if team not in journey.teams:
        return f"No team is called `{team}`. {did_you_mean(team, journey.teams)}"
    known = sides(graph)
    if any(are_one_side(graph, team, side) for side in known):
        return ""
    if not known:
        return f"`{team}` has nobody to agree with: no handoff of `{journey.name}` joins two sides"
    return f"`{team}` is no side of `{journey.name}`: its handoffs join {_listed(known)}, so one of these signs"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
