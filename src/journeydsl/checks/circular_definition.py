"""Something that is defined by itself."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Reading
from journeydsl.checks._words import kind_word, quoted
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.model.faults import CycleOfDefinitions

GROUP = "Reading and names"
SEVERITY = "error"
COSTS = "nobody can say which buyers are meant, and the CRM answers whatever it computed last"


def check_reading(reading: Reading) -> Iterator[Finding]:
    """Every circle of definitions, once."""
    for fault in reading.faults:
        if isinstance(fault, CycleOfDefinitions):
            yield _finding(fault)


def _finding(fault: CycleOfDefinitions) -> Finding:
    first, circle = quoted(fault.names[0]), (*fault.names, fault.names[0])
    is_team = fault.kind == "team"
    verb = "is part of" if is_team else "asks for"
    message = f"The {kind_word(fault.kind)} {first} {verb} itself"
    fix = "Take one `part of` out" if is_team else f"Say in fields and activities what {first} means"
    subject = f"{fault.kind} {fault.names[0]}"
    return Finding(fault.span, message, subject, evidence=(f" {verb} ".join(map(quoted, circle)),), fix=Fix(fix))
