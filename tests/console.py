"""The few commands that a page may show: in comes the line after ``$``, out come its output and exit code.

``journey …`` runs the command line inside this process; ``cat``, ``ls`` and ``head`` are small enough to be
the same on every system. ``|``, ``< FILE`` and ``> FILE`` join them. Everything happens in the given folder.
"""

import contextlib
import importlib
import io
import itertools
import os
import shlex
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

TODAY = "2026-11-22"
WIDTH = "100"
# Variables that would change what is printed.
SPEAKING = {"CI", "FORCE_COLOR", "GITHUB_ACTIONS"}


class NotUnderstood(Exception):
    """A line that asks for more than pages can do."""


def run(line: str, folder: Path) -> tuple[str, int]:
    """What the line prints, errors included, with paths as seen from the folder, and the exit code."""
    text, code = "", 0
    for command in _pipeline(line):
        words, source, target = _redirected(command)
        text, code = _run_one(words, folder, _inside(folder, source).read_text("utf-8") if source else text)
        if target:
            _inside(folder, target).write_text(text, encoding="utf-8", newline="")
            text = ""
    return text, code


def journey(command: str, folder: Path, stdin: str = "") -> tuple[str, int]:
    """Runs ``journey COMMAND`` in ``folder``; gives what :func:`run` gives."""
    return _journey(shlex.split(command), folder, stdin)


def command(words: list[str], folder: Path) -> tuple[str, int]:
    """Runs ``journey`` with these words, taken as they are; gives what :func:`run` gives."""
    return _journey(words, folder, "")


def _pipeline(line: str) -> Iterator[list[str]]:
    words = shlex.shlex(line, posix=True, punctuation_chars="|<>")
    words.whitespace_split = True
    words.commenters = ""
    for is_pipe, group in itertools.groupby(words, key="|".__eq__):
        if not is_pipe:
            yield list(group)


def _redirected(words: list[str]) -> tuple[list[str], str | None, str | None]:
    files: dict[str, str] = {}
    for sign in "<", ">":
        if sign in words:
            at = words.index(sign)
            if at + 1 == len(words):
                raise NotUnderstood(f"`{sign}` names no file")
            files[sign] = words[at + 1]
            words = words[:at] + words[at + 2 :]
    return words, files.get("<"), files.get(">")


def _run_one(words: list[str], folder: Path, stdin: str) -> tuple[str, int]:
    match words:
        case ["journey", *rest]:
            return _journey(rest, folder, stdin)
        case ["cat", *names] if names:
            return "".join(_inside(folder, name).read_text("utf-8") for name in names), 0
        case ["ls"]:
            return _listing(folder), 0
        case ["ls", name]:
            return _listing(_inside(folder, name)), 0
        case ["head", "-n", count] if count.isdecimal():
            return "".join(stdin.splitlines(keepends=True)[: int(count)]), 0
        case _:
            raise NotUnderstood(f"pages know journey, cat, ls and `head -n N`, not `{' '.join(words)}`")


def _inside(folder: Path, name: str) -> Path:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise NotUnderstood(f"`{name}` lies outside the page's folder")
    return path


def _listing(folder: Path) -> str:
    seen = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    return "".join(f"{path.name}{'/' if path.is_dir() else ''}\n" for path in seen)


def _journey(words: list[str], folder: Path, stdin: str) -> tuple[str, int]:
    # Looked up late: a page without commands asks nothing of the command line.
    main: Callable[[list[str]], int | None] = importlib.import_module("journeydsl.cli").main
    output = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="", write_through=True)
    typed = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8", newline="")
    with _surroundings(folder, typed, output):
        try:
            code = main(words) or 0
        except SystemExit as ending:
            code = ending.code if isinstance(ending.code, int) else 0 if ending.code is None else 1
            if isinstance(ending.code, str):
                print(ending.code)
    output.seek(0)
    return _relative(output.read(), folder), code


@contextlib.contextmanager
def _surroundings(folder: Path, typed: io.TextIOWrapper, output: io.TextIOWrapper) -> Iterator[None]:
    kept = {name: value for name, value in os.environ.items() if name not in SPEAKING}
    ours = {"NO_COLOR": "1", "COLUMNS": WIDTH, "JOURNEY_TODAY": TODAY, "JOURNEY_CACHE": "off"}
    with (
        mock.patch.dict(os.environ, kept | ours, clear=True),
        mock.patch.object(sys, "stdin", typed),
        contextlib.redirect_stdout(output),
        contextlib.redirect_stderr(output),
        contextlib.chdir(folder),
    ):
        yield


def _relative(text: str, folder: Path) -> str:
    for name in sorted({str(folder), str(folder.resolve())}, key=len, reverse=True):
        text = text.replace(name + os.sep, "").replace(name, ".")
    return text
