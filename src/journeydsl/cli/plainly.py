"""`journey check` with nothing but paths, which is asked for most, without Click, which takes longer than a journey."""

from __future__ import annotations

import os
import sys

from journeydsl.cli.findings import Wanted, find
from journeydsl.cli.options import day_named
from journeydsl.cli.printing import Refusal, complain, put


def check_plainly(words: list[str]) -> int:
    """Runs `check` on the paths behind it; gives the exit code, as the command line does."""
    try:
        return find(words, tuple(words[1:]), Wanted(today=day_named(None)))
    except Refusal as fault:
        complain(str(fault))
        return 2
    except KeyboardInterrupt:
        put("\nStopped.\n", is_beside=True)
        return 130
    except BrokenPipeError:
        # Nobody listens any more, not even to Python's own complaint about that at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
