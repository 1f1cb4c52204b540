"""Findings and failing scenarios as workflow commands, which GitHub shows at their lines."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.render.forms.report import Report, words
from journeydsl.render.reports.trials import Tested, failure_lines

_LEVELS = {"error": "error", "warning": "warning", "advice": "notice"}
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_DATA = str.maketrans(_DATA)
_IN_PROPERTY = str.maketrans(_DATA | {":": "%3A", ",": "%2C"})


def workflow_commands(report: Report) -> Iterator[str]:
    """A line for each finding, and one for each thing that could not be read."""
    for problem in report.problems:
        yield f"::error::{problem.translate(_IN_DATA)}"
    for told in report.findings:
        where: dict[str, object] = {"file": report.place(told["file"]), "line": told["line"]}
        if told["end_line"] == told["line"]:
            # A column makes sense to GitHub on one line alone, where it counts the last character in.
            where |= {"endLine": told["end_line"], "col": told["column"]}
            where |= {"endColumn": max(told["column"], told["end_column"] - 1)}
        else:
            where |= {"endLine": told["end_line"]}
        yield _command(_LEVELS[told["severity"]], where | {"title": told["name"]}, words(told))


def trial_commands(tested: list[Tested], below: str) -> Iterator[str]:
    """A line for each scenario that fails."""
    for one in tested:
        for trial in one.trials:
            if not trial.passed:
                span = trial.scenario.span
                where: dict[str, object] = {"file": below + span.source.path, "line": span.line}
                title = f"Scenario: {trial.scenario.title.text}"
                yield _command("error", where | {"title": title}, "\n".join(list(failure_lines(trial))[1:]))


def _command(level: str, properties: dict[str, object], message: str) -> str:
    said = ",".join(f"{key}={str(value).translate(_IN_PROPERTY)}" for key, value in properties.items())
    return f"::{level} {said}::{message.translate(_IN_DATA)}"
