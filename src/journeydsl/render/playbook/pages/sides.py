"""What belongs to each side of the journey: a team at the top of `part of`, with all its parts."""

from __future__ import annotations

from collections.abc import Iterable

from journeydsl.diagnostics.finding import Diagnostic
from journeydsl.model.path import Handoff, Stage
from journeydsl.model.values import Reference
from journeydsl.render.playbook.site import Book
from journeydsl.text.record import Record
from journeydsl.text.source import Span

OPERATIONS = ""
Findings = dict[str, list[Diagnostic]]
"""The findings of each side, by its name."""


class Side(Record):
    """A team at the top with the names of all its parts, itself the first."""

    name: str
    teams: tuple[str, ...]

    def has(self, *teams: Reference | None) -> bool:
        """Whether one of these teams is of this side."""
        return any(team is not None and team.name in self.teams for team in teams)

    def has_one(self, teams: Iterable[str]) -> bool:
        """The same by name."""
        return any(team in self.teams for team in teams)


def sides_of(book: Book) -> tuple[Side, ...]:
    """Every side, in the order in which teams are declared."""
    parts: dict[str, list[str]] = {name: [name] for name in book.site.sides}
    for team in book.journey.teams:
        if team not in parts:
            parts[book.graph.top(team)].append(team)
    return tuple(Side(name, tuple(teams)) for name, teams in parts.items())


def stages_of(book: Book, side: Side) -> tuple[Stage, ...]:
    """The stages that a side owns."""
    return tuple(stage for stage in book.journey.stages.values() if side.has(stage.owner))


def received(book: Book, side: Side) -> tuple[Handoff, ...]:
    """The handoffs that bring buyers to a side."""
    return tuple(way for way in book.journey.handoffs if side.has_one(book.graph.receivers(way)))


def sent(book: Book, side: Side) -> tuple[Handoff, ...]:
    """The handoffs by which a side gives buyers away."""
    return tuple(way for way in book.journey.handoffs if side.has_one(book.graph.senders(way)))


def findings_of(book: Book) -> Findings:
    """The findings of each side, by its name; what concerns no team lies with `OPERATIONS`. Each is told once."""
    found: Findings = {name: [] for name in (*book.site.sides, OPERATIONS)}
    places = _places(book)
    smallest: dict[int, tuple[int, list[str]]] = {}
    for span, teams in places:
        for number in book.places.numbers_within(span):
            known = smallest.get(number)
            if known is None or span.end - span.start < known[0]:
                smallest[number] = (span.end - span.start, teams)
    for number, diagnostic in enumerate(book.diagnostics):
        teams = smallest[number][1] if number in smallest else []
        tops = [book.graph.top(team) for team in teams if team in book.journey.teams]
        found[tops[0] if tops else OPERATIONS].append(diagnostic)
    return found


def _places(book: Book) -> list[tuple[Span, list[str]]]:
    """Stretches of the files, each with the teams that it concerns, the one to act first."""
    journey, graph = book.journey, book.graph
    places = [(team.span, [team.name]) for team in journey.teams.values()]
    places += [(stage.span, _names(stage.owner)) for stage in journey.stages.values()]
    places += [(way.span, [*graph.receivers(way), *graph.senders(way)]) for way in journey.handoffs]
    places += [(way.span, _names(way.by)) for way in (*journey.moves, *journey.recycles)]
    places += [(one.span, _names(one.giver, one.receiver)) for one in journey.promises.values()]
    places += [(one.span, _names(one.by)) for one in journey.contents.values()]
    places += [(one.span, _names(one.by)) for one in journey.cadences.values()]
    places += [(one.span, _names(one.by)) for one in journey.offers.values()]
    places += [(one.span, _names(*one.teams)) for one in journey.meetings.values()]
    places += [(one.span, _names(one.team, *one.shared_by)) for one in journey.kpis.values()]
    places += [(plan.span, _names(journey.sponsor)) for plan in journey.plans.values()]
    return [(span, teams) for span, teams in places if teams]


def _names(*teams: Reference | None) -> list[str]:
    return [team.name for team in teams if team]
