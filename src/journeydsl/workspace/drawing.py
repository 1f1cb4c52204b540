"""A Graphviz of the user's own choice, run as a program."""

from __future__ import annotations

import subprocess

from journeydsl.render.diagrams.drawing import Engine, Failure, Form, Reason

_SECONDS = 60


def drawn_by(program: str) -> Engine:
    """An engine that runs this program, such as `/usr/bin/dot`; places and letters are as that version has them."""

    def draw(dot: str, form: Form) -> bytes | Failure:
        try:
            ran = subprocess.run(
                [program, f"-T{form}"], input=dot.encode(), capture_output=True, timeout=_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as fault:
            return Failure(Reason.FAILED, f"`{program}`: {fault}")
        if ran.returncode != 0:
            return Failure(Reason.FAILED, ran.stderr.decode(errors="replace")[:300])
        return ran.stdout

    return draw
