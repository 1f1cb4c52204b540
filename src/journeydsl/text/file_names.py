"""Names for files and folders that every system takes."""

from __future__ import annotations

_LONGEST = 80
# What Windows keeps for devices, whatever stands behind a dot.
_RESERVED = frozenset({"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)})


def file_name(name: str) -> str:
    """A file name, without its ending, for a name: of a length that every disk takes, and no name of a device."""
    short = name if len(name) <= 2 * _LONGEST else name[:_LONGEST]
    return f"{short}-page" if short.lower() in _RESERVED else short


def free_name(name: str, taken: set[str]) -> str:
    """The same, unlike all those taken where case does not count; it is taken from then on."""
    short = file_name(name)
    found, number = short, 1
    while found.lower() in taken:
        number += 1
        found = f"{short}-{number}"
    taken.add(found.lower())
    return found
