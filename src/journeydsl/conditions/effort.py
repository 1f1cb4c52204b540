"""Work that is counted, so that no journey, however it is written, keeps anybody waiting.

Not by a clock: the same journey takes the same steps on every machine, and stops at the same question.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

TOO_MUCH = "the journey asks more at once than is looked into"
SHARE = 2  # A turn takes at most so much of what is left.
ALONE = 1_500_000  # Steps of a question that is asked by itself, as commands ask it; and for each sign of its journeys.
ALONE_PER_SIGN = 60
ALONE_MORE = 3_000_000  # at most, however many signs there are
SPARE = 300_000
MOST_COMPARING = 2_500_000  # Steps of all questions about two versions, which were read and checked before.
MOST_SUGGESTING = 4_000_000  # of all questions for scenarios, and of trying them

MOST_STEPS = 400_000
"""How often a question may look at an axis, a line of a score or a sum of points: some tenths of a second."""


class Unclear(Exception):
    """A question that cannot be asked exactly; the message says why, in a sentence.

    `is_told` where a finding of its own tells why.
    """

    is_told = False


class Effort:
    """Steps, each about a millionth of a second; as many as anybody likes where `most` is none."""

    __slots__ = ("_begun", "_left", "_most", "_rest", "_spare")

    def __init__(self, most: int | None = None) -> None:
        self._most = most
        self._rest = self._begun = self._left = most or 0
        self._spare = SPARE

    def turn(self) -> None:
        """Somebody else asks, who may take a part of what is left."""
        self._rest -= min(self._begun - self._left, self._begun)
        self._begun = self._left = self._rest // SHARE

    def rest(self) -> None:
        """All that is left may be taken."""
        self._rest -= min(self._begun - self._left, self._begun)
        self._begun = self._left = self._rest

    @contextmanager
    def spare(self) -> Iterator[None]:
        """What is done inside counts apart, for what makes an answer nicer and no truer."""
        left, self._left = self._left, self._spare
        try:
            yield
        finally:
            self._spare, self._left = max(0, self._left), left

    @property
    def is_spent(self) -> bool:
        """Whether the one who asks has nothing left."""
        return self._most is not None and self._left < 0

    def spend(self, steps: int) -> None:
        """Counts steps; raises `Unclear` where none are left."""
        if self._most is not None:
            self._left -= steps
            if self._left < 0:
                raise Unclear(TOO_MUCH)


def alone(signs: int) -> Effort:
    """The effort of questions about journeys of so many signs, as commands ask them."""
    return Effort(ALONE + min(ALONE_MORE, ALONE_PER_SIGN * signs))


class Budget:
    """How many steps a question may still take; counted, not timed, so that an answer is the same everywhere."""

    __slots__ = ("left",)

    def __init__(self, most_steps: int) -> None:
        self.left = most_steps

    def spend(self, steps: int) -> None:
        """Raises `Unclear` where no more are left."""
        self.left -= steps
        if self.left < 0:
            raise Unclear("the search takes too many steps")
