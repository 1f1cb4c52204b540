"""All checks there are, found by name.

`names.txt` lists them, since looking through a package takes Python longer than reading a journey. After a new check,
`python3 run.py test --bless` writes it anew, or `python -m journeydsl.checks._catalogue > names.txt`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import get_data, iter_modules
from typing import cast

from journeydsl.checks._subject import Allows, Reading, Subject
from journeydsl.diagnostics.finding import Finding, Severity, Unanswered
from journeydsl.text.record import Record

# The groups of checks, in the order in which they are listed.
GROUPS = (
    "Reading and names",
    "Structure",
    "Ownership and handoffs",
    "Rules, scores, segments, routes",
    "Numbers",
    "Buyers, content, rhythm, governance",
)


class Check(Record):
    """One check: its name in kebab-case, its group in the catalogue, its severity unless a workspace says otherwise.

    One that `is_off` runs only when a workspace or `--only` names it. What a check cannot settle it yields as
    `Unanswered`, and `check_unanswered` is asked about all of these.
    """

    name: str
    group: str
    severity: Severity
    costs: str
    is_off: bool
    check_reading: Callable[[Reading], Iterator[Finding]] | None
    check_journey: Callable[[Subject], Iterator[Finding | Unanswered]] | None
    check_unanswered: Callable[[tuple[Unanswered, ...]], Iterator[Finding]] | None
    check_allows: Callable[[Allows], Iterator[Finding]] | None

    @property
    def page(self) -> str:
        """The text of its page."""
        return page(self.name)


@cache
def names() -> tuple[str, ...]:
    """The names of all checks, in alphabetical order."""
    return tuple((get_data("journeydsl.checks", "names.txt") or b"").decode("ascii").split())


def write_names() -> str:
    """The text of `names.txt`, as the package has them."""
    package = import_module("journeydsl.checks")
    found = (module.name for module in iter_modules(package.__path__) if not module.name.startswith("_"))
    return "".join(f"{name}\n" for name in sorted(name.replace("_", "-") for name in found))


@cache
def catalogue() -> tuple[Check, ...]:
    """All checks, in alphabetical order."""
    return tuple(_load(name) for name in names())


def page(name: str) -> str:
    """The page of a check, as Markdown."""
    from importlib.resources import files

    return files("journeydsl.checks").joinpath(f"{name.replace('-', '_')}.md").read_text(encoding="utf-8")


def _load(name: str) -> Check:
    module = import_module(f"journeydsl.checks.{name.replace('-', '_')}")
    return Check(
        name,
        module.GROUP,
        cast(Severity, module.SEVERITY),
        module.COSTS,
        getattr(module, "IS_OFF", False),
        getattr(module, "check_reading", None),
        getattr(module, "check_journey", None),
        getattr(module, "check_unanswered", None),
        getattr(module, "check_allows", None),
    )


if __name__ == "__main__":
    print(write_names(), end="")
