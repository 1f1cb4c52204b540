"""The rows of a table as buyers, each with a name and the stage where it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journeydsl.conditions.buyer import Buyer
from journeydsl.model.journey import Journey
from journeydsl.scenarios.facts import from_row
from journeydsl.text.record import Record

STAGE = "stage"
_NAMES = ("name", "id", "lead id", "email")


class Read(Record):
    """Buyers as `row 3` or by the column that names them, with their stages; `problems` are rows that were left out.

    `unread` are the columns that are no field, no activity and not the stage.
    """

    buyers: tuple[tuple[str, Buyer, str], ...]
    problems: tuple[str, ...]
    unread: tuple[str, ...]


def read_table(journey: Journey, rows: Sequence[Mapping[str, str]], stage: str | None) -> Read:
    """The buyers of a table; all are in `stage` where one is given, else where the column `stage` says."""
    stages = {name.casefold(): name for name in journey.stages}
    for name, one in journey.stages.items():
        for said in (one.title, one.mapped.text if one.mapped else None):
            stages.setdefault((said or name).casefold(), name)
    buyers, problems = [], []
    unread: dict[str, None] = {}
    for number, row in enumerate(rows, 1):
        columns = {column.casefold(): column for column in row}
        said = stage or (row.get(columns.get(STAGE, "")) or "").strip()
        found = from_row(journey, {column: cell for column, cell in row.items() if column.casefold() != STAGE})
        unread |= dict.fromkeys(found.unread)
        if found.problems:
            problems.append(f"Row {number}: {found.problems[0]}")
        elif said.casefold() not in stages:
            problems.append(f"Row {number}: no stage is called `{said}`" if said else f"Row {number} names no stage")
        else:
            named = next((row[columns[name]] for name in _NAMES if name in columns and row[columns[name]]), "")
            who = f"row {number} ({' '.join(named.split())})" if named else f"row {number}"
            buyers.append((who, found.buyer, stages[said.casefold()]))
    return Read(tuple(buyers), tuple(problems), tuple(unread))
