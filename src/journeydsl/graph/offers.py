"""Questions about offers: who is told, which plan counts them, which others meet the same buyers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.graph.reviews import moved
from journeydsl.graph.teams import are_one_side
from journeydsl.model.promises import Plan
from journeydsl.model.rhythm import AfterOffer, EachNewcomer, Meeting, Offer, Reading
from journeydsl.model.values import Duration

_MOST = 100_000  # days
# The most calendar days that a stretch of time can take.
_MOST_DAYS = {"minute": 1, "hour": 1, "day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}


def is_over(offer: Offer, today: date) -> bool:
    """Whether an offer's last day has gone."""
    return offer.runs is not None and offer.runs.last < today


def sellers(graph: JourneyGraph, offer: Offer, maker: str) -> tuple[str, ...]:
    """The teams of other sides to which handoffs before the sale bring the buyers of an offer.

    Empty where its maker is one of them. Where the only handoffs are those of the sale, their receivers count.
    """
    stages = graph.journey.stages
    starts = [*(stage.name for stage in offer.stages), *(brought.stage.name for brought in offer.brings)]
    reached = frozenset(stage for start in starts or stages for stage in graph.forward_from(start))
    leaving = [one for one in graph.journey.handoffs if any(origin.name in reached for origin in one.origins)]
    handoffs = [one for one in leaving if stages[one.target.name].kind not in ("won", "lost")] or leaving
    teams = dict.fromkeys(team for handoff in handoffs for team in graph.receivers(handoff))
    return () if any(are_one_side(graph, team, maker) for team in teams) else tuple(teams)


def is_announced(graph: JourneyGraph, offer: Offer, teams: tuple[str, ...]) -> bool:
    """Whether the side of one of these teams is told of an offer before it begins."""
    told = [team.name for announcement in offer.announcements for team in announcement.teams]
    return any(are_one_side(graph, one, team) for one in told for team in teams)


def is_reviewed(graph: JourneyGraph, offer: Offer) -> bool:
    """Whether a meeting reads an offer at a time when it may have run."""
    return any(_reads(meeting, offer) for meeting in graph.journey.meetings.values())


def meetings_after(graph: JourneyGraph, offer: Offer) -> tuple[tuple[Meeting, AfterOffer], ...]:
    """The meetings that are held so long after an offer."""
    meetings = graph.journey.meetings.values()
    held = [(one, one.schedule) for one in meetings if isinstance(one.schedule, AfterOffer)]
    return tuple((one, schedule) for one, schedule in held if schedule.offer.name == offer.name)


def clashes(graph: JourneyGraph) -> Iterator[tuple[Offer, Offer]]:
    """Pairs of offers, the later declared first, that are put to the same buyers on the same days."""
    offers = [offer for offer in graph.journey.offers.values() if offer.runs and (offer.roles or offer.stages)]
    buyers = [_buyers(offer) for offer in offers]
    for number, later in enumerate(offers):
        for place in range(number):
            if _same_days(offers[place], later) and _same_buyers(buyers[place], buyers[number]):
                yield later, offers[place]


def plan_of(graph: JourneyGraph, day: date) -> Plan | None:
    """The plan whose period holds a day, else the only one."""
    plans = [plan for plan in graph.journey.plans.values() if plan.is_whole]
    holding = (plan for plan in plans if plan.period.first <= day <= plan.period.last)
    return next(holding, plans[0] if len(plans) == 1 else None)


def is_still_to_be_read(graph: JourneyGraph, offer: Offer, today: date) -> bool:
    """Whether a meeting so long after an offer may still be to come, with weekends and without holidays."""
    if offer.runs is None:
        return False
    delays = [schedule.delay for _, schedule in meetings_after(graph, offer)]
    held = [moved(offer.runs.last, _most_days(delay)) for delay in delays]
    return any(day is None or day >= today for day in held)


def _reads(meeting: Meeting, offer: Offer) -> bool:
    if isinstance(meeting.schedule, EachNewcomer):
        return False
    named = (one for one in meeting.readings if isinstance(one, Reading) and one.kind == "offer")
    return any(one.name == offer.name for one in named)


def _same_days(first: Offer, second: Offer) -> bool:
    one, other = first.runs, second.runs
    return one is not None and other is not None and one.first <= other.last and other.first <= one.last


def _buyers(offer: Offer) -> tuple[frozenset[str], frozenset[str]]:
    """The roles and the stages that an offer is for."""
    return frozenset(role.name for role in offer.roles), frozenset(stage.name for stage in offer.stages)


def _same_buyers(first: tuple[frozenset[str], frozenset[str]], second: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Whether roles and stages both meet; one that names none is for all, but both are never guessed at once."""
    roles, stages = first[0] & second[0], first[1] & second[1]
    roles_open, stages_open = not (first[0] and second[0]), not (first[1] and second[1])
    return bool((roles and stages) or (roles and stages_open) or (stages and roles_open))


def _most_days(duration: Duration) -> int:
    days = min(int(duration.amount * _MOST_DAYS[duration.unit]), _MOST)
    return days * 7 // 5 + 2 if duration.is_business else days
