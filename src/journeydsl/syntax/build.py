"""From a reduction of the grammar to the value it stands for: a node, a tuple of nodes, or a leaf."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from journeydsl.syntax import buyers, conditions, path, people, promises, rhythm, values
from journeydsl.syntax.tables import Step

# A builder takes the start and end of the reduced stretch and the values of its symbols.
Builder = Callable[[int, int, list[Any]], Any]

_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


def builder(step: Step) -> Builder:
    """What carries out one step of the tables."""
    if step.action == "pass":
        return _passing(step.parts[0])
    if step.action == "list":
        return _listing(step)
    if step.action == "tuple":
        return lambda start, end, symbols: tuple(_flat(step, symbols))
    leaf = _LEAVES.get(step.name)
    if leaf:
        return leaf
    node = _node_class(step.name)
    if node is None:
        return lambda start, end, symbols: values.Word(start, end, " ".join(symbols))
    if step.name in ("block", "either", "both"):
        return lambda start, end, symbols: node(start, end, tuple(_flat(step, symbols)))
    return _noding(node, step)


def _passing(part: int | tuple[int] | None) -> Builder:
    assert isinstance(part, int)
    return lambda start, end, symbols: symbols[part]


def _listing(step: Step) -> Builder:
    """A repetition grows in place: its first symbol is the list so far."""
    if step.parts[:1] == ((0,),) and len(step.parts) == 2 and isinstance(step.parts[1], int):
        last = step.parts[1]

        def grow(start: int, end: int, symbols: list[Any]) -> Any:
            symbols[0].append(symbols[last])
            return symbols[0]

        return grow
    return lambda start, end, symbols: _flat(step, symbols)


def _noding(node: Any, step: Step) -> Builder:
    parts = step.parts
    if not parts:
        return lambda start, end, symbols: node(start, end)
    if parts == (0,):
        return lambda start, end, symbols: node(start, end, symbols[0])
    if parts == (1,):
        return lambda start, end, symbols: node(start, end, symbols[1])
    if any(isinstance(part, tuple) for part in parts):
        return lambda start, end, symbols: node(start, end, *_flat(step, symbols))
    return lambda start, end, symbols: node(
        start,
        end,
        *[None if part is None else symbols[part] for part in parts],  # type: ignore[index]
    )


def _flat(step: Step, symbols: list[Any]) -> list[Any]:
    flat: list[Any] = []
    for part in step.parts:
        if part is None:
            flat.append(None)
        elif isinstance(part, int):
            flat.append(symbols[part])
        else:
            flat += symbols[part[0]]
    return flat


def _text(start: int, end: int, symbols: list[Any]) -> values.Text:
    said = symbols[0][1:-1]
    if "\\" in said:
        said = _ESCAPE.sub(lambda found: "\n" if found.group(1) == "n" else found.group(1), said)
    return values.Text(start, end, said)


def prose_text(written: str) -> str:
    """What prose says, from the text with its triple quotes: without the indentation of its place."""
    first, *rest = written[3:-3].replace("\r\n", "\n").split("\n")
    indents = [line[: len(line) - len(line.lstrip(" \t"))] for line in rest if line.strip(" \t")]
    least, most = min(indents, default=""), max(indents, default="")  # what these two share, all share
    shared = next((at for at, (one, other) in enumerate(zip(least, most, strict=False)) if one != other), len(least))
    return "\n".join((first.strip(), *(line[shared:] if line.strip(" \t") else "" for line in rest))).strip()


def _markdown(start: int, end: int, symbols: list[Any]) -> values.Markdown:
    return values.Markdown(start, end, prose_text(symbols[0]))


_LEAVES: dict[str, Builder] = {
    "name": lambda start, end, symbols: values.Name(start, end, symbols[0]),
    "text": _text,
    "markdown": _markdown,
    "number": lambda start, end, symbols: values.Number(start, end, symbols[0]),
    "percent": lambda start, end, symbols: values.Percent(start, end, symbols[0][:-1].strip()),
    "date": lambda start, end, symbols: values.Date(start, end, symbols[0]),
    "time": lambda start, end, symbols: values.Time(start, end, symbols[0]),
    "unit": lambda start, end, symbols: values.Word(start, end, symbols[0]),
    "fingerprint": lambda start, end, symbols: values.Name(start, end, symbols[0]),
    "any_stage": lambda start, end, symbols: path.AnyStage(start, end, symbols[0]),
    "buyer_side": lambda start, end, symbols: promises.BuyerSide(start, end, symbols[0]),
}


@cache
def _nodes() -> dict[str, Any]:
    rooms = (values, conditions, people, buyers, path, promises, rhythm)
    return {name: node for room in rooms for name, node in vars(room).items() if isinstance(node, type)}


def _node_class(rule: str) -> Any:
    """The node class named after a rule: `accept_within` builds `AcceptWithin`; none for words of the language."""
    return _nodes().get("".join(part.capitalize() for part in rule.split("_")))
