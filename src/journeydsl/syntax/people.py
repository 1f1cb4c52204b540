"""Files, the agreement, calendars, teams and roles, as written."""

from __future__ import annotations

from journeydsl.syntax.values import (
    Block,
    Date,
    Duration,
    Mapped,
    Name,
    Node,
    Number,
    Prose,
    Text,
    Time,
    Title,
    Word,
)


class Use(Node):
    """`use "shared/teams.journey"`"""

    path: Text


class Journey(Node):
    """`journey acme "Acme: new business" { … }`"""

    name: Name
    clauses: tuple[Title, ...]
    block: Block | None


class ForRule(Node):
    """`for ideal_customer`"""

    rule: Name


class SourceField(Node):
    """`source lead_source`"""

    field: Name


class Sponsor(Node):
    """`sponsor leadership`"""

    team: Name


class Email(Node):
    """`email "sales@acme.example"`"""

    text: Text


class Channel(Node):
    """`channel "#sales"`"""

    text: Text


class Currency(Node):
    """`currency USD`"""

    code: Name


class CalendarProperty(Node):
    """`calendar london` inside a journey or a team"""

    calendar: Name


class ReviewEvery(Node):
    """`review every 90 days`"""

    duration: Duration


class FiscalYear(Node):
    """`fiscal year from january`"""

    month: Name


class Language(Node):
    """`language en`"""

    code: Name


class Agreed(Node):
    """`agreed by marketing 2026-10-01, sales 2026-10-02`"""

    signatures: tuple[Signature, ...]


class Signature(Node):
    """`sales 2026-10-02 as 7f3a91`"""

    team: Name
    date: Date
    fingerprint: Name | None


class Calendar(Node):
    """`calendar london "London office" { … }`"""

    name: Name
    clauses: tuple[Title, ...]
    block: Block


class Timezone(Node):
    """`timezone "Europe/London"`"""

    text: Text


class Weekdays(Node):
    """`mon..fri` or `sat`"""

    first: Name
    last: Name | None


class OpenHours(Node):
    """`open mon..fri 09:00..17:30`"""

    days: tuple[Weekdays, ...]
    opens: Time
    closes: Time


class Closed(Node):
    """`closed 2026-12-24..2027-01-01 "Year's end"`"""

    first: Date
    last: Date | None
    title: Text | None


class Holidays(Node):
    """`holidays GB ENG`"""

    country: Name
    part: Name | None


class Team(Node):
    """`external team agency "Demand agency" { … }`"""

    external: Word | None
    name: Name
    clauses: tuple[Title | Mapped, ...]
    block: Block | None


class People(Node):
    """`people 12`"""

    number: Number


class StandIn(Node):
    """`stand in sdr`"""

    team: Name


class StaffedBy(Node):
    """`staffed by founder`"""

    team: Name


class PartOf(Node):
    """`part of sales`"""

    team: Name


class Capacity(Node):
    """`capacity 1_000 sal per month`"""

    number: Number
    stage: Name
    unit: Word


class Role(Node):
    """`role champion "Champion" { … }`"""

    name: Name
    clauses: tuple[Title | Mapped, ...]
    block: Block | None


class Cares(Node):
    """`cares "Payback within a year"`"""

    texts: tuple[Text, ...]


class BuyerLine(Node):
    """`buyer asks "Is it worth it?" from "Nine interviews, 2026-09"`"""

    verb: Word
    texts: tuple[Text, ...]
    basis: Mapped | None


class Say(Node):
    """`say "Payback in nine months"`"""

    texts: tuple[Text, ...]


class NeverSay(Node):
    """`never say "guaranteed savings"`"""

    texts: tuple[Text, ...]


class Objection(Node):
    """`objection "We can build this" answer "Eleven of twelve who tried came back"`"""

    text: Text
    answer: Prose | None
