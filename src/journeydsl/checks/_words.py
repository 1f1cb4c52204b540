"""Words that several checks say: names in backticks, and kinds of declarations with their article."""

from __future__ import annotations

from collections.abc import Iterable

from journeydsl.model.values import Kind
from journeydsl.text.words import in_backticks, joined

_LONGEST = 40


def quoted(word: str) -> str:
    """A word of the author's in backticks, on one line and cut short where it is long."""
    return in_backticks(word, _LONGEST)


def all_quoted(words: Iterable[str], joined_by: str = "and", most: int = 12) -> str:
    """`a`, `b` and `c`; where there are more than `most`, how many are left out."""
    known = list(words)
    shown = [quoted(word) for word in known[:most]]
    if len(known) > most:
        return f"{', '.join(shown)} … and {len(known) - most} more"
    return joined(shown, joined_by)


def kind_word(kind: Kind) -> str:
    """What people call a kind of declaration."""
    return "KPI" if kind == "kpi" else kind


def a(word: str) -> str:
    """The word with its article."""
    return f"{'an' if word[:1].lower() in 'aeio' else 'a'} {word}"


def one_of_kinds(kinds: Iterable[Kind]) -> str:
    """field, score or activity."""
    return joined([kind_word(kind) for kind in kinds], "or")
