"""`journey allows`: list what is allowed, why and until when."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import date

import click

from journeydsl.cli.options import format_option, paths_argument, settings_of, shelf_for, today_option, wanted_paths
from journeydsl.cli.printing import colours, complain, paint, say
from journeydsl.render.reports.terminal import Paint, plain, printable
from journeydsl.workspace.allowing import Life, allows_of
from journeydsl.workspace.analyzing import Wish

# What is said of an allow by the checks that look at allows.
_STATES = {
    "expired-allow": ("has ended", "have ended"),
    "vacant-allow": ("silences nothing", "silence nothing"),
    "allow-without-reason": ("gives no reason", "give no reason"),
}


@click.command("allows")
@paths_argument
@format_option("text", "json", about="How to print it.")
@today_option
def command(paths: tuple[str, ...], form: str, today: date | None) -> int:
    """List what is allowed, why and until when.

    PATHs are journey files, folders, or - for standard input; without any, the folder you are in. Exit code: 0 listed,
    1 an allow has ended, silences nothing or gives no reason, 2 something could not be read.
    """
    folder = os.getcwd()
    settings = settings_of(paths, folder)
    paths = wanted_paths(paths, settings)
    shelf = shelf_for(*paths)
    asked, lives = allows_of(shelf, paths, Wish(settings, (), today))
    for problem in asked.problems:
        complain(problem)
    if form == "json":
        say(json.dumps({"allows": [_data(life) for life in lives]}, indent=2, ensure_ascii=False))
    else:
        for line in _lines(lives, paint if colours() else plain) if lives or not asked.problems else ():
            say(line)
    if asked.problems:
        return 2
    return 1 if any(_states(life) for life in lives) else 0


def _lines(lives: list[Life], brush: Paint) -> Iterator[str]:
    for life in lives:
        allow, span = life.allow, life.allow.span
        until = f" until {allow.until_text}" if allow.until_text else ""
        states = _states(life)
        state = "".join(f"  {brush(f'[{one}]', 'warning')}" for one in states)
        place = brush(printable(f"{span.source.path}:{span.line}:{span.column}:"), "place")
        yield f"{place} allow {printable(allow.name)}{until}{state}"
        if allow.reason:
            yield printable(f"  because {allow.reason}")
        for finding in life.silenced:
            yield printable(f"  silences {finding.span.line}:{finding.span.column}: {finding.message}")
    yield _summary(lives)


def _summary(lives: list[Life]) -> str:
    if not lives:
        return "Nothing is allowed."
    counted = f"{len(lives):,} {'allow' if len(lives) == 1 else 'allows'}"
    silenced = sum(len(life.silenced) for life in lives)
    counts = [(sum(name in life.names for life in lives), words) for name, words in _STATES.items()]
    more = "".join(f"; {count:,} {words[count > 1]}" for count, words in counts if count)
    return f"{counted} over {silenced:,} {'finding' if silenced == 1 else 'findings'}{more}."


def _states(life: Life) -> list[str]:
    return [words[0] for name, words in _STATES.items() if name in life.names]


def _data(life: Life) -> dict[str, object]:
    allow, span = life.allow, life.allow.span
    return {
        "name": allow.name,
        "file": span.source.path,
        "line": span.line,
        "column": span.column,
        "until": allow.until_text or None,
        "reason": allow.reason or None,
        "states": [name for name in _STATES if name in life.names],
        "silenced": [
            {"message": one.message, "file": one.span.source.path, "line": one.span.line, "column": one.span.column}
            for one in life.silenced
        ],
    }
