"""`journey test --suggest`: scenarios for what is not tried, printed or put at the end of a file."""

from __future__ import annotations

import os
from datetime import date

from journeydsl.cli.printing import complain, remark, say
from journeydsl.suggest.scenarios import Suggestion, suggest
from journeydsl.workspace.files import Unreadable, not_written, read_bytes, write_file
from journeydsl.workspace.journeys import Ready, reread, with_added
from journeydsl.workspace.reading import Shelf


def suggest_for(shelf: Shelf, ready: Ready, today: date, output: str | None) -> int:
    """Prints scenarios for one journey, or adds them to a file; the exit code."""
    if ready.graph is None or ready.faults:
        return 1
    found = suggest(ready.graph, today, lambda more: reread(shelf, ready.root, more))
    if not found.count:
        remark(f"There is nothing to suggest for `{ready.root}`.")
    elif output is None:
        say(found.text.rstrip("\n"))
    elif not _added(shelf, found, output):
        return 2
    if found.left:
        remark(f"`{ready.root}`: for {len(found.left):,} of what is not covered no scenario was found.")
    return 0


def _added(shelf: Shelf, found: Suggestion, output: str) -> bool:
    path = os.path.join(shelf.folder, output)
    try:
        data = read_bytes(path) if os.path.lexists(path) else b""
        text = with_added(output, data, found.text)
        if text is None:
            complain(f"`{output}` is left alone: it could not be read whole with these scenarios at its end")
            return False
        write_file(path, text.encode())
    except Unreadable as fault:
        complain(str(fault).replace(os.path.join(shelf.folder, ""), ""))
        return False
    except OSError as fault:
        complain(not_written(output, fault))
        return False
    many = "1 scenario" if found.count == 1 else f"{found.count:,} scenarios"
    say(f"Added {many} to `{output}`.")
    return True
