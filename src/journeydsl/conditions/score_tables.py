"""A score on one page: how far it gets, and the cheapest ways to everything that the journey asks of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from journeydsl.conditions.answers import Undecided
from journeydsl.conditions.asked import asked_conditions
from journeydsl.conditions.cheapest import PointsWays, cheapest_ways
from journeydsl.conditions.points import Points, Reach
from journeydsl.conditions.thresholds import all_thresholds
from journeydsl.model.conditions import BandHolds
from journeydsl.model.journey import Journey
from journeydsl.text.record import Record


class Goal(Record):
    """Points that something asks for: a band, by its name, or `users`, the statements that name the number.

    Without `high` there is no upper end.
    """

    band: str | None
    users: tuple[str, ...]
    low: int
    high: int | None
    ways: PointsWays | Undecided


class ScoreTable(Record):
    """How far a score gets, and its goals from the fewest points to the most."""

    score: str
    highest: Reach | Undecided
    lowest: Reach | Undecided
    goals: tuple[Goal, ...]


Askers = Mapping[int, tuple[str, ...]]
"""By points, who asks for at least so many."""


def score_table(points: Points, name: str, askers: Askers) -> ScoreTable:
    """A score of a journey. A band that anybody is in without doing anything is no goal."""
    return ScoreTable(name, points.highest(name), points.lowest(name), tuple(_goals(points, name, askers)))


def _goals(points: Points, name: str, askers: Askers) -> Iterator[Goal]:
    journey = points.journey
    bands = [journey.bands[one.name] for one in journey.scores[name].bands]
    found = [
        (int(band.range.low), None if band.range.high is None else int(band.range.high), band.name, ())
        for band in bands
        if band.range.low is not None
    ]
    named: list[tuple[int, int | None, str | None, tuple[str, ...]]] = [*found]
    named += [(low, None, None, users) for low, users in askers.items()]
    for low, high, band, users in sorted(named, key=lambda one: (one[0], one[2] is None)):
        ways = cheapest_ways(points, name, low, high)
        if isinstance(ways, Undecided) or not any(way.things == 0 for way in ways.ways):
            yield Goal(band, users, low, high, ways)


def askers_of_scores(journey: Journey) -> Mapping[str, Askers]:
    """The numbers that conditions ask for, at least, and who asks; by score."""
    found: dict[str, dict[int, tuple[str, ...]]] = {}
    for asked in asked_conditions(journey):
        for one in all_thresholds(journey, asked.condition):
            if not isinstance(one.part, BandHolds):
                users = found.setdefault(one.score, {})
                before = users.get(one.points, ())
                users[one.points] = before if asked.subject in before else (*before, asked.subject)
    return found
