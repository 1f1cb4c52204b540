"""Findings as a GitLab code quality report."""

from __future__ import annotations

import json

from journeydsl.render.forms.report import Report
from journeydsl.render.reports.told import Told

_SEVERITIES = {"error": "major", "warning": "minor", "advice": "info"}


def code_quality(report: Report) -> str:
    """A list of issues. GitLab drops the second of two with one fingerprint, so that one gets its file added."""
    seen: set[str] = set()
    issues = []
    for told in report.findings:
        known = told["fingerprint"]
        if known in seen:
            known = f"{known}-{report.place(told['file'])}"
        while known in seen:
            known += "-again"
        seen.add(known)
        issues.append(_issue(told, known, report))
    return json.dumps(issues, indent=2, ensure_ascii=False)


def _issue(told: Told, fingerprint: str, report: Report) -> dict[str, object]:
    description = f"{told['message']}. {told['fix']}." if told["fix"] else f"{told['message']}."
    return {
        "type": "issue",
        "check_name": told["name"],
        "description": description,
        "categories": ["Bug Risk"] if told["severity"] == "error" else ["Clarity"],
        "severity": _SEVERITIES[told["severity"]],
        "fingerprint": fingerprint,
        "location": {
            "path": report.place(told["file"]),
            "lines": {"begin": told["line"], "end": told["end_line"]},
        },
    }
