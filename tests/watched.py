"""Runs every command in this process, and notes what each asks of the machine: connections, programs, code to run.

`python watched.py FOLDER` does so in a folder that holds `acme.journey` in a git repository, and prints a line of
JSON for
each thing met: the command, the event as Python names it, and its arguments in words.
"""

from __future__ import annotations

import _thread
import json
import os
import sys
import threading
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from types import CodeType

MARK = "quillfeather"
"""A word that what authors wrote is full of: it is in no code."""
LINES = (
    "new Shop --plain --out shop.journey", "check .", "check --fix --unsafe-fixes acme.journey", "baseline .",
    "allows .", "fmt --check .", "fmt .", "build --out out acme.journey", "build --since HEAD --out out acme.journey",
    "draw acme.journey --format svg", "draw acme.journey --output acme.png", "test acme.journey --coverage",
    "test --suggest acme.journey", "why acme.journey --at lead", "calendar acme.journey --output acme.ics",
    "plan acme.journey", "clock acme.journey", "rules acme.journey", "diff HEAD", "sign sales acme.journey",
    "show model acme.journey", "show graph acme.journey", "hook install", "hook status", "hook run", "hook uninstall",
    "merge acme.journey acme.journey acme.journey", "textconv acme.journey", "explain endless-loop", "checks",
    "completion bash", "serve --port 0 acme.journey",
)  # fmt: skip
_NOTED = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "webbrowser.", "urllib.", "ftplib.",
    "http.client.", "smtplib.", "poplib.", "imaplib.", "telnetlib.", "nntplib.", "pty.", "ctypes.dlopen",
)  # fmt: skip
_SILENT = ("socket.__new__", "socket.gethostname")
_met: list[tuple[str, str, str]] = []
_now = ""


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(_NOTED) and event not in _SILENT:
        _met.append((_now, event, str(arguments)))
    elif event == "compile" and MARK in _text_of(arguments[0]).lower():
        _met.append((_now, event, _text_of(arguments[0])[:500]))
    elif event == "exec" and isinstance(arguments[0], CodeType) and MARK in _words_of(arguments[0]).lower():
        _met.append((_now, event, arguments[0].co_filename))


def _text_of(source: object) -> str:
    return source.decode("utf-8", "replace") if isinstance(source, bytes) else source if isinstance(source, str) else ""


def _words_of(code: CodeType) -> str:
    inner = (_words_of(one) if isinstance(one, CodeType) else str(one) for one in code.co_consts)
    return " ".join((*inner, *code.co_names))


def main(folder: str) -> None:
    """Runs all commands there."""
    global _now
    os.chdir(folder)
    from journeydsl.cli import main as journey

    sys.addaudithook(_watch)
    for line in LINES:
        _now = line
        if line.startswith("serve"):
            threading.Timer(2.0, _thread.interrupt_main).start()
        with redirect_stdout(TextIOWrapper(BytesIO())), redirect_stderr(TextIOWrapper(BytesIO())):
            try:
                code = journey(line.split())
            except (SystemExit, KeyboardInterrupt) as ending:
                code = ending.code if isinstance(ending, SystemExit) and isinstance(ending.code, int) else 0
        _met.append((line, "ended", str(code)))
    for one in _met:
        print(json.dumps(one))


if __name__ == "__main__":
    main(sys.argv[1])
