"""A text as sentences, one a line, in one order: what `git diff` compares in place of lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from journeydsl.formatting.format import format_text
from journeydsl.merging.pieces import Piece, pieces_of
from journeydsl.text.source import Source

_ORDER = (
    "Journey", "Use", "Calendar", "Team", "Role", "Field", "Activity", "Score", "Rule", "Segmentation", "Stage", "Move",
    "Recycle", "Handoff", "Promise", "Plan", "Kpi", "Content", "Cadence", "Offer", "Meeting", "Term", "Scenario",
)  # fmt: skip
_PROSE = re.compile(r'"{3}(.*?)"{3}', re.DOTALL)
_ALLOW = re.compile(r"#\s*(allow\s.*)")


def sentences(source: Source) -> list[str] | None:
    """Every statement and property of a text as a sentence that says what it belongs to; none where it cannot be read.

    Order and lay-out do not show, and comments only where they allow a finding. Lines of a route stay in their order.
    """
    canonical = None if source.misread else format_text(Source(source.path, source.text.replace("\r\n", "\n")))
    found = pieces_of(Source(source.path, canonical)) if canonical is not None else None
    if found is None:
        return None
    ordered = sorted(
        _with_allows(found.pieces), key=lambda one: (_ORDER.index(one[0].key[0]), one[0].key, _said(one[0].head))
    )
    return [line for piece, allowed in ordered for line in _declared(piece, allowed)]


def _with_allows(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, list[str]]]:
    """Statements and properties, each with what the comments before and behind it allow."""
    allowed: list[str] = []
    for piece in pieces:
        found = _ALLOW.search(piece.trail if piece.node else piece.head)
        allowed += [found[1]] if found else []
        if piece.node:
            yield piece, allowed
            allowed = []


def _declared(piece: Piece, allowed: list[str]) -> Iterator[str]:
    said = _said(piece.head)
    yield _sentence(f"{said[:1].upper()}{said[1:]}")
    name = " -> ".join(piece.key[1:]) if piece.key[0] in ("Move", "Recycle", "Handoff") else " ".join(piece.key[1:])
    subject = f"{piece.key[0]} {name}".strip()
    yield from (_sentence(f"{subject}: {_said(words)}") for words in allowed)
    yield from _inside(piece, subject)


def _inside(piece: Piece, subject: str) -> Iterator[str]:
    lines: list[list[str]] = []
    for inner, allowed in _with_allows(piece.block or ()):
        said = _said(inner.head)
        told = [_sentence(f"{subject}, {said}: {_said(words)}") for words in allowed]
        if inner.block is None:
            lines.append([_sentence(f"{subject}: {said}"), *told])
        else:
            lines.append([*told, *_inside(inner, f"{subject}, {said}")])
    yield from (line for group in (lines if piece.is_ordered else sorted(lines)) for line in group)


def _said(text: str) -> str:
    """A stretch on one line, prose in plain quotes."""
    return " ".join(_PROSE.sub(lambda found: f'"{found[1].strip()}"', text).split())


def _sentence(text: str) -> str:
    return text if text.endswith(('."', '?"', "..")) else f"{text}."
