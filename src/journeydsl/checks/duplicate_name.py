"""One name, two declarations."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from journeydsl.checks._edits import taken_off_list, taken_out
from journeydsl.checks._subject import Reading
from journeydsl.checks._words import a, kind_word, quoted
from journeydsl.diagnostics.finding import Finding, Fix, Label
from journeydsl.model.faults import DuplicateName, DuplicateWay, RepeatedValue, TwoHeaders
from journeydsl.syntax.parse import SyntaxFile
from journeydsl.syntax.values import Node
from journeydsl.text.source import Span

GROUP = "Reading and names"
SEVERITY = "error"
COSTS = "each team reads the declaration that suits it, and both are right"


def check_reading(reading: Reading) -> Iterator[Finding]:
    """Every second declaration of a name, a way, a header or a value; a term's second meaning is said elsewhere."""
    for fault in reading.faults:
        match fault:
            case DuplicateName(kind="term", first_kind="term"):
                pass
            case DuplicateName():
                yield _duplicate_name(fault, reading.files)
            case DuplicateWay():
                yield _duplicate_way(fault, reading.files)
            case TwoHeaders(span, name, first_span):
                labels = (Label(first_span, "the first one"),)
                fix = Fix(f"Take one of them out; a file that {quoted(first_span.text)} uses has none")
                yield Finding(span, f"{quoted(name)} is a second `journey` header", f"journey {name}", labels, fix=fix)
            case RepeatedValue(span, field, value, first_span):
                message = f"{quoted(value)} stands twice on the list of {quoted(field)}"
                labels = (Label(first_span, "first here"),)
                edit = taken_off_list(span)
                fix = Fix("Take one of them out", (edit,) if edit else (), edit is not None)
                yield Finding(span, message, f"field {field}", labels, fix=fix)
            case _:
                pass


def _duplicate_name(fault: DuplicateName, files: tuple[SyntaxFile, ...]) -> Finding:
    name, kind, first = quoted(fault.name), kind_word(fault.kind), kind_word(fault.first_kind)
    if fault.kind == fault.first_kind:
        message, words = f"The {kind} {name} is declared twice", "first declared here"
    else:
        message, words = f"{name} is the name of both {a(first)} and {a(kind)}", f"{a(first)} here"
    fix = _taking_out(fault.span, fault.first_span, files) or Fix("Give one of them another name, or take it out")
    return Finding(fault.span, message, f"{fault.kind} {fault.name}", (Label(fault.first_span, words),), fix=fix)


def _duplicate_way(fault: DuplicateWay, files: tuple[SyntaxFile, ...]) -> Finding:
    step = f"{fault.origin} -> {fault.target}"
    if fault.kind == "handoff":
        message = f"Two handoffs lead from `{fault.origin}` to `{fault.target}`"
    else:
        message = f"Two {fault.kind}s from `{fault.origin}` to `{fault.target}` have the same trigger"
    labels = (Label(fault.first_span, "the first one"),)
    fix = _taking_out(fault.span, fault.first_span, files) or Fix("Make one of the two")
    return Finding(fault.span, message, f"{fault.kind} {step}", labels, fix=fix)


def _taking_out(span: Span, first_span: Span, files: tuple[SyntaxFile, ...]) -> Fix | None:
    """Where the two declarations say the same word for word, the second one can go."""
    again, first = _statement(span, files), _statement(first_span, files)
    if again is None or first is None or again[1] != first[1] or again[0] == first[0]:
        return None
    return Fix("Take this one out, which says the same", (taken_out(again[0]),), True)


def _statement(span: Span, files: tuple[SyntaxFile, ...]) -> tuple[Span, Node] | None:
    """The declaration that a place is in."""
    for file in files:
        if file.source.path == span.source.path:
            at = bisect_right(file.statements, span.start, key=lambda node: node.end)
            node = file.statements[at] if at < len(file.statements) else None
            if node and node.start <= span.start:
                return Span(file.source, node.start, node.end), node
    return None
