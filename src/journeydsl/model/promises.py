"""What the teams promise each other, and the numbers: promises, plans and KPIs."""

from __future__ import annotations

from typing import Literal

from journeydsl.model.values import (
    Declaration,
    Duration,
    Money,
    Number,
    Percent,
    Period,
    Prose,
    Reference,
    Text,
    Unit,
)
from journeydsl.text.record import Record
from journeydsl.text.source import Span


class StepWithin(Record):
    """`sql -> customer within 15 business days`"""

    origin: Reference
    target: Reference
    within: Duration
    span: Span


class Deliver(Record):
    """`deliver 900 lead -> sal per month`"""

    number: Number
    origin: Reference
    target: Reference
    unit: Unit
    span: Span


class Answer(Record):
    """`answer 95% of lead -> sal within 4 business hours`"""

    percent: Percent
    origin: Reference
    target: Reference
    within: Duration
    span: Span


class Promise(Declaration):
    """What a team (`giver`) promises another (`receiver`) or the buyer, or a time that just is promised."""

    giver: Reference | None
    receiver: Reference | None
    is_to_buyer: bool
    step: StepWithin | None
    delivers: tuple[Deliver, ...]
    answers: tuple[Answer, ...]
    about: Prose | None


class PlanTarget(Record):
    """`target 2M USD from customer`"""

    amount: Money | Number
    stage: Reference
    span: Span


class PlanEntry(Record):
    """`visitor 60% by marketing`"""

    stage: Reference
    share: Percent
    team: Reference | None
    span: Span


class Conversion(Record):
    """`convert lead -> sal 20% in 14 days from "2026 cohort, n = 1_236"`"""

    origin: Reference
    target: Reference
    rate: Percent
    lag: Duration | None
    basis: Text | None
    span: Span


class Plan(Declaration):
    """The numbers of a period, bottom up."""

    period: Period
    target: PlanTarget | None
    deal: Money | None
    entries: tuple[PlanEntry, ...]
    conversions: tuple[Conversion, ...]
    about: Prose | None


StepQuantity = Literal["acceptance", "conversion", "volume", "time"]


class StepMeasure(Record):
    """`acceptance of lead -> sal`"""

    measure: StepQuantity
    origin: Reference
    target: Reference
    span: Span


class CountMeasure(Record):
    """`count of email_click`"""

    activity: Reference
    span: Span


class AverageMeasure(Record):
    """`average of budget`"""

    field: Reference
    span: Span


class Kpi(Declaration):
    """A number that teams watch; `team` is the one it is for, `shared_by` those that share it."""

    measure: StepMeasure | CountMeasure | AverageMeasure
    target: Percent | Number | Money | Duration | None
    shared_by: tuple[Reference, ...]
    team: Reference | None
