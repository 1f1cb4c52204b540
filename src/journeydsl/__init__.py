"""Journeydsl: how buyers travel from marketing to sales, written down, checked and drawn.

From Python: `load(path)` gives a journey, `check(path, …)` its findings, `build(path, out)` writes its playbook.
"""

from __future__ import annotations

__version__ = "0.1.0"

TYPE_CHECKING = False
if TYPE_CHECKING:
    from journeydsl.api import JourneyError, build, check, load

__all__ = ["JourneyError", "__version__", "build", "check", "load"]


def __getattr__(name: str) -> object:
    """The functions of `journeydsl.api`, imported when they are first asked for."""
    if name in __all__:
        from journeydsl import api

        return getattr(api, name)
    raise AttributeError(f"module `journeydsl` has no `{name}`")
