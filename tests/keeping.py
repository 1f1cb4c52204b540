"""What broke something is made as small as it gets, and kept in `tests/corpus/fuzz/`, where it is tried again.

Lines, then words, then signs are left out while the rest still breaks the same thing. What counts as the same is told
by `mark`: the kind of an exception and the functions that it came from, or the words of `Broken` without names and
numbers.
"""

from __future__ import annotations

import re
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pages
from commanding import Broken, Hanging

CORPUS = pages.ROOT / "tests" / "corpus" / "fuzz"
SECONDS = 60.0  # so long a journey is made smaller
NAMES = 12  # tried for what depends on the dice, which are made of the name
Files = Mapping[str, str]
Breaks = Callable[[Files, str], BaseException | None]
"""What is met when these files are tried under this name; none where nothing breaks."""

_PARTS = (
    re.compile(r"[^\n]*\n|[^\n]+"),
    re.compile(r'"""[\s\S]*?"""|"[^"\n]*"|\w+|\s+|[^\w\s]'),
    re.compile(r"[\s\S]"),
)
_OFTEN_OTHER = re.compile(r"`[^`]*`|'[^']*'|\"[^\"]*\"|\d[\d.]*")


def mark(met: BaseException | None) -> str:
    """What an exception is known by: the same for journeys that break the same thing; empty for none."""
    match met:
        case None:
            return ""
        case Hanging():
            return "slow"
        case Broken():
            words = str(met).partition("\n")[0]
            return "slow" if " seconds, in " in words else _OFTEN_OTHER.sub("…", words)[:60]
        case _:
            frames = [one.name for one in traceback.extract_tb(met.__traceback__) if "journeydsl" in one.filename]
            return " < ".join((type(met).__name__, *reversed(frames[-3:])))


def kept() -> Iterator[Path]:
    """What broke something once: files, and folders of several, named by what was done with them."""
    yield from sorted(CORPUS.iterdir())


def done_with(path: Path) -> str:
    """What broke when it was done with this."""
    return path.name.partition("-")[0].replace("_", " ")


def files_in(path: Path) -> Files:
    """The files of a journey that was kept."""
    found = sorted(path.iterdir()) if path.is_dir() else [path]
    return {one.name: one.read_bytes().decode("utf-8", "surrogateescape") for one in found}


def keep(files: Files, done: str, number: int, breaks: Breaks, seconds: float = SECONDS) -> Path:
    """Puts the smallest files that still break it where they are tried again, under a name by which they do."""
    plain = f"{done.replace(' ', '_')}-{number}"
    ending = ".journey" if len(files) == 1 else ""
    names = [f"{plain}{ending}", *(f"{plain}-{turn}{ending}" for turn in range(1, NAMES))]
    name, met = next(((name, told) for name in names if (told := mark(breaks(files, name)))), (names[0], ""))
    small = shrunk(files, lambda fewer: mark(breaks(fewer, name)) == met, seconds) if met else files
    if ending:
        folder, small = CORPUS, {name: next(iter(small.values()))}
    else:
        folder = CORPUS / name
    folder.mkdir(parents=True, exist_ok=True)
    for inner, text in small.items():
        (folder / inner).write_bytes(text.encode("utf-8", "surrogateescape"))
    return CORPUS / name


def shrunk(files: Files, breaks: Callable[[Files], bool], seconds: float = SECONDS) -> Files:
    """Files as small as they get in that time while they still break; of several, all stay, empty perhaps."""
    until, small, before = time.monotonic() + seconds, dict(files), {"": ""}
    while before != small and time.monotonic() < until:
        before = dict(small)
        for name in small:
            for parts in _PARTS:

                def fits(left: Sequence[str], name: str = name) -> bool:
                    return time.monotonic() < until and breaks({**small, name: "".join(left)})

                small[name] = "".join(_fewer(parts.findall(small[name]), fits))
    return small


def _fewer(pieces: Sequence[str], fits: Callable[[Sequence[str]], bool]) -> Sequence[str]:
    """What is left of the pieces when every run of them that is not needed is taken out, long runs first."""
    length = len(pieces)
    while length:
        start = 0
        while start < len(pieces):
            left = [*pieces[:start], *pieces[start + length :]]
            if len(left) < len(pieces) and fits(left):
                pieces = left
            else:
                start += length
        length //= 2
    return pieces
