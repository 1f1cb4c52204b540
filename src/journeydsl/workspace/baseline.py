"""The baseline: findings that a team has accepted for now, kept beside `journey.toml` and in git.

One JSON object a line, sorted, so that two branches that shorten it merge by themselves. A finding is known by its
fingerprint, which is made of the structure and not of lines.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from journeydsl.workspace.files import SETTINGS, Unreadable, read_bytes, write_file

BASELINE = ".journey-baseline.jsonl"


class Entry(NamedTuple):
    """One accepted finding; `file` is seen from the folder of the baseline, `message` is for people who read it."""

    file: str
    name: str
    fingerprint: str
    message: str


class Held(NamedTuple):
    """Which findings the baseline holds back, by their number, each with its entry; and the entries left over."""

    known: dict[int, Entry]
    left: list[Entry]


def baseline_file(workspace: str, folder: str) -> str:
    """Where the baseline of a workspace is: the nearest there is above, else where it belongs.

    That is beside `journey.toml`; without one, in the folder one is in, where the journeys are below it.
    """
    here = workspace
    while True:
        if os.path.isfile(os.path.join(here, BASELINE)):
            return os.path.join(here, BASELINE)
        if os.path.isfile(os.path.join(here, SETTINGS)) or os.path.dirname(here) == here:
            break
        here = os.path.dirname(here)
    is_below = os.path.join(workspace, "").startswith(os.path.join(folder, ""))
    if not os.path.isfile(os.path.join(here, SETTINGS)):
        here = folder if is_below else workspace
    return os.path.join(here, BASELINE)


def read_baseline(path: str) -> list[Entry] | None:
    """What a baseline holds, none where there is no such file; raises `Unreadable` with a sentence for people."""
    if not os.path.lexists(path):
        return None
    entries = []
    for number, line in enumerate(read_bytes(path).decode("utf-8-sig", "replace").split("\n"), 1):
        if not line.strip():
            continue
        if line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
            raise Unreadable(f"`{path}` has an unresolved merge conflict in line {number}: keep what both sides hold")
        try:
            said = json.loads(line)
            entries.append(Entry(*(str(said[key]) for key in Entry._fields)))
        except (ValueError, TypeError, KeyError, RecursionError):
            again = "take the line out, or the file, and run `journey baseline`"
            raise Unreadable(f"`{path}` cannot be read in line {number}: {again}") from None
    return entries


def write_baseline(path: str, entries: Iterable[Entry]) -> None:
    """Puts a baseline in place, whole or not at all."""
    lines = (json.dumps(entry._asdict(), ensure_ascii=False) for entry in sorted(entries))
    write_file(path, "".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))


def hold_back(
    findings: Sequence[tuple[Entry, frozenset[str]]], entries: Iterable[Entry], is_beside: Callable[[str, str], bool]
) -> Held:
    """Which entry accepts which finding, each entry one: in the same file, else where its file is gone or beside.

    A finding comes as the entry that it would be, with every fingerprint that it has: one for each journey that tells
    it. `is_beside` says of an entry's file and a finding's whether the one may now be the other.
    """
    known: dict[int, Entry] = {}
    left = list(entries)
    for is_same_place in (lambda old, new: old == new, is_beside):
        waiting: dict[str, list[Entry]] = {}
        for entry in left:
            waiting.setdefault(entry.fingerprint, []).append(entry)
        for number, (new, fingerprints) in enumerate(findings):
            if number in known:
                continue
            fitting = (old for one in sorted(fingerprints) for old in waiting.get(one, ()))
            entry_found = next((old for old in fitting if is_same_place(old.file, new.file)), None)
            if entry_found:
                known[number] = entry_found
                waiting[entry_found.fingerprint].remove(entry_found)
        left = [entry for entries_left in waiting.values() for entry in entries_left]
    return Held(known, sorted(left))
