"""A term with two meanings."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Reading
from journeydsl.checks._words import quoted
from journeydsl.diagnostics.finding import Finding, Fix, Label
from journeydsl.model.faults import DuplicateName

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "warning"
COSTS = "two teams read one number, and each counts something else"


def check_reading(reading: Reading) -> Iterator[Finding]:
    """Every second declaration of a term."""
    for fault in reading.faults:
        match fault:
            case DuplicateName(kind="term", first_kind="term"):
                yield Finding(
                    fault.span,
                    f"The term {quoted(fault.name)} is explained twice",
                    f"term {fault.name}",
                    labels=(Label(fault.first_span, "first explained here"),),
                    fix=Fix("Agree on one meaning, and give the other a name of its own"),
                )
            case _:
                pass
