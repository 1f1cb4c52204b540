"""Pictures drawn: DOT given to Graphviz, and its answer made into SVG, PNG or PDF.

Graphviz comes with the package (`graphviz_library`), so nothing needs to be installed beside us. Another
one is used only when the caller brings an engine of its own.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from journeydsl.render.diagrams.composition import Composition, compose, without_words
from journeydsl.render.diagrams.dot import write_dot
from journeydsl.render.diagrams.layout import read_layout
from journeydsl.render.diagrams.palette import LIGHT, Theme
from journeydsl.render.diagrams.picture import Picture
from journeydsl.render.diagrams.svg import write_svg

MOST_PARTS = 2500

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


def draw_dot(picture: Picture, theme: Theme = LIGHT) -> str:
    """The picture as DOT text. Needs no Graphviz."""
    return write_dot(compose(picture), theme)


def draw_svg(picture: Picture, engine: Engine, theme: Theme | None = None) -> str | NoDrawing:
    """The picture as an `<svg>` element, fit for a page and for a file of its own; without a theme it is light or dark
    as its reader prefers."""
    composition = compose(picture)
    answer = _ask(engine, "json0", composition, without_words(composition))
    if isinstance(answer, NoDrawing):
        return answer
    return write_svg(composition, read_layout(answer), theme)


def draw_png(picture: Picture, engine: Engine, theme: Theme = LIGHT) -> bytes | NoDrawing:
    """The picture as PNG, at twice the size in points."""
    composition = compose(picture)
    return _ask(engine, "png", composition, composition, theme)


def draw_pdf(picture: Picture, engine: Engine, theme: Theme = LIGHT) -> bytes | NoDrawing:
    """The picture as PDF, on one page of its own size; it says no day on which it was made."""
    composition = compose(picture)
    answer = _ask(engine, "pdf", composition, composition, theme)
    if isinstance(answer, NoDrawing):
        return answer
    # As long as before, since a PDF counts where its parts begin.
    return re.sub(rb"(?<=/CreationDate \(D:)[0-9]{14}", b"20000101000000", answer)


def _ask(engine: Engine, form: Form, whole: Composition, drawn: Composition, theme: Theme = LIGHT) -> bytes | NoDrawing:
    if len(whole.boxes) + len(whole.arrows) > MOST_PARTS:
        return NoDrawing(Reason.TOO_LARGE, write_dot(whole, theme))
    answer = engine(write_dot(drawn, theme), form)
    if isinstance(answer, Failure):
        return NoDrawing(answer.reason, write_dot(whole, theme), answer.detail)
    return answer
