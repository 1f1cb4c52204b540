"""What the reader could not take as it stood, as evidence; the words for it are in `checks/unreadable_text.py`."""

from __future__ import annotations

from typing import Literal

from journeydsl.text.record import Record

Problem = Literal[
    "unexpected",  # nothing could be made of what stands here
    "misspelt",  # nearly a word of the language
    "missing",  # something that belongs here was left out
    "surplus",  # something that does not belong here
    "needs quotes",
    "needs no quotes",
    "needs percent",
    "unit first",  # `USD 40k`
    "other sign",  # `=>` for `->`, `≥` for `>=`
    "curly quotes",
    "single quotes",
    "unclosed text",
    "unclosed prose",
    "unclosed block",
    "conflict",  # markers of an unresolved merge
    "encoding",
    "zero byte",
    "invisible",
    "foreign name",  # letters beyond ASCII in a name
    "unknown sign",
    "too deep",
    "too many",
]


class SyntaxFault(Record):
    """One place where the text is not the language.

    `found` is what stands there, `wanted` what the reader would have taken (words of the language, and kinds of value
    in angle brackets), best first; `inside` the kind of statement it stands in, empty outside all; `opened` where a
    block or conflict began, as a character offset.
    """

    problem: Problem
    start: int
    end: int
    found: str = ""
    wanted: tuple[str, ...] = ()
    inside: str = ""
    opened: int | None = None
