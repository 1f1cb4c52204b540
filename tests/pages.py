"""Pages that are tests: in comes Markdown, out come its sections and what their commands print today.

A page is prose around two kinds of fence. A ``journey`` fence is the file ``example.journey``; any fence with
a second word (``journey acme.journey``, ``toml journey.toml``) is the file of that name. A ``console`` fence
holds ``$ command`` lines, each followed by what it prints. Every heading starts in an empty folder. The
comment ``<!-- files: ../journeys/acme -->`` lays a copy of files there first: above the first heading for the
whole page, under a heading for that one; the path starts at the page. Prose and other fences are left alone.
"""

import difflib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import console

ROOT = Path(__file__).resolve().parent.parent
PAGES = (
    "README.md",
    "docs/**/*.md",
    "src/journeydsl/checks/*.md",
    "journeys/*/README.md",
    "tests/corpus/**/*.md",
)

_FENCE = re.compile(r"(?P<indent> *)(?P<mark>`{3,}|~{3,}) *(?P<info>[^`]*)$")
_HEADING = re.compile(r"#{1,6} +(?P<title>.*?)[ #]*$")
_FILES = re.compile(r"<!-- files: (?P<paths>.*?) -->$")


class PageFault(Exception):
    """A page that cannot be run as it is written."""


@dataclass(frozen=True, slots=True)
class Fence:
    """One fenced block; ``opens`` and ``closes`` are the lines of its marks, counted from 0."""

    info: tuple[str, ...]
    indent: int
    mark: str
    lines: tuple[str, ...]
    opens: int
    closes: int

    @property
    def is_console(self) -> bool:
        return self.info[:1] == ("console",)

    @property
    def file_name(self) -> str | None:
        if self.is_console:
            return None
        if len(self.info) > 1:
            return self.info[1]
        return "example.journey" if self.info == ("journey",) else None


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading, up to the next heading of any depth."""

    page: Path
    number: int
    heading: str
    files: tuple[str, ...]
    fences: tuple[Fence, ...]

    def __str__(self) -> str:
        return f"{_name(self.page)}: {self.heading}"

    @property
    def runs(self) -> bool:
        return any(fence.is_console for fence in self.fences)


@dataclass(frozen=True, slots=True)
class Command:
    """``$ words`` and the lines under it as they stand in the page; ``line`` counts from 1."""

    words: str
    body: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Outcome:
    command: Command
    printed: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        return self.printed == _trimmed(self.command.body)


def all_pages() -> list[Path]:
    return sorted({page for pattern in PAGES for page in ROOT.glob(pattern)})


def all_sections() -> list[Section]:
    return [section for page in all_pages() for section in sections(page)]


def sections(page: Path) -> list[Section]:
    """The page's sections in order; the first is what stands above the first heading."""
    lines = page.read_text(encoding="utf-8").split("\n")
    headings, files, fences = ["top"], [list[str]()], [list[Fence]()]
    at = 0
    while at < len(lines):
        if opening := _FENCE.match(lines[at]):
            fence = _read_fence(page, lines, at, opening)
            fences[-1].append(fence)
            at = fence.closes
        elif heading := _HEADING.match(lines[at]):
            headings.append(heading["title"])
            files.append(files[0].copy())
            fences.append([])
        elif comment := _FILES.match(lines[at]):
            files[-1].extend(comment["paths"].split())
        at += 1
    everything = zip(headings, files, fences, strict=True)
    return [Section(page, n, title, tuple(f), tuple(b)) for n, (title, f, b) in enumerate(everything)]


def commands(fence: Fence) -> list[Command]:
    starts = [at for at, line in enumerate(fence.lines) if line.startswith("$ ")]
    if fence.lines and starts[:1] != [0]:
        raise PageFault(f"line {fence.opens + 2}: a console fence begins with `$ ` and a command")
    ends = [*starts[1:], len(fence.lines)]
    return [
        Command(fence.lines[start][2:], fence.lines[start + 1 : end], fence.opens + start + 2)
        for start, end in zip(starts, ends, strict=True)
    ]


def lay_out(section: Section, folder: Path) -> None:
    """Copies the files that the section's comments name, each to the path it has without its ``..``."""
    for name in section.files:
        source = section.page.parent / name
        target = folder.joinpath(*(part for part in Path(name).parts if part != ".."))
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
        elif source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
        else:
            raise PageFault(f"`files: {name}` names nothing beside {_name(section.page)}")


