"""Work shared between two processes where there is much of it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from typing import Any

ENOUGH = 12  # pieces of work, from which on a second process pays


def share(pieces: Sequence[str], work: Callable[[str], Any], show: Callable[[], None]) -> dict[str, Any]:
    """What `work` gives for every piece, by piece; results are such as JSON can hold. `show` is called after a piece.

    Half of it is done in a child process, which sends its results through a pipe; all of it here where the system
    cannot fork, has one processor only, or the child fails.
    """
    if len(pieces) < ENOUGH or not hasattr(os, "fork") or (os.cpu_count() or 1) < 2:
        return _alone(pieces, work, show)
    half = len(pieces) // 2
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _send(reading, writing, lambda: _alone(pieces[half:], work, lambda: None))
    os.close(writing)
    done = _alone(pieces[:half], work, show)
    with os.fdopen(reading, "r", encoding="ascii") as pipe:
        sent = pipe.read()
    _, status = os.waitpid(child, 0)
    return done | (json.loads(sent) if status == 0 else _alone(pieces[half:], work, show))


def _alone(pieces: Sequence[str], work: Callable[[str], Any], show: Callable[[], None]) -> dict[str, Any]:
    done = {}
    for piece in pieces:
        done[piece] = work(piece)
        show()
    return done


def _send(reading: int, writing: int, work: Callable[[], dict[str, Any]]) -> None:
    """The whole life of the child: it works, sends, and ends without a word."""
    code = 1
    try:
        os.close(reading)
        done = work()
        with os.fdopen(writing, "w", encoding="ascii") as pipe:
            json.dump(done, pipe)
        code = 0
    finally:
        os._exit(code)
