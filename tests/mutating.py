"""Deliberate mistakes in checks and reasoning, and whether pages and tests notice them.

`python3 run.py mutate` draws some in every module of a room, tries each against the pages and tests that stand
nearest, and prints what nobody noticed; `--write` puts the score into `docs/mutation.md`. Each runs in a process of its
own, in which nothing but the mistaken module differs.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import TypedDict

import pages

SOURCES = pages.ROOT / "src"
CASES = pages.ROOT / "tests" / "corpus" / "checks"
REPORT = pages.ROOT / "docs" / "mutation.md"
TOOL = "cosmic-ray>=8.7,<9"
SECONDS = 60  # of work for one mistake; who needs more has noticed it
NEAREST = 8  # pages of checks that stand above a module of reasoning
DIRECT = 20  # the same above what checks share
SHOWING = 3  # other pages that show the finding of a check
# Tests of whole runs, which take long and notice little more.
FAR = {
    f"test_{name}"
    for name in ("browser", "brute_force", "diff_versions", "fuzz", "house", "known", "laws", "mutating", "playbook")
}
# What holds a room as a whole.
HOLDING = {
    "conditions": [
        ["tests/test_conditions.py"],
        ["tests/test_regions.py"],
        ["tests/test_brute_force.py", "--instances", "20"],
    ]
}


class Mutant(TypedDict):
    """One mistake: where it is, what was there, and the whole module with it."""

    path: str
    line: int
    operator: str
    was: str
    now: str
    code: str


def main() -> int:
    words = argparse.ArgumentParser(prog="run.py mutate", description=__doc__)
    words.add_argument(
        "rooms", nargs="*", default=["checks", "conditions"], help="rooms, or modules such as checks/_ways"
    )
    words.add_argument("--each", type=int, default=3, help="mistakes in each module")
    words.add_argument("--seed", default="1", help="which are drawn")
    words.add_argument("--write", action="store_true", help="put the score into docs/mutation.md")
    asked = words.parse_args()
    modules = [module for room in asked.rooms for module in found(room)]
    drawn = draw(modules, asked.each, asked.seed)
    unseen: list[Mutant] = []
    counts: dict[str, Counter[str]] = {}
    warm()
    for mutant in drawn:
        room = mutant["path"].split("/")[2]
        outcome = attempt(mutant)
        counts.setdefault(room, Counter())[outcome] += 1
        if outcome == "unseen":
            unseen.append(mutant)
            print(f"{mutant['path']}:{mutant['line']}: {mutant['was']}  =>  {mutant['now']}", flush=True)
    told = "\n".join(report(counts, unseen, asked.each, asked.seed))
    print(told)
    if asked.write:
        kept = REPORT.read_text("utf-8").partition("## Measured")[0]
        REPORT.write_text(f"{kept}## Measured\n\n{told}\n", "utf-8", newline="")
    return 0


def found(room: str) -> list[str]:
    """The modules of a room, or the one that is named, as paths from the root."""
    place = SOURCES / "journeydsl" / room
    paths = sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
    return [path.relative_to(pages.ROOT).as_posix() for path in paths if path.name != "__init__.py"]


def draw(modules: list[str], each: int, seed: str) -> list[Mutant]:
    """Mistakes in modules, drawn by Cosmic Ray, which has a folder of its own and is fetched where it is missing."""
    folder = pages.ROOT / ".venv" / "mutation"
    if not folder.exists():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--target", str(folder), TOOL], check=True)
    command = [sys.executable, str(pages.ROOT / "tests" / "mutants.py"), seed, str(each), *modules]
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONSAFEPATH": "1"}
    done = subprocess.run(command, cwd=pages.ROOT, env=environment, stdout=subprocess.PIPE, check=True)
    drawn: list[Mutant] = json.loads(done.stdout)
    return drawn


def warm() -> None:
    """Imports once what every process needs, and nothing of the package itself."""
    for name in ("click", "graphviz", "holidays", "hypothesis", "jinja2", "lark", "networkx", "pytest"):
        importlib.import_module(name)
    texts()


def attempt(mutant: Mutant) -> str:
    """`noticed`, `stopped` for one that takes too long, or `unseen`, from a process of its own."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = 0 if passes(mutant) else 1
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return "stopped"
    return "noticed" if os.WEXITSTATUS(status) else "unseen"


