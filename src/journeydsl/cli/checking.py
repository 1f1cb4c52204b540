"""Checking many journeys: from the cache what is unchanged, the rest in one process, or in two where there is much."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from journeydsl.cli.cache import digest
from journeydsl.cli.progress import Progress
from journeydsl.cli.sharing import ENOUGH, share
from journeydsl.workspace.analyzing import Wish, analyze_root, day
from journeydsl.workspace.reading import Shelf, companions

if TYPE_CHECKING:
    from journeydsl.diagnostics.finding import Diagnostic

FEW_ROOTS = 2 * ENOUGH  # of which checking is not shared


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
    if left:
        import journeydsl.analysis  # noqa: F401 - read once, before work is shared
    shared = share(left, lambda root: list(_check(shelf, root, wish)), show)
    done |= {root: Result(*found) for root, found in shared.items()}
    show.end()
    for root in left:
        kept["results"][keys[root]] = list(done[root])
    return {root: done[root] for root in roots}


def are_kept(shelf: Shelf, roots: list[str], wish: Wish, kept: dict[str, Any]) -> bool:
    """Whether what checking all of these gives is known."""
    return all(_key(shelf, root, wish) in kept["results"] for root in roots)


def keep(shelf: Shelf, found: dict[str, tuple[Diagnostic, ...]], wish: Wish, kept: dict[str, Any]) -> None:
    """Keeps what was told of roots or libraries, as checking them would give it."""
    for root, diagnostics in found.items():
        kept["results"][_key(shelf, root, wish)] = list(_result(shelf, root, diagnostics))


def _check(shelf: Shelf, root: str, wish: Wish) -> Result:
    return _result(shelf, root, analyze_root(shelf, root, wish).diagnostics)


def _result(shelf: Shelf, root: str, diagnostics: tuple[Diagnostic, ...]) -> Result:
    from journeydsl.render.reports.told import tell

    return Result([dict(tell(diagnostic)) for diagnostic in diagnostics], list(shelf.reached(root)))


def _key(shelf: Shelf, root: str, wish: Wish) -> str:
    """What a result depends on: the texts of all files that the root or its companions reach, the settings, the day."""
    names = [root, *shelf.reached(root)]
    for other in companions(shelf, root):
        names += shelf.reached(other)
    texts = [part for name in names for part in (name, shelf.source(name).text)]
    uses = sorted(f"{file} {written} {meant}" for (file, written), meant in shelf.uses.items() if file in names)
    severity = sorted(f"{name} {value or 'off'}" for name, value in wish.settings.severity.items())
    return digest(str(day(shelf, root, wish)), *severity, "\n", *wish.only, "\n", *uses, "\n", *texts)
