"""Checking many journeys: from the cache what is unchanged, the rest in one process, or in two where there is much."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from journeydsl.cli.cache import digest
from journeydsl.cli.progress import Progress
from journeydsl.workspace.analyzing import Wish, analyze_root, day
from journeydsl.workspace.reading import Shelf, companions

ENOUGH_FOR_TWO = 12  # journeys, from which on a second process pays


class Result(NamedTuple):
    """What checking a root or library gave: findings as plain data, the files read, and whether all could be read."""

    findings: list[dict[str, Any]]
    files: list[str]

    @property
    def is_readable(self) -> bool:
        """Whether every file could be read whole."""
        return all(finding["name"] != "unreadable-text" for finding in self.findings)


def check_roots(shelf: Shelf, roots: list[str], wish: Wish, kept: dict[str, Any]) -> dict[str, Result]:
    """Checks every root or library; `kept` holds earlier results by key and takes the new ones."""
    done: dict[str, Result] = {}
    keys: dict[str, str] = {}
    for root in roots:
        keys[root] = _key(shelf, root, wish)
        earlier = kept["results"].get(keys[root])
        if isinstance(earlier, list) and len(earlier) == 2:
            done[root] = Result(*earlier)
    left = [root for root in roots if root not in done]
    show = Progress("Checking", len(left))
    if len(left) >= ENOUGH_FOR_TWO and hasattr(os, "fork") and (os.cpu_count() or 1) > 1:
        done |= _in_two(shelf, left, wish, show)
    else:
        done |= _in_one(shelf, left, wish, show)
    show.end()
    for root in left:
        kept["results"][keys[root]] = list(done[root])
    return {root: done[root] for root in roots}


def _in_one(shelf: Shelf, roots: Iterable[str], wish: Wish, show: Callable[[], None]) -> dict[str, Result]:
    done = {}
    for root in roots:
        done[root] = _check(shelf, root, wish)
        show()
    return done


def _in_two(shelf: Shelf, roots: list[str], wish: Wish, show: Callable[[], None]) -> dict[str, Result]:
    """Half of the work in a child process, which sends its results as JSON; all of it here if the child fails."""
    import journeydsl.analysis  # noqa: F401 - read once, for both

    half = len(roots) // 2
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(reading)
            found = _in_one(shelf, roots[half:], wish, lambda: None)
            with os.fdopen(writing, "w", encoding="ascii") as pipe:
                json.dump(found, pipe)
            code = 0
        finally:
            os._exit(code)
    os.close(writing)
    done = _in_one(shelf, roots[:half], wish, show)
    with os.fdopen(reading, "r", encoding="ascii") as pipe:
        sent = pipe.read()
    _, status = os.waitpid(child, 0)
    if status != 0:
        return done | _in_one(shelf, roots[half:], wish, show)
    return done | {root: Result(*found) for root, found in json.loads(sent).items()}


def _check(shelf: Shelf, root: str, wish: Wish) -> Result:
    from journeydsl.render.reports.told import tell

    analysis = analyze_root(shelf, root, wish)
    return Result([dict(tell(diagnostic)) for diagnostic in analysis.diagnostics], list(shelf.reached(root)))


def _key(shelf: Shelf, root: str, wish: Wish) -> str:
    """What a result depends on: the texts of all files that the root or its companions reach, the settings, the day."""
    names = [root, *shelf.reached(root)]
    for other in companions(shelf, root):
        names += shelf.reached(other)
    texts = [part for name in names for part in (name, shelf.source(name).text)]
    uses = sorted(f"{file} {written} {meant}" for (file, written), meant in shelf.uses.items() if file in names)
    severity = sorted(f"{name} {value or 'off'}" for name, value in wish.settings.severity.items())
    return digest(str(day(shelf, root, wish)), *severity, "\n", *wish.only, "\n", *uses, "\n", *texts)
