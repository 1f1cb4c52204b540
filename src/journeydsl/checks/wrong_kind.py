"""A name of something else than what belongs there."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Reading
from journeydsl.checks._words import a, kind_word, one_of_kinds, quoted
from journeydsl.diagnostics.finding import Finding, Fix, Label
from journeydsl.model.faults import WrongKind

GROUP = "Reading and names"
SEVERITY = "error"
COSTS = "a sentence that takes a team for a stage can be kept by nobody"


def check_reading(reading: Reading) -> Iterator[Finding]:
    """Every name that is declared as something else."""
    for fault in reading.faults:
        if isinstance(fault, WrongKind):
            found, wanted = a(kind_word(fault.found)), a(one_of_kinds(fault.wanted))
            yield Finding(
                fault.span,
                f"{quoted(fault.name)} is {found}, and {wanted} belongs here",
                f"name {fault.name}",
                (Label(fault.declared_span, f"{found} since it is declared here"),),
                fix=Fix(f"Name {wanted}"),
            )
