"""Words that several checks say: lists, kinds of declarations with their article, texts cut short."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from journeydsl.model.values import Kind

_LONGEST = 40


def quoted(word: str) -> str:
    """A word of the author's in backticks, on one line and cut short where it is long."""
    text = " ".join(word.split()).replace("`", "'")
    return f"`{text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + '…'}`"


def all_quoted(words: Iterable[str], joined_by: str = "and", most: int = 12) -> str:
    """`a`, `b` and `c`; where there are more than `most`, how many are left out."""
    known = list(words)
    shown = [quoted(word) for word in known[:most]]
    if len(known) > most:
        return f"{', '.join(shown)} … and {len(known) - most} more"
    return joined(shown, joined_by)


def joined(words: Sequence[str], joined_by: str = "and") -> str:
    """a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joined_by} {words[-1]}"


def kind_word(kind: Kind) -> str:
    """What people call a kind of declaration."""
    return "KPI" if kind == "kpi" else kind


def a(word: str) -> str:
    """The word with its article."""
    return f"{'an' if word[:1].lower() in 'aeio' else 'a'} {word}"


def one_of_kinds(kinds: Iterable[Kind]) -> str:
    """field, score or activity."""
    return joined([kind_word(kind) for kind in kinds], "or")
