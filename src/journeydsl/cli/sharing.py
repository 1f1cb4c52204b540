"""Work shared between processes where there is much of it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

ENOUGH = 6  # pieces of work for each process, so that starting it pays
MOST_PROCESSES = 8
MOST_PORTIONS = 256  # as many as a ticket of one byte can tell apart


class Child(NamedTuple):
    """A process that works, and the pipe through which it sends what it has done."""

    process: int
    results: int


def share(pieces: Sequence[str], work: Callable[[str], Any], show: Callable[[], None]) -> dict[str, Any]:
    """What `work` gives for every piece, by piece; results are such as JSON can hold. `show` is called after a piece.

    Child processes do their part of it and send their results; all of it is done here where the system cannot fork, or
    has one processor only. What a child that fails leaves over is done here, too.
    """
    count = min(_processors(), len(pieces) // ENOUGH, MOST_PROCESSES)
    if count < 2 or not hasattr(os, "fork"):
        return _alone(pieces, work, show)
    portions = [pieces[first::MOST_PORTIONS] for first in range(min(len(pieces), MOST_PORTIONS))]
    tickets = _tickets(len(portions))
    children = [_start(lambda: _alone(_drawn(tickets, portions), work, lambda: None)) for _ in range(1, count)]
    done: dict[str, Any] = {}
    try:
        done = _alone(_drawn(tickets, portions), work, show)
    finally:
        os.read(tickets, MOST_PORTIONS)  # whatever stopped us, the children go on no longer
        os.close(tickets)
        for child in children:
            done |= _received(child)
    return done | _alone([piece for piece in pieces if piece not in done], work, show)


def _processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _tickets(count: int) -> int:
    """A pipe with the number of each portion in it: whoever has time takes the next, so that nobody waits."""
    reading, writing = os.pipe()
    os.write(writing, bytes(range(count)))
    os.close(writing)
    return reading


def _drawn(tickets: int, portions: Sequence[Sequence[str]]) -> Iterator[str]:
    while ticket := os.read(tickets, 1):
        yield from portions[ticket[0]]


def _alone(pieces: Iterable[str], work: Callable[[str], Any], show: Callable[[], None]) -> dict[str, Any]:
    done = {}
    for piece in pieces:
        done[piece] = work(piece)
        show()
    return done


def _start(work: Callable[[], dict[str, Any]]) -> Child:
    """Starts a child, whose whole life is here: it works, sends, and ends without a word."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return Child(process, reading)
    code = 1
    try:
        os.close(reading)
        done = work()
        with os.fdopen(writing, "w", encoding="ascii") as pipe:
            json.dump(done, pipe)
        code = 0
    finally:
        os._exit(code)


def _received(child: Child) -> dict[str, Any]:
    """What a child has done; nothing where it failed."""
    with os.fdopen(child.results, "r", encoding="ascii") as pipe:
        sent = pipe.read()
    _, status = os.waitpid(child.process, 0)
    done: dict[str, Any] = json.loads(sent) if status == 0 else {}
    return done
