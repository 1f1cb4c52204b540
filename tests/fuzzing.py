"""Damaged journeys, and what is true of every one: nothing stops, nothing hangs, nothing is lost.

`python3 run.py fuzz --minutes 60` tries new ones for so long and keeps what breaks in `tests/corpus/hostile/`, where
every further run of the tests tries it again.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

import pages
from journeydsl.analysis import Analysis, Choice, analyze
from journeydsl.formatting.format import format_text
from journeydsl.syntax.parse import SyntaxFile, parse
from journeydsl.text.source import Source

CORPUS = pages.ROOT / "tests" / "corpus" / "hostile"
TODAY = date(2026, 11, 22)
LONGEST = 100_000  # bytes
SLOWEST = 2.0  # seconds of work
SIGNS = [
    "{",
    "}",
    "(",
    ")",
    '"',
    '"""',
    "->",
    "..",
    ",",
    "#",
    "\0",
    "\r",
    "\n",
    "“",
    "\ufeff",
    "\u202e",
    "9" * 400,
    "é",
]


class Broken(Exception):
    """Something that is not true of a text."""


def probe(text: str) -> None:
    """Reads, checks and formats a text; raises `Broken` where that loses something, or whatever it raises itself."""
    source = Source("a.journey", text)
    file = parse(source)
    analysis_of(file)
    formatted = format_text(source)
    if formatted is None:
        if not file.faults and not source.misread:
            raise Broken("a text without a fault is not formatted")
        return
    again = parse(Source("a.journey", formatted))
    if again.faults:
        raise Broken("what was formatted cannot be read")
    if format_text(again.source) != formatted:
        raise Broken("formatting twice is not formatting once")
    if _remarks(file) != _remarks(again):
        raise Broken("a comment is lost")
    if _words(text) != _words(formatted):
        raise Broken("a word is lost")


def analysis_of(file: SyntaxFile) -> Analysis:
    """Everything told of one file."""
    return analyze("a.journey", {"a.journey": file}, {}, TODAY, Choice({}))


def _remarks(file: SyntaxFile) -> Counter[str]:
    return Counter(comment.text.strip() for comment in file.comments)


def _words(text: str) -> Counter[str]:
    """The letters and digits of a text, which no layout changes."""
    return Counter(sign for sign in text if sign.isalnum())


@cache
def seeds() -> tuple[str, ...]:
    """Every journey in an example or a page."""
    found = [path.read_text("utf-8") for path in sorted((pages.ROOT / "journeys").rglob("*.journey"))]
    return (*found, *(text for _, text in pages.journeys()))


@cache
def pieces() -> tuple[str, ...]:
    """What the seeds are made of: words, signs, texts, and the space between."""
    import re

    found = {piece for text in seeds() for piece in re.findall(r'\w+|"[^"\n]*"|[^\w\s]|\n', text)}
    return (*sorted(found), *SIGNS)


def damaged(chance: random.Random) -> str:
    """A journey with a few things changed, as people, merges and strangers change them."""
    text = chance.choice(seeds())
    for _ in range(chance.randint(1, 8)):
        text = chance.choice(_DAMAGES)(text, chance)[:LONGEST]
    return text


def _replace(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text) + 1)
    return text[:start] + chance.choice(pieces()) + text[start + chance.randint(0, 12) :]


def _repeat(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text) + 1)
    part = text[start : start + chance.randint(1, 300)]
    return text[:start] + part * chance.choice((2, 3, 50)) + text[start:]


def _cut(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text) + 1)
    return text[:start] + text[start + chance.randint(1, 200) :]


def _move_line(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    if lines:
        line = lines.pop(chance.randrange(len(lines)))
        lines.insert(chance.randrange(len(lines) + 1), line)
    return "".join(lines)


def _joined(text: str, chance: random.Random) -> str:
    return text + chance.choice(seeds())


def _sign(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text) + 1)
    return text[:start] + chance.choice(SIGNS) * chance.choice((1, 1, 3, 500)) + text[start:]


_DAMAGES = (_replace, _replace, _repeat, _cut, _move_line, _joined, _sign)


def kept() -> Iterator[Path]:
    """The texts that broke something once."""
    yield from sorted(CORPUS.glob("*.journey"))


def main(words: list[str]) -> int:
    """Tries new texts for some minutes; 1 where something broke."""
    parser = argparse.ArgumentParser(prog="run.py fuzz", description="Try damaged journeys.")
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=random.randrange(10**9))
    asked = parser.parse_args(words)
    print(f"seed {asked.seed}", flush=True)
    until, tried, broken, number = time.monotonic() + asked.minutes * 60, 0, 0, asked.seed
    while time.monotonic() < until:
        text = damaged(random.Random(number))
        begun = time.process_time()
        try:
            probe(text)
            took = time.process_time() - begun
            fault = f"{took:.1f} seconds" if took > SLOWEST else ""
        except Exception as met:
            fault = f"{type(met).__name__}: {met}"
        tried, number = tried + 1, number + 1
        if fault:
            broken += 1
            CORPUS.mkdir(parents=True, exist_ok=True)
            path = CORPUS / f"{sha256(text.encode('utf-8', 'replace')).hexdigest()[:12]}.journey"
            path.write_bytes(text.encode("utf-8", "replace"))
            print(f"{path}: {fault}", flush=True)
    print(f"{tried} tried, {broken} broken")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
