"""A signature that was given to an agreement of another meaning."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.checks._words import quoted
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.signing.signature import void_signatures

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "warning"
COSTS = "one side keeps promises that the other has rewritten, and finds out from a buyer"
ABOUT = ("signatures",)


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every signature with a fingerprint that the journey no longer has."""
    if not subject.has_whole_path:
        return
    for signature in void_signatures(subject.journey):
        team = quoted(signature.team.name)
        yield Finding(
            signature.span,
            f"What {team} agreed to on {signature.day.date.isoformat()} has changed in meaning since",
            f"signature {signature.team.name}",
            evidence=(
                "what counts are stages, rules, scores, routes, handoffs and promises; titles, words and order do not",
            ),
            fix=Fix(f"Let {team} read what changed (`journey diff`), and run `journey sign {signature.team.name}`"),
        )
