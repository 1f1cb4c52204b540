"""The path: stages, moves, recycles and handoffs, as written."""

from __future__ import annotations

from journeydsl.syntax.conditions import When
from journeydsl.syntax.values import (
    Address,
    Audience,
    Block,
    By,
    Duration,
    Mapped,
    Name,
    Node,
    Number,
    Percent,
    Prose,
    ReviewBy,
    Text,
    Title,
    Word,
)


class Stage(Node):
    """`entry stage visitor "Visitor" { … }`"""

    entry: Word | None
    kind: Word | None
    name: Name
    clauses: tuple[Title | Mapped, ...]
    block: Block | None


class Owner(Node):
    """`owner marketing`"""

    team: Name


class Gate(Node):
    """`gate`"""


class Requires(Node):
    """`requires budget, products`"""

    fields: tuple[Name, ...]


class Collects(Node):
    """`collects country, employees`"""

    fields: tuple[Name, ...]


class Expects(Node):
    """`expects champion, economic_buyer`"""

    roles: tuple[Name, ...]


class Probability(Node):
    """`probability 22%`"""

    percent: Percent


class Prefers(Node):
    """`prefers self service`"""

    preference: Word


class HelpFrom(Node):
    """`help from sdr "Answers product questions" within 4 business hours`"""

    team: Name
    text: Text | None
    within: Duration | None


class StageContent(Node):
    """`content "Benchmark report" for champion at "https://acme.example/benchmark"`"""

    title: Text
    clauses: tuple[Audience | Address | ReviewBy, ...]


class LeaveWithin(Node):
    """`leave within 60 days else -> nurture`"""

    within: Duration
    stage: Name


class StageWhere(Node):
    """`where enterprise { … }` in a stage"""

    name: Name
    block: Block


class AnyStage(Node):
    """`any` as the stage that a way leaves"""

    text: str


class StageList(Node):
    """`[lead, sal]` as the stages that a way leaves"""

    stages: tuple[Name, ...]


Origin = Name | AnyStage | StageList


class Move(Node):
    """`move visitor -> lead "Identified" when email is known`"""

    origin: Origin
    target: Name
    title: Text | None
    clauses: tuple[When | By | Priority | Reasons, ...]


class Recycle(Node):
    """`recycle sql -> nurture "Gone quiet" when no email_click in 90 days`"""

    origin: Origin
    target: Name
    title: Text | None
    clauses: tuple[When | By | Priority | Reasons, ...]


class Priority(Node):
    """`priority 1`"""

    number: Number


class Reason(Node):
    """`bad_fit "Outside our customer profile" from "Reason: Bad fit"`"""

    name: Name
    title: Text | None
    mapped: Mapped | None


class Reasons(Node):
    """`because competitor, student`"""

    reasons: tuple[Reason, ...]


class Handoff(Node):
    """`handoff lead -> sal "Marketing to sales development" { … }`"""

    origin: Origin
    target: Name
    clauses: tuple[Title, ...]
    block: Block | None


class PassAlong(Node):
    """`pass email, fit, engagement`"""

    names: tuple[Name, ...]


class Brief(Node):
    """`brief "What they read"`"""

    prose: Prose


class WorkFirst(Node):
    """`work first engagement, fit`"""

    names: tuple[Name, ...]


class Attempts(Node):
    """`at least 6 attempts`"""

    number: Number
    word: Word


class Escalation(Node):
    """`else escalate to sdr_lead`"""

    team: Name


class AcceptWithin(Node):
    """`accept within 4 business hours else escalate to sdr_lead`"""

    within: Duration
    escalation: Escalation | None


class ContactWithin(Node):
    """`contact within 1 business day, at least 6 attempts, else escalate to sdr_lead`"""

    within: Duration
    attempts: Attempts | None
    escalation: Escalation | None


class Reject(Node):
    """`reject -> nurture because bad_fit, not_now`"""

    stage: Name
    reasons: tuple[Reason, ...] | None


class Feedback(Node):
    """`feedback every 1 week on budget answered within 5 business days`"""

    every: Duration
    fields: tuple[Name, ...] | None
    answered: Duration | None


class Route(Node):
    """`route first { … }`"""

    way: Word
    block: Block


class RouteLine(Node):
    """`to enterprise_desk when enterprise share 30%`"""

    team: Name
    when: When | None
    otherwise: Word | None
    share: Percent | None


class HandoffWhere(Node):
    """`where enterprise { … }` in a handoff"""

    name: Name
    block: Block
