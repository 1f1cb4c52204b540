"""Findings as JUnit XML: a suite for each file, a case for each finding."""

from __future__ import annotations

from xml.etree import ElementTree

from journeydsl.render.forms.report import Report, words
from journeydsl.render.reports.told import Told
from journeydsl.render.reports.xml_text import xml, xml_text


def junit(report: Report) -> str:
    """A finding that counts for the exit code fails, a lesser one passes with words; so does a file without any."""
    suites = ElementTree.Element("testsuites")
    for problem in report.problems:
        suite = _suite(suites, "reading", 1, 1)
        case = ElementTree.SubElement(suite, "testcase", name="reading", classname="reading")
        ElementTree.SubElement(case, "failure", type="error", message=xml_text(problem))
    files = dict.fromkeys([*report.files, *(told["file"] for told in report.findings)])
    for file in sorted(files):
        findings = [told for told in report.findings if told["file"] == file]
        failing = sum(told["severity"] in report.failing for told in findings)
        suite = _suite(suites, file, len(findings) or 1, failing)
        for told in findings:
            _case(suite, told, report)
        if not findings:
            ElementTree.SubElement(suite, "testcase", name="nothing found", classname=xml_text(file))
    return xml(suites)


def _suite(suites: ElementTree.Element, file: str, tests: int, failures: int) -> ElementTree.Element:
    counts = {"tests": str(tests), "failures": str(failures), "errors": "0"}
    return ElementTree.SubElement(suites, "testsuite", {"name": xml_text(file), **counts, "file": xml_text(file)})


def _case(suite: ElementTree.Element, told: Told, report: Report) -> None:
    place = f"{told['file']}:{told['line']}:{told['column']}"
    name = f"{told['name']} {told['line']}:{told['column']}"
    case = ElementTree.SubElement(suite, "testcase", name=name, classname=xml_text(told["file"]))
    text = xml_text(f"{place}\n{words(told)}")
    if told["severity"] in report.failing:
        failure = ElementTree.SubElement(case, "failure", type=told["severity"], message=xml_text(told["message"]))
        failure.text = text
    else:
        ElementTree.SubElement(case, "system-out").text = text
