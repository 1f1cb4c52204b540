"""What a page may cost: counted in steps and letters, so that the same template comes to the same end everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from journeydsl.render.templating.fault import Exhausted

MOST_STEPS = 200_000
MOST_LETTERS = 12_000_000
LONGEST_VALUE = 4_000_000
LARGEST_NUMBER = 10**12
LONGEST_RANGE = 10_000


class Budget:
    """Counts the steps and letters of one page; `begin` starts a page."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """A new page."""
        self.steps, self.letters = 0, 0

    def step(self, letters: int) -> str:
        """One turn of a loop, macro or block that writes so many letters of its own; writes nothing."""
        self.steps += 1
        self._write(max(0, letters))
        if self.steps > MOST_STEPS:
            raise Exhausted("goes round and round: a page ends after 200,000 steps")
        return ""

    def written(self, value: Any) -> Any:
        """A value on its way into the page."""
        match value:
            case str():
                self._write(len(value))
            case int() | float() | None:
                pass
            case _ if type(value).__module__.startswith("jinja2."):
                pass
            case _:
                raise Exhausted("writes something that is neither a text nor a number")
        return value

    def joined(self, *parts: Any) -> str:
        """What `~` makes of its parts."""
        from markupsafe import Markup, escape

        parts = tuple(self.written(part) for part in parts)
        is_markup = any(isinstance(part, Markup) for part in parts)
        texts = [escape(part) if is_markup else str(part) for part in parts]
        return (Markup("") if is_markup else "").join(texts)

    def counted(self, *ends: int) -> Iterator[int]:
        """What `range` gives."""
        numbers = range(*ends)
        if len(numbers) > LONGEST_RANGE:
            raise Exhausted("counts further than 10,000")
        return iter(numbers)

    def combined(self, operator: str, left: Any, right: Any) -> Any:
        """`+`, `*` and `%`, where both sides are numbers or, for `+`, of one kind."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if numbers and max(abs(left), abs(right)) > LARGEST_NUMBER:
            raise Exhausted("reckons with numbers beyond a million millions")
        if operator == "+" and not numbers:
            self._write(len(left) + len(right))
            return left + right
        if not numbers or operator == "**":
            raise Exhausted(f"uses `{operator}` for something else than two small numbers")
        return left + right if operator == "+" else left * right if operator == "*" else left % right

    def _write(self, letters: int) -> None:
        self.letters += letters
        if self.letters > MOST_LETTERS or letters > LONGEST_VALUE:
            raise Exhausted("writes more than a page can hold")
