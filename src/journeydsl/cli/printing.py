"""Print for people: colour only on a terminal, never a control character out of a journey."""

from __future__ import annotations

import os
import sys

import click

_STYLES: dict[str, dict[str, object]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "advice": {"fg": "cyan", "bold": True},
    "place": {"fg": "blue"},
    "fix": {"fg": "green", "bold": True},
    "faint": {"dim": True},
    "strong": {"bold": True},
    "added": {"fg": "green"},
    "removed": {"fg": "red"},
}


def colours() -> bool:
    """Whether colour is wanted: on a terminal that has not said `NO_COLOR`, or after `FORCE_COLOR`."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def paint(text: str, style: str) -> str:
    """A text in the colour of a style."""
    return click.style(text, **_STYLES[style])  # type: ignore[arg-type]


def say(text: str = "") -> None:
    """A line to standard output."""
    click.echo(text, color=True)


def complain(text: str) -> None:
    """A sentence about what could not be done, to standard error."""
    from journeydsl.render.reports.terminal import printable

    for line in text.split("\n"):
        click.echo(
            f"{paint('error:', 'error') if sys.stderr.isatty() and colours() else 'error:'} {printable(line)}", err=True
        )


def remark(text: str) -> None:
    """A sentence beside what was asked for, to standard error."""
    from journeydsl.render.reports.terminal import printable

    click.echo(printable(text), err=True)


def in_shell(path: str) -> str:
    """A path as it is written in a command."""
    return path if all(sign.isalnum() or sign in "._-/\\:" for sign in path) else f'"{path}"'
