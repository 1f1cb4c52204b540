"""A property given twice in one block."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._edits import taken_out
from journeydsl.checks._subject import Reading
from journeydsl.checks._words import quoted
from journeydsl.diagnostics.finding import Finding, Fix, Label
from journeydsl.model.faults import RepeatedProperty

GROUP = "Reading and names"
SEVERITY = "error"
COSTS = "of two clocks or two owners each team keeps the one it likes better"


def check_reading(reading: Reading) -> Iterator[Finding]:
    """Every property that is given again."""
    for fault in reading.faults:
        if isinstance(fault, RepeatedProperty):
            words = "A title" if fault.property == "title" else quoted(fault.property)
            is_same = fault.span.words == fault.first_span.words
            order = "Take this one out, which says the same" if is_same else "Keep one of the two; the first one counts"
            yield Finding(
                fault.span,
                f"{words} is given twice here",
                f"property {fault.property}",
                (Label(fault.first_span, "first given here"),),
                fix=Fix(order, (taken_out(fault.span),), is_same),
            )
