"""The findings, by severity, and those that a page shows of its own part of the journey."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from journeydsl.diagnostics.finding import SEVERITIES, Diagnostic, Severity
from journeydsl.render.playbook.composing import existing, note, section, table, words
from journeydsl.render.playbook.document import Block, Code, FindingBlock, Link, Own, Page, Place, Run, Section, Words
from journeydsl.render.playbook.site import FINDINGS, Book
from journeydsl.text.source import Span

_MOST_HERE = 20
_MOST_WHOLE = 60  # of each severity
TITLES: Mapping[Severity, str] = {"error": "Errors", "warning": "Warnings", "advice": "Advice"}
SEVERITY_WORDS: Mapping[Severity, str] = {"error": "Error", "warning": "Warning", "advice": "Advice"}
_MEANINGS: Mapping[Severity, str] = {
    "error": "Buyers get lost here, or the journey contradicts itself.",
    "warning": "This works today and is likely to cost buyers or time.",
    "advice": "This could be said or done better.",
}

_COUNTED: Mapping[Severity, tuple[str, str]] = {
    "error": ("{number} error", "{number} errors"),
    "warning": ("{number} warning", "{number} warnings"),
    "advice": ("{number} piece of advice", "{number} pieces of advice"),
}


def findings_page(book: Book) -> Page:
    """Every finding, the gravest first, in the order of the files within a severity."""
    grouped = {severity: [d for d in book.diagnostics if d.severity == severity] for severity in SEVERITIES}
    sections = [
        section(severity, TITLES[severity], note(_MEANINGS[severity]), *_listed(book, found))
        for severity, found in grouped.items()
        if found
    ]
    none = None if book.diagnostics else note("Nothing is open: every check of the journey is content.")
    return Page(
        FINDINGS,
        FINDINGS,
        "",
        "Findings",
        words(Own(counted_findings(book, book.diagnostics))),
        None,
        existing(none, *sections),
    )


def first_findings(book: Book, found: Sequence[Diagnostic]) -> Iterator[Block]:
    """The gravest of some findings, and where the others are."""
    ranked = sorted(found, key=lambda one: SEVERITIES.index(one.severity))
    yield from (finding(book, diagnostic) for diagnostic in ranked[:_MOST_HERE])
    if len(ranked) > _MOST_HERE:
        more = book.tongue.fill("{number} more on the page of findings", number=len(ranked) - _MOST_HERE)
        yield note(Link(more, FINDINGS, ""))


def _listed(book: Book, found: list[Diagnostic]) -> Iterator[Block | None]:
    """Findings whole, and of very many the rest on a line each."""
    yield from (finding(book, diagnostic) for diagnostic in found[:_MOST_WHOLE])
    rest = found[_MOST_WHOLE:]
    rows = [(spoken(book, one.finding.message), (Code(one.name),), words(Place(one.span))) for one in rest]
    yield table(("Finding", "Check", "Written"), rows, [f"finding-{one.fingerprint}" for one in rest])


def finding(book: Book, diagnostic: Diagnostic) -> FindingBlock:
    """One finding, whole."""
    seen, english = diagnostic.finding, ""
    texts = [seen.message, *seen.evidence, seen.fix.text if seen.fix else "", diagnostic.costs]
    told = [book.tongue.retell(text) for text in (*texts, *(label.text for label in seen.labels))]
    if None in told:  # Half of it in each language would be harder to read than English.
        told, english = [*texts, *(label.text for label in seen.labels)], "en"
    message, *lines = (linked(book, text or "") for text in told)
    number = len(seen.evidence)
    labels = zip(lines[number + 2 :], seen.labels, strict=True)
    return FindingBlock(
        f"finding-{diagnostic.fingerprint}",
        diagnostic.severity,
        diagnostic.name,
        message,
        tuple(lines[:number]),
        lines[number],
        lines[number + 1],
        (words(Place(seen.span)), *(words(label, " ", Place(one.span)) for label, one in labels)),
        english,
    )


def spoken(book: Book, text: str) -> Words:
    """A sentence that is made in English elsewhere, in the playbook's language, as `linked` has it."""
    return linked(book, book.tongue.retell(text) or text)


def linked(book: Book, text: str) -> Words:
    """A sentence begun with a capital; names in its backticks lead to what they name."""
    line: list[Run] = []
    for number, part in enumerate(text.split("`")):
        target = book.find(part) if number % 2 else None
        run = Link(part, *target) if target else Code(part) if number % 2 else Own(part)
        line += [run] if part else []
    match line:
        case [Own(text=first), *rest]:
            return (Own(first[:1].upper() + first[1:]), *rest)
        case _:
            return tuple(line)


def findings_here(book: Book, *spans: Span) -> Section | None:
    """The findings of one part of the journey, for its page."""
    return section("findings", "Findings here", *(finding(book, d) for d in book.found_in(*spans)))


def counted_findings(book: Book, diagnostics: tuple[Diagnostic, ...]) -> str:
    """`2 errors, 1 warning`, and `No findings` where there are none; in the playbook's language."""
    numbers = {severity: sum(d.severity == severity for d in diagnostics) for severity in SEVERITIES}
    found = [book.tongue.fill(_COUNTED[severity][n > 1], number=n) for severity, n in numbers.items() if n]
    return ", ".join(found) or book.tongue.say("No findings")
