"""One name, two declarations."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Reading
from journeydsl.checks._words import a, kind_word, quoted
from journeydsl.diagnostics.finding import Finding, Fix, Label
from journeydsl.model.faults import DuplicateName, DuplicateWay, RepeatedValue, TwoHeaders

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
                yield _duplicate_name(fault)
            case DuplicateWay():
                yield _duplicate_way(fault)
            case TwoHeaders(span, name, first_span):
                labels = (Label(first_span, "the first one"),)
                fix = Fix(f"Take one of them out; a file that {quoted(first_span.text)} uses has none")
                yield Finding(span, f"{quoted(name)} is a second `journey` header", f"journey {name}", labels, fix=fix)
            case RepeatedValue(span, field, value, first_span):
                message = f"{quoted(value)} stands twice on the list of {quoted(field)}"
                labels = (Label(first_span, "first here"),)
                yield Finding(span, message, f"field {field}", labels, fix=Fix("Take one of them out"))
            case _:
                pass


def _duplicate_name(fault: DuplicateName) -> Finding:
    name, kind, first = quoted(fault.name), kind_word(fault.kind), kind_word(fault.first_kind)
    if fault.kind == fault.first_kind:
        message, words = f"The {kind} {name} is declared twice", "first declared here"
    else:
        message, words = f"{name} is the name of both {a(first)} and {a(kind)}", f"{a(first)} here"
    fix = Fix("Give one of them another name, or take it out")
    return Finding(fault.span, message, f"{fault.kind} {fault.name}", (Label(fault.first_span, words),), fix=fix)


def _duplicate_way(fault: DuplicateWay) -> Finding:
    step = f"{fault.origin} -> {fault.target}"
    if fault.kind == "handoff":
        message = f"Two handoffs lead from `{fault.origin}` to `{fault.target}`"
    else:
        message = f"Two {fault.kind}s from `{fault.origin}` to `{fault.target}` have the same trigger"
    labels = (Label(fault.first_span, "the first one"),)
    return Finding(fault.span, message, f"{fault.kind} {step}", labels, fix=Fix("Make one of the two"))
