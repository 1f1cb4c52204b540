"""What was read, as lines: tokens, tree, model and graph, for whoever wants to see what the tool sees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from journeydsl.graph.audience import matrix
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.journey import PLACES, Journey
from journeydsl.model.values import Declaration
from journeydsl.render.reports.terminal import printable
from journeydsl.syntax.parse import SyntaxFile
from journeydsl.syntax.reader import Reader
from journeydsl.syntax.values import Node
from journeydsl.text.source import Source

_WIDEST = 80
_ANYBODY = "anybody"


def token_lines(source: Source, reader: Reader) -> Iterator[str]:
    """`12:3  owner  owner` for each token: place, as what it was taken, text."""
    tokens = reader.tokens
    for place, text in enumerate(tokens.texts[:-1]):
        line, column = source.line_and_column(tokens.starts[place])
        taken = reader.taken[place] if place < len(reader.taken) else "<SKIPPED>"
        yield f"{f'{line}:{column}':<9}{taken:<12} {_short(text)}"


def tree_lines(file: SyntaxFile) -> Iterator[str]:
    """A line for each node, indented by its depth, with the words it holds."""
    for statement in file.statements:
        yield from _node_lines(statement, file.source, 0)


def _node_lines(node: Node, source: Source, depth: int) -> Iterator[str]:
    waiting: list[tuple[Node, int]] = [(node, depth)]
    while waiting:
        now, deep = waiting.pop()
        parts = [getattr(now, field) for field in now.__fields__ if field not in ("start", "end")]
        said = " ".join(repr(part) for part in parts if isinstance(part, str))
        line, column = source.line_and_column(now.start)
        yield f"{'  ' * deep}{type(now).__name__}{' ' + _short(said) if said else ''}  {line}:{column}"
        inner = [part for item in parts for part in (item if isinstance(item, tuple) else (item,))]
        waiting += [(part, deep + 1) for part in reversed(inner) if isinstance(part, Node)]


def model_lines(journey: Journey) -> Iterator[str]:
    """The declarations of a journey by kind, a line each."""
    yield f"journey {journey.name}: {printable(journey.label)}"
    for kind, place in PLACES.items():
        declared: Mapping[str, Declaration] = getattr(journey, place)
        if declared:
            yield ""
            yield f"{place} ({len(declared)})"
            widest = max(len(name) for name in declared)
            for name, declaration in declared.items():
                span = declaration.name_span
                yield f"  {name:<{widest}}  {_short(printable(declaration.label))}  {span.source.path}:{span.line}"
        if kind == "stage" and (journey.moves or journey.handoffs or journey.recycles):
            yield ""
            yield "ways"
            for way in (*journey.moves, *journey.handoffs, *journey.recycles):
                yield f"  {type(way).__name__.lower()} {way.name}  {way.span.source.path}:{way.span.line}"


def graph_lines(graph: JourneyGraph) -> Iterator[str]:
    """Every stage with its owner and its ways out."""
    for stage in graph.journey.stages.values():
        owner = graph.owner(stage.name)
        kinds = [word for word, holds in (("entry", stage.is_entry), (stage.kind, stage.kind != "plain")) if holds]
        kind = f" ({', '.join(kinds)})" if kinds else ""
        yield f"{stage.name}{kind}{f', {owner.name}' if owner else ''}"
        for passage in graph.ways_out(stage.name):
            yield f"  -> {passage.target}  {passage.kind}{' from any stage' if passage.leaves_any else ''}"


def content_lines(graph: JourneyGraph) -> Iterator[str]:
    """Every stage with what there is for each role in it, and with the roles that it expects in vain."""
    rows = [(stage, [cell for cell in cells if cell.titles or cell.is_gap]) for stage, cells in matrix(graph)]
    widest = max((len(cell.role or _ANYBODY) for _, cells in rows for cell in cells), default=0)
    for stage, cells in rows:
        yield f"{stage.name}{'' if cells else ': nothing'}"
        for cell in cells:
            titles = ", ".join(cell.titles) or "nothing, though expected here"
            yield f"  {cell.role or _ANYBODY:<{widest}}  {printable(titles)}"


def content_data(graph: JourneyGraph) -> list[dict[str, object]]:
    """As plain data: `[{stage, cells: [{role, content, gap}]}]`; `role` is none where content is for anybody."""
    return [
        {
            "stage": stage.name,
            "cells": [{"role": cell.role, "content": list(cell.titles), "gap": cell.is_gap} for cell in cells],
        }
        for stage, cells in matrix(graph)
    ]


def graph_data(graph: JourneyGraph) -> dict[str, object]:
    """As plain data: `{"stages": [{name, title, kind, entry, owner}], "ways": [{kind, from, to, any}]}`."""
    stages = graph.journey.stages.values()
    owners = {stage.name: graph.owner(stage.name) for stage in stages}
    return {
        "stages": [
            {
                "name": stage.name,
                "title": stage.label,
                "kind": stage.kind,
                "entry": stage.is_entry,
                "owner": owner.name if (owner := owners[stage.name]) else None,
            }
            for stage in stages
        ],
        "ways": [
            {"kind": way.kind, "from": way.origin, "to": way.target, "any": way.leaves_any} for way in graph.passages
        ],
    }


def _short(text: str) -> str:
    text = printable(" ".join(text.split()))
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"
