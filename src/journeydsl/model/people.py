"""Who works on the journey and who buys: calendars, teams, roles, and the words for buyers."""

from __future__ import annotations

from typing import Literal

from journeydsl.model.values import (
    Day,
    Declaration,
    Number,
    Period,
    Prose,
    Reference,
    Text,
    TimeOfDay,
    Unit,
)
from journeydsl.text.record import Record
from journeydsl.text.source import Span

Verb = Literal["asks", "does", "wants", "knows"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Signature(Record):
    """`sales 2026-10-02 as 7f3a91`: a team agreed on a day, perhaps to a fingerprint."""

    team: Reference
    day: Day
    fingerprint: str | None
    span: Span


class OpenHours(Record):
    """`open mon..fri 09:00..17:30`; hours that close no later than they open run past midnight."""

    weekdays: tuple[Weekday, ...]
    opens: TimeOfDay
    closes: TimeOfDay
    span: Span


class Closure(Record):
    """`closed 2026-12-24..2027-01-01 "Year's end"`"""

    period: Period
    title: str | None
    span: Span


class Holidays(Record):
    """`holidays GB ENG`: a country's, or those of a part of it."""

    country: str
    part: str | None
    span: Span


class Calendar(Declaration):
    """When people work; `timezone` as written."""

    timezone: Text | None
    open_hours: tuple[OpenHours, ...]
    closures: tuple[Closure, ...]
    holidays: tuple[Holidays, ...]


class Capacity(Record):
    """`capacity 1_000 sal per month`"""

    number: Number
    stage: Reference
    unit: Unit
    span: Span


class Team(Declaration):
    """Some people; `people` is how many, `mapped` the CRM's name, `staffed_by` the same people in another hat."""

    is_external: bool
    mapped: Text | None
    channel: Text | None
    email: Text | None
    people: Number | None
    stand_in: Reference | None
    staffed_by: Reference | None
    part_of: Reference | None
    calendar: Reference | None
    capacities: tuple[Capacity, ...]
    about: Prose | None


class BuyerLine(Record):
    """`buyer asks "Is it worth it?" from "Nine interviews, 2026-09"`"""

    verb: Verb
    texts: tuple[Text, ...]
    basis: Text | None
    span: Span


class Objection(Record):
    """`objection "We can build this" answer "Eleven of twelve who tried came back"`"""

    text: Text
    answer: Prose | None
    span: Span


class Words(Record):
    """What buyers say and what is said to them, in a stage, a role or the whole journey."""

    buyer_lines: tuple[BuyerLine, ...]
    says: tuple[Text, ...]
    never_says: tuple[Text, ...]
    objections: tuple[Objection, ...]


class Role(Declaration):
    """Somebody on the buyer's side who takes part in buying."""

    mapped: Text | None
    cares: tuple[Text, ...]
    words: Words
    about: Prose | None
