"""The report for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeydsl.render.changes.report import Buyers, Report, more_words
from journeydsl.render.changes.tried import Tried, counted
from journeydsl.render.reports.terminal import Paint, printable


def report_lines(report: Report, paint: Paint) -> Iterator[str]:
    """The lines of a report, the verdict first."""
    for line, style in _lines(report):
        yield paint(printable(line), style) if style else printable(line)


def _lines(report: Report) -> Iterator[tuple[str, str]]:
    yield f"{report.title} ({report.root})", "strong"
    yield report.verdict, ""
    for audience, sentences in report.audiences:
        yield from _listed(audience, sentences)
    if report.buyers or report.same or report.open_questions:
        yield from (("", ""), ("Which buyers change hands", "strong"))
    for buyers in report.buyers:
        yield from ((f"  {line}", "") for line in _of_buyers(buyers))
    yield from ((f"  {line}", "") for line in (*report.same, *report.open_questions))
    yield from _listed("What the plans need", report.figures)
    yield from _of_findings(report)
    yield from _listed("Scenarios that come out otherwise", report.scenarios)
    if report.tried:
        yield from _listed("Your buyers", list(_of_tried(report.tried)))
    yield from _listed("New exemptions", report.exemptions)
    yield from _listed("Signatures", report.voided)


def _listed(title: str, sentences: Sequence[str]) -> Iterator[tuple[str, str]]:
    if sentences:
        yield from (("", ""), (title, "strong"), *((f"  {line}", "") for line in sentences))


def _of_buyers(buyers: Buyers) -> Iterator[str]:
    yield buyers.sentence
    for group in buyers.groups:
        example = " · ".join(group.example)
        if group.region:
            yield f"  {group.what}: {' and '.join(group.region)}"
            yield f"    such as {example}"
        else:
            yield f"  {group.what}: {f'such as {example}' if example else 'everybody'}"
        if group.note:
            yield f"    {group.note}"
    if buyers.more:
        yield f"  {more_words(buyers.more, is_open=True)}"
    yield from buyers.follows


def _of_findings(report: Report) -> Iterator[tuple[str, str]]:
    if report.new_findings or report.fixed_findings:
        yield from (("", ""), ("Findings", "strong"))
        for one in report.new_findings:
            yield f"  new {one.severity}: {one.message}  [{one.name}]", one.severity
        yield from ((f"  fixed: {one.message}  [{one.name}]", "") for one in report.fixed_findings)
        known = report.known_findings
        if known:
            yield f"  {known} {'finding is' if known == 1 else 'findings are'} as before.", ""


def _of_tried(found: Tried) -> Iterator[str]:
    yield counted(found)
    if found.otherwise:
        yield f"{found.otherwise:,} more go where they went, and meet other rules on the way."
    yield from (f"{count:,} by {cause}" for cause, count in found.causes)
    yield from (f"  {row}" for row in found.rows)
    if found.moved > len(found.rows):
        yield f"  … and {found.moved - len(found.rows):,} more rows"