def write_file(fence: Fence, name: str, folder: Path) -> None:
    target = folder / name
    if not target.resolve().is_relative_to(folder.resolve()):
        raise PageFault(f"line {fence.opens + 1}: `{name}` lies outside the page's folder")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join(fence.lines) + "\n", encoding="utf-8", newline="")


def run(section: Section, folder: Path) -> list[Outcome]:
    """Does what the section says, in order, in the empty ``folder``: writes its files, runs its commands."""
    lay_out(section, folder)
    outcomes = []
    for fence in section.fences:
        if fence.file_name:
            write_file(fence, fence.file_name, folder)
        elif fence.is_console:
            outcomes += [Outcome(command, _printed(command, folder)) for command in commands(fence)]
    return outcomes


def complaint(section: Section, outcome: Outcome) -> str:
    """Where the page and the program disagree, as a unified diff."""
    place = f"{_name(section.page)}:{outcome.command.line}"
    expected = _trimmed(outcome.command.body)
    names = f"{place} says", "today's output"
    diff = difflib.unified_diff(expected, outcome.printed, *names, lineterm="", n=2)
    return "\n".join([f"{place}: $ {outcome.command.words}", *diff])


def bless(section: Section, folder: Path) -> list[Outcome]:
    """Runs the section as its page now stands, writes what was printed there, and gives what changed."""
    current = sections(section.page)[section.number]
    outcomes = run(current, folder)
    changed = [outcome for outcome in outcomes if not outcome.agrees]
    if changed:
        lines = current.page.read_text(encoding="utf-8").split("\n")
        by_line = {outcome.command.line: outcome for outcome in outcomes}
        for fence in reversed([fence for fence in current.fences if fence.is_console]):
            lines[fence.opens : fence.closes + 1] = _rewritten(fence, by_line)
        _replace(current.page, "\n".join(lines))
    return changed


def journeys() -> Iterator[tuple[str, str]]:
    """Every journey that stands in any page, each with its place: ``docs/tour.md:12``."""
    for section in all_sections():
        for fence in section.fences:
            if fence.info[:1] == ("journey",):
                yield f"{_name(section.page)}:{fence.opens + 1}", "\n".join(fence.lines) + "\n"


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix() if page.is_relative_to(ROOT) else page.name


def _read_fence(page: Path, lines: list[str], at: int, opening: re.Match[str]) -> Fence:
    mark, indent = opening["mark"], len(opening["indent"])
    for closes in range(at + 1, len(lines)):
        line = lines[closes].strip()
        if len(line) >= len(mark) and set(line) == {mark[0]}:
            body = [line[indent:] if line[:indent].isspace() else line for line in lines[at + 1 : closes]]
            return Fence(tuple(opening["info"].split()), indent, mark, tuple(body), at, closes)
    raise PageFault(f"{_name(page)}:{at + 1}: this fence is never closed")


def _printed(command: Command, folder: Path) -> tuple[str, ...]:
    try:
        output, code = console.run(command.words, folder)
    except console.NotUnderstood as fault:
        raise PageFault(f"line {command.line}: {fault}") from fault
    lines = [re.sub(r"^(\\*\$ )", r"\\\1", line) for line in output.split("\n")]
    return _trimmed((*_trimmed(tuple(lines)), f"[exit {code}]" if code else ""))


def _trimmed(lines: tuple[str, ...]) -> tuple[str, ...]:
    kept = [line.rstrip() for line in lines]
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


def _rewritten(fence: Fence, by_line: dict[int, Outcome]) -> list[str]:
    body: list[str] = []
    for command in commands(fence):
        outcome = by_line[command.line]
        blank = command.body[len(_trimmed(command.body)) :]
        body += [f"$ {command.words}", *(command.body if outcome.agrees else (*outcome.printed, *blank))]
    # Output may hold fences itself; the outer one is then made longer than any of them.
    inner = [len(line) - len(line.lstrip(fence.mark[0])) for line in map(str.lstrip, body)]
    mark = fence.mark[0] * max(len(fence.mark), *(length + 1 for length in inner if length >= 3), 3)
    written = [mark + " ".join(fence.info), *body, mark]
    return [(" " * fence.indent + line).rstrip() for line in written]


def _replace(page: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=page.parent, prefix=f".{page.name}.")
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    shutil.copymode(page, name)
    os.replace(name, page)
