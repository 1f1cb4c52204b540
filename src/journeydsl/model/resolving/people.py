"""Calendars, teams, roles, the words for buyers, and who agreed."""

from __future__ import annotations

import re
from typing import get_args

from journeydsl.model.faults import BadCountry, BadTimezone
from journeydsl.model.people import (
    BuyerLine,
    Calendar,
    Capacity,
    Closure,
    Holidays,
    Objection,
    OpenHours,
    Role,
    Signature,
    Team,
    Verb,
    Weekday,
    Words,
)
from journeydsl.model.resolving.properties import Properties, properties, title
from journeydsl.model.resolving.scope import Scope
from journeydsl.model.resolving.values import counted, day, known_word, period, time_of_day, unit, word
from journeydsl.model.values import Prose, Text
from journeydsl.syntax import people as syntax
from journeydsl.syntax.values import About, Mapped, Name

_VERBS: tuple[Verb, ...] = get_args(Verb)
_WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
_TIMEZONE = re.compile(r"[A-Z]{3,4}|[A-Z][A-Za-z]*(?:/[A-Z][A-Za-z0-9_+-]*){1,2}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_PART = re.compile(r"[A-Z0-9]{1,3}")


def read_calendar(scope: Scope, node: syntax.Calendar) -> Calendar:
    """A calendar; days and hours that make no sense are left out."""
    found = properties(scope, node.clauses, node.block)
    opened = [_open_hours(scope, hours) for hours in found.every(syntax.OpenHours)]
    closed = [_closure(scope, closure) for closure in found.every(syntax.Closed)]
    holidays = [_holidays(scope, one) for one in found.every(syntax.Holidays)]
    return Calendar(
        name=node.name.text,
        title=title(scope, None, found),
        span=scope.span(node),
        name_span=scope.span(node.name),
        timezone=_timezone(scope, found.one(syntax.Timezone)),
        open_hours=tuple(hours for hours in opened if hours),
        closures=tuple(closure for closure in closed if closure),
        holidays=tuple(one for one in holidays if one),
        is_whole=scope.whole,
    )


def read_team(scope: Scope, node: syntax.Team) -> Team:
    """A team."""
    found = properties(scope, node.clauses, node.block)
    channel, email = found.one(syntax.Channel), found.one(syntax.Email)
    people, stand_in = found.one(syntax.People), found.one(syntax.StandIn)
    staffed_by, part_of = found.one(syntax.StaffedBy), found.one(syntax.PartOf)
    calendar = found.one(syntax.CalendarProperty)
    capacities = [_capacity(scope, capacity) for capacity in found.every(syntax.Capacity)]
    return Team(
        name=node.name.text,
        title=title(scope, None, found),
        span=scope.span(node),
        name_span=scope.span(node.name),
        is_external=node.external is not None,
        mapped=mapped(scope, found),
        channel=scope.text(channel.text) if channel else None,
        email=scope.text(email.text) if email else None,
        people=counted(scope, people.number, "people", 1) if people else None,
        stand_in=scope.reference(stand_in.team, "team") if stand_in else None,
        staffed_by=scope.reference(staffed_by.team, "team") if staffed_by else None,
        part_of=scope.reference(part_of.team, "team") if part_of else None,
        calendar=scope.reference(calendar.calendar, "calendar") if calendar else None,
        capacities=tuple(capacity for capacity in capacities if capacity),
        about=about(scope, found),
        is_whole=scope.whole,
    )


def read_role(scope: Scope, node: syntax.Role) -> Role:
    """A buying role."""
    found = properties(scope, node.clauses, node.block)
    return Role(
        name=node.name.text,
        title=title(scope, None, found),
        span=scope.span(node),
        name_span=scope.span(node.name),
        mapped=mapped(scope, found),
        cares=scope.texts(text for cares in found.every(syntax.Cares) for text in cares.texts),
        words=words(scope, found),
        about=about(scope, found),
        is_whole=scope.whole,
    )


def words(scope: Scope, found: Properties) -> Words:
    """What buyers say and what is said to them."""
    return Words(
        buyer_lines=tuple(_buyer_line(scope, line) for line in found.every(syntax.BuyerLine)),
        says=scope.texts(text for say in found.every(syntax.Say) for text in say.texts),
        never_says=scope.texts(text for never in found.every(syntax.NeverSay) for text in never.texts),
        objections=tuple(
            Objection(Text(one.text.text, scope.span(one.text)), scope.prose(one.answer), scope.span(one))
            for one in found.every(syntax.Objection)
        ),
    )


def signatures(scope: Scope, found: Properties) -> tuple[Signature, ...]:
    """Who agreed and when."""
    signed = []
    for signature in (one for agreed in found.every(syntax.Agreed) for one in agreed.signatures):
        team, date = scope.reference(signature.team, "team"), day(scope, signature.date)
        if team and date:
            fingerprint = signature.fingerprint.text if signature.fingerprint else None
            signed.append(Signature(team, date, fingerprint or None, scope.span(signature)))
    return tuple(signed)


def mapped(scope: Scope, found: Properties) -> Text | None:
    """The CRM's own name."""
    one = found.one(Mapped)
    return scope.text(one.text) if one else None


def about(scope: Scope, found: Properties) -> Prose | None:
    """What a reader would like to know."""
    one = found.one(About)
    return scope.prose(one.prose) if one else None


def weekday(scope: Scope, node: Name, subject: str) -> Weekday | None:
    """A day of the week."""
    found = word(scope, node, subject, _WEEKDAYS)
    return next((one for one in _WEEKDAYS if one == found), None)


def _timezone(scope: Scope, node: syntax.Timezone | None) -> Text | None:
    text = scope.text(node.text) if node else None
    if text and not _TIMEZONE.fullmatch(text.text):
        scope.fault(BadTimezone(text.span, text.text))
        return None
    return text


def _open_hours(scope: Scope, node: syntax.OpenHours) -> OpenHours | None:
    opens, closes = time_of_day(scope, node.opens), time_of_day(scope, node.closes)
    days = tuple(one for days in node.days for one in _weekdays(scope, days))
    if opens is None or closes is None or not days:
        scope.whole = False
        return None
    return OpenHours(days, opens, closes, scope.span(node))


def _weekdays(scope: Scope, node: syntax.Weekdays) -> tuple[Weekday, ...]:
    first = weekday(scope, node.first, "open")
    last = weekday(scope, node.last, "open") if node.last else first
    if first is None or last is None:
        return ()
    begin, end = _WEEKDAYS.index(first), _WEEKDAYS.index(last)
    if begin <= end:
        return _WEEKDAYS[begin : end + 1]
    return (*_WEEKDAYS[begin:], *_WEEKDAYS[: end + 1])


def _closure(scope: Scope, node: syntax.Closed) -> Closure | None:
    days = period(scope, node.first, node.last)
    return Closure(days, node.title.text if node.title else None, scope.span(node)) if days else None


def _holidays(scope: Scope, node: syntax.Holidays) -> Holidays | None:
    for part, shape in ((node.country, _COUNTRY), (node.part, _PART)):
        if part is not None and not shape.fullmatch(part.text):
            if part.text:
                scope.fault(BadCountry(scope.span(part), part.text))
            scope.whole = False
            return None
    return Holidays(node.country.text, node.part.text if node.part else None, scope.span(node))


def _capacity(scope: Scope, node: syntax.Capacity) -> Capacity | None:
    number = counted(scope, node.number, "capacity")
    stage, per = scope.reference(node.stage, "stage"), unit(scope, node.unit)
    return Capacity(number, stage, per, scope.span(node)) if number and stage and per else None


def _buyer_line(scope: Scope, node: syntax.BuyerLine) -> BuyerLine:
    return BuyerLine(
        known_word(node.verb, _VERBS, "asks"),
        scope.texts(node.texts),
        scope.text(node.basis.text) if node.basis else None,
        scope.span(node),
    )
