"""`journey clock`: when the time of a handoff, or along a path, is over."""

from __future__ import annotations

from datetime import datetime

import click

from journeydsl.calendars.zones import at_wall
from journeydsl.cli.options import format_option, shelf_for
from journeydsl.cli.printing import complain, say
from journeydsl.cli.single import single_journey
from journeydsl.graph.handovers import handoffs_of
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.path import Handoff
from journeydsl.model.values import Reference
from journeydsl.numbers.outlook import PathOutlook, handoff_outlook, path_outlooks
from journeydsl.numbers.timetable import Timetable, ordinary_timetable
from journeydsl.render.reports.clocks import clock_lines, clocks_json
from journeydsl.text.spelling import did_you_mean

_WRITTEN = "`--from` is a day and a time, such as 2026-11-27 17:58, or with an offset 2026-11-27 17:58+01:00."


@click.command("clock")
@click.argument("path")
@click.argument("step", required=False)
@click.option("--from", "start", metavar="MOMENT", help="When the buyer is sent, such as '2026-11-27 17:58'.")
@format_option("text", "json", about="How to print the answer.")
def command(path: str, step: str | None, start: str | None, form: str) -> int:
    """Say when the time of a handoff, or along a path, is over.

    PATH is a journey's file, or a folder that holds one. STEP is two stages, such as "lead -> sal"; without it, every
    handoff and every step that is promised. Without `--from`, examples of any week. A moment without an offset is in
    the zone of the journey's calendar. Exit code: 0 answered, 2 something was not understood.
    """
    shelf = shelf_for(path)
    ready = single_journey(shelf, path)
    if ready is None or ready.graph is None:
        return 2
    graph = ready.graph
    moment = _moment(Timetable(graph), start) if start else None
    if start and moment is None:
        complain(_WRITTEN)
        return 2
    steps = _steps(graph, step)
    if steps is None:
        return 2
    timetable = Timetable(graph) if moment else ordinary_timetable(graph)
    handoffs = [handoff_outlook(timetable, handoff, moment) for handoff in _handoffs(graph, steps, step)]
    paths = [outlook for pair in steps for outlook in _paths(timetable, pair, moment)]
    if not handoffs and not paths:
        complain(f"No way of moves and handoffs leads along `{step}`." if step else "The journey has no handoff.")
        return 2
    if form == "json":
        say(clocks_json(handoffs, paths, moment))
    else:
        for line in clock_lines(handoffs, paths, moment):
            say(line)
    return 0


def _moment(timetable: Timetable, text: str) -> datetime | None:
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    if len(text) < len("2026-11-27 17:58") or not 1900 <= read.year <= 9000:
        return None
    return read if read.tzinfo else at_wall(read, timetable.of(None).zone)


def _steps(graph: JourneyGraph, step: str | None) -> list[tuple[str, str]] | None:
    """The pairs of stages that are asked for; says what is wrong with the words."""
    if step is None:
        promised = (promise.step for promise in graph.journey.promises.values())
        return list(dict.fromkeys((one.origin.name, one.target.name) for one in promised if one))
    names = [name.strip() for name in step.split("->")]
    if len(names) != 2:
        complain(f'`{step}` is no step; write two stages with an arrow, such as "lead -> sal".')
        return None
    for name in names:
        if name not in graph.journey.stages:
            complain(f"No stage is called `{name}`. {did_you_mean(name, graph.journey.stages)}")
            return None
    return [(names[0], names[1])]


def _handoffs(graph: JourneyGraph, steps: list[tuple[str, str]], step: str | None) -> tuple[Handoff, ...]:
    if step is None:
        return graph.journey.handoffs
    (origin, target) = steps[0]
    span = graph.journey.span
    return handoffs_of(graph, Reference(origin, span), Reference(target, span))


def _paths(timetable: Timetable, pair: tuple[str, str], moment: datetime | None) -> list[PathOutlook]:
    """The paths of a step: those of several stages, and one of two where something is promised for it."""
    found = path_outlooks(timetable, *pair, moment)
    return [outlook for outlook in found if len(outlook.course.path) > 2 or outlook.promises]
