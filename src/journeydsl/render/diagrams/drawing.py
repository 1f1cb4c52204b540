"""Pictures drawn: DOT given to Graphviz, and its answer made into SVG, PNG or PDF.

Graphviz comes with the package (`graphviz_library`), so nothing needs to be installed beside us. Another
one is used only when the caller brings an engine of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from journeydsl.render.diagrams.composition import Composition, compose, without_words
from journeydsl.render.diagrams.courses import effort
from journeydsl.render.diagrams.dot import write_dot
from journeydsl.render.diagrams.layout import Layout, read_layout
from journeydsl.render.diagrams.palette import LIGHT, Theme
from journeydsl.render.diagrams.picture import Picture
from journeydsl.render.diagrams.placing import Found, pdf_dots, png_dots
from journeydsl.render.diagrams.svg import write_svg
from journeydsl.render.diagrams.titles import title_places
from journeydsl.text.record import Record

MOST_PARTS, MOST_PLACED, MOST_EFFORT = 2500, 1000, 4000
"""What is drawn at most: boxes and arrows; boxes and labels; and all that has to be placed, which grows as arrows pass
many boxes."""

Form = Literal["json0", "png", "pdf"]


class Reason(Enum):
    """Why there is no drawing."""

    NO_GRAPHVIZ = "no Graphviz for this machine"
    TOO_LARGE = "too large to draw"
    FAILED = "Graphviz gave up"


@dataclass(frozen=True, slots=True)
class Failure:
    """What an engine says when it cannot draw; `detail` in Graphviz's own words."""

    reason: Reason
    detail: str = ""


Engine = Callable[[str, Form], bytes | Failure]
"""Takes DOT text and gives what `dot -TFORM` would. `graphviz_library.draw` comes with the package; one that
runs a program of the reader's choice is made at the doors. Other versions place things differently."""


@dataclass(frozen=True, slots=True)
class NoDrawing:
    """No drawing came about. `dot` is the picture as text, to draw elsewhere; `detail` what Graphviz said."""

    reason: Reason
    dot: str
    detail: str = ""


class Placed(Record):
    """A picture whose parts have their places: what every drawing of it begins with."""

    composition: Composition
    layout: Layout


def place(picture: Picture, engine: Engine) -> Placed | NoDrawing:
    """Finds the places, which no letter and no font can change."""
    composition = compose(picture)
    if _is_too_large(composition):
        return NoDrawing(Reason.TOO_LARGE, write_dot(composition))
    answer = engine(write_dot(without_words(composition)), "json0")
    if isinstance(answer, Failure):
        return NoDrawing(answer.reason, write_dot(composition), answer.detail)
    return Placed(composition, read_layout(answer))


def _is_too_large(composition: Composition) -> bool:
    boxes, arrows = len(composition.boxes), len(composition.arrows)
    labels = sum(label is not None for _, label in composition.arrows)
    return boxes + arrows > MOST_PARTS or boxes + labels > MOST_PLACED or effort(composition) > MOST_EFFORT


def draw_dot(picture: Picture | Placed | NoDrawing, theme: Theme = LIGHT) -> str:
    """The picture as DOT text. Needs no Graphviz."""
    match picture:
        case Picture():
            return write_dot(compose(picture), theme)
        case Placed(composition=composition):
            return write_dot(composition, theme)
        case NoDrawing(dot=dot):
            return dot


def draw_svg(picture: Picture | Placed | NoDrawing, engine: Engine, theme: Theme | None = None) -> str | NoDrawing:
    """The picture as an `<svg>` element, fit for a page and for a file of its own; without a theme it is light or dark
    as its reader prefers."""
    placed = _placed(picture, engine)
    return placed if isinstance(placed, NoDrawing) else write_svg(placed.composition, placed.layout, theme)


def draw_png(picture: Picture | Placed | NoDrawing, engine: Engine, theme: Theme = LIGHT) -> bytes | NoDrawing:
    """The picture as PNG, at twice the size in points, or smaller where few programs would open it."""
    placed = _placed(picture, engine)
    return placed if isinstance(placed, NoDrawing) else _printed(placed, engine, "png", theme)


def draw_pdf(picture: Picture | Placed | NoDrawing, engine: Engine, theme: Theme = LIGHT) -> bytes | NoDrawing:
    """The picture as PDF, on one page of its own size; it says no day on which it was made."""
    placed = _placed(picture, engine)
    answer = placed if isinstance(placed, NoDrawing) else _printed(placed, engine, "pdf", theme)
    if isinstance(answer, NoDrawing):
        return answer
    # As long as before, since a PDF counts where its parts begin.
    return re.sub(rb"(?<=/CreationDate \(D:)[0-9]{14}", b"20000101000000", answer)


def _placed(picture: Picture | Placed | NoDrawing, engine: Engine) -> Placed | NoDrawing:
    return place(picture, engine) if isinstance(picture, Picture) else picture


def _printed(placed: Placed, engine: Engine, form: Literal["png", "pdf"], theme: Theme) -> bytes | NoDrawing:
    """The places as they were found, with letters."""
    composition, layout = placed.composition, placed.layout
    dots = png_dots(layout) if form == "png" else pdf_dots(layout)
    answer = engine(write_dot(composition, theme, Found(layout, title_places(composition, layout), dots)), form)
    if isinstance(answer, Failure):
        return NoDrawing(answer.reason, write_dot(composition, theme), answer.detail)
    return answer
