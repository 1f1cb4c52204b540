"""Sentences that were made in English elsewhere, told again in another language: by patterns with slots.

A pattern is a sentence as it is made (`` `{stage}` does not say {what} ``) with its words in the other language. A slot
takes anything, and what it takes is told again by itself: names in backticks stay, numbers, days and times are
written anew, lists are joined anew, and parts of sentences have patterns of their own. `[a|b]` is one of these words,
`[s]` an `s` or nothing, and `{more?}` may be empty. What a slot `:own` takes stays as it is, `:word` is one word,
`:name` one name in backticks, `:number`, `:figure` (with money, too) and `:day` are figures, `:either` are values of
the author's, and `:facts` tell of buyers: `employees 500 · country missing`. What is told of them has its names in
backticks, so that a page can say what people call them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Literal

from journeydsl.text.record import Record
from journeydsl.text.words import capitalized

Written = Literal["number", "money", "day", "time"]
Say = Callable[[Written, str, str], str | None]
"""How a language writes something: its kind, how it stands in English, and a form such as `dative`."""

_MARK = re.compile(r"\{(\w+)(\??)(?::(\w+))?\}|\[([a-z|]+)\]")
_INSIDE = r"(?:`[^`]*`|“[^”]*”|[^`“])"
_SHAPES = {
    "word": r"[^\W\d]\w*",
    "name": "`[^`]*`",
    "number": r"-?[\d.,]+",
    "figure": r"-?\d[\d,]*(?:\.\d+|(?: \d[\d,]*)?/\d[\d,]*)?(?: [A-Z]{3})?",
    "day": r"\d{4}-\d{2}-\d{2}",
}
_QUOTES = re.compile(r"`[^`]*`|“[^”]*”")
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?(?: \d[\d,]*/\d[\d,]*|/\d[\d,]*)?(%?)")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_FIGURE = re.compile(f"{_DAY.pattern}|{_NUMBER.pattern}")
_TIME = re.compile(r"(\d[\d_,.]*) (business )?(minute|hour|day|week|month|quarter|year)s?")
_MONEY = re.compile(r"(-?\d[\d,]*(?:\.\d+)?) ([A-Z]{3})")
_WRITTEN: Mapping[Written, re.Pattern[str]] = {"day": _DAY, "time": _TIME, "money": _MONEY}
_LISTS = (re.compile(r", and |, "), re.compile(r", and | and | or |, | · | \+ | = "))
_FACT = re.compile(
    r" · | and (?=\w+ (?:is|in|not in|[<>=!]+|starts|ends|contains|does|includes|between) |any |no |count of |former )"
)
_HAPPENINGS = re.compile(r", (?=\d+ \w+ (?:today|\d+ days? ago))")
_VALUES = re.compile(r"[^,]+(?:, [^,]+)+ or [^,]+|[^\s,]+ or [^\s,]+")
_EITHER = re.compile(r" or (?=\w+ (?:is|in|not in|[<>=!]+) |any |no |count of |former )")
_INDENT = "    "
_LONGEST = 4_000


class _Pattern(Record):
    """A sentence with slots: what it looks like, the words between its slots, the forms of the slots, and its words."""

    shape: str
    words: tuple[str, ...]
    forms: Mapping[str, str]
    told: str


class Retelling(Record):
    """The patterns of a language, the one with most words of its own first."""

    patterns: tuple[_Pattern, ...]
    plain: Mapping[str, str]
    joined: Mapping[str, str]
    say: Say
    facts: Retelling | None = None

    def told(self, text: str, form: str = "") -> str | None:
        """The same, and none where there is no pattern for it."""
        inner = text.strip()
        if len(inner) > _LONGEST:
            return None
        found = self._told(inner, form)
        if found is None and text.startswith(_INDENT):
            found = self._about(inner)
        return None if found is None else text.replace(inner, found, 1) if inner else text

    def _told(self, text: str, form: str) -> str | None:
        if not re.search(r"[^\W\d_]", _QUOTES.sub("", text)) and not _DAY.fullmatch(text):
            return self._figures(text)
        for kind, shape in _WRITTEN.items():
            if shape.fullmatch(text):
                return self.say(kind, text, form)
        if text in self.plain:
            return self.plain[text]
        for pattern in self.patterns:
            found = self._by(pattern, text)
            if found is not None:
                return found
        return self._listed(text, form) or self._begun(text, form)

    def _figures(self, text: str) -> str:
        """A text without words: its numbers written anew, names left alone."""
        parts = _QUOTES.split(text)
        written = [_FIGURE.sub(self._figure, part) for part in parts]
        quotes = [*_QUOTES.findall(text), ""]
        told = "".join(part + quote for part, quote in zip(written, quotes, strict=True))
        return re.sub("“([^”]*)”", self.joined["“”"].replace("…", r"\1"), told)

    def _figure(self, found: re.Match[str]) -> str:
        return self.say("day" if _DAY.fullmatch(found[0]) else "number", found[0], "") or found[0]

    def _by(self, pattern: _Pattern, text: str) -> str | None:
        place = 0
        for word in pattern.words:
            place = text.find(word, place)
            if place < 0:
                return None
            place += len(word)
        found = _compiled(pattern.shape).fullmatch(text)
        if not found:
            return None
        filled: dict[str, str] = {}
        for name, form in pattern.forms.items():
            told = self._slot(found[name], form)
            if told is None:
                return None
            filled[name] = told
        return _MARK.sub(lambda mark: filled[mark[1]], pattern.told)

    def _slot(self, text: str, form: str) -> str | None:
        match form:
            case "own" | "word" | "name":
                return text
            case "facts":
                return self._about(text)
            case "either":
                before, joint, last = text.rpartition(" or ")
                return before + self.joined[joint] + last if _VALUES.fullmatch(text) else text
            case _:
                return self.told(text, form) if text else text

    def _about(self, text: str) -> str:
        """What is told of a buyer, or of several; what is no form of ours stays as it is."""
        said, place = "", 0
        for found in (*_FACT.finditer(text), None):
            fact = text[place : found.start() if found else len(text)]
            said += ", ".join(self._fact(part) for part in _HAPPENINGS.split(fact))
            if found:
                said, place = said + self.joined[found[0]], found.end()
        return said

    def _fact(self, text: str) -> str:
        if text.startswith("(") and text.endswith(")"):
            lots = _EITHER.split(text[1:-1])
            return f"({self.joined[' or '].join(self._about(lot) for lot in lots)})"
        told = self.facts._told(text, "") if self.facts else None
        return text if told is None else told

    def _listed(self, text: str, form: str) -> str | None:
        """Several things: each by itself, or each a list with "and" and "or" of its own."""
        for shape in _LISTS:
            parts = list(_cut(text, shape))
            pairs = enumerate(parts if len(parts) > 1 else ())
            told = [self.told(part, form) if number % 2 == 0 else self.joined[part] for number, part in pairs]
            if told and None not in told:
                return "".join(part for part in told if part is not None)
        return None

    def _begun(self, text: str, form: str) -> str | None:
        """With a colon behind it, or with a capital letter in front, where the same is known without."""
        if text.endswith(":"):
            found = self.told(text[:-1], form)
            return None if found is None else f"{found}:"
        if text[:1].isupper() and not text[1:2].isupper():
            found = self.told(text[:1].lower() + text[1:], form)
            return None if found is None else capitalized(found)
        return None


def retelling(
    patterns: Mapping[str, str], joined: Mapping[str, str], say: Say, facts: Retelling | None = None
) -> Retelling:
    """The patterns as they stand in the file of a language, and those for what is told of buyers."""
    given = {text.strip(): told.strip() for text, told in patterns.items()}
    plain = {text: told for text, told in given.items() if not _MARK.search(text)}
    shaped = [_pattern(text, told) for text, told in given.items() if _MARK.search(text)]
    ordered = sorted(shaped, key=lambda one: -sum(map(len, one.words)))
    return Retelling(tuple(ordered), plain, joined, say, facts)


def _pattern(text: str, told: str) -> _Pattern:
    shape, words, forms, place = "", [], {}, 0
    wanted = {mark[1]: mark[3] or "" for mark in _MARK.finditer(told) if mark[1]}
    for mark in _MARK.finditer(text):
        before = text[place : mark.start()]
        shape, place = shape + re.escape(before), mark.end()
        words.append(before)
        if mark[1]:
            form = mark[3] or wanted.get(mark[1], "")
            shape += f"(?P<{mark[1]}>{_SHAPES.get(form) or _INSIDE + ('*?' if mark[2] else '+?')})"
            forms[mark[1]] = form
        else:
            shape += f"(?:{'|'.join(map(re.escape, mark[4].split('|')))}){'' if '|' in mark[4] else '?'}"
    words.append(text[place:])
    return _Pattern(shape + re.escape(text[place:]), tuple(word for word in words if word), forms, told)


@lru_cache(maxsize=4_000)
def _compiled(shape: str) -> re.Pattern[str]:
    return re.compile(shape, re.DOTALL)


def _cut(text: str, shape: re.Pattern[str]) -> Iterator[str]:
    """The things of a list and, between them, what joins them; names in backticks are whole."""
    hidden = _QUOTES.sub(lambda quote: "`" * len(quote[0]), text)
    place = 0
    for found in shape.finditer(hidden):
        yield text[place : found.start()]
        yield found[0]
        place = found.end()
    yield text[place:]
