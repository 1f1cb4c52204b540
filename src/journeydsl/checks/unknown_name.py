"""A name that nobody declares."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Reading
from journeydsl.checks._words import a, all_quoted, one_of_kinds, quoted
from journeydsl.diagnostics.finding import Finding, Fix, Label
from journeydsl.model.faults import UnknownName, UnknownStep, UnknownWord
from journeydsl.text.source import Edit, Span

GROUP = "Reading and names"
SEVERITY = "error"
COSTS = "a sentence about something that is not there promises nothing"

MOST_KINDS = 4  # that are listed


def check_reading(reading: Reading) -> Iterator[Finding]:
    """Every unknown name, step, and word of a property's own list."""
    for fault in reading.faults:
        match fault:
            case UnknownName():
                yield _unknown_name(fault)
            case UnknownStep(span, origin, target):
                yield Finding(
                    span,
                    f"No way leads straight from {quoted(origin)} to {quoted(target)}",
                    f"step {origin} -> {target}",
                    fix=Fix("Name a step that a move or a handoff takes"),
                )
            case UnknownWord(span, subject, word, words, meant):
                fix = _replacing((span,), word, meant) if meant else None
                yield Finding(
                    span,
                    f"{quoted(subject)} does not know {quoted(word)}",
                    f"{subject} {word}",
                    evidence=(f"what it knows: {all_quoted(words, 'and', 31)}",),
                    fix=fix,
                )
            case _:
                pass


def _unknown_name(fault: UnknownName) -> Finding:
    kinds, message = "", f"Nothing is called {quoted(fault.name)}"
    if len(fault.wanted) <= MOST_KINDS:
        kinds = one_of_kinds(fault.wanted)
        message = f"No {kinds} is called {quoted(fault.name)}"
    labels = tuple(Label(span, "and here") for span in fault.other_spans)
    known = () if fault.nearest or not fault.known else (f"declared so far: {all_quoted(fault.known)}",)
    if fault.nearest:
        fix = _replacing((fault.span, *fault.other_spans), fault.name, fault.nearest)
    else:
        what = f"{a(kinds)} {quoted(fault.name)}" if kinds else quoted(fault.name)
        fix = Fix(f"Declare {what}, or use a declared name")
    return Finding(fault.span, message, f"name {fault.name}", labels, known, fix)


def _replacing(spans: tuple[Span, ...], name: str, meant: str) -> Fix:
    """Safe where the two differ by case and underscores alone."""
    is_same = name.replace("_", "").casefold() == meant.replace("_", "").casefold()
    return Fix(f"Use {quoted(meant)}", tuple(Edit(span, meant) for span in spans), is_same)
