"""The Graphviz that comes with `pygraphviz`, in our own process.

It is told which font to write with through the environment, and has no other way to be told; this is the one
module below the doors that touches it, for the length of a call.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files

from journeydsl.render.diagrams.drawing import Failure, Form, Reason


def draw(dot: str, form: Form) -> bytes | Failure:
    """What `dot -TFORM` gives, the same on every machine."""
    try:
        from pygraphviz import AGraph
    except ImportError as fault:
        return Failure(Reason.NO_GRAPHVIZ, str(fault))
    with _our_font(), _hushed():
        try:
            answer: bytes = AGraph(string=dot).draw(format=form, prog="dot")
        except (ValueError, OSError) as fault:
            return Failure(Reason.FAILED, str(fault))
    return answer


@contextmanager
def _our_font() -> Iterator[None]:
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
    """Keeps what the font library writes to the terminal away from the reader."""
    try:
        kept = os.dup(2)
    except OSError:
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
