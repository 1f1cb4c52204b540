"""The command line: translates words into calls and results into print. Alone knows Click, alone prints.

In: the words after `journey`. Out: text on the terminal and an exit code (0 nothing of weight found, 1 findings, 2 not
everything could be read). A command is a file here and a page in `docs/commands/`. The commonest change is an option.
"""

from __future__ import annotations

import gc
import os
import sys


def start() -> None:
    """What the console script runs: the command line in a process of its own.

    Such a process ends before collecting garbage could pay: that alone takes a third of the time of importing NetworkX.
    """
    gc.disable()
    code = 0
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        _close_output()
    except OSError as fault:
        _close_output()
        sys.stderr.write(f"error: What there is to say cannot be printed: {fault.strerror or fault}\n")
        code = 2
    sys.exit(code)


def main(words: list[str] | None = None) -> int:
    """Runs the command line; gives the exit code.

    A `check` of which nothing has changed since it was last answered is answered again, before anything is imported,
    and one of paths alone is made without what tells options apart.
    """
    words = sys.argv[1:] if words is None else words
    _prepare_streams()
    if words[:1] == ["check"]:
        from journeydsl.cli.answers import kept_answer

        answer = kept_answer(words)
        if answer is not None:
            sys.stdout.write(answer.printed)
            sys.stdout.flush()
            return answer.code
        if not any(word.startswith("-") for word in words):
            from journeydsl.cli.plainly import check_plainly

            return check_plainly(words)
    from journeydsl.cli.commands import run

    return run(words)


def _close_output() -> None:
    """Leaves what could not be printed unprinted, also when Python tries again at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _prepare_streams() -> None:
    """Consoles and pipes that would choke on anything beyond their own code page get UTF-8.

    Where one is closed, nothing is read, and nothing is printed.
    """
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "r+", encoding="utf-8"))  # noqa: SIM115 - open until the end
    for stream in (sys.stdout, sys.stderr):
        encoding = (getattr(stream, "encoding", None) or "utf-8").lower().replace("-", "")
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure and (encoding != "utf8" or stream.errors == "strict"):
            reconfigure(encoding="utf-8", errors="replace")
