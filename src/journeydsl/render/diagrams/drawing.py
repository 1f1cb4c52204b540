"""Pictures drawn: DOT given to Graphviz, which comes with the package, and its answer made into SVG or PNG.

`pygraphviz` carries Graphviz inside its wheel, so nothing needs to be installed beside us. Another
Graphviz is used only when the caller names its program.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from importlib.resources import as_file, files

from journeydsl.render.diagrams.composition import Composition, compose
from journeydsl.render.diagrams.dot import write_dot
from journeydsl.render.diagrams.layout import read_layout
from journeydsl.render.diagrams.picture import Picture
from journeydsl.render.diagrams.svg import write_svg

MOST_PARTS = 2500
_SECONDS = 60


class Reason(Enum):
    """Why there is no drawing."""

    NO_GRAPHVIZ = "no Graphviz for this machine"
    TOO_LARGE = "too large to draw"
    FAILED = "Graphviz gave up"


@dataclass(frozen=True, slots=True)
class NoDrawing:
    """No drawing came about. `dot` is the picture as text, to draw elsewhere; `detail` what Graphviz said."""

    reason: Reason
    dot: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Bundled:
    """The Graphviz that comes with `pygraphviz`."""


@dataclass(frozen=True, slots=True)
class Program:
    """A Graphviz of the caller's own: the path of its `dot`. Other versions place things differently."""

    path: str


Engine = Bundled | Program


def draw_dot(picture: Picture) -> str:
    """The picture as DOT text. Needs no Graphviz."""
    return write_dot(compose(picture))


def draw_svg(picture: Picture, engine: Engine) -> str | NoDrawing:
    """The picture as an `<svg>` element, fit for a page and for a file of its own."""
    composition = compose(picture)
    answer = _render(composition, "json0", engine)
    if isinstance(answer, NoDrawing):
        return answer
    return write_svg(composition, read_layout(answer))


def draw_png(picture: Picture, engine: Engine) -> bytes | NoDrawing:
    """The picture as PNG on white, at twice the size in points."""
    return _render(compose(picture), "png", engine)


def _render(composition: Composition, form: str, engine: Engine) -> bytes | NoDrawing:
    dot = write_dot(composition)
    if len(composition.boxes) + len(composition.arrows) > MOST_PARTS:
        return NoDrawing(Reason.TOO_LARGE, dot)
    match engine:
        case Bundled():
            return _render_bundled(dot, form)
        case Program(path):
            return _render_program(dot, form, path)


def _render_bundled(dot: str, form: str) -> bytes | NoDrawing:
    try:
        from pygraphviz import AGraph
    except ImportError as fault:
        return NoDrawing(Reason.NO_GRAPHVIZ, dot, str(fault))
    with _our_lettering(), _hushed():
        try:
            answer: bytes = AGraph(string=dot).draw(format=form, prog="dot")
        except (ValueError, OSError) as fault:
            return NoDrawing(Reason.FAILED, dot, str(fault))
    return answer


def _render_program(dot: str, form: str, path: str) -> bytes | NoDrawing:
    with _our_lettering():
        try:
            run = subprocess.run(
                [path, f"-T{form}"], input=dot.encode(), capture_output=True, timeout=_SECONDS
            )
        except (OSError, subprocess.TimeoutExpired) as fault:
            return NoDrawing(Reason.FAILED, dot, str(fault))
    if run.returncode:
        return NoDrawing(Reason.FAILED, dot, run.stderr.decode(errors="replace").strip())
    return run.stdout


@contextmanager
def _our_lettering() -> Iterator[None]:
    """Has Graphviz write with the font in this package, which it can only be told through the environment."""
    before = os.environ.get("FONTCONFIG_FILE")
    with as_file(files("journeydsl.render.diagrams") / "fonts") as folder:
        os.environ["FONTCONFIG_FILE"] = str(folder / "fonts.conf")
        try:
            yield
        finally:
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before


@contextmanager
def _hushed() -> Iterator[None]:
    """Keeps what Graphviz and its font library write to the terminal away from the reader."""
    try:
        kept = os.dup(2)
    except OSError:
        yield
        return
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
