"""Where a folder lies in its repository, which is what code hosts count paths from."""

from __future__ import annotations

import os


def below_repository(folder: str) -> str:
    """The way from the nearest folder with a `.git` to a folder, with `/` at its end; empty there, or without one."""
    above = folder
    while not os.path.exists(os.path.join(above, ".git")):
        if os.path.dirname(above) == above:
            return ""
        above = os.path.dirname(above)
    way = os.path.relpath(folder, above).replace(os.sep, "/")
    return "" if way == "." else f"{way}/"
