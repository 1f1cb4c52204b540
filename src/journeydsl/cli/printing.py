"""Print for people: colour only on a terminal, never a control character out of a journey.

Does without Click where it can, since a plain `check` does without it.
"""

from __future__ import annotations

import os
import sys

_RED, _GREEN, _YELLOW, _BLUE, _CYAN, _BOLD, _DIM, _PLAIN = (f"\033[{code}m" for code in (31, 32, 33, 34, 36, 1, 2, 0))
_STYLES = {
    "error": _RED + _BOLD,
    "warning": _YELLOW + _BOLD,
    "advice": _CYAN + _BOLD,
    "place": _BLUE,
    "fix": _GREEN + _BOLD,
    "faint": _DIM,
    "strong": _BOLD,
    "added": _GREEN,
    "removed": _RED,
}


class Refusal(Exception):
    """What was asked for cannot be done; its words are for the user, and the exit code is 2."""


def colours() -> bool:
    """Whether colour is wanted: on a terminal that has not said `NO_COLOR`, or after `FORCE_COLOR`."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def paint(text: str, style: str) -> str:
    """A text in the colour of a style."""
    return f"{_STYLES[style]}{text}{_PLAIN}"


def say(text: str = "") -> None:
    """A line to standard output."""
    put(f"{text}\n")


def put(text: str, is_beside: bool = False) -> None:
    """A text to standard output, or beside it to standard error; consoles of Windows get their colours from Click."""
    stream = sys.stderr if is_beside else sys.stdout
    if sys.platform == "win32":
        import click

        click.echo(text, file=stream, nl=False, color=None if is_beside else True)
    else:
        stream.write(text)
        stream.flush()


def complain(text: str) -> None:
    """A sentence about what could not be done, to standard error."""
    from journeydsl.render.reports.terminal import printable

    error = paint("error:", "error") if sys.stderr.isatty() and colours() else "error:"
    for line in text.split("\n"):
        put(f"{error} {printable(line)}\n", is_beside=True)


def remark(text: str) -> None:
    """A sentence beside what was asked for, to standard error."""
    from journeydsl.render.reports.terminal import printable

    put(f"{printable(text)}\n", is_beside=True)


def how_to_mend(path: str) -> str:
    """Which command says how what cannot be understood is mended."""
    return f"`journey check {in_shell(path)}` says how to mend it"


def in_shell(path: str) -> str:
    """A path as it is written in a command."""
    return path if all(sign.isalnum() or sign in "._-/\\:" for sign in path) else f'"{path}"'
