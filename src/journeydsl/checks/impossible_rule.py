"""A condition that no buyer can ever meet."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._buyers import unanswered
from journeydsl.checks._subject import Subject
from journeydsl.checks._ways import is_all_read
from journeydsl.conditions.questions import Undecided
from journeydsl.diagnostics.finding import Finding, Fix, Unanswered

GROUP = "Rules, scores, segments, routes"
SEVERITY = "error"
COSTS = "buyers wait for a rule that never says yes, and everybody believes it does"


def check_journey(subject: Subject) -> Iterator[Finding | Unanswered]:
    """Every rule and segment that nobody can meet."""
    if not is_all_read(subject):
        return
    for kind, declared in (("rule", subject.journey.rules), ("segment", subject.journey.segments)):
        for name, one in declared.items():
            possible = subject.reasoning.is_possible(one.when) if one.when else True
            if isinstance(possible, Undecided):
                yield from unanswered(one.name_span, f"anybody can meet `{name}`", f"{kind} {name}", possible)
            elif not possible:
                message = f"Nobody can ever meet `{name}`"
                yield Finding(one.name_span, message, f"{kind} {name}", fix=Fix("Take out what contradicts the rest"))
