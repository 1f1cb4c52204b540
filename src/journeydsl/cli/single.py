"""The one journey that a command is about."""

from __future__ import annotations

from journeydsl.cli.options import settings_of
from journeydsl.cli.printing import complain
from journeydsl.render.reports.trials import not_understood
from journeydsl.workspace.journeys import Ready, ready_journeys
from journeydsl.workspace.reading import Shelf


def single_journey(shelf: Shelf, path: str, outcome: str = "gives no answer") -> Ready | None:
    """The one journey at a path, understood whole; says why there is none, with the `outcome` of a half one."""
    asked, journeys = ready_journeys(shelf, (path,), settings_of((path,), shelf.folder))
    problems = list(asked.problems)
    if len(journeys) > 1:
        problems.append(f"`{path}` holds {len(journeys)} journeys: name the file of one, such as `{journeys[0].root}`")
    elif not journeys and not problems:
        problems.append(f"`{path}` holds no journey: no file there begins one with `journey NAME {{ … }}`")
    elif journeys and journeys[0].faults:
        problems += not_understood(journeys[0].faults)
        problems.append(f"`{path}` {outcome}, since part of it is not understood")
    for problem in problems:
        complain(problem)
    return None if problems else journeys[0]
