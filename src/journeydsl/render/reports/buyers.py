"""Conditions as they stand for one buyer, as lines for a terminal and as plain data."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.conditions.evaluate import Truth
from journeydsl.render.reports.terminal import Paint, printable
from journeydsl.scenarios.parts import Part

_TRUTHS: dict[Truth, str] = {True: "true", False: "false", None: "unknown"}
_STYLES: dict[Truth, str] = {True: "fix", False: "error", None: "warning"}
_WIDEST = 56


def part_lines(part: Part, paint: Paint, before: str = "  ") -> Iterator[str]:
    """A line for each part: its truth, its words, deeper inside further in, and the value that decided it."""
    told = list(_told(part, 0))
    width = min(max(len(text) for _, text, _ in told), _WIDEST)
    for truth, text, value in told:
        after = f"{' ' * max(width - len(text), 0)}   {value}" if value else ""
        yield f"{before}{paint(f'{_TRUTHS[truth]:<7}', _STYLES[truth])}  {printable(text + after)}"


def part_data(part: Part) -> dict[str, object]:
    """The part as plain data; `truth` is none for unknown."""
    return {
        "kind": part.kind,
        "text": part.text,
        "truth": part.truth,
        "value": part.value,
        "parts": [part_data(inner) for inner in part.parts],
    }


def backticked(texts: tuple[str, ...], last: str = "and") -> str:
    """`` `a`, `b` and `c` ``"""
    quoted = [f"`{text}`" for text in texts]
    return " ".join([", ".join(quoted[:-1]), last, quoted[-1]]) if len(quoted) > 1 else "".join(quoted)


def _told(part: Part, depth: int) -> Iterator[tuple[Truth, str, str]]:
    yield part.truth, "  " * depth + part.text, part.value
    for inner in part.parts:
        yield from _told(inner, depth + 1)
