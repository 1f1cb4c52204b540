"""`journey draw`: one picture of a journey, or of a part of it."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

import click

from journeydsl.cli.options import dot_option, settings_of, shelf_for, today_option
from journeydsl.cli.printing import complain, say
from journeydsl.cli.saving import save
from journeydsl.cli.single import single_journey
from journeydsl.workspace.analyzing import Wish, analyze_root, surely
from journeydsl.workspace.reading import Shelf

if TYPE_CHECKING:
    from journeydsl.diagnostics.finding import Diagnostic
    from journeydsl.render.diagrams.drawing import Engine
    from journeydsl.render.diagrams.picture import Picture
    from journeydsl.workspace.journeys import Ready

_FORMS = ("svg", "png", "pdf", "dot", "mermaid")
_ENDINGS = {".svg": "svg", ".png": "png", ".pdf": "pdf", ".dot": "dot", ".gv": "dot", ".mmd": "mermaid"}


@click.command("draw")
@click.argument("path")
@click.option(
    "--view",
    "words",
    metavar="VIEW",
    default="whole",
    show_default=True,
    help="whole, team:NAME, segment:NAME, happy, numbers:PLAN, clocks or findings.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMS),
    help="By default what the name of the file says, else svg.",
)
@click.option(
    "--theme",
    type=click.Choice(["light", "dark", "print"]),
    help="Colours; print has none. Without it, an svg is light or dark as its reader prefers.",
)
@click.option("--direction", type=click.Choice(["right", "left", "down"]),
              help="Which way buyers travel; by default the way in which the stages' titles are read.")  # fmt: skip
@click.option("-o", "--output", metavar="FILE", help="Where to write; without it, the text is printed.")
@dot_option
@today_option
def command(
    path: str,
    words: str,
    form: str | None,
    theme: str | None,
    direction: str | None,
    output: str | None,
    program: str | None,
    today: date | None,
) -> int:
    """Draw a journey, or what concerns one team, one segment or one plan.

    PATH is a journey's file, or a folder that holds one. Exit code: 0 drawn, 1 there is nothing to draw, 2 something
    was not understood.
    """
    form = form or _ENDINGS.get(os.path.splitext(output or "")[1].lower(), "svg")
    if output is None and form in ("png", "pdf"):
        raise click.UsageError(f"A {form} goes into a file: add `--output FILE.{form}`.")
    shelf = shelf_for(path)
    ready = single_journey(shelf, path, "is not drawn")
    if ready is None or ready.graph is None:
        return 2
    wish = Wish(settings_of((path,), shelf.folder), (), today)
    picture = _picture(shelf, ready, wish, words, direction)
    if isinstance(picture, int):
        return picture
    drawn = _drawn(picture, form, theme, program)
    return 2 if drawn is None else _give(drawn, output)


def _picture(shelf: Shelf, ready: Ready, wish: Wish, words: str, direction: str | None) -> Picture | int:
    """The picture of a view, or the exit code once it is said why there is none."""
    from journeydsl.render.diagrams.journey_picture import NO_ADDRESSES
    from journeydsl.render.diagrams.picture import Direction
    from journeydsl.render.diagrams.views import NoPicture, view_called, view_picture

    assert ready.graph is not None
    view = view_called(ready.graph.journey, words)
    if isinstance(view, NoPicture):
        return _refuse(view.sentences, 2)
    found: tuple[Diagnostic, ...] = ()
    graph = ready.graph
    if view.kind == "findings":
        analysis = surely(lambda: analyze_root(shelf, ready.root, wish))
        found, graph = analysis.diagnostics, analysis.graph or graph
    way = Direction(direction) if direction else None
    picture = view_picture(graph, view, NO_ADDRESSES, way, found)
    return _refuse(picture.sentences, 1) if isinstance(picture, NoPicture) else picture


def _refuse(sentences: tuple[str, ...], code: int) -> int:
    for sentence in sentences:
        complain(sentence)
    return code


def _drawn(picture: Picture, form: str, theme: str | None, program: str | None) -> bytes | None:
    """The bytes of a picture; says why there are none."""
    from journeydsl.render.diagrams.drawing import NoDrawing, Reason, draw_dot, draw_pdf, draw_png, draw_svg
    from journeydsl.render.diagrams.mermaid import write_mermaid
    from journeydsl.render.diagrams.palette import LIGHT, THEMES

    colours = THEMES[theme] if theme else None
    match form:
        case "dot":
            drawn: str | bytes | NoDrawing = draw_dot(picture, colours or LIGHT)
        case "mermaid":
            drawn = write_mermaid(picture)
        case "png":
            drawn = draw_png(picture, _engine(program), colours or LIGHT)
        case "pdf":
            drawn = draw_pdf(picture, _engine(program), colours or LIGHT)
        case _:
            drawn = draw_svg(picture, _engine(program), colours)
    if isinstance(drawn, NoDrawing) and drawn.reason is Reason.TOO_LARGE:
        complain("The picture is too large to be drawn; `--view` draws a part, `--format dot` gives its text")
        return None
    if isinstance(drawn, NoDrawing):
        complain(f"No picture could be drawn: {drawn.detail or drawn.reason.value}")
        return None
    return drawn.encode() if isinstance(drawn, str) else drawn


def _engine(program: str | None) -> Engine:
    if program:
        from journeydsl.workspace.drawing import drawn_by

        return drawn_by(program)
    from journeydsl.render.diagrams.graphviz_library import draw

    return draw


def _give(data: bytes, output: str | None) -> int:
    if output is None:
        say(data.decode().rstrip())
        return 0
    if not save(output, data):
        return 2
    say(f"Wrote `{output}`.")
    return 0
