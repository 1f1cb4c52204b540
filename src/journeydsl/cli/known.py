"""What the baseline holds back of the findings of one run, and which of its findings are fixed."""

from __future__ import annotations

import os
from typing import NamedTuple

from journeydsl.cli.checking import Result
from journeydsl.cli.printing import Refusal
from journeydsl.render.reports.together import Merged
from journeydsl.workspace.analyzing import Wish
from journeydsl.workspace.baseline import Entry, Held, baseline_file, hold_back, read_baseline
from journeydsl.workspace.files import Unreadable, shown


class Known(NamedTuple):
    """What is new, what the baseline holds back, and which of its entries are fixed; `entries` are none without one."""

    path: str
    entries: list[Entry] | None
    new: list[Merged]
    held: list[Merged]
    fixed: list[Entry]
    kept: list[Entry]


def split(merged: list[Merged], results: dict[str, Result], wish: Wish, folder: str) -> Known:
    """Parts findings by the baseline of the workspace; ends with a sentence where that cannot be read."""
    path = baseline_file(wish.settings.folder, folder)
    try:
        entries = read_baseline(path)
    except Unreadable as fault:
        raise Refusal(str(fault).replace(os.path.join(folder, ""), "")) from None
    if entries is None:
        return Known(path, None, merged, [], [], [])
    above = os.path.dirname(path)
    as_entries = [(entry_of(one, above, folder), one.fingerprints) for one in merged]
    groups = [{shown(os.path.join(folder, name), above) for name in result.files} for result in results.values()]

    def is_beside(old: str, new: str) -> bool:
        return not os.path.exists(os.path.join(above, old)) or any(old in group and new in group for group in groups)

    candidates = [(entry, prints if entry.name != "unreadable-text" else frozenset()) for entry, prints in as_entries]
    held = hold_back(candidates, entries, is_beside)
    fixed = _fixed(held, results, wish, folder, above) if held.left else []
    new = [one for number, one in enumerate(merged) if number not in held.known]
    back = [merged[number] for number in sorted(held.known)]
    kept = [as_entries[number][0] for number in sorted(held.known)]
    kept += [entry for entry in held.left if entry not in fixed]
    return Known(path, entries, new, back, fixed, kept)


def entry_of(one: Merged, above: str, folder: str) -> Entry:
    """The entry that a finding would be, in a baseline in this folder."""
    file = shown(os.path.join(folder, one.told["file"]), above)
    return Entry(file, one.told["name"], one.told["fingerprint"], one.told["message"])


def _fixed(held: Held, results: dict[str, Result], wish: Wish, folder: str, above: str) -> list[Entry]:
    """The entries of which can be said that their finding is gone.

    The check was asked, and every journey that reads the file was understood; what was not would hide findings.
    """
    from journeydsl.analysis import Choice, asked_checks
    from journeydsl.checks._catalogue import reading_names

    asked = asked_checks(Choice(wish.settings.severity, frozenset(wish.only)))
    reading = reading_names()
    read: set[str] = set()
    hidden: set[str] = set()
    for result in results.values():
        files = {shown(os.path.join(folder, name), above) for name in result.files}
        read |= files
        if any(finding["name"] in reading for finding in result.findings):
            hidden |= files
    gone = [entry for entry in held.left if not os.path.exists(os.path.join(above, entry.file))]
    here = [entry for entry in held.left if entry.file in read - hidden and entry.name in asked]
    return sorted({*gone, *here})
