"""Journeys that nobody wrote so: what is true of every one. Nothing stops, nothing hangs, nothing is lost.

Some are journeys of the examples with damage, some with a few edits, some are grown from the grammar
(`growing.py`). Each
is read, checked and formatted, and some commands are run over it (`commanding.py`). `python3 run.py fuzz --minutes 60`
tries new ones for so long and keeps what breaks in `tests/corpus/fuzz/`, where every further run of the tests tries it
again.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import keeping
import pages
from beside import BESIDE
from commanding import ALONE, SLOWEST, Attempt, Hanging, in_time
from growing import edited, grown
from probing import compare, probe, write

COMMANDS = {**ALONE, **BESIDE}
LONGEST = 100_000  # bytes
LARGE_EVERY = 12  # journeys, of which one is grown to so many bytes
LONGEST_TAKEN = {"read": 3 * SLOWEST, "compare": 3 * SLOWEST, "write": 4 * SLOWEST}  # by several steps each
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
        text = chance.choice(DAMAGES)(text, chance)[:LONGEST]
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


DAMAGES = (_replace, _replace, _repeat, _cut, _move_line, _joined, _sign)


def files_of(dice: random.Random) -> Mapping[str, str]:
    """The files of a journey that nobody wrote so, the first its root."""
    match dice.choice(("grown", "grown", "damaged", "edited")):
        case "grown":
            return grown(dice).files
        case "damaged":
            return {"a.journey": damaged(dice)}
        case _:
            return edited(dice, {"a.journey": dice.choice(seeds())})


def enlarged(dice: random.Random) -> str:
    """A journey of the grammar with copies of what it declares, each under names of its own, up to `LONGEST`."""
    made = grown(dice)
    text, wanted, copy = "".join(made.files.values()), dice.randint(LONGEST // 2, LONGEST), 0
    parts, length = [text], len(text)
    few = dice.sample(made.statements, min(len(made.statements), dice.choice((1, 3, 10, 1_000))))
    while length < wanted:
        copy += 1
        parts += [re.sub(r"\b([a-z]+)_(\d)\b", rf"\1_{copy}_\2", one) + "\n" for one in few]
        length += sum(map(len, parts[-len(few) :]))
    return "".join(parts)[:LONGEST]


class Failed(Exception):
    """Something broke; what was done is the first word, and what was met the cause."""


def attempt(files: Mapping[str, str], dice: random.Random, folder: Path, wanted: Iterable[str]) -> None:
    """Does what is wanted with a journey; raises `Failed` where that breaks something."""
    for name in wanted:
        try:
            _do(name, files, dice, folder)
        except (Exception, Hanging) as met:
            raise Failed(name) from met


def _do(name: str, files: Mapping[str, str], dice: random.Random, folder: Path) -> None:
    match name:
        case "read":
            for text in files.values():
                alone(name, text)
        case "compare" | "write":
            for text in files.values():
                alone(name, text)
        case "diff":
            Attempt(folder, files, dice).diff(edited(dice, files))
        case "merge":
            Attempt(folder, files, dice).merge(edited(dice, files), edited(dice, files))
        case _:
            COMMANDS[name](Attempt(folder, files, dice))


def alone(name: str, text: str, pace: float = 1.0) -> None:
    """Does with one text what needs no command; where the program runs slower than it is, that has more time."""
    with in_time(name, pace * LONGEST_TAKEN[name]):
        match name:
            case "read":
                probe(text)
            case "compare":
                compare(text, edited(random.Random(len(text)), {"": text})[""])
            case _:
                write(text)


def some(dice: random.Random, commands: int) -> list[str]:
    """What to do with a journey: read it, and a few of the rest."""
    return ["read", *dice.sample([*sorted(COMMANDS), "diff", "merge"], min(commands, len(COMMANDS) + 2))]


def main(words: list[str]) -> int:
    """Tries new journeys for some minutes; 1 where something broke."""
    parser = argparse.ArgumentParser(prog="run.py fuzz", description="Try journeys that nobody wrote so.")
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=random.randrange(10**9))
    parser.add_argument("--commands", type=int, default=4, help="how many commands to run over each; all with 99")
    parser.add_argument("--guided", action="store_true", help="breed journeys by what they reach in the program")
    asked = parser.parse_args(words)
    if asked.guided:
        from guiding import guide

        return guide(asked.minutes, asked.seed)
    print(f"seed {asked.seed}", flush=True)
    until, tried, known, number = time.monotonic() + asked.minutes * 60, 0, Counter[str](), asked.seed
    with tempfile.TemporaryDirectory(prefix="journey-") as place:
        folder = Path(place) / "journey"
        while time.monotonic() < until:
            dice = random.Random(number)
            files = {"a.journey": enlarged(dice)} if number % LARGE_EVERY == 0 else files_of(dice)
            try:
                attempt(files, dice, folder, some(dice, asked.commands))
            except Failed as failed:
                met = failed.__cause__
                known[keeping.mark(met)] += 1
                print(f"{number}: {failed}: {type(met).__name__}: {met}", flush=True)
                if known[keeping.mark(met)] == 1:
                    print(f"kept as {keeping.keep(files, str(failed), number, again(folder))}", flush=True)
            tried, number = tried + 1, number + 1
    print(f"{tried} tried, {known.total()} broken, in {len(known)} ways")
    return 1 if known else 0


def again(folder: Path) -> keeping.Breaks:
    """Tries files as a further run of the tests does, by the name under which they would be kept."""

    def met(files: Mapping[str, str], name: str) -> BaseException | None:
        try:
            attempt(files, random.Random(name), folder, [keeping.done_with(Path(name))])
        except Failed as failed:
            return failed.__cause__
        return None

    return met


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
