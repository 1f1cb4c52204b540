"""Words put into sentences: on one line, cut short, in backticks, listed, begun with a capital letter."""

from collections.abc import Sequence


def cut_short(text: str, most: int) -> str:
    """The text where it has at most so many letters, else its beginning and a `…`, which counts as one."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def on_one_line(text: str, most: int) -> str:
    """A text on one line, without backticks of its own, cut short."""
    return cut_short(" ".join(text.split()).replace("`", "'"), most)


def in_backticks(text: str, most: int) -> str:
    """The author's words as our sentences show them."""
    return f"`{on_one_line(text, most)}`"


def joined(words: Sequence[str], joined_by: str = "and") -> str:
    """`a, b and c`"""
    return f"{', '.join(words[:-1])} {joined_by} {words[-1]}" if len(words) > 1 else "".join(words)


def capitalized(text: str) -> str:
    """The same with a capital letter in front."""
    return text[:1].upper() + text[1:]
