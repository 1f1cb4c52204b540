"""A text that does not begin with what it asks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.checks._words import quoted
from journeydsl.diagnostics.finding import Finding, Fix, Label

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "advice"
COSTS = "most readers stop after the first sentence, and never learn what they were to do"
ABOUT = ("contents",)

_SMALL = frozenset((
    "a", "an", "the", "and", "or", "to", "for", "of", "in", "on", "at", "by", "with", "from", "your", "our", "us",
    "you", "me", "my", "it", "its", "this", "that", "these", "is", "be", "as", "now", "today", "please", "up", "out",
    "here",
))  # fmt: skip
_END = re.compile(r"(?<=[.!?…])[\"”»')\]]*\s|\n\s*\n")
_LETTERS_ALIKE = 4  # words that begin alike are one word in two forms: book, booking
_LONGEST_GREETING = 6


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every text whose first sentence has less than half of the words of what it asks."""
    for content in subject.journey.contents.values():
        if content.asks is None or content.text is None or not content.is_whole:
            continue
        asks, first = content.asks.text, _words(first_sentence(content.text.text))
        wanted = _words(asks)
        carried = sum(any(_are_alike(word, other) for other in first) for word in wanted)
        if wanted and carried * 2 < len(wanted):
            yield Finding(
                content.text.span,
                f"The first sentence of `{content.name}` does not say {quoted(asks)}",
                f"content {content.name}",
                labels=(Label(content.asks.span, "what it asks"),),
                fix=Fix("Begin the text with what the reader is asked to do"),
            )


def first_sentence(text: str) -> str:
    """The first sentence of a text, after headings and a greeting."""
    lines = text.strip().split("\n")
    while len(lines) > 1 and (not lines[0].strip() or lines[0].lstrip().startswith("#") or _is_greeting(lines[0])):
        lines = lines[1:]
    return _END.split("\n".join(lines).strip(), maxsplit=1)[0]


def _is_greeting(line: str) -> bool:
    return line.rstrip().endswith((",", "!", ":")) and len(line.split()) <= _LONGEST_GREETING


def _words(text: str) -> list[str]:
    found = re.findall(r"\w+", text.lower())
    return list(dict.fromkeys(word for word in found if word not in _SMALL)) or found


def _are_alike(first: str, second: str) -> bool:
    alike = min(len(first), len(second))
    return first == second or (alike >= _LETTERS_ALIKE and first[:alike] == second[:alike])
