"""How long whole runs of `journey` take, beside bare Python and comparable tools, in one sitting.

    python benchmarks/run.py [--rounds 9] [--write]

Installs this checkout as its users do, and the tools that it is compared with, into benchmarks/.cache, and prints one
table: of each pair the medians, their ratio, and the budget where there is one. `--write` puts it into
docs/performance.md, with how a check grows and the limits of reasoning. The tools come from npm and PyPI; what cannot
be had stays out.
"""

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import growth  # type: ignore[import-not-found]
import inputs  # type: ignore[import-not-found]
import peers  # type: ignore[import-not-found]
import reasoning  # type: ignore[import-not-found]
from peers import Case

RESULTS = inputs.ROOT / "docs" / "performance.md"
MEMORY = "memory: "
Taken = dict[str, tuple[float, float]]
"""By case: seconds, and the most memory of one of its processes in MiB."""


@dataclass(frozen=True, slots=True)
class Pair:
    case: str
    against: str
    limit: float | None = None
    aim: float | None = None


BARE, LIBRARIES = "python -c pass", 'python -c "import lark, networkx"'
SMALL, ONE, MANY = "30 lines", "one file", "100 files"
PEERS = ("buf lint", "bpmnlint", "bean-check")
PAIRS = (
    Pair("check, one file, cold", LIBRARIES, 1.6, 1.3),
    *(Pair(f"check, {size}, cold", f"{peer}, {size}") for size in (SMALL, ONE) for peer in PEERS),
    Pair("check, 100 files, cold", "buf lint, 100 files", 3.0, 2.0),
    *(Pair("check, 100 files, cold", f"{peer}, 100 files") for peer in PEERS[1:]),
    Pair("check, one file, warm", BARE, 3.0, 2.0),
    *(Pair(f"check, {size}, warm", f"{peer}, {size}") for size in (SMALL, ONE) for peer in PEERS),
    Pair("check, 100 files, warm", "buf lint, 100 files", 0.25, 0.1),
    *(Pair("check, 100 files, warm", f"{peer}, 100 files") for peer in ("bpmnlint", "bean-check again")),
    Pair("check, 100 files, warm, one changed", "buf lint, 100 files", 0.8, 0.4),
    Pair("hook run check, one changed", LIBRARIES, 1.5, 1.3),
    Pair("fmt --check, 100 files", "buf format -d, 100 files", 4.0, 2.0),
    Pair("diff, 100 files, one changed", "buf breaking, 100 files"),
    Pair("build, one file", LIBRARIES, 8.0, 4.0),
    Pair("build, 60 stages", LIBRARIES, 16.0, 12.0),
    *(Pair(f"{MEMORY}check, 100 files, cold", f"{MEMORY}{peer}, 100 files") for peer in PEERS),
)


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--rounds", type=int, default=9)
    words.add_argument("--write", action="store_true")
    asked = words.parse_args()
    peers.install()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        small = inputs.write_small(scratch / "small")
        inputs.write_large(scratch / "large")
        one = inputs.copy_journeys(scratch / "one", copies=1)
        lines = inputs.copy_journeys(scratch / "many", copies=inputs.COPIES)
        sizes = {SMALL: (small, 1), ONE: (one, 1), MANY: (lines, inputs.COPIES)}
        cases = [*python_cases(scratch), *journey_cases(scratch), *peers.cases(scratch, sizes)]
        taken = measure(cases, asked.rounds)
    scale, reasoned = reasoning.measured(max(1, asked.rounds // 3))
    limits = f"{reasoning.HEADING}\n{reasoning.report(reasoned, scale, max(1, asked.rounds // 3))}"
    text = "\n\n".join([
        report(taken, reasoned, lines, asked.rounds), growth.section(max(1, asked.rounds // 3)), limits
    ])  # fmt: skip
    print(text)
    if asked.write:
        RESULTS.write_text(f"# Performance\n\n{text}\n", encoding="utf-8", newline="")
    return 0


def python_cases(folder: Path) -> list[Case]:
    python = str(peers.journey("python"))
    return [
        Case(BARE, [python, "-c", "pass"], folder),
        Case(LIBRARIES, [python, "-c", "import lark, networkx"], folder),
    ]


def journey_cases(scratch: Path) -> list[Case]:
    one, many, changed, committed = (scratch / name for name in ("one", "many", "changed", "committed"))
    shutil.copytree(many, changed)
    shutil.copytree(one, committed)
    subprocess.run(["git", "init", "--quiet"], cwd=committed, check=True)

    def case(name: str, command: str, folder: Path, prepare: Callable[[], None] = lambda: None) -> Case:
        cache = "cold" if prepare is forget else name
        variables = {"JOURNEY_CACHE": str(scratch / cache), "JOURNEY_TODAY": "2026-11-22"}
        return Case(name, [str(peers.journey("journey")), *command.split()], folder, prepare, variables)

    def forget() -> None:
        shutil.rmtree(scratch / "cold", ignore_errors=True)
        for folder in (one, scratch / "large"):
            shutil.rmtree(folder / "playbook", ignore_errors=True)

    return [
        case("check, 30 lines, cold", "check .", scratch / "small", forget),
        case("check, one file, cold", "check .", one, forget),
        case("check, 100 files, cold", "check .", many, forget),
        case("check, 30 lines, warm", "check .", scratch / "small"),
        case("check, one file, warm", "check .", one),
        case("check, 100 files, warm", "check .", many),
        case("check, 100 files, warm, one changed", "check .", changed, lambda: inputs.retitle(changed)),
        case("hook run check, one changed", "hook run check", committed, lambda: stage(committed)),
        case("fmt --check, 100 files", "fmt --check .", many, forget),
        case("diff, 100 files, one changed", f"diff {many} {changed}", scratch),
        case("build, one file", "build .", one, forget),
        case("build, 60 stages", "build .", scratch / "large", forget),
    ]


def stage(folder: Path) -> None:
    """Changes the one journey of a repository, and stages it."""
    inputs.retitle(folder)
    subprocess.run(["git", "add", "--all"], cwd=folder, check=True)


def measure(cases: list[Case], rounds: int) -> Taken:
    """Medians by case. Each round goes through all cases: a busy moment falls on all of them."""
    for case in cases:
        case.prepare()
        first = subprocess.run(case.command, cwd=case.folder, env=surroundings(case), capture_output=True, text=True)
        if first.returncode not in (0, 1):
            raise SystemExit(f"{case.name} ended with {first.returncode}:\n{first.stdout}{first.stderr}")
        if first.returncode == 1:
            print(f"{case.name} reports:\n{first.stdout[:400]}", file=sys.stderr)
    runs: dict[str, list[tuple[float, float]]] = {case.name: [] for case in cases}
    for _ in range(rounds):
        for case in cases:
            runs[case.name].append(timed(case))
    return {name: tuple(map(statistics.median, zip(*taken, strict=True))) for name, taken in runs.items()}


def timed(case: Case) -> tuple[float, float]:
    case.prepare()
    variables = surroundings(case)
    quiet = subprocess.DEVNULL
    start = time.perf_counter()
    child = subprocess.Popen(case.command, cwd=case.folder, env=variables, stdout=quiet, stderr=quiet)
    if not hasattr(os, "wait4"):
        child.wait()
        return time.perf_counter() - start, 0.0
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return time.perf_counter() - start, used.ru_maxrss / unit


def surroundings(case: Case) -> dict[str, str]:
    return {**os.environ, "NO_COLOR": "1", **case.variables}


def report(taken: Taken, reasoned: list[reasoning.Row], lines: int, rounds: int) -> str:
    told = [
        f"Whole processes, medians of {rounds} rounds in one sitting: Python {platform.python_version()}, "
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores. One file is the journey of "
        f"`journeys/acme`; 100 files are {inputs.COPIES} renamed copies of it, {lines:,} lines together; 60 stages are "
        "one journey of 60 stages, 12 teams and 200 lines of routes, whose site has a hundred pages. Cold means "
        "that nothing is cached; warm, that the same command has run before. A ratio below 1 means that `journey` is "
        "ahead; memory is the most that one process takes, in MiB.",
        "",
        "What is compared: each tool checks as many lines of its own language, in as many files, all of them clean. "
        "[buf](https://buf.build) is compiled Go and looks at names and layout of protocol files; bpmnlint looks at "
        "each element of a process model; bean-check parses an account book with a parser in C and balances it. None "
        "of them reasons over all inputs that there can be, and `journey` does, in every row. The peers check from "
        "nothing each time, but `bean-check again`, which has a cache of its own. z3 is asked the same questions in "
        "its best encoding, in the same process.",
        "",
        "| what | ms | against | ms | ratio | budget | aim | |",
        "|---|--:|---|--:|--:|--:|--:|---|",
    ]
    return "\n".join([*told, *(row(pair, taken) for pair in PAIRS), *filter(None, map(reasoned_row, reasoned))])


def row(pair: Pair, taken: Taken) -> str:
    place, own = (1, pair.case.removeprefix(MEMORY)) if pair.case.startswith(MEMORY) else (0, pair.case)
    peer = pair.against.removeprefix(MEMORY)
    if peer not in taken or not taken[peer][place]:
        return f"| `journey` {pair.case} | | {pair.against} | | | | | not measured |"
    unit = 1 if place else 1000
    return written(f"`journey` {pair.case}", taken[own][place] * unit, pair, taken[peer][place] * unit)


def reasoned_row(one: reasoning.Row) -> str | None:
    """What was asked of both, once they are loaded."""
    what, (own, _), (other, _), _, _ = one
    return written(f"reasoning: {what}", own, Pair(what, "z3", 1.0), other) if own and other else None


def written(what: str, own: float, pair: Pair, other: float) -> str:
    ratio = own / other
    verdict = "" if pair.limit is None else "ok" if ratio <= pair.limit else "over"
    if pair.limit is None and ratio > 1:
        verdict = "behind"
    budget, aim = ("" if one is None else str(one) for one in (pair.limit, pair.aim))
    return f"| {what} | {own:.0f} | {pair.against} | {other:.0f} | {ratio:.2f} | {budget} | {aim} | {verdict} |"


if __name__ == "__main__":
    sys.exit(main())
