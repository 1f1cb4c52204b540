"""JUnit XML: suites of cases, with the attributes that those who read it know.

There is no standard. Of a case most readers know `name`, `classname` and `time` alone, and some refuse others; several
take the first of two cases of one name alone, and tell by the name whether a case has failed before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

from journeydsl.render.reports.xml_text import xml, xml_text
from journeydsl.text.record import Record


class Case(Record):
    """One case: `failure` is the type, the message and all that is said of one that fails, else `said` is shown."""

    name: str
    failure: tuple[str, str, str] | None = None
    said: str = ""


class Suite(Record):
    """The cases of one file; `properties` are names with values."""

    name: str
    cases: tuple[Case, ...]
    properties: tuple[tuple[str, str], ...] = ()


def junit_xml(title: str, suites: Iterable[Suite]) -> str:
    """The suites as a document; what the whole and its parts took is not told, since nothing is measured."""
    suites = tuple(suites)
    cases = [case for suite in suites for case in suite.cases]
    root = ElementTree.Element("testsuites", {"name": title, **_counts(cases)})
    for suite in suites:
        name = xml_text(suite.name)
        counts = {**_counts(suite.cases), "skipped": "0"}
        told = ElementTree.SubElement(root, "testsuite", {"name": name, **counts, "file": name})
        if suite.properties:
            properties = ElementTree.SubElement(told, "properties")
            for key, value in suite.properties:
                ElementTree.SubElement(properties, "property", name=key, value=value)
        for case, called in zip(suite.cases, _names(suite.cases), strict=True):
            _add(ElementTree.SubElement(told, "testcase", name=called, classname=name, time="0"), case)
    return xml(root)


def _counts(cases: Iterable[Case]) -> dict[str, str]:
    failing = [case.failure is not None for case in cases]
    return {"tests": str(len(failing)), "failures": str(sum(failing)), "errors": "0", "time": "0"}


def _names(cases: Iterable[Case]) -> Iterator[str]:
    """The names of cases, the second of one name with its number."""
    seen: dict[str, int] = {}
    for case in cases:
        name = xml_text(case.name) or "without a name"
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name} ({seen[name]})"


def _add(told: ElementTree.Element, case: Case) -> None:
    if case.failure:
        kind, message, text = case.failure
        ElementTree.SubElement(told, "failure", type=kind, message=xml_text(message)).text = xml_text(text)
    elif case.said:
        ElementTree.SubElement(told, "system-out").text = xml_text(case.said)
