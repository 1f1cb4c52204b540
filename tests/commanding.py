"""Every command over a journey that nobody has seen before: it answers, soon, and its exit code means something.

`Attempt` lays the files of a journey into a folder and runs commands there as the terminal would; whatever is not as it
should be is raised: what the program raised itself, `Broken` for an answer that cannot be true, `Hanging` for one that
does not come.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import FrameType

import console
from journeydsl.formatting.format import format_text
from journeydsl.syntax.parse import parse
from journeydsl.text.source import Source

SLOWEST = 2.0  # seconds of work
HANGING = 20.0  # after so many it is stopped, to see where it is
UNREADABLE = {"unreadable-text"}


class Broken(Exception):
    """Something that is not true of an answer."""


class Hanging(BaseException):
    """Work that does not end."""


@contextmanager
def in_time(what: str, seconds: float = SLOWEST) -> Iterator[None]:
    """Raises `Broken` where what is done inside takes more work than that, `Hanging` where it takes far more.

    Both say where the work was done when it began to take too long.
    """
    seen: list[str] = []

    def look(number: int, frame: FrameType | None) -> None:
        seen.append(" < ".join(_places(frame)))
        if len(seen) > 1:
            raise Hanging(f"{what}: {seen[0]}")

    has_timer = hasattr(signal, "setitimer")
    before = signal.signal(signal.SIGPROF, look) if has_timer else None
    if has_timer:
        signal.setitimer(signal.ITIMER_PROF, seconds, HANGING)
    begun = time.process_time()
    try:
        yield
    finally:
        if has_timer:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before)
    took = time.process_time() - begun
    if took > seconds:
        raise Broken(f"{what}: {took:.1f} seconds, in {', '.join(seen)}")


def _places(frame: FrameType | None) -> Iterator[str]:
    """The functions of the program that are at work, innermost first."""
    while frame:
        where, package, module = frame.f_code.co_filename.replace("\\", "/").rpartition("/journeydsl/")
        if package and where.endswith("src"):
            yield f"{module.removesuffix('.py')}.{frame.f_code.co_name}"
        frame = frame.f_back


class Attempt:
    """The files of a journey in a folder, the first its root, and what is asked of them."""

    def __init__(self, folder: Path, files: Mapping[str, str], dice: random.Random) -> None:
        self.folder, self.files, self.dice = folder, files, dice
        self.root = next(iter(files))
        self.text = "".join(files.values())
        self.lay(folder, files)

    def lay(self, folder: Path, files: Mapping[str, str]) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name, text in files.items():
            (folder / name).write_bytes(text.encode("utf-8", "surrogateescape"))

    def run(self, *words: str, codes: tuple[int, ...] = (0, 1, 2), seconds: float = SLOWEST) -> tuple[str, int]:
        """What a command prints, and its exit code."""
        with in_time(" ".join(words), seconds):
            printed, code = console.command([*words], self.folder)
        if code not in codes:
            raise Broken(f"{' '.join(words)}: exit code {code}: {printed[-300:]}")
        return printed, code

    def name(self, *kinds: str) -> str:
        """A name that is declared as one of these, or one that is not."""
        found = re.findall(rf"\b(?:{'|'.join(kinds)})\s+(\w+)", self.text)
        return self.dice.choice(found) if found and self.dice.random() < 0.95 else "nobody"

    # ---- what holds of each command

    def check(self) -> None:
        printed, code = self.run("check", "--format", "json", *self.files)
        told = json.loads(printed[printed.index("{") :]) if "{" in printed else {"findings": []}
        names = {found["name"] for found in told["findings"]}
        has_error = any(found["severity"] == "error" for found in told["findings"])
        if code == 2 and not names & UNREADABLE and not printed.lstrip().startswith(("`", "There", "error")):
            raise Broken(f"exit code 2, and everything could be read: {printed[:200]}")
        if code != 2 and (names & UNREADABLE or code != has_error):
            raise Broken(f"exit code {code}, and {sorted(names)} found")
        for found in told["findings"]:
            if not 1 <= found["line"] <= found["end_line"] or found["column"] < 1:
                raise Broken(f"a place that cannot be: {found}")

    def check_otherwise(self) -> None:
        form = self.dice.choice(("text", "sarif", "github", "gitlab", "junit", "markdown"))
        printed, code = self.run("check", "--format", form, *self.files)
        if form in ("sarif", "gitlab") and code != 2:
            json.loads(printed)

    def fix(self) -> None:
        before = self._faults()
        words = ["check", "--fix", *self.dice.choice(([], ["--unsafe-fixes"], ["--diff"]))]
        self.run(*words, *self.files, seconds=3 * SLOWEST)
        if self._faults() > before:
            raise Broken("mending made more text unreadable")
        self.lay(self.folder, self.files)

    def fmt(self) -> None:
        self.run("fmt", *self.files)
        after = {name: (self.folder / name).read_bytes() for name in self.files}
        self.run("fmt", *self.files)
        for name, data in after.items():
            if (self.folder / name).read_bytes() != data:
                raise Broken("formatting twice is not formatting once")
        self.run("fmt", self.dice.choice(("--check", "--diff")), *self.files)
        self.lay(self.folder, self.files)

    def test(self) -> None:
        self.run("test", self.root, "--coverage", "--format", self.dice.choice(("text", "json", "github", "junit")))

    def suggest(self) -> None:
        self.run("test", "--suggest", self.root)

    def rules(self) -> None:
        name = self.name("rule", "score", "stage", "segmentation", "band", "segment")
        words = self.dice.choice(([], [name], [f"{self.name('stage')} -> {self.name('stage')}"]))
        self.run("rules", self.root, *words, "--format", self.dice.choice(("text", "markdown", "json")))

    def plan(self) -> None:
        changes = (
            f"convert {self.name('stage')} -> {self.name('stage')}={self.dice.choice(('25%', '0%', '-1%', 'x'))}",
            f"target={self.dice.choice(('3M', '0', '-1', '1e9', '3M EUR'))}",
            f"capacity {self.name('team')} {self.name('stage')}=1_200",
            f"deliver {self.name('stage')} -> {self.name('stage')}=5",
        )
        words = ["--set", self.dice.choice(changes)] if self.dice.random() < 0.5 else []
        self.run("plan", self.root, *words, "--format", self.dice.choice(("text", "json", "csv", "svg")))

    def why(self) -> None:
        facts = (
            f"{self.name('field')}={self.dice.choice(('1', 'true', 'us', '40k', '2026-11-01', '-', '9' * 60, ''))}",
            f"{self.name('field')} is missing",
            self.name("field"),
            f"{self.dice.choice(('2', '0', '-1', '10000'))} {self.name('activity')} {self.dice.choice('059')} days ago",
        )
        said = self.dice.sample(facts, self.dice.randint(0, 4))
        self.run(
            "why", self.root, "--at", self.name("stage"), "--format", self.dice.choice(("text", "json")), "--", *said
        )

    def clock(self) -> None:
        moment = self.dice.choice(("2026-11-27 17:58", "2027-03-28 02:30", "0001-01-01 00:00", "9999-12-31 23:59"))
        words = self.dice.choice(([], ["--from", moment], [f"{self.name('stage')} -> {self.name('stage')}"]))
        self.run("clock", self.root, *words)

    def calendar(self) -> None:
        words = self.dice.choice(([], ["--format", "ics"], ["--from", "2026-01-01", "--until", "2028-12-31"],
                                  ["--from", "9999-01-01"],
                                  ["--from", "0001-01-01", "--until", "0001-02-01"]))  # fmt: skip
        self.run("calendar", self.root, *words)

    def draw(self) -> None:
        views = ("whole", f"team:{self.name('team')}", f"segment:{self.name('segment')}", "happy",
                 f"numbers:{self.name('plan')}", "clocks", "findings")  # fmt: skip
        form = self.dice.choice(("dot", "dot", "mermaid", "mermaid", "svg"))
        printed, _ = self.run("draw", self.root, "--view", self.dice.choice(views), "--format", form)
        self._is_drawn(printed)

    def show(self) -> None:
        self.run("show", self.dice.choice(("model", "graph", "tree", "tokens", "content")), self.root)

    def textconv(self) -> None:
        self.run("textconv", self.root)

    def allows(self) -> None:
        self.run("allows", *self.files)

    def sign(self) -> None:
        before = self._faults()
        self.run("sign", self.name("team"), self.root)
        if self._faults() > before:
            raise Broken("signing made text unreadable")
        self.lay(self.folder, self.files)

    def baseline(self) -> None:
        _, code = self.run("baseline", *self.files)
        if code == 0:
            _, after = self.run("check", "--fail-on", "advice", *self.files)
            if after == 1:
                raise Broken("something is found beside what was accepted")
        self.lay(self.folder, self.files)

    def build(self) -> None:
        printed, _ = self.run("build", self.root, "--out", "out", seconds=4 * SLOWEST)
        if "No picture was drawn" in printed:
            for view in ("whole", "findings"):
                self._is_drawn(self.run("draw", self.root, "--view", view, "--format", "svg")[0])
        for page in (self.folder / "out").rglob("*.html"):
            if not page.read_text("utf-8").rstrip().endswith("</html>"):
                raise Broken(f"{page.name} is not whole")
        self.lay(self.folder, self.files)

    # ---- what holds of two versions

    def diff(self, other: Mapping[str, str]) -> None:
        self.lay(self.folder / "old", self.files)
        self.lay(self.folder / "new", other)
        form = self.dice.choice(("text", "markdown", "html", "json"))
        self.run("diff", "old", "new", "--format", form)
        self.lay(self.folder, self.files)

    def diff_of_nothing(self) -> None:
        tidy = {name: format_text(Source(name, text)) or text for name, text in self.files.items()}
        self.lay(self.folder / "old", self.files)
        self.lay(self.folder / "new", tidy)
        printed, code = self.run("diff", "old", "new", "--fail-on", "any", codes=(0, 1, 2))
        if (code == 1 and "open" not in printed) or (code == 0 and not printed.startswith("Nothing")):
            raise Broken(f"another layout is told as a change: {printed[:300]}")
        self.lay(self.folder, self.files)

    def merge(self, one: Mapping[str, str], other: Mapping[str, str]) -> None:
        name = self.root
        texts = {"base": self.files[name], "ours": one[name], "theirs": other[name]}
        self.lay(self.folder, texts)
        self.run("merge", "base", "ours", "theirs", codes=(0, 1, 129))
        self.lay(self.folder, {**texts, "ours": texts["base"]})
        _, code = self.run("merge", "base", "ours", "theirs", codes=(0, 1, 129))
        if code != 129 and (self.folder / "ours").read_bytes() != (self.folder / "theirs").read_bytes():
            raise Broken("who changed nothing has not got what the other changed")
        self.lay(self.folder, self.files)

    @staticmethod
    def _is_drawn(printed: str) -> None:
        if "No picture could be drawn" in printed and find_spec("pygraphviz"):
            raise Broken("Graphviz was given what it cannot read")

    def _faults(self) -> int:
        sources = (Source(name, (self.folder / name).read_text("utf-8", "replace")) for name in self.files)
        return sum(len(parse(source).faults) for source in sources)


ALONE: Mapping[str, Callable[[Attempt], None]] = {
    "check": Attempt.check, "check otherwise": Attempt.check_otherwise, "fix": Attempt.fix, "fmt": Attempt.fmt,
    "test": Attempt.test, "suggest": Attempt.suggest, "rules": Attempt.rules, "plan": Attempt.plan, "why": Attempt.why,
    "clock": Attempt.clock, "calendar": Attempt.calendar, "draw": Attempt.draw, "show": Attempt.show,
    "textconv": Attempt.textconv, "allows": Attempt.allows, "sign": Attempt.sign, "baseline": Attempt.baseline,
    "build": Attempt.build, "diff of nothing": Attempt.diff_of_nothing,
}  # fmt: skip
