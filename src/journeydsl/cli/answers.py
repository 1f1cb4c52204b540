"""Whole answers of `check`, kept with everything that they came from, and given again while all of that is the same.

Imports little on purpose: this is what a run costs in which nothing has changed.
"""

from __future__ import annotations

import os
import sys
import time

from journeydsl.cli.cache import digest, read_cache, write_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_MOST_ANSWERS = 12


class Answer:
    """What was printed, and the exit code."""

    __slots__ = ("code", "printed")

    def __init__(self, printed: str, code: int) -> None:
        self.printed = printed
        self.code = code


class Watched:
    """What an answer came from: files by content, folders by the names in them, and until when its dates hold.

    A digest is empty where there was nothing. `until` is in seconds since 1970.
    """

    __slots__ = ("files", "folders", "until")

    def __init__(self, files: dict[str, str], folders: dict[str, str], until: float) -> None:
        self.files = files
        self.folders = folders
        self.until = until


def kept_answer(words: list[str]) -> Answer | None:
    """The answer to the same words in the same folder, if all that it came from is unchanged."""
    if "-" in words:
        return None
    folder = os.getcwd()
    kept = read_cache(folder)["answers"].get(_key(words))
    try:
        if kept is None or not _holds(kept):
            return None
        return Answer(str(kept["printed"]), int(kept["code"]))
    except (KeyError, TypeError, ValueError, AttributeError, OSError):
        return None


def keep_answer(words: list[str], answer: Answer, watched: Watched, kept: dict[str, dict[str, Any]]) -> None:
    """Keeps an answer beside what else the cache holds."""
    answers = dict(list(kept["answers"].items())[-_MOST_ANSWERS:])
    answers.pop(_key(words), None)
    answers[_key(words)] = {
        "printed": answer.printed,
        "code": answer.code,
        "files": watched.files,
        "folders": watched.folders,
        "since": time.time(),
        "until": watched.until,
    }
    write_cache(os.getcwd(), kept | {"answers": answers})


def digest_file(path: str) -> str:
    """What a file's content is known by; empty where it cannot be read."""
    try:
        with open(path, "rb") as file:
            return digest(file.read())
    except OSError:
        return ""


def digest_folder(path: str) -> str:
    """What the names in a folder are known by, of journeys, settings and folders alone."""
    try:
        with os.scandir(path) as entries:
            names = sorted(
                f"{entry.name}{'/' if entry.is_dir(follow_symlinks=False) else ''}"
                for entry in entries
                if entry.name.endswith((".journey", ".toml")) or entry.is_dir(follow_symlinks=False)
            )
    except OSError:
        return ""
    return digest("\n".join(names))


def _holds(kept: dict[str, Any]) -> bool:
    return (
        kept["since"] <= time.time() < kept["until"]
        and all(digest_folder(path) == known for path, known in kept["folders"].items())
        and all(digest_file(path) == known for path, known in kept["files"].items())
    )


def _key(words: list[str]) -> str:
    """What an answer depends on beside files: the words, and how and to whom it is printed."""
    speaking = [
        f"{name}={os.environ.get(name, '')}" for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "JOURNEY_TODAY")
    ]
    return digest(*words, "\n", *speaking, str(sys.stdout.isatty()))