def passes(mutant: Mutant) -> bool:
    """Whether nothing notices a mistake: the pages nearest to it, the tests that import it, the tests of its room."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    sys.meta_path.insert(0, Mistaken(mutant))
    name = module_name(mutant["path"])
    return all(agrees(page) for page in near_pages(name)) and all(run_tests(*words) for words in near_tests(name))


class Mistaken(MetaPathFinder):
    """Finds the module with the mistake, and leaves all others to be found as always."""

    def __init__(self, mutant: Mutant) -> None:
        self.name = module_name(mutant["path"])
        self.path = str(pages.ROOT / mutant["path"])
        self.code = mutant["code"]

    def find_spec(self, fullname: str, path: object, target: ModuleType | None = None) -> ModuleSpec | None:
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(
            fullname, self.path, loader=Changed(fullname, self.path, self.code)
        )


class Changed(SourceFileLoader):
    """Loads a module from another text than that of its file."""

    def __init__(self, fullname: str, path: str, code: str) -> None:
        super().__init__(fullname, path)
        self.code = code

    def get_code(self, fullname: str) -> CodeType:
        code: CodeType = compile(self.code, self.path, "exec")
        return code


def agrees(page: Path) -> bool:
    """Whether a page shows what happens, and that of a check nothing under *Instead*."""
    import test_house

    with tempfile.TemporaryDirectory() as scratch:
        sections = pages.sections(page)
        for number, section in enumerate(sections):
            place = Path(scratch) / str(number)
            place.mkdir()
            if section.runs and not all(outcome.agrees for outcome in pages.run(section, place)):
                return False
        is_check = page.parent.name == "checks" and page.parent.parent.name == "journeydsl"
        return not (is_check and test_house.findings(page.stem.replace("_", "-"), sections[4], Path(scratch)))


def run_tests(*words: str) -> bool:
    import pytest

    return pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:faulthandler", *words]) in (0, 5)


def near_pages(name: str) -> list[Path]:
    """The page of a check, or of checks and commands that stand nearest above it, then the shortest that show it."""
    checks = [one for one in importers(name) if re.fullmatch(r"journeydsl\.checks\.[a-z]\w*", one)]
    if not name.startswith("journeydsl.checks."):
        commands = [one for one in importers(name) if one.startswith("journeydsl.cli.")]
        shown = [pages.ROOT / "docs" / "commands" / f"{one.rpartition('.')[2]}.md" for one in commands]
        return [*(page_of(one) for one in checks[:NEAREST]), *[page for page in shown if page.exists()][:SHOWING]]
    own = [page_of(one) for one in checks[:DIRECT]]
    marks = {one: (f"[{said(one)}]", f"--only {said(one)}") for one in checks[:DIRECT]}
    cases = [page for page in texts() if page.parent == CASES]
    cases = [page for page in cases if not own or any(shows(page, two) for two in marks.values())]
    others = [page for page in texts() if page not in (*own, *cases) and shows(page, marks.get(name, ()))]
    return [*own, *cases, *sorted(others, key=lambda page: len(texts()[page]))[:SHOWING]]


def page_of(check: str) -> Path:
    return SOURCES / f"{check.replace('.', '/')}.md"


def said(check: str) -> str:
    return check.rpartition(".")[2].replace("_", "-")


def shows(page: Path, marks: tuple[str, ...]) -> bool:
    return any(mark in texts()[page] for mark in marks)


def near_tests(name: str) -> Iterator[list[str]]:
    """The tests that import a module or name its check, then those that hold its whole room."""
    room, last = name.split(".")[1], name.rpartition(".")[2]
    told = (name, f"{name.rpartition('.')[0]} import {last}", f'"{said(name)}"')
    for path in sorted((pages.ROOT / "tests").glob("test_*.py")):
        if path.stem not in FAR and any(words in path.read_text("utf-8") for words in told):
            yield [str(path)]
    yield from HOLDING.get(room, [])


def importers(name: str) -> list[str]:
    """A module and those that import it, from near to far."""
    order = [name]
    for one in order:
        order += [other for other, imported in imports().items() if one in imported and other not in order]
    return order


@cache
def imports() -> dict[str, set[str]]:
    found = {}
    for path in sorted(SOURCES.rglob("*.py")):
        lines = re.findall(r"^\s*from (journeydsl[\w.]*) import (.+)$", path.read_text("utf-8"), re.MULTILINE)
        names = {f"{place}.{name.strip(' ()')}" for place, listed in lines for name in listed.split(",")}
        found[module_name(path.relative_to(pages.ROOT).as_posix())] = names | {place for place, _ in lines}
    return found


@cache
def texts() -> dict[Path, str]:
    return {page: page.read_text("utf-8") for page in pages.all_pages()}


def module_name(path: str) -> str:
    return path.removeprefix("src/").removesuffix(".py").replace("/", ".")


def report(counts: dict[str, Counter[str]], unseen: list[Mutant], each: int, seed: str) -> Iterator[str]:
    yield "| room | mistakes | noticed | too slow | not noticed | score |"
    yield "|---|---|---|---|---|---|"
    for room, count in counts.items():
        whole = count.total()
        score = (whole - count["unseen"]) / whole
        yield f"| `{room}` | {whole} | {count['noticed']} | {count['stopped']} | {count['unseen']} | {score:.0%} |"
    yield ""
    yield f"Up to {each} mistakes in each module, seed {seed}."
    if unseen:
        yield ""
        yield "Not noticed:"
        yield ""
        yield "```text"
        for one in unseen:
            yield f"{one['path'].removeprefix('src/journeydsl/')}:{one['line']}"
            yield f"  - {one['was']}"
            yield f"  + {one['now']}"
        yield "```"


if __name__ == "__main__":
    sys.exit(main())
