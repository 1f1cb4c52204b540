"""The findings of several journeys in one list: what several say of a library that they share is said once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, cast

from journeydsl.render.reports.told import Told


class Merged(NamedTuple):
    """A finding as the first journey tells it, and the fingerprints that all of them give it."""

    told: Told
    fingerprints: frozenset[str]


def together(findings: Iterable[Iterable[Mapping[str, Any]]]) -> list[Merged]:
    """All findings in the order of their places."""
    found: dict[tuple[Any, ...], tuple[Told, set[str]]] = {}
    for of_one in findings:
        for finding in of_one:
            told = cast(Told, finding)
            key = (told["file"], told["line"], told["column"], told["name"], told["message"], told["end_line"],
                   told["end_column"])  # fmt: skip
            found.setdefault(key, (told, set()))[1].add(told["fingerprint"])
    return [Merged(found[key][0], frozenset(found[key][1])) for key in sorted(found)]
