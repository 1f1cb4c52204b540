"""The views of a journey: what each one is called, and the picture that it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from journeydsl.diagnostics.finding import Diagnostic
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.journey import Journey
from journeydsl.model.values import Declaration
from journeydsl.numbers.plan_outlook import Outlook, outlook
from journeydsl.render.diagrams.clock_picture import clock_picture
from journeydsl.render.diagrams.gathering import gather
from journeydsl.render.diagrams.journey_picture import Addresses, ahead, counted, journey_picture
from journeydsl.render.diagrams.picture import Direction, Picture
from journeydsl.render.diagrams.pinned import by_name, pin
from journeydsl.render.diagrams.plan_picture import plan_picture
from journeydsl.render.diagrams.showing import show_happy_path, show_segment, show_team, show_whole
from journeydsl.render.reports.plan_words import why_unsolved
from journeydsl.render.tongues.tongue import tongue_of
from journeydsl.text.record import Record
from journeydsl.text.spelling import did_you_mean, nearest

Kind = Literal["whole", "team", "segment", "happy", "numbers", "clocks", "findings"]
_KINDS: tuple[Kind, ...] = ("whole", "team", "segment", "happy", "numbers", "clocks", "findings")
_NAMED: tuple[Kind, ...] = ("team", "segment", "numbers")


class View(Record):
    """`whole`, `team:sdr`, `numbers:q1`; `name` is empty where the kind takes none."""

    kind: Kind
    name: str = ""


class NoPicture(Record):
    """Why a view shows nothing, in sentences."""

    sentences: tuple[str, ...]


def view_called(journey: Journey, words: str) -> View | NoPicture:
    """The view that `whole`, `team:sdr` and the like mean in a journey; of one plan, `numbers` is enough."""
    said, colon, name = words.partition(":")
    kind = next((one for one in _KINDS if one == said), None)
    if kind is None:
        return NoPicture((f"There is no view `{said}`. {did_you_mean(said, _KINDS)}",))
    if kind not in _NAMED:
        return NoPicture((f"The view `{kind}` takes no name.",)) if colon else View(kind)
    known, noun = _declared(journey, kind)
    if name in known:
        return View(kind, name)
    if not known:
        return NoPicture((f"The journey has no {noun}, so there is no view `{kind}`.",))
    if not name and len(known) == 1:
        return View(kind, next(iter(known)))
    listed = ", ".join(f"`{kind}:{one}`" for one in known)
    if not name:
        return NoPicture((f"The view `{kind}` is of one {noun}: {listed}.",))
    close = nearest(name, known)
    hint = f"Did you mean `{kind}:{close}`?" if close else f"There {'is' if len(known) == 1 else 'are'} {listed}."
    return NoPicture((f"No {noun} is called `{name}`. {hint}",))


def view_picture(
    graph: JourneyGraph,
    view: View,
    addresses: Addresses,
    direction: Direction | None,
    diagnostics: tuple[Diagnostic, ...],
) -> Picture | NoPicture:
    """The picture that a view is, by default in the direction in which it is read; `diagnostics` are for `findings`
    alone."""
    found = _picture(graph, view, addresses, direction or ahead(graph.journey), diagnostics)
    return gather(found) if isinstance(found, Picture) else found


def _picture(
    graph: JourneyGraph, view: View, addresses: Addresses, direction: Direction, diagnostics: tuple[Diagnostic, ...]
) -> Picture | NoPicture:
    label, tongue = graph.journey.label, tongue_of(graph.journey.language)
    match view.kind:
        case "whole":
            return journey_picture(graph, addresses, show_whole(graph), direction)
        case "team":
            showing, title = show_team(graph, view.name), f"{label}: {graph.journey.teams[view.name].label}"
            if not showing.stages:
                return NoPicture((f"No stage and no way of the journey concerns `{view.name}`.",))
            return journey_picture(graph, addresses, showing, direction, title, f"team-{view.name}")
        case "segment":
            return _segment(graph, view.name, addresses, direction)
        case "happy":
            showing = show_happy_path(graph)
            if not showing.stages:
                return NoPicture(("No moves and handoffs lead from an entry stage to a won one.",))
            return journey_picture(
                graph, addresses, showing, direction, tongue.fill("{journey}: the happy path", journey=label), "happy"
            )
        case "numbers":
            return _numbers(graph, view.name, direction)
        case "clocks":
            return clock_picture(graph, addresses, show_whole(graph), direction)
        case "findings":
            return _findings(graph, addresses, direction, diagnostics)


def _segment(graph: JourneyGraph, name: str, addresses: Addresses, direction: Direction) -> Picture | NoPicture:
    showing = show_segment(graph, name)
    if not showing.stages:
        return NoPicture((f"No buyer can be in `{name}` where the journey begins.",))
    title = f"{graph.journey.label}: {graph.journey.segments[name].label}"
    return journey_picture(graph, addresses, showing, direction, title, f"segment-{name}")


def _numbers(graph: JourneyGraph, name: str, direction: Direction) -> Picture | NoPicture:
    found = outlook(graph, graph.journey.plans[name])
    if not isinstance(found, Outlook):
        return NoPicture(why_unsolved(found))
    return replace(plan_picture(found.graph, found.solution), direction=direction)


def _findings(
    graph: JourneyGraph, addresses: Addresses, direction: Direction, diagnostics: tuple[Diagnostic, ...]
) -> Picture:
    pinned = pin(graph.journey, show_whole(graph), diagnostics, by_name)
    tongue = tongue_of(graph.journey.language)
    title = tongue.fill("{journey}: findings", journey=graph.journey.label)
    picture = journey_picture(graph, addresses, pinned.showing, direction, title, "findings")
    elsewhere = len(pinned.elsewhere)
    more = tongue.fill(", {number} of them on no single stage or way", number=elsewhere) if elsewhere else ""
    count = counted(tongue, len(diagnostics), "{number} finding", "{number} findings")
    said = f"{count}{more}." if diagnostics else tongue.say("Nothing is found.")
    return replace(picture, description=f"{said} {picture.description}")


def _declared(journey: Journey, kind: Kind) -> tuple[Mapping[str, Declaration], str]:
    if kind == "team":
        return journey.teams, "team"
    return (journey.segments, "segment") if kind == "segment" else (journey.plans, "plan")
