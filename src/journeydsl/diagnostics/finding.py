"""Findings, the places they show, the fixes they offer, and the diagnostics made of them."""

from __future__ import annotations

from typing import Literal

from journeydsl.text.record import Record
from journeydsl.text.source import Edit, Span

Severity = Literal["error", "warning", "advice"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "advice")


class Label(Record):
    """A second place that belongs to a finding, with a few words about it."""

    span: Span
    text: str


class Fix(Record):
    """What to do: an order in one sentence, and the edits that carry it out where a machine can.

    Edits are safe where the journey means what its author meant, and nothing else changes.
    """

    text: str
    edits: tuple[Edit, ...] = ()
    is_safe: bool = False


class Finding(Record):
    """What one check saw.

    `subject` names the place in the structure, such as `handoff lead -> sal` or `field country`, and tells findings of
    one check apart when lines move. `evidence` are lines of words: a buyer, a path, a sum.
    """

    span: Span
    message: str
    subject: str
    labels: tuple[Label, ...] = ()
    evidence: tuple[str, ...] = ()
    fix: Fix | None = None
    severity: Severity | None = None


class Unanswered(Record):
    """A question that a check could not settle exactly; it is told, and never taken for "fine".

    `question` goes on after "whether": `somebody takes every buyer of ...`. `reason` is a sentence without its stop.
    """

    span: Span
    question: str
    subject: str
    reason: str


class Diagnostic(Record):
    """A finding with the name of its check, its severity, and what it costs to leave it."""

    name: str
    severity: Severity
    finding: Finding
    costs: str
    fingerprint: str

    @property
    def span(self) -> Span:
        """The place to show."""
        return self.finding.span


def fingerprint(name: str, journey: str, subject: str, repeated: int) -> str:
    """What a finding is known by from run to run: its check and its place in the structure, not its line.

    `journey` is the name of the journey, empty for a library by itself; `repeated` counts the earlier findings of the
    same check and subject in the same journey. Twelve hexadecimal digits.
    """
    from hashlib import sha256

    return sha256(f"{name}\n{journey}\n{subject}\n{repeated}".encode()).hexdigest()[:12]
