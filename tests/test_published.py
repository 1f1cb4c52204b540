"""What is published beside the program agrees with it: the schema of findings, the list of checks, Python."""

import contextlib
import io
import json
import os
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import cast
from unittest import mock

import click
import jsonschema  # type: ignore[import-untyped]
import pytest

import console
import pages
from journeydsl.checks._catalogue import GROUPS, Check, catalogue
from journeydsl.checks._subject import Subject
from journeydsl.cli.commands import journey
from journeydsl.diagnostics.finding import Finding
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.resolve import resolve
from journeydsl.syntax.parse import parse
from journeydsl.text.source import Source

ROOT = pages.ROOT
CHECKS = ROOT / "docs" / "checks.md"
PYTHON = ROOT / "docs" / "python.md"
ARCHITECTURE = ROOT / "docs" / "architecture.md"


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


def test_the_check_that_the_architecture_adds_finds_something(tmp_path: Path) -> None:
    fences = [fence for section in pages.sections(ARCHITECTURE) for fence in section.fences]
    (module,) = ("\n".join(fence.lines) for fence in fences if fence.info == ("python",))
    names: dict[str, object] = {}
    exec(compile(module, ARCHITECTURE.name, "exec"), names)
    source = Source("a.journey", f'journey a {{}}\nstage lead "{"Lead" * 11}"\nstage sale "Sale"\n')
    subject = resolve("a.journey", {"a.journey": parse(source)}, {}).journey
    assert subject is not None
    check = cast("Callable[[Subject], Iterator[Finding]]", names["check_journey"])
    found = check(Subject(subject, JourneyGraph(subject), date(2026, 11, 22)))
    assert [finding.message for finding in found] == ["The title of `lead` is too long for a picture"]


def test_every_command_has_its_page() -> None:
    commands = {page.stem for page in (ROOT / "docs" / "commands").glob("*.md")} - {"README"}
    assert set(journey.list_commands(click.Context(journey))) == commands


def test_every_document_is_found_from_the_list_of_all() -> None:
    front = ROOT / "docs" / "README.md"
    found = [front]
    for page in found:
        targets = re.findall(r"\]\(([^)\s#]+\.md)", page.read_text("utf-8"))
        linked = [(page.parent / target).resolve() for target in targets]
        found += [target for target in dict.fromkeys(linked) if target not in found and target.is_file()]
    assert sorted(set((ROOT / "docs").rglob("*.md")) - set(found)) == []


def checks_page() -> str:
    """`docs/checks.md`, made of the catalogue."""
    lines = [
        "# Checks",
        "",
        "<!-- Made of the pages in src/journeydsl/checks by tests/test_published.py. -->",
        "",
        "Everything that `journey check` looks for. Each check has a page that says what it means, why it costs money,",
        "how it looks, what to write instead and when to allow it; `journey explain NAME` prints the same. Checks that",
        "are *off* run when `--only` or [journey.toml](configuration.md#severity) names them.",
    ]
    found = sorted({check.group for check in catalogue()}, key=GROUPS.index)
    for group in found:
        lines += ["", f"## {group}", "", "| check | severity | what is wrong |", "|---|---|---|"]
        lines += [_row(check) for check in catalogue() if check.group == group]
    return "\n".join(lines) + "\n"


def _row(check: Check) -> str:
    page = f"../src/journeydsl/checks/{check.name.replace('-', '_')}.md"
    severity = f"{check.severity}, off" if check.is_off else check.severity
    return f"| [{check.name}]({page}) | {severity} | {_first_sentence(check.page)} |"


def _first_sentence(page: str) -> str:
    """The sentence that a page begins with."""
    paragraph = " ".join(page.split("\n\n")[1].split())
    sentence, stop, _ = paragraph.partition(". ")
    return f"{sentence}{stop}".strip().replace("|", "\\|")
