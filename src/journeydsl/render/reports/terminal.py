"""Findings as text for a terminal: a sentence, the place underlined, evidence, what to do and what it costs."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator

from journeydsl.render.reports.told import Told

# Takes a text and the name of a style (`error`, `warning`, `advice`, `place`, `fix`, `faint`); gives it coloured.
Paint = Callable[[str, str], str]
_WIDEST = 100
_CONTROLS = {code: f"\\x{code:02x}" for code in [*range(0x20), *range(0x7F, 0xA0)] if code != 9}
_CONTROLS |= {
    code: f"\\u{code:04x}" for code in [0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF]
}


def plain(text: str, style: str) -> str:
    """No colour at all."""
    return text


def printable(text: str) -> str:
    """A text without anything that could steer a terminal; such characters are written out."""
    return text.translate(_CONTROLS)


def brief(findings: Iterable[Told]) -> Iterator[str]:
    """A line for each finding: `journeys/acme.journey:121:3: error: … [uncovered-buyer]`."""
    for told in findings:
        place = f"{told['file']}:{told['line']}:{told['column']}"
        yield printable(f"{place}: {told['severity']}: {told['message']} [{told['name']}]")


def long(findings: Iterable[Told], paint: Paint = plain) -> Iterator[str]:
    """The lines of each finding, a blank one after each; what it costs is said once for each check."""
    said: set[str] = set()
    for told in findings:
        yield from _finding(told, told["name"] not in said, paint)
        yield ""
        said.add(told["name"])


def _finding(told: Told, says_costs: bool, paint: Paint) -> Iterator[str]:
    severity = told["severity"]
    head = paint(f"{severity}:", severity)
    yield f"{head} {printable(told['message'])}  {paint('[' + told['name'] + ']', 'faint')}"
    gutter = len(str(max([told["line"], *(label["line"] for label in told["labels"])])))
    end = told["end_column"] if told["end_line"] == told["line"] else len(told["source"]) + 1
    yield from _excerpt(told["file"], told["line"], told["column"], end, told["source"], gutter, severity, "", paint)
    bar = paint(f"{' ' * gutter} |", "faint")
    for line in told["evidence"]:
        yield f"{bar} {printable(line)}"
    for label in told["labels"]:
        yield from _excerpt(label["file"], label["line"], label["column"], label["end_column"], label["source"], gutter,
                            "faint", label["text"], paint)  # fmt: skip
    if told["fix"]:
        yield f"  {paint('fix:', 'fix')} {printable(told['fix'])}"
    if says_costs:
        explain = paint(f"journey explain {told['name']}", "faint")
        yield f"  {paint('why it costs:', 'faint')} {told['costs']}   {explain}"


def _excerpt(
    file: str, line: int, column: int, end: int, source: str, gutter: int, style: str, text: str, paint: Paint
) -> Iterator[str]:
    yield f"{' ' * gutter}{paint('-->', 'place')} {printable(file)}:{line}:{column}"
    if not source.strip() and not text:
        return
    shown, first = _window(source, column)
    before = printable(shown[: column - 1 - first].expandtabs(2))
    marked = shown[column - 1 - first : max(end - 1 - first, column - first)]
    underline = "^" * max(1, min(_width(printable(marked.expandtabs(2))), _WIDEST))
    bar = paint("|", "faint")
    yield f"{paint(f'{line:>{gutter}}', 'faint')} {bar} {printable(shown.expandtabs(2)).rstrip()}"
    said = f" {printable(text)}" if text else ""
    yield f"{' ' * gutter} {bar} {' ' * _width(before)}{paint(underline + said, style)}"


def _window(source: str, column: int) -> tuple[str, int]:
    """The part of a long line round a column, and the index of its first character."""
    if len(source) <= _WIDEST + 20:
        return source, 0
    first = max(0, column - 1 - _WIDEST // 3)
    return source[first : first + _WIDEST], first


def _width(text: str) -> int:
    """How many columns a terminal gives a text."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    narrow = sum(bool(unicodedata.combining(letter)) for letter in text)
    return len(text) + wide - narrow


def summary(findings: list[Told], journeys: int, libraries: int) -> str:
    """The last line: how much was read and found."""
    read = _count(journeys, "journey", "journeys")
    if libraries and not journeys:
        read = f"{_count(libraries, 'file', 'files')} without a journey"
    elif libraries:
        read += f" and {_count(libraries, 'library', 'libraries')}"
    counts = [
        _count(sum(told["severity"] == severity for told in findings), one, many)
        for severity, one, many in (
            ("error", "error", "errors"),
            ("warning", "warning", "warnings"),
            ("advice", "piece of advice", "pieces of advice"),
        )
        if any(told["severity"] == severity for told in findings)
    ]
    return f"{', '.join(counts) if counts else 'Nothing found'} in {read}."


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
