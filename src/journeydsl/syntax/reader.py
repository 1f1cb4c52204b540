"""The parser's hand: it shifts tokens and reduces what is complete, as the tables say, until it is done or stuck."""

from __future__ import annotations

from typing import Any, cast

from journeydsl.syntax.build import Builder
from journeydsl.syntax.faults import Problem, SyntaxFault
from journeydsl.syntax.tables import Tables
from journeydsl.syntax.tokens import (
    END,
    FINGERPRINT,
    FINGERPRINT_PATTERN,
    NAME,
    UNIT,
    UNITS,
    Tokens,
)
from journeydsl.syntax.values import Node

DEEPEST = 600  # symbols on the stack, some hundred blocks or parentheses in one another


class Reader:
    """A reading under way: the stack of states, values and starts, and the place in the tokens.

    `taken` says for each token behind `place` as which terminal it was shifted: a word of the language, or a kind.
    """

    __slots__ = (
        "builders",
        "mended",
        "place",
        "skipped",
        "starts",
        "states",
        "tables",
        "taken",
        "text",
        "tokens",
        "values",
    )

    def __init__(self, tables: Tables, builders: tuple[Builder, ...], text: str, tokens: Tokens) -> None:
        self.text = text
        self.tables = tables
        self.builders = builders
        self.tokens = tokens
        self.states: list[int] = [tables.start]
        self.values: list[Any] = []
        self.starts: list[int] = []
        self.taken: list[str] = []
        self.place = 0
        self.skipped: list[tuple[int, int]] = []
        self.mended = 0

    @property
    def statements(self) -> tuple[Node, ...]:
        """The declarations, once the reading is done."""
        return cast("tuple[Node, ...]", self.values[-1]) if self.values else ()

    def run(self) -> bool:
        """Reads on; true at the end of the text, false where no step is known (`place` is there)."""
        tables, tokens, builders = self.tables, self.tokens, self.builders
        actions, gotos, steps = tables.actions, tables.gotos, tables.steps
        kinds, texts, starts_at, ends_at = tokens.kinds, tokens.texts, tokens.starts, tokens.ends
        states, values, starts, taken = self.states, self.values, self.starts, self.taken
        place, state = self.place, self.states[-1]
        accept, last_end = tables.accept, ends_at[place - 1] if place else 0
        while True:
            row = actions[state]
            kind = kinds[place]
            action = row.get(kind)
            if action is None:
                kind = self._as_other(row, kind, place)
                action = row.get(kind)
                if action is None:
                    self.place = place
                    return False
            if action >= 0:
                if len(states) > DEEPEST:
                    self.place = place
                    return False
                states.append(action)
                values.append(texts[place])
                starts.append(starts_at[place])
                taken.append(kind)
                last_end = ends_at[place]
                place += 1
                state = action
                continue
            step = steps[-1 - action]
            count, build = step.length, builders[-1 - action]
            if count == 1:
                values[-1] = build(starts[-1], last_end, values[-1:])
                states.pop()
            elif count:
                symbols = values[-count:]
                del values[-count:], states[-count:], starts[1 - count :]
                values.append(build(starts[-1], last_end, symbols))
            else:
                values.append(build(last_end, last_end, []))
                starts.append(last_end)
            state = gotos[states[-1]][step.left]
            states.append(state)
            if state == accept:
                self.place = place
                return True

    def _as_other(self, row: dict[str, int], kind: str, place: int) -> str:
        """What else a token can be where it is not a word of the language: a unit, a name, a fingerprint."""
        if NAME in row and kind.isidentifier():
            return UNIT if kind in UNITS and UNIT in row else NAME
        if FINGERPRINT in row:
            return self._as_fingerprint(place)
        return UNIT if kind in UNITS else kind

    def _as_fingerprint(self, place: int) -> str:
        """`7f3a91` comes as a number and a word, or as either; joined where it is a fingerprint."""
        tokens = self.tokens
        end = tokens.ends[place]
        if tokens.texts[place + 1][:1].isalnum() and tokens.starts[place + 1] == end:
            end = tokens.ends[place + 1]
        joined = "".join(tokens.texts[place : place + 2]) if end != tokens.ends[place] else tokens.texts[place]
        if not FINGERPRINT_PATTERN.fullmatch(joined):
            return tokens.kinds[place]
        if end != tokens.ends[place]:
            self.replace(place, 2, ((FINGERPRINT, joined),))
        tokens.kinds[place] = FINGERPRINT
        return FINGERPRINT

    # ---- what mending asks and does

    def terminal(self, state: int, kind: str) -> str:
        """As which terminal a token of this kind is taken in a state."""
        row = self.tables.actions[state]
        if kind in row or not kind.isidentifier():
            return kind
        return UNIT if kind in UNITS and UNIT in row else NAME

    def advance(self, states: list[int], kind: str) -> bool:
        """Moves a copy of the stack of states over one token; false where it cannot be taken."""
        tables = self.tables
        while True:
            action = tables.actions[states[-1]].get(self.terminal(states[-1], kind))
            if action is None or len(states) > DEEPEST:
                return False
            if action >= 0:
                states.append(action)
                return True
            step = tables.steps[-1 - action]
            if step.length:
                del states[-step.length :]
            states.append(tables.gotos[states[-1]][step.left])
            if states[-1] == tables.accept:
                return kind == END

    def settle(self, kind: str) -> None:
        """Reduces all that is complete before a token of this kind, which `advance` has said can follow."""
        tables, last_end = self.tables, self.tokens.ends[self.place - 1] if self.place else 0
        while True:
            action = tables.actions[self.states[-1]].get(self.terminal(self.states[-1], kind), 0)
            if action >= 0 or tables.steps[-1 - action].left == "start":
                return
            step = tables.steps[-1 - action]
            count = step.length
            symbols = self.values[len(self.values) - count :]
            start = self.starts[len(self.starts) - count] if count else last_end
            for stack in (self.values, self.starts, self.states):
                del stack[len(stack) - count :]
            self.values.append(self.builders[-1 - action](start, last_end, symbols))
            self.starts.append(start)
            self.states.append(tables.gotos[self.states[-1]][step.left])

    def reach(self, states: list[int], kinds: list[str]) -> int:
        """How many of the tokens can be taken one after the other from this stack of states."""
        states = list(states)
        for count, kind in enumerate(kinds):
            if not self.advance(states, kind):
                return count
        return len(kinds)

    def accepted(self) -> list[str]:
        """The terminals that can stand at `place`, as the tables order them."""
        row = self.tables.actions[self.states[-1]]
        return [terminal for terminal in row if self.advance(list(self.states), terminal)]

    def fault(self, problem: Problem, start: int, end: int, **evidence: Any) -> None:
        """Notes what was met."""
        self.tokens.faults.append(SyntaxFault(problem, start, end, **evidence))

    def replace(self, place: int, drop: int, put: tuple[tuple[str, str], ...]) -> None:
        """Puts (kind, text) tokens where `drop` tokens were; they stand where those did, or behind the token before."""
        tokens = self.tokens
        if drop:
            start, end = tokens.starts[place], tokens.ends[place + drop - 1]
        else:
            start = end = tokens.ends[place - 1] if place else 0
        after = place + drop
        tokens.kinds[place:after] = [kind for kind, _ in put]
        tokens.texts[place:after] = [text for _, text in put]
        tokens.starts[place:after] = [start] * len(put)
        tokens.ends[place:after] = [end] * len(put)
