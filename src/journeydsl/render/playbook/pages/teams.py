"""The teams: how to reach them, what they own, send and receive; and the calendars that they keep."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from journeydsl.model.people import Calendar, Team, Weekday
from journeydsl.render.playbook.composing import existing, facts, listed, note, said, section, table, words
from journeydsl.render.playbook.document import Amount, Own, Page, Place, Section, Web, Words
from journeydsl.render.playbook.pages.agreement import PER, period_words
from journeydsl.render.playbook.pages.prose import prose
from journeydsl.render.playbook.pages.stages import no_pages
from journeydsl.render.playbook.site import TEAMS, Book, anchor, mapped, own
from journeydsl.text.record import Record

WEEKDAYS: dict[Weekday, str] = {
    "mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday", "sat": "Saturday",
    "sun": "Sunday",
}  # fmt: skip


def teams_page(book: Book) -> Page:
    """Every team, and every calendar."""
    work = _work(book)
    teams = [_team(book, team, work) for team in book.journey.teams.values()]
    calendars = [_calendar(calendar) for calendar in book.journey.calendars.values()]
    blocks = existing(
        note("No team is written yet.") if not teams else None,
        no_pages(book.site.sides),
        section("all-teams", "Who is who", *teams),
        section("calendars", "Working hours", *calendars),
    )
    return Page(TEAMS, TEAMS, "", "Teams", words("Who owns what, and how to reach them."), None, blocks)


def contact(book: Book, team: Team) -> Words:
    """A team's channel and e-mail, those of the team that it is part of where it has none."""
    for name in book.graph.lineage(team.name):
        found = book.journey.teams[name]
        ways = [own(found.channel)] if found.channel else []
        if found.email:
            ways.append(words(Web(found.email.text, f"mailto:{found.email.text}")))
        if ways:
            return listed(ways, "or")
    return ()


class _Work(Record):
    """What each team has to do with, by its name: the stages it owns, what it sends and receives, its parts."""

    owns: Mapping[str, list[Words]]
    sends: Mapping[str, list[Words]]
    receives: Mapping[str, list[Words]]
    parts: Mapping[str, list[Words]]


def _work(book: Book) -> _Work:
    journey, graph = book.journey, book.graph
    owns, sends, receives, parts = (defaultdict[str, list[Words]](list) for _ in range(4))
    for stage in journey.stages.values():
        if stage.owner:
            owns[stage.owner.name].append(words(book.stage(stage.name)))
    for way in journey.handoffs:
        told = words(book.handoff(way))
        for teams, found in ((graph.senders(way), sends), (graph.receivers(way), receives)):
            for name in dict.fromkeys(teams):
                found[name].append(told)
    for team in journey.teams.values():
        if team.part_of:
            parts[team.part_of.name].append(words(book.team(team.name)))
    return _Work(owns, sends, receives, parts)


def _team(book: Book, team: Team, work: _Work) -> Section | None:
    capacity = [words(said(PER[c.unit], number=c.number, what=book.stage(c.stage))) for c in team.capacities]
    rows = facts(
        ("Reach them", contact(book, team) or words("no channel or e-mail is written")),
        ("Owns", listed(work.owns.get(team.name, []))),
        ("Sends", listed(work.sends.get(team.name, []))),
        ("Receives", listed(work.receives.get(team.name, []))),
        ("Part of", words(book.team(team.part_of)) if team.part_of else ()),
        ("Made of", listed(work.parts.get(team.name, []))),
        ("Same people as", words(book.team(team.staffed_by)) if team.staffed_by else ()),
        ("People", words(Amount(team.people)) if team.people else ()),
        ("Capacity", listed(capacity)),
        ("Stands in for them", words(book.team(team.stand_in)) if team.stand_in else ()),
        ("Calendar", words(book.named("calendar", team.calendar)) if team.calendar else ()),
        ("Outside the company", words("yes") if team.is_external else ()),
        ("In the CRM", mapped(team.mapped)),
    )
    return section(anchor("team", team.name), words(book.team(team.name)), prose(team.about), rows,
                   place=team.name_span)  # fmt: skip


def _calendar(calendar: Calendar) -> Section | None:
    hours = [
        (
            _days(line.weekdays),
            words(said("{opens} to {closes}", opens=line.opens, closes=line.closes)),
            words(Place(line.span)),
        )
        for line in calendar.open_hours
    ]
    closures = [
        words(
            period_words(closure.period),
            words(" (", Own(closure.title), ")") if closure.title else "",
        )
        for closure in calendar.closures
    ]
    holidays = [words(Own(f"{line.country} {line.part or ''}".strip())) for line in calendar.holidays]
    return section(
        anchor("calendar", calendar.name),
        words(Own(calendar.label)),
        table(("Days", "Open", "Written"), hours),
        facts(
            ("Time zone", own(calendar.timezone)),
            ("Public holidays of", listed(holidays)),
            ("Closed", listed(closures)),
        ),
        place=calendar.name_span,
    )


def _days(weekdays: tuple[Weekday, ...]) -> Words:
    """`Monday to Friday` for three days in a row and more, else each day."""
    order = list(WEEKDAYS)
    places = [order.index(day) for day in weekdays]
    in_a_row = places == list(range(places[0], places[0] + len(places))) if places else False
    names = [WEEKDAYS[day] for day in weekdays]
    if len(names) > 2 and in_a_row:
        return words(said("{first} to {last}", first=names[0], last=names[-1]))
    return words(*(part for number, name in enumerate(names) for part in ((", ", name) if number else (name,))))
