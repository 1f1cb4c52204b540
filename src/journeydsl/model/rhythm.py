"""The working rhythm and what must stay true: content, cadences, offers, meetings, terms and scenarios."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from journeydsl.model.conditions import Condition
from journeydsl.model.people import Signature, Weekday
from journeydsl.model.values import (
    Day,
    Declaration,
    Duration,
    Kind,
    Money,
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

if TYPE_CHECKING:
    from fractions import Fraction


class Content(Declaration):
    """Something to send, for roles in stages, by a team."""

    roles: tuple[Reference, ...]
    stages: tuple[Reference, ...]
    by: Reference | None
    answers: tuple[Text, ...]
    asks: Text | None
    text: Prose | None
    due: Day | None
    address: Text | None
    review_by: Day | None
    signatures: tuple[Signature, ...]
    about: Prose | None


class Touch(Record):
    """`email with calculator_mail`"""

    channel: str
    content: Reference | None
    span: Span


class CadenceDay(Record):
    """`day 0 call, email with calculator_mail`"""

    day: int
    touches: tuple[Touch, ...]
    span: Span


class Cadence(Declaration):
    """What a team does day by day with the buyers of some stages."""

    stages: tuple[Reference, ...]
    by: Reference | None
    days: tuple[CadenceDay, ...]
    stop_when: Condition | None
    about: Prose | None


class Brings(Record):
    """`brings 60 lead`"""

    number: Number
    stage: Reference
    span: Span


class Announcement(Record):
    """`announce 10 business days before to sdr, sales`"""

    before: Duration
    teams: tuple[Reference, ...]
    span: Span


class FollowUp(Record):
    """`follow up "Call within a day" with calculator_mail`"""

    text: Text | None
    content: Reference | None
    span: Span


Purpose = Literal["plant", "cultivate", "harvest", "weed"]


class Offer(Declaration):
    """Something that a team puts before buyers for a while: a webinar, a trial, a campaign."""

    by: Reference | None
    purpose: Purpose | None
    runs: Period | None
    roles: tuple[Reference, ...]
    stages: tuple[Reference, ...]
    brings: tuple[Brings, ...]
    costs: Money | None
    announcements: tuple[Announcement, ...]
    signatures: tuple[Signature, ...]
    address: Text | None
    says: tuple[Text, ...]
    never_says: tuple[Text, ...]
    quotes: tuple[Text, ...]
    leads_from: Text | None
    follow_ups: tuple[FollowUp, ...]
    about: Prose | None


Ordinal = Literal["first", "second", "third", "fourth", "last"]


class EveryOn(Record):
    """`every 2 weeks on mon 10:00`, `every month on first tue 10:00`"""

    number: int
    unit: Unit
    ordinal: Ordinal | None
    weekday: Weekday | None
    time: TimeOfDay | None
    span: Span


class AfterOffer(Record):
    """`5 business days after roi_webinar`"""

    delay: Duration
    offer: Reference
    span: Span


class EachNewcomer(Record):
    """`within 10 business days for each newcomer`"""

    within: Duration
    span: Span


MeetingKind = Literal["audit", "review", "calls", "training", "onboarding", "social"]


class Reading(Record):
    """What a meeting reads, by name."""

    kind: Literal["kpi", "promise", "offer"]
    name: str
    span: Span


class StepReading(Record):
    """`lead -> sal` in what a meeting reads"""

    origin: Reference
    target: Reference
    span: Span


class Meeting(Declaration):
    """When teams meet and what about; `schedule` is none only where a fault took it."""

    schedule: EveryOn | AfterOffer | EachNewcomer | None
    teams: tuple[Reference, ...]
    kind: MeetingKind | None
    agenda: tuple[Text, ...]
    readings: tuple[Reading | StepReading, ...]
    about: Prose | None


class Named(Record):
    """A name that may be of several kinds, with the kind it has."""

    kind: Kind
    name: str
    span: Span


class Term(Declaration):
    """A word that the teams agree on: another name of something (`stands_for`), or a meaning in prose."""

    stands_for: Named | None
    means: Prose | None
    never: tuple[Text, ...]


class GivenValue(Record):
    """`employees = 2400`, `products = [crm]`: a list for an `any of` field, a plain value otherwise"""

    field: str
    value: int | Fraction | bool | str | date | tuple[str, ...]
    span: Span


class GivenMissing(Record):
    """`budget is missing`"""

    field: str
    span: Span


class GivenActivity(Record):
    """`2 demo_request 5 days ago`"""

    number: int
    activity: str
    ago: Duration
    span: Span


class ExpectWay(Record):
    """`expect -> sal`: it happens or is allowed"""

    stage: Reference
    is_denied: bool
    span: Span


class ExpectTeam(Record):
    """`expect to enterprise_desk`"""

    team: Reference
    is_denied: bool
    span: Span


class ExpectStays(Record):
    """`expect stays`"""

    is_denied: bool
    span: Span


class ExpectHolds(Record):
    """`expect qualified`: a rule, segment or band"""

    holds: Named
    is_denied: bool
    span: Span


class Scenario(Record):
    """One buyer at a stage and what is expected; what is not given is missing."""

    title: Text
    given: tuple[GivenValue | GivenMissing | GivenActivity, ...]
    at: Reference | None
    on: Day | None
    expectations: tuple[ExpectWay | ExpectTeam | ExpectStays | ExpectHolds, ...]
    about: Prose | None
    span: Span
    is_whole: bool
