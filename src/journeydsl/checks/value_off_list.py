"""A value that is not on its field's list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journeydsl.checks._subject import Reading
from journeydsl.checks._words import all_quoted, quoted
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.model.faults import ValueOffList
from journeydsl.text.source import Edit

GROUP = "Reading and names"
SEVERITY = "error"
COSTS = "no buyer ever has this value, so whatever asks for it never happens"
_BARE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def check_reading(reading: Reading) -> Iterator[Finding]:
    """Every literal that is not listed."""
    for fault in reading.faults:
        if isinstance(fault, ValueOffList):
            yield Finding(
                fault.span,
                f"{quoted(fault.value)} is not on the list of {quoted(fault.field)}",
                f"field {fault.field} {fault.value}",
                evidence=(f"on the list: {all_quoted(fault.values)}",),
                fix=_fix(fault),
            )


def _fix(fault: ValueOffList) -> Fix | None:
    """The only value that can be meant; safe where every letter of the two is the same."""
    if fault.fix is None:
        return None
    escaped = fault.fix.replace("\\", "\\\\").replace('"', '\\"')
    written = fault.fix if _BARE.fullmatch(fault.fix) else f'"{escaped}"'
    is_sure = _letters(fault.fix) == _letters(fault.value)
    return Fix(f"Use {quoted(fault.fix)}", (Edit(fault.span, written),), is_sure)


def _letters(value: str) -> str:
    return "".join(letter for letter in value.casefold() if letter.isalnum())
