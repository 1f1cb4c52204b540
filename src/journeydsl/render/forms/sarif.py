"""Findings as SARIF 2.1.0, with the page of each check, fingerprints, and the edits of fixes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from journeydsl.checks._catalogue import Check, catalogue
from journeydsl.render.forms.report import Report, uri, words
from journeydsl.render.reports.told import Change, Place, Told

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "advice": "note"}


def sarif(report: Report) -> str:
    """One run. Columns count characters from 1; addresses are relative to the repository."""
    found = {told["name"] for told in report.findings}
    checks = [check for check in catalogue() if check.name in found]
    indexes = {check.name: number for number, check in enumerate(checks)}
    notes = [{"level": "error", "message": {"text": problem}} for problem in report.problems]
    run = {
        "tool": {"driver": {"name": "journeydsl", "version": report.version, "semanticVersion": report.version,
                            "rules": [_rule(check) for check in checks]}},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not notes, "toolExecutionNotifications": notes}],
        "results": [_result(told, indexes[told["name"]], report) for told in report.findings],
    }  # fmt: skip
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def _rule(check: Check) -> dict[str, object]:
    page = check.page.rstrip()
    first = _first_paragraph(page)
    return {
        "id": check.name,
        "name": "".join(word.capitalize() for word in check.name.split("-")),
        "shortDescription": {"text": first.partition(". ")[0].rstrip(".") + "."},
        "fullDescription": {"text": f"{first} This costs money, since {check.costs}."},
        "help": {"text": f"journey explain {check.name}\n\n{page}", "markdown": page},
        "defaultConfiguration": {"level": _LEVELS[check.severity]},
        "properties": {"tags": [check.group]},
    }


def _first_paragraph(page: str) -> str:
    paragraph = page.split("\n\n")[1]
    return " ".join(paragraph.replace("`", "").split())


def _result(told: Told, index: int, report: Report) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": told["name"],
        "ruleIndex": index,
        "level": _LEVELS[told["severity"]],
        "message": {"text": words(told)},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(told["file"], report),
                                            "region": _region(told)}}],
        "partialFingerprints": {"journeyFinding/v1": told["fingerprint"]},
    }  # fmt: skip
    if told["labels"]:
        result["relatedLocations"] = [_related(label, number, report) for number, label in enumerate(told["labels"])]
    if told["edits"]:
        result["fixes"] = [{"description": {"text": told["fix"]}, "artifactChanges": list(_changes(told, report))}]
    return result


def _artifact(file: str, report: Report) -> dict[str, str]:
    address = uri(report.place(file))
    return {"uri": address} if address.startswith("file:") else {"uri": address, "uriBaseId": "%SRCROOT%"}


def _region(place: Told | Change) -> dict[str, int]:
    return {
        "startLine": place["line"],
        "startColumn": place["column"],
        "endLine": place["end_line"],
        "endColumn": place["end_column"],
    }


def _related(label: Place, number: int, report: Report) -> dict[str, object]:
    region = {"startLine": label["line"], "startColumn": label["column"], "endColumn": label["end_column"]}
    place = {"artifactLocation": _artifact(label["file"], report), "region": region}
    return {"id": number, "physicalLocation": place, "message": {"text": label["text"]}}


def _changes(told: Told, report: Report) -> Iterator[dict[str, object]]:
    for file in dict.fromkeys(edit["file"] for edit in told["edits"]):
        edits = (edit for edit in told["edits"] if edit["file"] == file)
        yield {"artifactLocation": _artifact(file, report), "replacements": list(_replacements(edits))}


def _replacements(edits: Iterable[Change]) -> Iterator[dict[str, object]]:
    for edit in edits:
        yield {"deletedRegion": _region(edit), "insertedContent": {"text": edit["text"]}}
