"""Times that two places say of one handoff, and whether they are one."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.calendars.waits import Count, Example, Wait, a_week, after, corners, is_later
from journeydsl.calendars.zones import shown_at
from journeydsl.graph.blocks import blocks_of_handoff
from journeydsl.graph.handovers import handoffs_of
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.path import Accept, Handoff
from journeydsl.model.promises import Answer, Promise
from journeydsl.model.values import Duration, Unit
from journeydsl.numbers.timetable import Timetable

_SCALES: dict[Unit, tuple[str, int]] = {
    "minute": ("minute", 1),
    "hour": ("minute", 60),
    "day": ("day", 1),
    "week": ("day", 7),
    "month": ("month", 1),
    "quarter": ("month", 3),
    "year": ("month", 12),
}


def answers(graph: JourneyGraph) -> Iterator[tuple[Handoff, Promise, Answer]]:
    """Every promise to answer a handoff in time."""
    for promise in graph.journey.promises.values():
        for answer in promise.answers:
            for handoff in handoffs_of(graph, answer.origin, answer.target):
                yield handoff, promise, answer


def accepts(handoff: Handoff) -> tuple[Accept, ...]:
    """The times to accept that a handoff says, for most buyers and for some."""
    return tuple(block.accept for block in blocks_of_handoff(handoff) if block.accept)


def is_same(first: Duration, second: Duration) -> bool:
    """Whether two durations are one, as written or in another unit: 60 minutes and 1 hour, 7 days and 1 week."""
    return _scaled(first) == _scaled(second)


def first_difference(
    timetable: Timetable, teams: tuple[str, ...], first: Duration, second: Duration
) -> tuple[Example, Example] | None:
    """The first start in an ordinary week at which two durations are not over together, and when each is.

    The closing of one day and the opening of the next are together: nobody works between them.
    """
    for one, other in zip(timetable.counts(teams, first), timetable.counts(teams, second), strict=True):
        found = _difference(one, other)
        if found:
            return found
    return None


def _difference(one: Count, other: Count) -> tuple[Example, Example] | None:
    working = one.working
    waits = Wait((one,), "longest"), Wait((other,), "longest")
    found = []
    for start in corners([waits[:1], waits[1:]], a_week(working)):
        ends = after(start, waits[:1]), after(start, waits[1:])
        if ends[0] is None or ends[1] is None:
            continue
        if is_later(ends[0], ends[1], working) or is_later(ends[1], ends[0], working):
            begins = shown_at(start, working.zone)
            found.append(tuple(Example(begins, shown_at(end, working.zone)) for end in ends if end is not None))
    chosen = next((pair for pair in found if working.is_open(pair[0].start)), found[0] if found else None)
    return (chosen[0], chosen[1]) if chosen else None


def _scaled(duration: Duration) -> tuple[object, ...]:
    unit, scale = _SCALES[duration.unit]
    return duration.amount * scale, unit, duration.is_business
