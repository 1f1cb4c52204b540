"""A diagnostic as plain data: what `--format json` prints, and what every other form and the cache are made from."""

from __future__ import annotations

from typing import TypedDict

from journeydsl.diagnostics.finding import Diagnostic
from journeydsl.text.source import Edit, Span


class Place(TypedDict):
    """A second place: lines and columns from 1, columns in characters; `source` is the text of the line."""

    file: str
    line: int
    column: int
    end_column: int
    text: str
    source: str


class Change(TypedDict):
    """One edit of a fix: `text` is put where the place is. Lines and columns as in `Place`."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class Told(TypedDict):
    """One finding. All keys but `source`, the text of its line, are published (`docs/findings.schema.json`)."""

    name: str
    severity: str
    message: str
    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    evidence: list[str]
    fix: str | None
    edits: list[Change]
    is_safe: bool
    costs: str
    fingerprint: str
    labels: list[Place]
    source: str


LONGEST_LINE = 4_000  # characters of a source line that are kept


def tell(diagnostic: Diagnostic) -> Told:
    """The plain data of a diagnostic."""
    finding, span = diagnostic.finding, diagnostic.finding.span
    line, column = span.source.line_and_column(span.start)
    end_line, end_column = span.source.line_and_column(max(span.end, span.start))
    return Told(
        name=diagnostic.name,
        severity=diagnostic.severity,
        message=finding.message,
        file=span.source.path,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        evidence=list(finding.evidence),
        fix=finding.fix.text if finding.fix else None,
        edits=[_change(edit) for edit in finding.fix.edits] if finding.fix else [],
        is_safe=bool(finding.fix and finding.fix.edits and finding.fix.is_safe),
        costs=diagnostic.costs,
        fingerprint=diagnostic.fingerprint,
        labels=[_place(label.span, label.text) for label in finding.labels],
        source=span.source.line(line)[:LONGEST_LINE],
    )


def _change(edit: Edit) -> Change:
    line, column = edit.span.source.line_and_column(edit.span.start)
    end_line, end_column = edit.span.source.line_and_column(edit.span.end)
    return Change(
        file=edit.span.source.path,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        text=edit.text,
    )


def _place(span: Span, text: str) -> Place:
    line, column = span.source.line_and_column(span.start)
    end_line, end_column = span.source.line_and_column(max(span.end, span.start))
    source = span.source.line(line)
    end_column = end_column if end_line == line else len(source) + 1
    return Place(
        file=span.source.path,
        line=line,
        column=column,
        end_column=end_column,
        text=text,
        source=source[:LONGEST_LINE],
    )


def published(told: Told) -> dict[str, object]:
    """What `--format json` prints of a finding."""
    shown: dict[str, object] = {key: value for key, value in told.items() if key not in ("source", "labels")}
    shown["labels"] = [{key: value for key, value in label.items() if key != "source"} for label in told["labels"]]
    return shown
