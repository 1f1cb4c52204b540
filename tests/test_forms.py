"""Findings in the forms of code hosts say the same thing, at the same places, in forms that their readers accept."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema  # type: ignore[import-untyped]
import pytest
from markdown_it import MarkdownIt

import console
import pages
from journeydsl.render.forms.gitlab import code_quality
from journeydsl.render.forms.markdown import LONGEST, findings_markdown
from journeydsl.render.forms.report import Report
from journeydsl.render.reports.told import Told

SARIF = json.loads((pages.ROOT / "tests" / "schemas" / "sarif-2.1.0.schema.json").read_text("utf-8"))

ODD = """journey odd "Odd, 100%: <b>@all</b>" { currency USD }

team sales "Sales"
field budget money 0..
field country "L\u00e4nder \U0001f30d" one of US, GB, "half, 50%: of it"

entry stage lead "\U0001f6d2 Lead" { owner salse }
\u20ac
won stage customer "Customer" { owner sales }
move lead -> customer because "a|b" when budget >= 40 and country in [gb, "half, 50%: of ti"]
"""


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    (tmp_path / "sub folder").mkdir()
    (tmp_path / "sub folder" / "odd#1.journey").write_text(ODD, "utf-8", newline="")
    (tmp_path / "shop.journey").write_text(ODD.replace("odd", "shop").replace("\n", "\r\n"), "utf-8", newline="")
    return tmp_path


def check(folder: Path, words: str) -> str:
    return console.journey(f"check . {words}", folder)[0]


def findings(folder: Path, words: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(check(folder, f"--format json {words}"))["findings"]
    return found


def test_sarif_fits_the_schema_of_its_committee(odd: Path) -> None:
    for folder in odd, pages.ROOT / "journeys":
        log = json.loads(check(folder, "--format sarif"))
        assert list(jsonschema.Draft4Validator(SARIF).iter_errors(log)) == []
        run = log["runs"][0]
        for result in run["results"]:
            assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
            location = result["locations"][0]["physicalLocation"]["artifactLocation"]
            assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", location["uri"])


def test_sarif_underlines_what_the_finding_underlines(odd: Path) -> None:
    results = json.loads(check(odd, "--format sarif"))["runs"][0]["results"]
    for finding, result in zip(findings(odd), results, strict=True):
        region = result["locations"][0]["physicalLocation"]["region"]
        places = (finding["line"], finding["column"], finding["end_line"], finding["end_column"])
        assert tuple(region.values()) == places
        line = (odd / finding["file"]).read_text("utf-8").split("\n")[region["startLine"] - 1]
        assert 1 <= region["startColumn"] <= len(line) + 1


def test_the_fixes_of_sarif_are_those_that_fix_makes(odd: Path) -> None:
    log = json.loads(check(odd, "--format sarif"))
    results = log["runs"][0]["results"]
    fixes = [fix for result in results for fix in result.get("fixes", ())]
    assert len(fixes) == len([finding for finding in findings(odd) if finding["edits"]]) > 0
    for fix in fixes:
        for change in fix["artifactChanges"]:
            for put in change["replacements"]:
                assert put["deletedRegion"]["startLine"] >= 1
                assert "text" in put["insertedContent"]


def test_one_fingerprint_serves_every_form_and_no_two_findings_share_one(odd: Path) -> None:
    for folder in odd, pages.ROOT / "journeys":
        known = [finding["fingerprint"] for finding in findings(folder)]
        results = json.loads(check(folder, "--format sarif"))["runs"][0]["results"]
        assert [result["partialFingerprints"]["journeyFinding/v1"] for result in results] == known
        assert [issue["fingerprint"] for issue in json.loads(check(folder, "--format gitlab"))] == known
        assert len(set(known)) == len(known)


def test_a_fingerprint_stays_when_lines_move(odd: Path) -> None:
    before = {finding["fingerprint"] for finding in findings(odd)}
    for file in odd.rglob("*.journey"):
        file.write_text("# a note\n\n" + file.read_text("utf-8"), "utf-8")
    assert {finding["fingerprint"] for finding in findings(odd)} == before


def test_gitlab_gets_another_fingerprint_for_a_second_journey_of_the_same_name(odd: Path) -> None:
    for name in "one", "two":
        (odd / f"{name}.journey").write_text('journey same\nentry stage lead "Lead"\n', "utf-8")
    issues = json.loads(check(odd, "--format gitlab"))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert {issue["severity"] for issue in issues} <= {"info", "minor", "major", "critical", "blocker"}
    assert all(issue["location"]["lines"]["begin"] >= 1 for issue in issues)
    assert code_quality(Report([], (), 0, 0, (), "1")) == "[]"


def test_a_workflow_command_says_what_the_finding_says(odd: Path) -> None:
    lines = [line for line in check(odd, "--format github").split("\n") if line]
    found = findings(odd)
    assert len(lines) == len(found)
    for line, finding in zip(lines, found, strict=True):
        command = re.fullmatch(r"::(error|warning|notice) ((?:\w+=[^,:]*,?)+)::(.*)", line)
        assert command
        said = dict(pair.split("=", 1) for pair in command[2].split(","))
        assert unescaped(said["file"]) == finding["file"]
        assert int(said["line"]) == finding["line"]
        assert unescaped(command[3]).split("\n")[0] == finding["message"]


def test_paths_for_a_code_host_begin_at_the_repository(odd: Path) -> None:
    (odd / ".git").mkdir()
    output = console.journey("check . --format github", odd / "sub folder")[0]
    assert "file=sub folder/odd#1.journey," in output
    results = json.loads(console.journey("check . --format sarif", odd / "sub folder")[0])["runs"][0]["results"]
    place = results[0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "sub%20folder/odd%231.journey", "uriBaseId": "%SRCROOT%"}


def test_the_job_gets_its_summary_once_for_each_run(odd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(odd / "summary.md"))
    for count in 1, 2:
        check(odd, "--format github")
        assert (odd / "summary.md").read_text("utf-8").count("### Journey check") == count


# What readers of JUnit XML agree on; there is no standard. Each element with the attributes that it has, and its
# children in order. GitLab reads name, time and classname of cases, and takes the first of several cases of one name
# alone; Jenkins counts cases by classname and name, and its stricter plugin refuses attributes of cases beyond these
# three; others add up the counts and times of suites.
COUNTS = {"tests": r"\d+", "failures": r"\d+", "errors": "0", "time": "0"}
SHAPES: dict[str, tuple[dict[str, str], str]] = {
    "testsuites": ({"name": ".+", **COUNTS}, "(testsuite )*"),
    "testsuite": ({"name": ".+", **COUNTS, "skipped": "0", "file": ".+"}, "(properties )?(testcase )+"),
    "properties": ({}, "(property )+"),
    "property": ({"name": ".+", "value": ".*"}, ""),
    "testcase": ({"name": ".+", "classname": ".+", "time": "0"}, "(failure |system-out )?"),
    "failure": ({"type": "error|warning|advice|failure", "message": ".+"}, ""),
    "system-out": ({}, ""),
}


def misshapen(element: ElementTree.Element) -> Iterator[str]:
    """What is not as the readers of JUnit XML have it, in an element and below."""
    attributes, children = SHAPES[element.tag]
    if sorted(element.attrib) != sorted(attributes):
        yield f"{element.tag}: {sorted(element.attrib)}"
    for name, shape in attributes.items():
        if not re.fullmatch(shape, element.get(name, "")):
            yield f"{element.tag} {name}={element.get(name)!r}"
    if not re.fullmatch(children, "".join(f"{one.tag} " for one in element)):
        yield f"{element.tag}: {[one.tag for one in element]}"
    for one in element:
        yield from misshapen(one)


def assert_junit(text: str) -> ElementTree.Element:
    root = ElementTree.fromstring(text[text.index("<?xml") : text.rindex("</testsuites>") + len("</testsuites>")])
    assert list(misshapen(root)) == []
    for suite in root:
        cases, failing = suite.findall("testcase"), suite.findall("testcase/failure")
        assert (int(suite.attrib["tests"]), int(suite.attrib["failures"])) == (len(cases), len(failing))
        assert len({case.attrib["name"] for case in cases}) == len(cases)
        assert {case.attrib["classname"] for case in cases} == {suite.attrib["name"]}
    for count in "tests", "failures":
        assert int(root.attrib[count]) == sum(int(suite.attrib[count]) for suite in root)
    return root


def test_junit_is_as_its_readers_have_it(odd: Path) -> None:
    (odd / "fine.journey").write_text('team sales "Sales" { email "s@x.example" }\n', "utf-8")
    for words in "", "--fail-on advice":
        root = assert_junit(check(odd, f"--format junit {words}"))
        failing = [finding for finding in findings(odd) if words or finding["severity"] == "error"]
        assert len(root.findall("testsuite/testcase/failure")) == len(failing)
    assert_junit(check(odd, "nowhere.journey --format junit"))
    for name in "acme", "handbook":
        assert_junit(console.journey("test --format junit", pages.ROOT / "journeys" / name)[0])
        assert_junit(console.journey("check --format junit", pages.ROOT / "journeys" / name)[0])


def test_a_finding_has_one_name_in_junit_wherever_it_stands(odd: Path) -> None:
    (odd / "shop.journey").write_text('journey shop\nentry stage lead "Lead"\n', "utf-8")
    names = [case.attrib["name"] for case in assert_junit(check(odd, "shop.journey --format junit")).iter("testcase")]
    assert "ownerless-stage: Nobody owns `lead`" in names
    (odd / "shop.journey").write_text('journey shop\n\n\nentry stage lead "Lead"\n', "utf-8")
    moved = [case.attrib["name"] for case in assert_junit(check(odd, "shop.journey --format junit")).iter("testcase")]
    assert moved == names


def test_scenarios_of_one_title_have_names_of_their_own_in_junit(odd: Path) -> None:
    twice = 'scenario "Nobody comes" {\n  at lead\n  expect stays\n}\n' * 2
    (odd / "shop.journey").write_text(f'journey shop\nentry stage lead "Lead"\nwon stage won "Won"\n{twice}', "utf-8")
    root = assert_junit(console.journey("test shop.journey --format junit", odd)[0])
    assert [case.attrib["name"] for case in root.iter("testcase")] == ["Nobody comes", "Nobody comes (2)"]


def test_markdown_shows_words_as_they_are(odd: Path) -> None:
    shown = MarkdownIt("commonmark").render(check(odd, "--format markdown"))
    assert "<b>" not in shown
    assert "No team is called <code>salse</code>" in shown
    assert shown.count("<strong>error</strong>") == sum(one["severity"] == "error" for one in findings(odd))


def test_markdown_stays_inside_the_limit_of_a_comment_and_says_what_it_leaves_out() -> None:
    one = Told(name="a", severity="error", message="`\u20ac`" * 50, file="x", line=1, column=1, end_line=1,
               end_column=2, evidence=["y" * 300], fix=None, edits=[], is_safe=False, costs="", fingerprint="",
               labels=[], source="")  # fmt: skip
    text = findings_markdown(Report([one] * 1000, (), 1, 0, (), "1"))
    assert len(text.encode()) < LONGEST + 100
    left = re.search(r"… and ([0-9,]+) findings more\.", text)
    assert left
    assert text.count("**error**") + int(left[1].replace(",", "")) == 1000


def test_json_fits_the_published_schema_with_edits_and_baseline(odd: Path) -> None:
    schema = json.loads((pages.ROOT / "docs" / "findings.schema.json").read_text("utf-8"))
    (odd / "shop.journey").write_text('journey shop\nentry stage lead "Lead"\n', "utf-8")
    console.journey("baseline shop.journey", odd)
    data = json.loads(check(odd, "--format json"))
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(data)) == []
    assert data["baseline"]["known"] > 0
    assert any(finding["edits"] for finding in data["findings"])


def test_what_cannot_be_read_is_said_in_every_form(odd: Path) -> None:
    for form in "sarif", "github", "junit", "markdown":
        output = console.journey(f"check . nowhere.journey --format {form}", odd)[0]
        assert output.count("nowhere.journey") >= 2, form


def unescaped(text: str) -> str:
    for code, sign in ("%0A", "\n"), ("%0D", "\r"), ("%3A", ":"), ("%2C", ","), ("%25", "%"):
        text = text.replace(code, sign)
    return text
