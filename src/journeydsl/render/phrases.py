"""What conditions are said with: phrases, the tree that they make, and that tree on one line.

A phrase is a line of texts of ours, values of the author's, and mentions, which name what they speak of.
"""

from __future__ import annotations

from typing import Literal

from journeydsl.model.values import Duration, Kind, Range
from journeydsl.render.tongues.tongue import Tongue, read_tongue
from journeydsl.text.record import Record


class Mention(Record):
    """A name in a phrase, as people call it."""

    kind: Kind
    name: str
    text: str


class Value(Record):
    """A value in a phrase, as its author wrote it."""

    text: str


Phrase = tuple[str | Mention | Value, ...]


class Conjunction(Record):
    """Several conditions together: all of them, one of them, not all of them or none of them."""

    quantifier: Literal["all", "one", "not all", "none"]
    parts: tuple[Conjunction | Phrase, ...]

    @property
    def intro(self) -> str:
        """What stands before the parts in a list."""
        match self.quantifier:
            case "all":
                return "All of these are true:"
            case "one":
                return "At least one of these is true:"
            case "not all":
                return "These are not all true together:"
            case "none":
                return "None of these is true:"


def sentence(tree: Conjunction | Phrase, tongue: Tongue | None = None) -> Phrase:
    """The same on one line, with parentheses where `and` and `or` meet."""
    if not isinstance(tree, Conjunction):
        return tree
    spoken = tongue or read_tongue("en")
    parts = [_inside(part, spoken) for part in tree.parts]
    match tree.quantifier:
        case "all":
            return _joined(parts, f" {spoken.say('and')} ")
        case "one":
            return _joined(parts, f" {spoken.say('or')} ")
        case "not all":
            return (f"{spoken.say('not all of:')} ", *_joined(parts, f" {spoken.say('and')} "))
        case "none":
            return (f"{spoken.say('none of:')} ", *_joined(parts, f" {spoken.say('or')} "))


def since(window: Duration, tongue: Tongue | None = None) -> str:
    """A stretch after "the last": `30 days`, and `day` for one."""
    if tongue and tongue.code != "en":
        return tongue.write(window, "dative")
    return window.text.removeprefix("1 ") if window.amount == 1 else window.text


def range_text(range_: Range, tongue: Tongue | None = None) -> str:
    """`50 to 100`, `50 or more`, `up to 50`"""
    spoken = tongue or read_tongue("en")
    low = None if range_.low is None else spoken.write(range_.low, "")
    high = None if range_.high is None else spoken.write(range_.high, "")
    match low, high:
        case str(), str():
            return spoken.fill("{low} to {high}", low=low, high=high)
        case str(), None:
            return spoken.fill("{low} or more", low=low)
        case None, str():
            return spoken.fill("up to {high}", high=high)
        case _:
            return spoken.say("any number")


def _inside(part: Conjunction | Phrase, tongue: Tongue) -> Phrase:
    return ("(", *sentence(part, tongue), ")") if isinstance(part, Conjunction) else part


def _joined(parts: list[Phrase], between: str) -> Phrase:
    line: Phrase = ()
    for number, part in enumerate(parts):
        line += part if number == 0 else (between, *part)
    return line
