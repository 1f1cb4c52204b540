"""A line on the terminal about work that lasts longer than a second."""

from __future__ import annotations

import sys
import time


class Progress:
    """Counts what is done: `Checking: 37 of 100 …`, on standard error, where that is a terminal."""

    def __init__(self, doing: str, total: int) -> None:
        self.doing, self.total, self.done = doing, total, 0
        self.began = time.monotonic()
        self.is_shown = False

    def __call__(self) -> None:
        """One more is done."""
        self.done += 1
        if time.monotonic() - self.began > 1 and sys.stderr.isatty():
            self.is_shown = True
            sys.stderr.write(f"\r{self.doing}: {self.done} of {self.total} … ")
            sys.stderr.flush()

    def end(self) -> None:
        """Wipes the line away."""
        if self.is_shown:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
