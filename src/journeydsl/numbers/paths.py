"""The longest and the typical time along a path, step by step."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Literal

from journeydsl.calendars.waits import Count, Wait, a_week, after, corners, is_later
from journeydsl.calendars.zones import shown_at
from journeydsl.graph.guards import meets_one
from journeydsl.graph.handovers import handoffs_of
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.path import Handoff, HandoffWhere, Stage, StageWhere
from journeydsl.model.promises import StepWithin
from journeydsl.model.values import Duration, Reference
from journeydsl.numbers.timetable import Timetable
from journeydsl.text.record import Record


class Leg(Record):
    """A part of a path that takes time: until `stage` has accepted a buyer, or until the buyer leaves it.

    `duration` is none where nothing limits it. `counts` is the duration in each calendar that may count it.
    """

    kind: Literal["acceptance", "stay"]
    stage: str
    duration: Duration | None
    teams: tuple[str, ...]
    counts: tuple[Count, ...]
    is_certain: bool


class Course(Record):
    """The legs of a path for the buyers of a segment, band or rule, or for the rest, whom nothing is said of."""

    path: tuple[str, ...]
    holds: str | None
    legs: tuple[Leg, ...]

    @property
    def endless(self) -> tuple[Leg, ...]:
        """The stages between in which a buyer may stay for ever."""
        return tuple(leg for leg in self.legs if leg.kind == "stay" and leg.duration is None)

    @property
    def is_certain(self) -> bool:
        """Whether everything that the legs say was read, and can be counted."""
        return all(leg.is_certain for leg in self.legs)

    def waits(self) -> tuple[Wait, ...]:
        """The legs that have a limit, as waits.

        Where teams with different calendars may have a buyer on several legs, nobody knows whether one buyer meets the
        slowest on all of them; the quickest are met at least.
        """
        timed = [leg for leg in self.legs if leg.counts]
        is_open = sum(len(leg.counts) > 1 for leg in timed) > 1
        return tuple(Wait(leg.counts, "shortest" if is_open else "longest") for leg in timed)


class Late(Record):
    """A start on which a course takes longer than promised; moments in seconds since 1970, one after each wait."""

    start: int
    reached: tuple[int, ...]
    promised: int


def direct_paths(graph: JourneyGraph, origin: str, target: str) -> tuple[tuple[str, ...], ...]:
    """The paths of moves and handoffs between two stages, without those that rest or end on the way if others do not;
    the shortest first."""
    paths = sorted(graph.forward_paths(origin, target), key=len)
    stages = graph.journey.stages
    brisk = [path for path in paths if all(stages[name].kind == "plain" for name in path[1:-1])]
    return tuple(brisk or paths)


def courses(timetable: Timetable, path: Sequence[str]) -> Iterator[Course]:
    """A path for the buyers whom no `where` on it means, if there are such, and then for those of each."""
    graph = timetable.graph
    steps = list(itertools.pairwise(path))
    named = dict.fromkeys(name for step in steps for name in _special(graph, step))
    between = (where.holds.name for stage in path[1:-1] for where in graph.journey.stages[stage].wheres if where.leave)
    named |= dict.fromkeys(between)
    for holds in (None, *named):
        if holds is None and _leaves_nobody(graph, steps, tuple(named)):
            continue
        yield Course(tuple(path), holds, tuple(_legs(timetable, path, holds)))


def promised_wait(timetable: Timetable, step: StepWithin) -> Wait | None:
    """What a promise gives for a step, by the calendar of whoever receives there; none where none counts it."""
    graph = timetable.graph
    handoffs = [passage.handoff for passage in graph.ways_in(step.target.name) if passage.kind == "handoff"]
    owner = graph.owner(step.target.name)
    teams = tuple(dict.fromkeys(team for handoff in handoffs if handoff for team in graph.receivers(handoff)))
    teams = teams or ((owner.name,) if owner else ())
    if not all(timetable.is_certain(team, step.within) for team in teams or (None,)):
        return None
    return Wait(timetable.counts(teams, step.within), "longest")


def first_late(course: Course, promised: Wait) -> Late | None:
    """The first start in an ordinary week for which the legs take longer than promised, while somebody works if any."""
    waits = course.waits()
    if not waits or _is_surely_kept(waits, promised):
        return None
    working = promised.counts[0].working
    found = []
    for start in corners((waits, (promised,)), a_week(working)):
        end, limit = after(start, waits), after(start, (promised,))
        if end is not None and limit is not None and _is_broken(end, limit, promised):
            found.append((start, limit))
    if not found:
        return None
    start, limit = next((late for late in found if working.is_open(shown_at(late[0], working.zone))), found[0])
    reached = [after(start, waits[: number + 1]) for number in range(len(waits))]
    return Late(start, tuple(moment for moment in reached if moment is not None), limit)


def _legs(timetable: Timetable, path: Sequence[str], holds: str | None) -> Iterator[Leg]:
    graph = timetable.graph
    for number, (origin, target) in enumerate(itertools.pairwise(path)):
        handoff = _handoff(graph, origin, target)
        owner = graph.owner(target)
        teams = graph.receivers(handoff) if handoff else (owner.name,) if owner else ()
        if handoff:
            block = _block_of_handoff(handoff, holds)
            accept = block.accept or handoff.accept
            yield _leg(timetable, "acceptance", target, accept.duration if accept else None, teams, handoff.is_whole)
        if number < len(path) - 2:
            stage = graph.journey.stages[target]
            leave = _block_of_stage(stage, holds).leave or stage.leave
            yield _leg(timetable, "stay", target, leave.duration if leave else None, teams, stage.is_whole)


def _leg(
    timetable: Timetable,
    kind: Literal["acceptance", "stay"],
    stage: str,
    duration: Duration | None,
    teams: tuple[str, ...],
    is_whole: bool,
) -> Leg:
    counts = timetable.counts(teams, duration) if duration else ()
    is_counted = duration is None or all(timetable.is_certain(team, duration) for team in teams or (None,))
    return Leg(kind, stage, duration, teams, counts, is_whole and is_counted)


def _handoff(graph: JourneyGraph, origin: str, target: str) -> Handoff | None:
    span = graph.journey.span
    return next(iter(handoffs_of(graph, Reference(origin, span), Reference(target, span))), None)


def _special(graph: JourneyGraph, step: tuple[str, str]) -> Iterator[str]:
    handoff = _handoff(graph, *step)
    if handoff:
        yield from (where.holds.name for where in handoff.wheres if where.accept)


def _leaves_nobody(graph: JourneyGraph, steps: Sequence[tuple[str, str]], named: tuple[str, ...]) -> bool:
    """Whether every buyer on the way meets one of these segments, bands and rules."""
    handoffs = [handoff for handoff in (_handoff(graph, *step) for step in steps) if handoff]
    guards = [handoff.when for handoff in handoffs] or [None]
    return bool(named) and any(meets_one(graph.journey, when, named) for when in guards)


def _block_of_handoff(handoff: Handoff, holds: str | None) -> Handoff | HandoffWhere:
    return next((where for where in handoff.wheres if where.holds.name == holds and where.accept), handoff)


def _block_of_stage(stage: Stage, holds: str | None) -> Stage | StageWhere:
    return next((where for where in stage.wheres if where.holds.name == holds and where.leave), stage)


def _is_broken(end: int, limit: int, promised: Wait) -> bool:
    """Whether a way ends too late: for a promise in business time, if somebody has worked in between."""
    if not promised.counts[0].duration.is_business:
        return end > limit
    return all(is_later(end, limit, count.working) for count in promised.counts)


def _is_surely_kept(waits: Sequence[Wait], promised: Wait) -> bool:
    """Whether whole days prove it: all count in one calendar whose open days are alike, and add up to no more.

    An hour's part of a day is no more than a day.
    """
    counts = [count for wait in waits for count in wait.counts]
    working = promised.counts[0].working
    open_days = {day for day in working.week() if day}
    if len(open_days) != 1 or len(next(iter(open_days))) != 1 or len(promised.counts) != 1:
        return False
    if not all(count.working is working and count.duration.is_business for count in (*counts, *promised.counts)):
        return False
    only = next(iter(open_days))[0]
    length = only.closes - only.opens
    if only.closes > 86_400 or promised.counts[0].duration.unit != "day":
        return False
    return sum(_days(count.duration, length) for count in counts) <= promised.counts[0].duration.amount


def _days(duration: Duration, length: int) -> int:
    seconds = {"minute": 60, "hour": 3600}.get(duration.unit)
    exact = duration.amount if seconds is None else duration.amount * seconds / length
    return -int(-exact // 1)
