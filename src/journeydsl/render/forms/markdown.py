"""Findings and scenarios as Markdown, for a comment or a job summary, inside the limit of a comment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from journeydsl.render.forms.report import Report
from journeydsl.render.reports.terminal import printable
from journeydsl.render.reports.terminal import summary as findings_summary
from journeydsl.render.reports.told import Told
from journeydsl.render.reports.trials import Tested, coverage_lines, failure_lines
from journeydsl.render.reports.trials import summary as trials_summary

LONGEST = 65_000  # bytes; a comment may have 65,535 characters
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~@!])")
_SIGNS = {"error": "🛑", "warning": "⚠️", "advice": "💡"}


def findings_markdown(report: Report, title: str = "Journey check") -> str:
    """A headline, what was counted, and a paragraph for each finding, errors first; what is left out is counted."""
    head = [f"### {title}", "", _text(findings_summary(list(report.findings), report.journeys, report.libraries))]
    head += [_text(line) for line in report.baseline_lines()]
    head += [f"\n- {_SIGNS['error']} {_text(problem)}" for problem in report.problems]
    order = ("error", "warning", "advice")
    ranked = sorted(report.findings, key=lambda told: order.index(told["severity"]))
    return _within("\n".join(head), [_finding(told) for told in ranked], "finding", "findings")


def trials_markdown(tested: list[Tested], title: str = "Journey test") -> str:
    """A headline, the coverage, and a paragraph for each scenario that fails."""
    head = [f"### {title}", "", _text(trials_summary(tested))]
    covered = (line for one in tested if one.items is not None for line in coverage_lines(one))
    head += ["", *(f"- {_text(line)}" for line in covered)]
    failing = [trial for one in tested for trial in one.trials if not trial.passed]
    parts = [
        "\n".join([f"\n#### {_SIGNS['error']} {_text(trial.scenario.title.text)}", "", *_fence(failure_lines(trial))])
        for trial in failing
    ]
    return _within("\n".join(head), parts, "scenario", "scenarios")


def _finding(told: Told) -> str:
    place = f"{told['file']}:{told['line']}"
    sign = f"{_SIGNS[told['severity']]} **{told['severity']}**"
    lines = [f"\n{sign} {_code(place)} {_text(told['message'])} {_code(told['name'])}"]
    said = [*told["evidence"], *(f"{one['file']}:{one['line']}: {one['text']}" for one in told["labels"])]
    lines += ["", *_fence(said)] if said else []
    lines += ["", f"Fix: {_text(told['fix'])}"] if told["fix"] else []
    return "\n".join(lines)


def _within(head: str, parts: list[str], one: str, many: str) -> str:
    """As many parts as fit, and how many do not."""
    size, shown = len(head.encode()), []
    for part in parts:
        size += len(part.encode()) + 1
        if size > LONGEST:
            break
        shown.append(part)
    left = len(parts) - len(shown)
    ending = [f"\n… and {_count(left, one, many)} more."] if left else []
    return "\n".join([head, *shown, *ending])


def _text(text: str) -> str:
    """Words as they are, with the author's in backticks as code; nothing in them is taken for Markdown or a mention."""
    parts = printable(text).split("`")
    if len(parts) % 2 == 0:
        return _SPECIAL.sub(r"\\\1", printable(text))
    return "".join(_code(part) if number % 2 else _SPECIAL.sub(r"\\\1", part) for number, part in enumerate(parts))


def _code(text: str) -> str:
    said = printable(text)
    longest = max((len(run) for run in re.findall("`+", said)), default=0)
    mark, space = "`" * (longest + 1), " " if longest or not said.strip() else ""
    return f"{mark}{space}{said}{space}{mark}"


def _fence(lines: Iterable[str]) -> Iterator[str]:
    shown = [printable(line) for line in lines]
    longest = max((len(run) for line in shown for run in re.findall("`{3,}", line)), default=2)
    mark = "`" * (longest + 1)
    yield f"{mark}text"
    yield from shown
    yield mark


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
