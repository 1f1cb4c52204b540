"""The Graphviz that comes with `pygraphviz`.

Places are found in our own process, without fonts. Letters are drawn in a process of their own: Graphviz can be
told which font to use only through a file and the environment, and reads them once. This is the one module below
the doors that touches either, in a folder that is gone after the call.
"""

import os
import subprocess
import sys
from html import escape
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from journeydsl.render.diagrams.drawing import Failure, Form, Reason
from journeydsl.render.diagrams.lettering import Weight, has_letters

_SECONDS = 120
_CHILD = (
    "import sys; from pygraphviz import AGraph;"
    "graph = AGraph(string=sys.stdin.buffer.read().decode());"
    "sys.stdout.buffer.write(graph.draw(format=sys.argv[1], prog='dot'))"
)
# For scripts that our font lacks; their cache is the one that every program on the machine shares.
_OTHER_FONTS = """
<dir>/usr/share/fonts</dir> <dir>/usr/local/share/fonts</dir>
<dir>/System/Library/Fonts</dir> <dir>/Library/Fonts</dir>
<cachedir>/var/cache/fontconfig</cachedir> <cachedir prefix="xdg">fontconfig</cachedir>
"""


def draw(dot: str, form: Form) -> bytes | Failure:
    """What `dot -TFORM` gives, the same on every machine."""
    if find_spec("pygraphviz") is None:
        return Failure(Reason.NO_GRAPHVIZ)
    match form:
        case "json0":
            return _draw_here(dot)
        case "png" | "pdf":
            return _draw_apart(dot, form)


def _draw_here(dot: str) -> bytes | Failure:
    try:
        from pygraphviz import AGraph

        answer: bytes = AGraph(string=dot).draw(format="json0", prog="dot")
    except ImportError as fault:
        return Failure(Reason.NO_GRAPHVIZ, str(fault))
    except (ValueError, OSError) as fault:
        return Failure(Reason.FAILED, str(fault))
    return answer


def _draw_apart(dot: str, form: Form) -> bytes | Failure:
    with TemporaryDirectory(prefix="journey-") as folder:
        settings = _lay_out_fonts(Path(folder), "" if has_letters(dot) else _OTHER_FONTS)
        try:
            run = subprocess.run(
                [sys.executable, "-P", "-c", _CHILD, form],
                input=dot.encode(),
                capture_output=True,
                timeout=_SECONDS,
                env={**os.environ, "FONTCONFIG_FILE": str(settings)},
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as fault:
            return Failure(Reason.FAILED, str(fault))
    if run.returncode:
        return Failure(Reason.FAILED, run.stderr.decode(errors="replace").strip())
    return run.stdout


def _lay_out_fonts(folder: Path, others: str) -> Path:
    """Our font in a folder of its own, since a font library may leave marks where it finds fonts, and the settings
    that put it in the place of Arial."""
    fonts = folder / "fonts"
    fonts.mkdir()
    for weight in Weight:
        name = f"JourneySans-{weight.value}.ttf"
        (fonts / name).write_bytes(files("journeydsl.render.diagrams").joinpath("fonts").joinpath(name).read_bytes())
    settings = folder / "fonts.conf"
    settings.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<dir>{escape(str(fonts))}</dir>{others}<match target="pattern">'
        '<test name="family" qual="any"><string>Arial</string></test>'
        '<edit name="family" mode="prepend" binding="strong"><string>Journey Sans</string></edit>'
        '</match><match target="font"><edit name="hinting" mode="assign"><bool>false</bool></edit></match>'
        "</fontconfig>",
        "utf-8",
    )
    return settings
