"""A `use` that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Reading
from journeydsl.checks._words import quoted
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.model.faults import CycleOfUses, UsedFileMissing

GROUP = "Reading and names"
SEVERITY = "error"
COSTS = "everything that the file declares is missing, and the rest is read without it"
_SAID = {
    "missing": ("There is no file {path}", "Write the path as seen from the file that uses it"),
    "miswritten": (
        "There is no file {path}, only one whose name has other capital letters",
        "Write the name as the folder has it: some systems tell capital letters apart",
    ),
    "outside": ("The file {path} lies outside the workspace", "Move the file into the workspace"),
    "unreadable": ("The file {path} cannot be opened", "Allow it to be read, or use another file"),
}
_SLASHES = "Write `/` between a folder and what is in it, on every system"


def check_reading(reading: Reading) -> Iterator[Finding]:
    """Every `use` of a file that is not there, is out of bounds, or leads back to itself."""
    for fault in reading.faults:
        match fault:
            case UsedFileMissing(span, path, why):
                message, order = _SAID[why]
                order = _SLASHES if "\\" in span.text else order
                yield Finding(span, message.format(path=quoted(path)), f"use {path}", fix=Fix(order))
            case CycleOfUses(span, path, paths):
                yield Finding(
                    span,
                    f"{quoted(path)} is used by files that it uses itself",
                    f"use {path}",
                    evidence=(" uses ".join(paths),),
                    fix=Fix("Take this `use` out, and put what both files need into a third one"),
                )
            case _:
                pass
