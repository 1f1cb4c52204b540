"""The path: stages and the ways between them."""

from __future__ import annotations

from typing import Literal

from journeydsl.model.conditions import Condition
from journeydsl.model.people import Words
from journeydsl.model.values import (
    Day,
    Declaration,
    Duration,
    Number,
    Percent,
    Prose,
    Reference,
    Text,
)
from journeydsl.text.record import Record
from journeydsl.text.source import Span


class TimeLimit(Record):
    """`leave within 60 days else -> nurture`"""

    duration: Duration
    target: Reference
    span: Span


class Help(Record):
    """`help from sdr "Answers product questions" within 4 business hours`"""

    team: Reference
    text: Text | None
    within: Duration | None
    span: Span


class StageContent(Record):
    """`content "Benchmark report" for champion at "https://acme.example/benchmark"`"""

    title: Text
    roles: tuple[Reference, ...]
    address: Text | None
    review_by: Day | None
    span: Span


Preference = Literal["self service", "remote", "in person"]


class StageWhere(Record):
    """`where enterprise { … }`: what differs for the buyers of a segment, band or rule; the rest is none or empty."""

    holds: Reference
    requires: tuple[Reference, ...]
    collects: tuple[Reference, ...]
    expects: tuple[Reference, ...]
    prefers: Preference | None
    helps: tuple[Help, ...]
    contents: tuple[StageContent, ...]
    leave: TimeLimit | None
    words: Words
    about: Prose | None
    span: Span


StageKind = Literal["plain", "resting", "won", "lost"]


class Stage(Declaration):
    """Where a buyer is; `mapped` is the CRM's name."""

    kind: StageKind
    is_entry: bool
    mapped: Text | None
    owner: Reference | None
    is_gate: bool
    requires: tuple[Reference, ...]
    collects: tuple[Reference, ...]
    expects: tuple[Reference, ...]
    probability: Percent | None
    prefers: Preference | None
    helps: tuple[Help, ...]
    contents: tuple[StageContent, ...]
    leave: TimeLimit | None
    wheres: tuple[StageWhere, ...]
    words: Words
    about: Prose | None


class Way(Record):
    """What moves, recycles and handoffs share.

    `origins` are the stages it leaves; after `any`, every stage that is neither won nor lost nor the target, each with
    the place of the word. `header_span` is `lead -> sal`.
    """

    origins: tuple[Reference, ...]
    leaves_any: bool
    target: Reference
    title: str | None
    span: Span
    header_span: Span
    is_whole: bool
    when: Condition | None
    by: Reference | None
    priority: Number | None

    @property
    def name(self) -> str:
        """`lead -> sal`, `[lead, nurture] -> sal` or `any -> disqualified`."""
        names = [origin.name for origin in self.origins]
        listed = names[0] if len(names) == 1 else f"[{', '.join(names)}]"
        return f"{'any' if self.leaves_any else listed} -> {self.target.name}"

    @property
    def label(self) -> str:
        """What people call it: its title, else the names of its stages."""
        return self.title or self.name

    @property
    def fires_itself(self) -> bool:
        """Whether it happens as soon as its guard holds, without anybody's decision."""
        return self.when is not None and self.by is None


class Move(Way):
    """A buyer goes on."""

    reasons: tuple[Reference, ...]


class Recycle(Way):
    """A buyer goes back on purpose."""

    reasons: tuple[Reference, ...]


class Accept(Record):
    """`accept within 4 business hours else escalate to sdr_lead`"""

    duration: Duration
    escalates_to: Reference | None
    span: Span


class Contact(Record):
    """`contact within 1 business day, at least 6 attempts, else escalate to sdr_lead`"""

    duration: Duration
    attempts: Number | None
    escalates_to: Reference | None
    span: Span


class Rejection(Record):
    """`reject -> nurture because bad_fit, not_now`"""

    target: Reference
    reasons: tuple[Reference, ...]
    span: Span


class Feedback(Record):
    """`feedback every 1 week on budget answered within 5 business days`"""

    every: Duration
    fields: tuple[Reference, ...]
    answered_within: Duration | None
    span: Span


class RouteLine(Record):
    """`to enterprise_desk when enterprise share 30%`"""

    team: Reference
    when: Condition | None
    is_otherwise: bool
    share: Percent | None
    span: Span


class Route(Record):
    """`route first { … }`: the first line that holds, or the only one."""

    way: Literal["first", "unique"]
    lines: tuple[RouteLine, ...]
    span: Span


class Passed(Record):
    """One of `pass email, fit, demo_request`, or of `work first`: a field, a score or an activity."""

    kind: Literal["field", "score", "activity"]
    name: str
    span: Span


class HandoffWhere(Record):
    """`where enterprise { … }`: what differs for the buyers of a segment, band or rule; the rest is none or empty."""

    holds: Reference
    passes: tuple[Passed, ...]
    brief: Prose | None
    work_first: tuple[Passed, ...]
    accept: Accept | None
    contact: Contact | None
    feedback: Feedback | None
    about: Prose | None
    span: Span


class Handoff(Way):
    """A buyer changes hands: by itself with `when` alone, else as `by`, or the owner, decides."""

    passes: tuple[Passed, ...]
    brief: Prose | None
    work_first: tuple[Passed, ...]
    accept: Accept | None
    contact: Contact | None
    rejects: tuple[Rejection, ...]
    feedback: Feedback | None
    route: Route | None
    wheres: tuple[HandoffWhere, ...]
    about: Prose | None


class Reason(Declaration):
    """Why a buyer is rejected or taken off the path; declared where it is first used. `mapped` is the CRM's name."""

    mapped: Text | None
