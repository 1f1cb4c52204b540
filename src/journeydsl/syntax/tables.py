"""The grammar's LALR tables: built with Lark, shipped beside this file, read at start-up without Lark.

After a change of the grammar, `python -m journeydsl.syntax.tables < grammar/journey.lark > tables.json` builds them
anew; a house test compares.
Terminals are named by what stands in the text (`stage`, `->`) or by their kind (`<NAME>`); `<END>` is the end.
"""

from __future__ import annotations

import json
import sys
from functools import cache

from journeydsl.text.record import Record
from journeydsl.text.shipped import shipped

END = "<END>"


class Step(Record):
    """How one rule is reduced.

    `length` symbols become one of kind `left`. `action` says what is built: a node named `name`, the `tuple` of a list,
    the bare `list` of a repetition, or the one part that `pass`es through. `parts` says from which symbols: an index,
    `None` for something left out, and an index in a list of its own for a repetition whose members are taken.
    """

    left: str
    length: int
    action: str
    name: str
    parts: tuple[int | tuple[int] | None, ...]


class Tables(Record):
    """`actions[state][terminal]` is a state to go to, from 0, or `-1 - step`; `gotos[state][left]` a state."""

    start: int
    accept: int
    actions: tuple[dict[str, int], ...]
    gotos: tuple[dict[str, int], ...]
    steps: tuple[Step, ...]


def load_tables() -> Tables:
    """The tables that are shipped with this version."""
    tables = json.loads(shipped("journeydsl.syntax", "tables.json"))
    actions, gotos = tables["actions"], tables["gotos"]
    return Tables(
        tables["start"],
        tables["accept"],
        tuple(actions[row] for row, _ in tables["states"]),
        tuple(gotos[row] for _, row in tables["states"]),
        tuple(Step(left, length, action, name, tuple(_part(part) for part in parts))
              for left, length, action, name, parts in tables["steps"]),
    )  # fmt: skip


@cache
def language_words() -> frozenset[str]:
    """Every word of the language."""
    return frozenset(word for row in load_tables().actions for word in row if word.isalpha())


def _part(part: int | list[int] | None) -> int | tuple[int] | None:
    return (part[0],) if isinstance(part, list) else part


def build_tables(grammar: str) -> str:
    """The tables of a grammar as the text of `tables.json`; needs Lark."""
    from lark import Lark
    from lark.parsers.lalr_analysis import Shift

    parser = Lark(grammar, parser="lalr", lexer="contextual", maybe_placeholders=True)
    table = parser.parser.parser.parser.parse_table
    terminals = {terminal.name: _terminal(terminal) for terminal in parser.terminals} | {"$END": END}
    order = {rule: number for number, rule in enumerate(parser.rules)}
    numbers = _numbers(table.states, table.start_states["start"])
    actions: list[dict[str, int]] = []
    gotos: list[dict[str, int]] = []
    states: list[tuple[int, int]] = []
    for state in numbers:
        act: dict[str, int] = {}
        goto: dict[str, int] = {}
        for symbol, (kind, argument) in sorted(table.states[state].items()):
            if kind is not Shift:
                act[terminals[symbol]] = -1 - order[argument]
            elif symbol in terminals:
                act[terminals[symbol]] = numbers[argument]
            else:
                goto[str(symbol)] = numbers[argument]
        states.append((_place(actions, act), _place(gotos, goto)))
    return _as_lines({
        "start": numbers[table.start_states["start"]],
        "accept": numbers[table.end_states["start"]],
        "actions": actions,
        "gotos": gotos,
        "states": states,
        "steps": [_step(rule) for rule in parser.rules],
    })  # fmt: skip


def _numbers(states: dict[int, dict[str, tuple[object, object]]], start: int) -> dict[int, int]:
    """The states numbered as a walk from the start meets them, since Lark's own numbers change from run to run."""
    met = [start]
    for state in met:
        targets = [to for _, (_, to) in sorted(states[state].items()) if isinstance(to, int)]
        met += [to for to in dict.fromkeys(targets) if to not in met]
    return {state: number for number, state in enumerate(met)}


def _terminal(terminal: object) -> str:
    from lark.lexer import PatternStr, TerminalDef

    assert isinstance(terminal, TerminalDef)
    return terminal.pattern.value if isinstance(terminal.pattern, PatternStr) else f"<{terminal.name}>"


def _place(rows: list[dict[str, int]], row: dict[str, int]) -> int:
    if row not in rows:
        rows.append(row)
    return rows.index(row)


def _step(rule: object) -> tuple[str, int, str, str, list[int | list[int] | None]]:
    from lark.grammar import Rule

    assert isinstance(rule, Rule)
    left, options = str(rule.origin.name), rule.options
    parts: list[int | list[int] | None] = []
    gaps = [len(ones) for ones in "".join(str(int(gap)) for gap in options.empty_indices or ()).split("0")]
    for index, symbol in enumerate(rule.expansion):
        parts += [None] * (gaps[index] if len(gaps) > 1 else 0)
        if not symbol.is_term:
            if symbol.name != "_pause":
                parts.append([index] if symbol.name.startswith("_") else index)
        elif options.keep_all_tokens or not getattr(symbol, "filter_out", False):
            parts.append(index)
    parts += [None] * (gaps[-1] if options.empty_indices else 0)
    template = str(options.template_source or left)
    if left.startswith("_"):
        action = "list"
    elif template in ("list", "clauses", "start"):
        action = "tuple"
    elif options.expand1 and not rule.alias and len(parts) == 1:
        action = "pass"
    else:
        action = "node"
    return left, len(rule.expansion), action, str(rule.alias or template), parts


def _as_lines(tables: dict[str, object]) -> str:
    """JSON with a line for each row, so that a change of the grammar shows as a change of some lines."""
    members = []
    for key, value in tables.items():
        if isinstance(value, list):
            rows = ",\n".join(json.dumps(row, separators=(",", ":")) for row in value)
            members.append(f'"{key}": [\n{rows}\n]')
        else:
            members.append(f'"{key}": {value}')
    return "{\n" + ",\n".join(members) + "\n}\n"


if __name__ == "__main__":
    sys.stdout.write(build_tables(sys.stdin.read()))
