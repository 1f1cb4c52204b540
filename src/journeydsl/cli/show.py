"""`journey show`: what the tool has read."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

import click

from journeydsl.cli.options import format_option, settings_of, shelf_for
from journeydsl.cli.parts import Parts
from journeydsl.cli.printing import complain, say
from journeydsl.cli.single import single_root
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.journey import Journey
from journeydsl.render.reports.outlines import graph_lines, model_lines, token_lines, tree_lines
from journeydsl.syntax.parse import read
from journeydsl.workspace.analyzing import Wish, analyze_root, surely
from journeydsl.workspace.files import Unreadable


@click.group("show", cls=Parts, no_args_is_help=True)
def command() -> None:
    """Show what the tool has read: tokens or tree of a file; model, graph or content of a journey."""


@command.command("tokens")
@click.argument("path")
def tokens(path: str) -> int:
    """Every token of a file: its place, as what it was taken, its text."""
    shelf = shelf_for(path)
    try:
        reader = read(shelf.source(path))
    except Unreadable as fault:
        return _refuse(fault)
    _say_all(token_lines(shelf.source(path), reader))
    return 0


@command.command("tree")
@click.argument("path")
def tree(path: str) -> int:
    """The syntax tree of a file, a line for each node."""
    shelf = shelf_for(path)
    try:
        file = surely(lambda: shelf.file(path))
    except Unreadable as fault:
        return _refuse(fault)
    _say_all(tree_lines(file))
    return 2 if file.faults else 0


@command.command("model", short_help="What a journey says, every name resolved.")
@click.argument("path")
@format_option("text", "json", about="JSON follows docs/model.schema.json.")
def model(path: str, form: str) -> int:
    """What a journey says, every name resolved: PATH is its root file, or a folder that holds one."""
    found = _journey(path)
    if found is None:
        return 2
    if form == "json":
        from journeydsl.model.as_json import journey_as_json

        say(json.dumps(journey_as_json(found[0]), indent=2, ensure_ascii=False))
    else:
        _say_all(model_lines(found[0]))
    return 0


@command.command("graph", short_help="The stages of a journey, and the ways between them.")
@click.argument("path")
@format_option("text", "json", "dot", "mermaid")
def graph(path: str, form: str) -> int:
    """Stages and the ways between them: PATH is the journey's root file, or a folder that holds one."""
    found = _journey(path)
    if found is None:
        return 2
    if form == "text":
        _say_all(graph_lines(found[1]))
    elif form == "json":
        from journeydsl.render.reports.outlines import graph_data

        say(json.dumps(graph_data(found[1]), indent=2, ensure_ascii=False))
    else:
        _say_picture(found[1], form)
    return 0


@command.command("content")
@click.argument("path")
@format_option("text", "json")
def content(path: str, form: str) -> int:
    """What there is for which role in which stage, and what is missing."""
    from journeydsl.render.reports.outlines import content_data, content_lines

    found = _journey(path)
    if found is None:
        return 2
    if form == "json":
        say(json.dumps(content_data(found[1]), indent=2, ensure_ascii=False))
    else:
        _say_all(content_lines(found[1]))
    return 0


def _say_picture(graph: JourneyGraph, form: str) -> None:
    from journeydsl.render.diagrams.drawing import draw_dot
    from journeydsl.render.diagrams.journey_picture import NO_ADDRESSES, journey_picture
    from journeydsl.render.diagrams.mermaid import write_mermaid
    from journeydsl.render.diagrams.picture import Direction
    from journeydsl.render.diagrams.showing import show_whole

    picture = journey_picture(graph, NO_ADDRESSES, show_whole(graph), Direction.DOWN)
    say((draw_dot(picture) if form == "dot" else write_mermaid(picture)).rstrip())


def _journey(path: str) -> tuple[Journey, JourneyGraph] | None:
    """The one journey at a path; says why there is none."""
    shelf = shelf_for(path)
    root = single_root(shelf, path)
    if root is None:
        return None
    wish = Wish(settings_of((path,), shelf.folder), ("unreadable-text",), None)
    analysis = surely(lambda: analyze_root(shelf, root, wish))
    if analysis.journey is None or analysis.graph is None:
        complain(f"`{path}` holds no journey that can be read")
        return None
    return analysis.journey, analysis.graph


def _refuse(fault: Unreadable) -> int:
    complain(str(fault).replace(os.path.join(os.getcwd(), ""), ""))
    return 2


def _say_all(lines: Iterator[str]) -> None:
    for line in lines:
        say(line)
