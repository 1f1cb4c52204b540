"""What is published beside the program says what the program does: the schema of findings, the list of checks, Python."""

import contextlib
import io
import json
import os
from pathlib import Path
from unittest import mock

import jsonschema  # type: ignore[import-untyped]
import pytest

import console
import pages
from journeydsl.checks._catalogue import Check, catalogue

ROOT = pages.ROOT
CHECKS = ROOT / "docs" / "checks.md"
PYTHON = ROOT / "docs" / "python.md"
GROUPS = ["Reading and names", "Structure", "Ownership and handoffs"]


def test_findings_as_json_fit_their_schema(tmp_path: Path) -> None:
    schema = json.loads((ROOT / "docs" / "findings.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    (tmp_path / "twice.journey").write_text('team sales "Sales"\nteam sales "Sales"\nstage { \n', "utf-8")
    for path in (".", str(ROOT / "journeys" / "handbook")):
        printed, _ = console.journey(f"check {path} --format json", tmp_path)
        told = json.loads(printed)
        assert told["findings"], path
        assert list(jsonschema.Draft202012Validator(schema).iter_errors(told)) == []


def test_the_list_of_checks_is_fresh(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--bless"):
        CHECKS.write_text(checks_page(), "utf-8", newline="")
    assert checks_page() == CHECKS.read_text("utf-8"), "python3 run.py test -k list_of_checks --bless writes it anew"


@pytest.mark.parametrize("section", [s for s in pages.sections(PYTHON) if s.fences], ids=lambda s: s.heading)
def test_python_on_its_page_prints_what_the_page_says(section: pages.Section, tmp_path: Path) -> None:
    pages.lay_out(section, tmp_path)
    names: dict[str, object] = {}
    printed = ""
    for fence in section.fences:
        text = "\n".join(fence.lines) + "\n"
        if fence.file_name:
            pages.write_file(fence, fence.file_name, tmp_path)
        elif fence.info == ("python",):
            output = io.StringIO()
            with (
                mock.patch.dict(os.environ, {"JOURNEY_TODAY": console.TODAY, "JOURNEY_CACHE": "off"}),
                contextlib.redirect_stdout(output),
                contextlib.chdir(tmp_path),
            ):
                exec(compile(text, f"{PYTHON.name}:{fence.opens + 2}", "exec"), names)
            printed = output.getvalue()
        elif fence.info == ("text",):
            assert printed == text


def checks_page() -> str:
    """`docs/checks.md`, made of the catalogue."""
    lines = [
        "# Checks",
        "",
        "<!-- Made of the pages in src/journeydsl/checks by tests/test_published.py. -->",
        "",
        "Everything that `journey check` looks for. Each check has a page that says what it means, why it costs money, how",
        "it looks, what to write instead and when to allow it; `journey explain NAME` prints the same. *Off* checks run",
        "when `--only` or [journey.toml](configuration.md#severity) names them.",
    ]
    found = sorted({check.group for check in catalogue()}, key=lambda group: (_rank(group), group))
    for group in found:
        lines += ["", f"## {group}", "", "| check | severity | what is wrong |", "|---|---|---|"]
        lines += [_row(check) for check in catalogue() if check.group == group]
    return "\n".join(lines) + "\n"


def _rank(group: str) -> int:
    return GROUPS.index(group) if group in GROUPS else len(GROUPS)


def _row(check: Check) -> str:
    page = f"../src/journeydsl/checks/{check.name.replace('-', '_')}.md"
    severity = f"{check.severity}, off" if check.is_off else check.severity
    return f"| [{check.name}]({page}) | {severity} | {_first_sentence(check.page)} |"


def _first_sentence(page: str) -> str:
    """The sentence that a page begins with."""
    paragraph = " ".join(page.split("\n\n")[1].split())
    sentence, stop, _ = paragraph.partition(". ")
    return f"{sentence}{stop}".strip().replace("|", "\\|")
