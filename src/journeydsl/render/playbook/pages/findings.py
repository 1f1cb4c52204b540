"""The findings, by severity, and those that a page shows of its own part of the journey."""

from __future__ import annotations

from collections.abc import Mapping

from journeydsl.diagnostics.finding import SEVERITIES, Diagnostic, Severity
from journeydsl.render.playbook.document import (
    FindingBlock,
    Own,
    Page,
    Place,
    Section,
    existing,
    note,
    section,
    words,
)
from journeydsl.render.playbook.site import FINDINGS, Book
from journeydsl.text.source import Span

TITLES: Mapping[Severity, str] = {"error": "Errors", "warning": "Warnings", "advice": "Advice"}
_MEANINGS: Mapping[Severity, str] = {
    "error": "Buyers get lost here, or the journey contradicts itself.",
    "warning": "This works today and is likely to cost buyers or time.",
    "advice": "This could be said or done better.",
}


def findings_page(book: Book) -> Page:
    """Every finding, the gravest first, in the order of the files within a severity."""
    grouped = {severity: [d for d in book.diagnostics if d.severity == severity] for severity in SEVERITIES}
    sections = [
        section(severity, TITLES[severity], note(_MEANINGS[severity]), *(finding(d) for d in found))
        for severity, found in grouped.items()
        if found
    ]
    none = None if book.diagnostics else note("Nothing is open: every check of the journey is content.")
    return Page(FINDINGS, FINDINGS, "", "Findings", words(counted(book.diagnostics)), None, existing(none, *sections))


def finding(diagnostic: Diagnostic) -> FindingBlock:
    """One finding, whole."""
    seen = diagnostic.finding
    return FindingBlock(
        f"finding-{diagnostic.fingerprint}",
        diagnostic.severity,
        diagnostic.name,
        words(Own(seen.message)),
        seen.evidence,
        words(Own(seen.fix.text)) if seen.fix else (),
        words(Own(diagnostic.costs)) if diagnostic.costs else (),
        (words(Place(seen.span)), *(words(Own(label.text), " ", Place(label.span)) for label in seen.labels)),
    )


def findings_here(book: Book, *spans: Span) -> Section | None:
    """The findings of one part of the journey, for its page."""
    return section("findings", "Findings here", *(finding(d) for d in book.found_in(*spans)))


def counted(diagnostics: tuple[Diagnostic, ...]) -> str:
    """`2 errors, 1 warning`, and `No findings` where there are none."""
    numbers = {severity: sum(d.severity == severity for d in diagnostics) for severity in SEVERITIES}
    said = [_number(severity, number) for severity, number in numbers.items() if number]
    return ", ".join(said) or "No findings"


def _number(severity: Severity, number: int) -> str:
    if severity == "advice":
        return f"{number} advice" if number == 1 else f"{number} pieces of advice"
    return f"{number} {severity}" if number == 1 else f"{number} {severity}s"
