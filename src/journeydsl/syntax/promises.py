"""Promises, plans and KPIs, as written."""

from __future__ import annotations

from journeydsl.syntax.values import (
    Block,
    Date,
    Duration,
    Mapped,
    Name,
    Node,
    Number,
    Percent,
    Quantity,
    Text,
    Word,
)


class Promise(Node):
    """`promise lead_volume "Lead volume" marketing to sdr { … }`"""

    name: Name
    title: Text | None
    sides: PromiseSides | None
    step: StepWithin | None
    block: Block | None


class PromiseSides(Node):
    """`marketing to sdr` or `success to buyer`"""

    giver: Name
    receiver: Name | BuyerSide


class BuyerSide(Node):
    """`buyer` as the one to whom something is promised"""

    text: str


class StepWithin(Node):
    """`sql -> customer within 15 business days`"""

    origin: Name
    target: Name
    within: Duration


class Deliver(Node):
    """`deliver 900 lead -> sal per month`"""

    number: Number
    origin: Name
    target: Name
    unit: Word


class Answer(Node):
    """`answer 95% of lead -> sal within 4 business hours`"""

    percent: Percent
    origin: Name
    target: Name
    within: Duration


class Plan(Node):
    """`plan q1 "Q1 2027" 2027-01-01..2027-03-31 { … }`"""

    name: Name
    title: Text | None
    period: Period
    block: Block


class Period(Node):
    """`2027-01-01..2027-03-31`"""

    first: Date
    last: Date


class Target(Node):
    """`target 2M USD from customer`"""

    quantity: Quantity
    stage: Name


class Deal(Node):
    """`deal 40k USD`"""

    quantity: Quantity


class PlanEntry(Node):
    """`visitor 60% by marketing`"""

    stage: Name
    percent: Percent
    team: Name | None


class Enter(Node):
    """`enter visitor 60% by marketing, partner 40%`"""

    entries: tuple[PlanEntry, ...]


class Convert(Node):
    """`convert lead -> sal 20% in 14 days from "2026 cohort, n = 1_236"`"""

    origin: Name
    target: Name
    percent: Percent
    lag: Duration | None
    basis: Mapped | None


class Kpi(Node):
    """`kpi acceptance "Handoff acceptance" measures acceptance of lead -> sal target 90% shared by marketing, sdr`"""

    name: Name
    title: Text | None
    measure: Measure
    target: Percent | Quantity | Duration | None
    clauses: tuple[SharedBy | KpiFor, ...]


class StepKpi(Node):
    """`acceptance of lead -> sal`"""

    measure: Word
    origin: Name
    target: Name


class CountKpi(Node):
    """`count of email_click`"""

    activity: Name


class AverageKpi(Node):
    """`average of budget`"""

    field: Name


Measure = StepKpi | CountKpi | AverageKpi


class SharedBy(Node):
    """`shared by marketing, sdr`"""

    teams: tuple[Name, ...]


class KpiFor(Node):
    """`for marketing`"""

    team: Name
