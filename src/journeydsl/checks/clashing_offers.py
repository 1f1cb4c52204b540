"""Two offers to the same buyers on the same days."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix, Label
from journeydsl.graph.offers import clashes, is_over

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "warning"
COSTS = "each takes buyers from the other, and the buyer believes neither"
ABOUT = ("offers",)


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every pair of offers for the same roles in the same stages whose days meet, as long as neither is over."""
    for later, earlier in clashes(subject.graph):
        if (
            later.runs is None
            or earlier.runs is None
            or is_over(later, subject.today)
            or is_over(earlier, subject.today)
        ):
            continue
        first, last = max(later.runs.first, earlier.runs.first), min(later.runs.last, earlier.runs.last)
        days = f"from {first.isoformat()} to {last.isoformat()}" if first != last else f"on {first.isoformat()}"
        yield Finding(
            later.runs.span,
            f"`{earlier.name}` and `{later.name}` are put to the same buyers {days}",
            f"offer {later.name} {earlier.name}",
            labels=(Label(earlier.runs.span, f"`{earlier.name}` runs then"),),
            fix=Fix("Let one begin when the other has ended, or put it to other roles or stages"),
        )
