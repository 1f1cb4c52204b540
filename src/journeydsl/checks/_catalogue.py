"""All checks there are, as a list tells them.

`catalogue.txt` has a line for each: what it is, what it is asked, and what it is about, so that a check is imported
only where it may have something to say. After a new check, `python3 run.py test --bless` writes it anew, or
`python -m journeydsl.checks._catalogue > catalogue.txt`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from journeydsl.text.record import Record
from journeydsl.text.shipped import shipped

if TYPE_CHECKING:
    from types import ModuleType

    from journeydsl.checks._subject import Allows, Reading, Subject
    from journeydsl.diagnostics.finding import Finding, Severity, Unanswered
    from journeydsl.model.journey import Journey

# The groups of checks, in the order in which they are listed.
GROUPS = (
    "Reading and names",
    "Structure",
    "Ownership and handoffs",
    "Rules, scores, segments, routes",
    "Numbers",
    "Buyers, content, rhythm, governance",
)


Question = Literal["check_reading", "check_journey", "check_unanswered", "check_allows"]
QUESTIONS: tuple[Question, ...] = get_args(Question)


class Check(Record):
    """One check: its name in kebab-case, its group in the catalogue, its severity unless a workspace says otherwise.

    One that `is_off` runs only when a workspace or `--only` names it. `questions` are the functions that its module
    has: what a check cannot settle it yields as `Unanswered`, and `check_unanswered` is asked about all of these.
    `about` are parts of a `Journey`: where a check finds something, one of them is not empty.
    """

    name: str
    group: str
    severity: Severity
    is_off: bool
    questions: frozenset[str]
    about: tuple[str, ...]

    @property
    def costs(self) -> str:
        """What completes "why it costs: …"."""
        return cast("str", _module(self.name).COSTS)

    @property
    def page(self) -> str:
        """The text of its page."""
        return page(self.name)

    @property
    def check_reading(self) -> Callable[[Reading], Iterator[Finding]] | None:
        return self._asked("check_reading")

    @property
    def check_journey(self) -> Callable[[Subject], Iterator[Finding | Unanswered]] | None:
        return self._asked("check_journey")

    @property
    def check_unanswered(self) -> Callable[[tuple[Unanswered, ...]], Iterator[Finding]] | None:
        return self._asked("check_unanswered")

    @property
    def check_allows(self) -> Callable[[Allows], Iterator[Finding]] | None:
        return self._asked("check_allows")

    def speaks_of(self, journey: Journey) -> bool:
        """Whether a journey has anything that the check is about."""
        return not self.about or any(getattr(journey, part) for part in self.about)

    def _asked(self, question: Question) -> Callable[..., Any] | None:
        return getattr(_module(self.name), question) if question in self.questions else None


@cache
def names() -> tuple[str, ...]:
    """The names of all checks, in alphabetical order."""
    return tuple(check.name for check in catalogue())


def reading_names() -> frozenset[str]:
    """The names of the checks of the first group that are asked of what was met while reading."""
    return frozenset(
        check.name for check in catalogue() if check.group == GROUPS[0] and "check_reading" in check.questions
    )


@cache
def catalogue() -> tuple[Check, ...]:
    """All checks, in alphabetical order."""
    lines = shipped("journeydsl.checks", "catalogue.txt").decode("ascii").splitlines()
    return tuple(_listed(*line.split("\t")) for line in lines)


def write_catalogue() -> str:
    """The text of `catalogue.txt`, as the modules of the package say it."""
    from pkgutil import iter_modules

    package = import_module("journeydsl.checks")
    found = (module.name for module in iter_modules(package.__path__) if not module.name.startswith("_"))
    return "".join(f"{_line(name)}\n" for name in sorted(name.replace("_", "-") for name in found))


def page(name: str) -> str:
    """The page of a check, as Markdown."""
    from importlib.resources import files

    return files("journeydsl.checks").joinpath(f"{name.replace('-', '_')}.md").read_text(encoding="utf-8")


def _module(name: str) -> ModuleType:
    return import_module(f"journeydsl.checks.{name.replace('-', '_')}")


def _line(name: str) -> str:
    module = _module(name)
    off = "off" if getattr(module, "IS_OFF", False) else "on"
    questions = " ".join(question for question in QUESTIONS if hasattr(module, question))
    return "\t".join((name, module.GROUP, module.SEVERITY, off, questions, " ".join(getattr(module, "ABOUT", ()))))


def _listed(name: str, group: str, severity: str, off: str, questions: str, about: str) -> Check:
    asked = frozenset(questions.split())
    return Check(name, group, cast("Severity", severity), off == "off", asked, tuple(about.split()))


if __name__ == "__main__":
    print(write_catalogue(), end="")
