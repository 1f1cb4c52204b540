"""The one journey that a command is about."""

from __future__ import annotations

from collections.abc import Sequence

from journeydsl.cli.options import settings_of
from journeydsl.cli.printing import complain, how_to_mend
from journeydsl.render.reports.trials import not_understood
from journeydsl.workspace.analyzing import surely
from journeydsl.workspace.journeys import Ready, ready_journeys
from journeydsl.workspace.reading import Asked, Shelf, ask, why_not_one


def single_journey(shelf: Shelf, path: str, outcome: str = "gives no answer") -> Ready | None:
    """The one journey at a path, understood whole; says why there is none, with the `outcome` of a half one."""
    asked, journeys = ready_journeys(shelf, (path,), settings_of((path,), shelf.folder))
    problems = _problems(asked, path, [ready.root for ready in journeys])
    if not problems and journeys[0].faults:
        why = f"`{path}` {outcome}, since part of it is not understood: {how_to_mend(path)}"
        problems = [*not_understood(journeys[0].faults), why]
    for problem in problems:
        complain(problem)
    return None if problems else journeys[0]


def single_root(shelf: Shelf, path: str) -> str | None:
    """The root of the one journey at a path, however much of it can be read; says why there is none."""
    asked = surely(lambda: ask(shelf, (path,)))
    for problem in _problems(asked, path, asked.roots):
        complain(problem)
    return asked.roots[0] if len(asked.roots) == 1 else None


def _problems(asked: Asked, path: str, roots: Sequence[str]) -> list[str]:
    """What could not be read at a path, and what there is instead of one journey."""
    many = why_not_one(path, roots) if roots or not asked.problems else ""
    return [*asked.problems, many] if many else list(asked.problems)
