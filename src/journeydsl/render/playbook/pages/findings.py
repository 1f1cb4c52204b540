"""The findings, by severity, and those that a page shows of its own part of the journey."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from journeydsl.diagnostics.finding import SEVERITIES, Diagnostic, Finding, Severity
from journeydsl.model.buyers import Score, ScoreLine
from journeydsl.render.playbook.calling import called
from journeydsl.render.playbook.composing import existing, note, paragraph, said, section, table, words
from journeydsl.render.playbook.document import (
    Block,
    Code,
    FindingBlock,
    Link,
    Own,
    Page,
    Place,
    Plain,
    Run,
    Section,
    Words,
)
from journeydsl.render.playbook.site import FINDINGS, Book
from journeydsl.render.playbook.translating import line_in
from journeydsl.text.source import Span
from journeydsl.text.words import capitalized

_MANY = 8  # findings of one severity, from which on their checks are listed
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
        section(severity, TITLES[severity], note(_MEANINGS[severity]), _by_check(book, found), *_listed(book, found))
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


def _by_check(book: Book, found: Sequence[Diagnostic]) -> Block | None:
    """Of many findings, each check that found some, the most frequent first, with the way to the first of them."""
    names = dict.fromkeys(one.name for one in found)
    if len(found) <= _MANY or len(names) == 1:
        return None
    grouped = sorted(([one for one in found if one.name == name] for name in names), key=lambda ones: -len(ones))
    parts = []
    for number, ones in enumerate(grouped):
        title = check_title(book, ones[0].name).replace(" ", "\u00a0")
        before = Plain("\u00a0· ") if number else ""
        parts.append(words(before, Link(title, FINDINGS, _anchor(ones[0])), Plain(f"\u00a0{len(ones)}")))
    return paragraph(*parts)


def _anchor(diagnostic: Diagnostic) -> str:
    return f"finding-{diagnostic.fingerprint}"


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
    rows = [
        (spoken(book, one.finding.message, one.finding.subject), _check(book, one.name), words(Place(one.span)))
        for one in rest
    ]
    yield table(("Finding", "Check", "Written"), rows, [_anchor(one) for one in rest])


def check_title(book: Book, name: str) -> str:
    """What people call a check: in English its name, as it stands behind `allow`, without hyphens."""
    return book.tongue.checks.get(name) or name.replace("-", " ").capitalize()


def _check(book: Book, name: str) -> Words:
    """The title of a check, where it says more than its name, and its name."""
    return (Code(name),) if book.tongue.is_english else words(Own(f"{check_title(book, name)} "), Code(name))


def finding(book: Book, diagnostic: Diagnostic) -> FindingBlock:
    """One finding, whole."""
    seen, english = diagnostic.finding, ""
    texts = [seen.message, *seen.evidence, seen.fix.text if seen.fix else "", diagnostic.costs]
    told = [book.tongue.retell(text) for text in (*texts, *(label.text for label in seen.labels))]
    if None in told:  # Half of it in each language would be harder to read than English.
        told, english = [*texts, *(label.text for label in seen.labels)], "en"
    message, *lines = (text or "" for text in told)
    number = len(seen.evidence)
    evidence = zip(lines[:number], seen.evidence, strict=True)
    scores = [book.journey.scores[name] for name in _named(seen) if name in book.journey.scores]
    told_of, runs_of = partial(titled, book, about=seen.subject), partial(_runs, book, about=seen.subject)
    labels = zip(lines[number + 2 :], seen.labels, strict=True)
    return FindingBlock(
        _anchor(diagnostic),
        diagnostic.severity,
        _check(book, diagnostic.name),
        told_of(message),
        _joined(
            [((not english and _score_line(book, scores, one)) or runs_of(line.strip()), one) for line, one in evidence]
        ),
        written(book, lines[number]),
        told_of(lines[number + 1]),
        (words(Place(seen.span)), *(words(told_of(label), " ", Place(one.span)) for label, one in labels)),
        english,
    )


def _joined(evidence: Sequence[tuple[Words, str]]) -> tuple[Words, ...]:
    """Lines of evidence; where one leads to a single line that stands further in, both on one line."""
    said: list[Words] = []
    for number, (line, text) in enumerate(evidence):
        before, after = (evidence[at][1] if 0 <= at < len(evidence) else "" for at in (number - 1, number + 1))
        is_alone = text.startswith(" ") and before.endswith(":") and not after.startswith(" ")
        if is_alone:
            said[-1] = (*said[-1], Own(" "), *line)
        else:
            said.append(line)
    return tuple(_begun(line) for line in said)


def _named(seen: Finding) -> list[str]:
    """The names in backticks of what a finding says, as they stand in the file."""
    return [name for text in (seen.message, *seen.evidence) for name in text.split("`")[1::2]]


def _score_line(book: Book, scores: Sequence[Score], text: str) -> Words | None:
    """`30 when employees >= 200` as people say it, where a line of these scores is meant."""
    points, _, condition = text.strip().partition(" when ")
    for line in (line for score in scores for line in score.lines):
        if isinstance(line, ScoreLine) and " ".join(line.when.span.text.split()) == condition:
            said_of = said("{points} when {condition}", points=Own(points), condition=book.condition(line.when))
            return line_in(book.tongue, (said_of,))
    return None


def spoken(book: Book, text: str, about: str = "") -> Words:
    """A sentence that is made in English elsewhere, in the playbook's language, as `titled` has it."""
    return titled(book, book.tongue.retell(text) or text, about)


def titled(book: Book, text: str, about: str) -> Words:
    """A sentence begun with a capital; names in its backticks become what people call them, and lead there.

    `about` is the subject of a finding, or nothing: of two things of one name, the one of its kind is meant.
    """
    return _begun(_runs(book, text, about))


def _runs(book: Book, text: str, about: str) -> Words:
    line: list[Run] = []
    title = ""
    parts = text.split("`")
    for number, part in enumerate(parts):
        if number % 2:
            # An activity stands in quotation marks besides, which tells it from an offer of the same name.
            is_activity = parts[number - 1][-1:] in ("“", "„")
            run = called(book, part, "activity" if is_activity else about.partition(" ")[0]) or Code(part)
            title = "" if isinstance(run, Code) else run.text
            line.append(run)
        else:
            # The sentence may add the title in brackets, which has just been said.
            shown = part.removeprefix(f" (“{title}”)") if title else part
            line += [Own(shown)] if shown else []
    return tuple(line)


def written(book: Book, text: str) -> Words:
    """The same with names as they stand in the file, for what is to be written there."""
    line: list[Run] = []
    for number, part in enumerate(text.split("`")):
        target = book.find(part) if number % 2 else None
        run = Link(part, *target) if target else Code(part) if number % 2 else Own(part)
        line += [run] if part else []
    return _begun(line)


def _begun(line: Sequence[Run]) -> Words:
    match line:
        case (Own(text=first), *rest):
            return (Own(capitalized(first)), *rest)
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
