"""Findings as JUnit XML: a suite for each file, a case for each finding."""

from __future__ import annotations

from journeydsl.render.forms.report import Report, words
from journeydsl.render.reports.junit_suites import Case, Suite, junit_xml
from journeydsl.render.reports.told import Told


def junit(report: Report) -> str:
    """A finding that counts for the exit code fails, a lesser one passes with words; so does a file without any.

    A case is called by what is said and not by its line, so that readers know it again where lines have moved.
    """
    problems = [Case(problem, ("error", problem, problem)) for problem in report.problems]
    suites = [Suite("reading", tuple(problems))] if problems else []
    files = dict.fromkeys([*report.files, *(told["file"] for told in report.findings)])
    for file in sorted(files):
        findings = [_case(told, report) for told in report.findings if told["file"] == file]
        suites.append(Suite(file, tuple(findings) or (Case("nothing found"),)))
    return junit_xml("journey check", suites)


def _case(told: Told, report: Report) -> Case:
    text = f"{told['file']}:{told['line']}:{told['column']}\n{words(told)}"
    name = f"{told['name']}: {told['message']}"
    if told["severity"] in report.failing:
        return Case(name, (told["severity"], told["message"], text))
    return Case(name, said=text)
