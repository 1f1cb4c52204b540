"""A place where the text is not the language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from journeydsl.checks._subject import Reading
from journeydsl.checks._words import a, kind_word, quoted
from journeydsl.diagnostics.finding import Finding, Fix, Label
from journeydsl.model.faults import MisplacedProperty, MissingProperty, TooDeep, TooManyWays, TooTangled
from journeydsl.syntax.faults import SyntaxFault
from journeydsl.syntax.parse import SyntaxFile, parse
from journeydsl.text.source import Edit, Source, Span, apply_edits

if TYPE_CHECKING:
    from journeydsl.checks._slips import Put, Slip

GROUP = "Reading and names"
SEVERITY = "error"
COSTS = "what cannot be read is neither checked nor drawn, and the teams believe that it is"
MOST_TRIED = 40
MOST_REREAD = 500_000  # signs, in all tries together
_PARTS_OF_TEXT = ("unknown sign", "unclosed text")


def check_reading(reading: Reading) -> Iterator[Finding]:
    """Every fault of the reader, and every property that says nothing where it stands."""
    for file in reading.files:
        tried = 0
        quotes = [(fault.start, fault.end) for fault in file.faults if fault.problem == "needs quotes"]
        for fault in file.faults:
            if fault.problem in _PARTS_OF_TEXT and any(start <= fault.start <= end for start, end in quotes):
                continue  # It belongs to the text that lacks its quotes.
            from journeydsl.checks._slips import slip

            said = slip(file.source.text, fault)
            tried += bool(said.puts)
            yield _finding(file, fault, said, tried <= MOST_TRIED and tried * _work(file) <= MOST_REREAD)
    for met in reading.faults:
        match met:
            case MisplacedProperty():
                words = quoted(met.property)
                yield Finding(
                    met.span,
                    f"{words} says nothing inside {a(quoted(met.within))} block",
                    f"{met.within} {met.property}",
                    fix=Fix(f"Move {words} out of the block, where it holds for all buyers"),
                )
            case MissingProperty():
                subject = f"{met.kind} {met.name}"
                words = f"The {kind_word(met.kind)} {quoted(met.name)} says nothing without `{met.property}`"
                yield Finding(met.span, words, subject, fix=Fix(f"Add `{met.property}` to {quoted(met.name)}"))
            case TooDeep():
                words = "Parentheses stand deeper in one another here than anybody can read"
                order = Fix("Give the inner part a name with `rule`")
                yield Finding(met.span, words, f"condition {quoted(met.span.words)}", fix=order)
            case TooTangled():
                subject = f"{met.kind} {met.name}"
                words = f"The {kind_word(met.kind)} {quoted(met.name)} stands on more definitions than can be followed"
                yield Finding(met.span, words, subject, fix=Fix(f"Say {quoted(met.name)} with fewer other names"))
            case TooManyWays():
                words = f"With {quoted(met.name)}, ways lead out of more stages than can be followed"
                order = Fix(f"Name the few stages that {quoted(met.name)} leaves")
                yield Finding(met.span, words, f"way {met.name}", fix=order)
            case _:
                pass


def _finding(file: SyntaxFile, fault: SyntaxFault, said: Slip, is_tried: bool) -> Finding:
    last = len(file.source.text.rstrip())
    span = Span(file.source, min(fault.start, max(last - 1, 0)), min(fault.end, last))
    labels: tuple[Label, ...] = ()
    if said.begun is not None and fault.opened is not None:
        labels = (Label(Span(file.source, said.begun, fault.end), said.begun_words),)
        span = Span(file.source, fault.opened, fault.opened + 1)
    fix = Fix(said.order) if said.order else None
    if fix and is_tried and said.puts and _mends(file, fault, said.puts):
        edits = tuple(Edit(Span(file.source, put.start, put.end), put.text) for put in said.puts)
        fix = Fix(said.order, edits, said.is_sure)
    subject = f"{fault.inside or 'text'} {fault.found or fault.problem}"
    return Finding(span, said.message, " ".join(subject.split()), labels, said.evidence, fix)


def _work(file: SyntaxFile) -> int:
    """What reading a file anew takes, in signs: every fault takes as much as many signs."""
    return len(file.source.text) + 2_000 * len(file.faults)


def _mends(file: SyntaxFile, fault: SyntaxFault, puts: tuple[Put, ...]) -> bool:
    """Whether the fault is gone and none has come on any other line; one on its own line was hidden behind it."""
    edits = [Edit(Span(file.source, put.start, put.end), put.text) for put in puts]
    mended = parse(Source(file.source.path, apply_edits(file.source.text, edits)))
    line = file.source.line_and_column(fault.start)[0]
    here, elsewhere = _faults(file, line)
    here_after, elsewhere_after = _faults(mended, line)
    said = (fault.problem, fault.found)
    return here_after[said] < here[said] and elsewhere_after <= elsewhere


def _faults(file: SyntaxFile, line: int) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """The faults on a line, and those on all others."""
    here: Counter[tuple[str, str]] = Counter()
    elsewhere: Counter[tuple[str, str]] = Counter()
    for fault in file.faults:
        is_here = file.source.line_and_column(fault.start)[0] == line
        (here if is_here else elsewhere)[fault.problem, fault.found] += 1
    return here, elsewhere
