"""The forms in which `check` prints; each is imported when it is asked for."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

from journeydsl.cli.printing import colours, complain, paint
from journeydsl.render.forms.report import Report
from journeydsl.render.reports.terminal import brief, long, plain, summary
from journeydsl.render.reports.told import published
from journeydsl.workspace.files import not_written

FORMS = ("text", "json", "sarif", "github", "gitlab", "junit", "markdown")


def printed(report: Report, form: str, is_brief: bool) -> str:
    """What `check` prints, each line with its ending."""
    return "".join(f"{line}\n" for line in _lines(report, form, is_brief))


def add_job_summary(report: Report) -> None:
    """Adds the report to the page of the job, where GitHub names the file for it."""
    from journeydsl.render.forms.markdown import findings_markdown

    add_to_summary(findings_markdown(report))


def add_to_summary(text: str) -> None:
    """Adds Markdown to the file that `GITHUB_STEP_SUMMARY` names, if it names one."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path:
        try:
            with open(path, "a", encoding="utf-8") as file:
                file.write(f"{text}\n")
        except OSError as fault:
            complain(f"The job summary {not_written(path, fault)}")


def _lines(report: Report, form: str, is_brief: bool) -> Iterator[str]:
    match form:
        case "json":
            yield json.dumps(_data(report), indent=2, ensure_ascii=False)
        case "sarif":
            from journeydsl.render.forms.sarif import sarif

            yield sarif(report)
        case "github":
            from journeydsl.render.forms.annotations import workflow_commands

            yield from workflow_commands(report)
        case "gitlab":
            from journeydsl.render.forms.gitlab import code_quality

            yield code_quality(report)
        case "junit":
            from journeydsl.render.forms.junit import junit

            yield junit(report)
        case "markdown":
            from journeydsl.render.forms.markdown import findings_markdown

            yield findings_markdown(report)
        case _ if is_brief:
            yield from brief(report.findings)
        case _:
            yield from long(report.findings, paint if colours() else plain)
            yield summary(list(report.findings), report.journeys, report.libraries)
            yield from report.baseline_lines()
            yield from report.fix_lines()


def _data(report: Report) -> dict[str, object]:
    data: dict[str, object] = {"findings": [published(told) for told in report.findings]}
    if report.baseline:
        known, fixed = report.baseline
        data["baseline"] = {"known": known, "fixed": fixed}
    return data
