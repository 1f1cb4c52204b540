"""Reports as data for programs (`docs/changes.schema.json`)."""

from __future__ import annotations

import json
from collections.abc import Sequence

from journeydsl.render.changes.report import Report
from journeydsl.render.diagrams.mermaid import write_mermaid
from journeydsl.text.record import Record


def changes_json(reports: Sequence[Report], new: Sequence[str], gone: Sequence[str], problems: Sequence[str]) -> str:
    """Everything as JSON; `new` and `gone` are the files of journeys in one version only."""
    told = {
        "journeys": [_journey(report) for report in reports],
        "new": list(new),
        "gone": list(gone),
        "problems": list(problems),
    }
    return json.dumps(told, indent=2, ensure_ascii=False)


def _journey(report: Report) -> dict[str, object]:
    data = {name: _plain(getattr(report, name)) for name in report.__fields__ if name not in ("picture", "audiences")}
    data["audiences"] = [{"team": team, "sentences": list(said)} for team, said in report.audiences]
    data["mermaid"] = write_mermaid(report.picture) if report.picture else None
    return data


def _plain(value: object) -> object:
    if isinstance(value, Record):
        return {name: _plain(getattr(value, name)) for name in value.__fields__}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
