"""Text to tokens. Slips of the keyboard and the clipboard become the token that was meant, and a fault."""

from __future__ import annotations

import re

from journeydsl.syntax.faults import Problem, SyntaxFault
from journeydsl.syntax.values import Node

NAME, STRING, PROSE, NUMBER, PERCENT = "<NAME>", "<STRING>", "<PROSE>", "<NUMBER>", "<PERCENT>"
DATE, TIME, UNIT, FINGERPRINT, END = "<DATE>", "<TIME>", "<UNIT>", "<FINGERPRINT>", "<END>"
UNITS = frozenset(
    unit + plural for unit in ("minute", "hour", "day", "week", "month", "quarter", "year") for plural in ("", "s")
)
FINGERPRINT_PATTERN = re.compile(r"[0-9a-f]{6,64}(?![A-Za-z0-9_])")

_TOKEN = re.compile(
    r"""[\s\ufeff]*(?:
      (?P<WORD>[A-Za-z_][A-Za-z0-9_]*(?![^\W_]|[\u200b-\u200d\u2060\u00ad]))
    | (?P<PROSE>\"{3}[^"]*(?:"(?!"")[^"]*)*\"{3})
    | (?P<STRING>"(?:[^"\\\n]|\\.)*")
    | (?P<DATE>\d{4}-\d{2}-\d{2})
    | (?P<TIME>\d{1,2}:\d{2})
    | (?P<NUMBER>-?\d[\d_]*(?:\.\d+)?(?:[kM](?![A-Za-z0-9_]))?(?:[ \t]*%)?)
    | (?P<SIGN>->|\.\.(?!\.)|!=|<=|>=|=(?![=><])|<(?!>)|[{}\[\](),>])
    | (?P<COMMENT>\#[^\n]*)
    | (?P<BAD>\S)
    | \Z
    )""",
    re.VERBOSE,
)


class Comment(Node):
    """`# anything`, with its `#`"""

    text: str


class Tokens:
    """Parallel lists: what each token is (a terminal's name), its text, where it starts and ends."""

    __slots__ = ("comments", "ends", "faults", "kinds", "starts", "texts")

    def __init__(self) -> None:
        self.kinds: list[str] = []
        self.texts: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.comments: list[Comment] = []
        self.faults: list[SyntaxFault] = []

    def add(self, kind: str, text: str, start: int, end: int) -> None:
        """One token more."""
        self.kinds.append(kind)
        self.texts.append(text)
        self.starts.append(start)
        self.ends.append(end)

    def fault(self, problem: Problem, start: int, end: int, found: str = "", wanted: tuple[str, ...] = ()) -> None:
        """One fault more."""
        self.faults.append(SyntaxFault(problem, start, end, found, wanted))


def read_tokens(text: str) -> Tokens:
    """Every token of a text up to and with `<END>`, comments apart, slips mended and noted."""
    tokens = Tokens()
    kinds, texts, starts, ends = tokens.kinds, tokens.texts, tokens.starts, tokens.ends
    jumps = _conflicts(text, tokens) if "<<<<<<<" in text or ">>>>>>>" in text else {}
    place, size = 0, len(text)
    while place < size:
        for found in _TOKEN.finditer(text, place):
            kind, place = found.lastgroup, found.end()
            if kind is None:
                break
            said = found[kind]
            start = place - len(said)
            if jumps and start in jumps:
                place = jumps[start]
                break
            if kind == "WORD" or kind == "SIGN":
                kind = said
            elif kind == "COMMENT":
                if kinds and kinds[-1] == "channel" and said[1:2].isalnum() and "\n" not in text[ends[-1] : start]:
                    place = _slip(text, start, tokens)
                    break
                tokens.comments.append(Comment(start, place, said.rstrip()))
                continue
            elif kind == "BAD":
                place = _slip(text, start, tokens)
                break
            elif kind == "NUMBER" and said[-1] == "%":
                kind = PERCENT
            else:
                if not said.isascii() and kind != "PROSE":
                    _hidden(text, start, place, tokens)
                kind = f"<{kind}>"
            kinds.append(kind)
            texts.append(said)
            starts.append(start)
            ends.append(place)
    tokens.add(END, "", size, size)
    if "day" in kinds:
        _tell_days_apart(kinds)
    return tokens


def _tell_days_apart(kinds: list[str]) -> None:
    """`day` is a unit after a number, unless another number follows: `>= 5 day 2 call` begins a day of a cadence."""
    for place, kind in enumerate(kinds):
        if kind == "day" and place and kinds[place - 1] == NUMBER and kinds[place + 1] != NUMBER:
            kinds[place] = UNIT


def _slip(text: str, start: int, tokens: Tokens) -> int:
    from journeydsl.syntax.slips import read_slip

    return read_slip(text, start, tokens)


def _hidden(text: str, start: int, end: int, tokens: Tokens) -> None:
    from journeydsl.syntax.slips import note_hidden

    note_hidden(text, start, end, tokens)


def _conflicts(text: str, tokens: Tokens) -> dict[int, int]:
    from journeydsl.syntax.slips import jumps_over_conflicts

    return jumps_over_conflicts(text, tokens)
