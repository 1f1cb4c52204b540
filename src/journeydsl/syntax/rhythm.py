"""Content, cadences, offers, meetings, terms and scenarios, as written."""

from __future__ import annotations

from journeydsl.syntax.conditions import Condition
from journeydsl.syntax.values import (
    Audience,
    Block,
    By,
    Date,
    Duration,
    InStages,
    Name,
    Node,
    Number,
    Prose,
    Quantity,
    Text,
    Time,
    Title,
    Value,
    ValueList,
    Word,
)


class Content(Node):
    """`content calculator_mail "Calculator e-mail" for economic_buyer in lead by marketing { … }`"""

    name: Name
    clauses: tuple[Title | Audience | InStages | By, ...]
    block: Block | None


class Answers(Node):
    """`answers "Is it worth it?"`"""

    texts: tuple[Text, ...]


class Asks(Node):
    """`asks "Book twenty minutes"`"""

    text: Text


class ContentText(Node):
    '''`text """…"""` in a content'''

    prose: Prose


class Due(Node):
    """`due 2027-01-10`"""

    date: Date


class Cadence(Node):
    """`cadence first_touch "First touch" in sal by sdr { … }`"""

    name: Name
    clauses: tuple[Title | InStages | By, ...]
    block: Block


class Touch(Node):
    """`email with calculator_mail`"""

    name: Name
    content: Name | None


class CadenceDay(Node):
    """`day 0 call, email with calculator_mail`"""

    number: Number
    touches: tuple[Touch, ...]


class StopWhen(Node):
    """`stop when any email_click in 5 days`"""

    condition: Condition


class Offer(Node):
    """`offer roi_webinar "ROI webinar" by marketing { … }`"""

    name: Name
    clauses: tuple[Title | By, ...]
    block: Block | None


class Purpose(Node):
    """`purpose harvest`"""

    purpose: Name


class Runs(Node):
    """`runs 2027-01-14..2027-02-14`"""

    first: Date
    last: Date


class OfferFor(Node):
    """`for economic_buyer in lead, nurture`"""

    roles: tuple[Name, ...]
    stages: tuple[Name, ...] | None


class Brings(Node):
    """`brings 60 lead`"""

    number: Number
    stage: Name


class Costs(Node):
    """`costs 12k USD`"""

    quantity: Quantity


class Announce(Node):
    """`announce 10 business days before to sdr, sales`"""

    before: Duration
    teams: tuple[Name, ...]


class Quote(Node):
    """`quote "We got our money back before the pilot ended."`"""

    texts: tuple[Text, ...]


class LeadsFrom(Node):
    """`leads from "Campaign: ROI webinar"`"""

    text: Text


class FollowUp(Node):
    """`follow up "Call within a day" with calculator_mail`"""

    text: Text | None
    content: Name | None


class Meeting(Node):
    """`meeting smarketing "Pipeline meeting" every week on mon 10:00 for marketing, sales { … }`"""

    name: Name
    title: Text | None
    schedule: Schedule
    teams: tuple[Name, ...] | None
    block: Block | None


class EveryOn(Node):
    """`every 2 weeks on mon 10:00` or `every month`"""

    number: Number | None
    unit: Word
    on: OnWeekday | None


class OnWeekday(Node):
    """`on mon 10:00` or `on first tue 10:00`"""

    ordinal: Word | None
    weekday: Name
    time: Time | None


class AfterOffer(Node):
    """`5 business days after roi_webinar`"""

    delay: Duration
    offer: Name


class EachNewcomer(Node):
    """`within 10 business days for each newcomer`"""

    within: Duration


Schedule = EveryOn | AfterOffer | EachNewcomer


class MeetingKind(Node):
    """`kind audit`"""

    kind: Name


class Agenda(Node):
    """`agenda "Handoffs rejected last week, and why"`"""

    texts: tuple[Text, ...]


class Reading(Node):
    """`lead_volume` or `lead -> sal` in what a meeting reads"""

    name: Name
    target: Name | None


class Reads(Node):
    """`reads acceptance, lead -> sal`"""

    readings: tuple[Reading, ...]


class Term(Node):
    """`term mql "Marketing-qualified lead" is qualified never "hot lead"`"""

    name: Name
    title: Text | None
    meaning: TermIs | TermMeans
    never: NeverCalled | None


class TermIs(Node):
    """`is qualified`"""

    name: Name


class TermMeans(Node):
    """`means "A churned customer who comes back."`"""

    prose: Prose


class NeverCalled(Node):
    """`never "hot lead"`"""

    texts: tuple[Text, ...]


class Scenario(Node):
    """`scenario "A CFO asks for a demo" { … }`"""

    title: Text
    block: Block


class Given(Node):
    """`given employees = 2400, 1 demo_request 2 days ago`"""

    items: tuple[GivenValue | GivenList | GivenMissing | GivenActivity, ...]


class GivenValue(Node):
    """`employees = 2400`"""

    field: Name
    value: Value


class GivenList(Node):
    """`products = [crm, billing]`"""

    field: Name
    values: ValueList


class GivenMissing(Node):
    """`budget is missing`"""

    field: Name


class GivenActivity(Node):
    """`2 demo_request 5 days ago`"""

    number: Number
    activity: Name
    ago: Duration


class AtStage(Node):
    """`at lead`"""

    stage: Name


class OnDay(Node):
    """`on 2027-01-31`"""

    date: Date


class Expect(Node):
    """`expect not commercial`"""

    negation: Word | None
    expectation: ExpectWay | ExpectTeam | ExpectStays | ExpectHolds


class ExpectWay(Node):
    """`-> sal` after `expect`"""

    stage: Name


class ExpectTeam(Node):
    """`to enterprise_desk` after `expect`"""

    team: Name


class ExpectStays(Node):
    """`stays` after `expect`"""


class ExpectHolds(Node):
    """`qualified` after `expect`"""

    name: Name
