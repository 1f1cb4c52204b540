"""How long whole runs of `journey` take, beside bare Python and a comparable tool, in one sitting.

    python benchmarks/run.py [--rounds 9] [--write]

Prints one table of medians and ratios with the budget of each; `--write` puts it into docs/performance.md.
The peer, buf, comes from npm into benchmarks/.cache on the first run; without npm its rows stay out.
"""

import argparse
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / "benchmarks" / ".cache"
RESULTS = ROOT / "docs" / "performance.md"
BUF = "@bufbuild/buf@1.75.0"
COPIES = 100
HEADER = re.compile(r"^journey (?P<name>\w+)(?P<title> +\"[^\"]*)?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Case:
    """One command to time; ``prepare`` runs before each of its runs, outside the clock."""

    name: str
    command: list[str]
    folder: Path
    prepare: Callable[[], None] = lambda: None
    variables: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Budget:
    case: str
    against: str
    limit: float
    aim: float


BARE, LIBRARIES = "python -c pass", 'python -c "import lark, networkx"'
LINT, FORMAT = "buf lint, as many lines", "buf format -d, as many lines"
COLD_ONE, COLD_MANY = "check, one file, cold", "check, 100 files, cold"
WARM_ONE, WARM_MANY = "check, one file, warm", "check, 100 files, warm"
CHANGED, FORMATTED = "check, 100 files, warm, one changed", "fmt --check, 100 files"
COMMITTED = "hook run check, one changed"

BUDGETS = (
    Budget(COLD_ONE, LIBRARIES, 1.6, 1.3),
    Budget(COLD_MANY, LINT, 2.0, 1.0),
    Budget(WARM_ONE, BARE, 3.0, 2.0),
    Budget(WARM_MANY, LINT, 0.25, 0.1),
    Budget(CHANGED, LINT, 0.8, 0.4),
    Budget(COMMITTED, LIBRARIES, 1.5, 1.3),
    Budget(FORMATTED, FORMAT, 4.0, 2.0),
)


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--rounds", type=int, default=9)
    words.add_argument("--write", action="store_true")
    asked = words.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        one, many = Path(folder, "one"), Path(folder, "many")
        copy_journeys(one, copies=1)
        lines = copy_journeys(many, copies=COPIES)
        cases = [
            *python_cases(one),
            *journey_cases(one, many, Path(folder)),
            *peer_cases(Path(folder), lines),
        ]
        medians = measure(cases, asked.rounds)
    text = report(medians, lines, asked.rounds)
    print(text)
    if asked.write:
        RESULTS.write_text(f"# Performance\n\n{text}\n", encoding="utf-8", newline="")
    return 0


def copy_journeys(folder: Path, copies: int) -> int:
    """Copies journeys/acme, its journey as often as asked, each renamed; gives the number of lines."""
    folder.mkdir()
    lines = 0
    for source in sorted((ROOT / "journeys" / "acme").iterdir()):
        if source.suffix not in (".journey", ".toml"):
            continue
        text = source.read_text(encoding="utf-8")
        is_root = source.suffix == ".journey" and HEADER.search(text)
        for number in range(1, copies + 1) if is_root else [0]:
            name = f"{source.stem}_{number:03}{source.suffix}" if number else source.name
            renamed = HEADER.sub(rf"journey \g<name>_{number:03}\g<title>", text) if number else text
            (folder / name).write_text(renamed, encoding="utf-8", newline="")
            lines += renamed.count("\n") if source.suffix == ".journey" else 0
    return lines


def python_cases(folder: Path) -> list[Case]:
    # Lark imports interegular where it finds it, as it does beside the tests and not on a user's machine.
    libraries = "import sys; sys.modules['interegular'] = None; import lark, networkx"
    return [
        Case(BARE, [sys.executable, "-c", "pass"], folder),
        Case(LIBRARIES, [sys.executable, "-c", libraries], folder),
    ]


def journey_cases(one: Path, many: Path, scratch: Path) -> list[Case]:
    journey = Path(sys.executable).with_name("journey.exe" if os.name == "nt" else "journey")
    if not journey.exists():
        raise SystemExit(f"{journey} is missing; set up with `python3 run.py setup` and use .venv's Python.")
    cold, changed, committed = scratch / "cold", scratch / "changed", scratch / "committed"
    shutil.copytree(many, changed)
    shutil.copytree(one, committed)
    subprocess.run(["git", "init", "--quiet"], cwd=committed, check=True)

    def case(name: str, command: str, folder: Path, cache: str, prepare: Callable[[], None]) -> Case:
        variables = {"JOURNEY_CACHE": str(scratch / cache), "JOURNEY_TODAY": "2026-11-22"}
        return Case(name, [str(journey), *command.split()], folder, prepare, variables)

    def forget() -> None:
        shutil.rmtree(cold, ignore_errors=True)

    return [
        case(COLD_ONE, "check .", one, "cold", forget),
        case(COLD_MANY, "check .", many, "cold", forget),
        case(WARM_ONE, "check .", one, "warm_one", lambda: None),
        case(WARM_MANY, "check .", many, "warm_many", lambda: None),
        case(CHANGED, "check .", changed, "warm_changed", lambda: retitle(changed)),
        case(COMMITTED, "hook run check", committed, "warm_committed", lambda: stage(committed)),
        case(FORMATTED, "fmt --check .", many, "cold", forget),
    ]


def stage(folder: Path) -> None:
    """Changes the one journey of a repository, and stages it."""
    retitle(folder, 0)
    subprocess.run(["git", "add", "--all"], cwd=folder, check=True)


def retitle(folder: Path, place: int = COPIES // 2) -> None:
    """Changes one journey of many, and its content each time anew."""
    for path in sorted(folder.glob("*.journey"))[place:]:
        text = path.read_text(encoding="utf-8")
        if header := HEADER.search(text):
            grown = f"{header[0]}+" if header["title"] else f'{header[0]} "+"'
            path.write_text(text.replace(header[0], grown, 1), encoding="utf-8", newline="")
            return


def peer_cases(scratch: Path, lines: int) -> list[Case]:
    buf = CACHE / "node_modules" / ".bin" / ("buf.cmd" if os.name == "nt" else "buf")
    npm = shutil.which("npm")
    if not buf.exists() and npm:
        quietly = ("--silent", "--no-fund", "--no-audit")
        subprocess.run([npm, "install", *quietly, "--prefix", str(CACHE), BUF], check=False)
    if not buf.exists():
        print("npm could not install buf, so what is measured against it stays out.", file=sys.stderr)
        return []
    folder = scratch / "proto"
    write_protos(folder, lines)
    return [
        Case(LINT, [str(buf), "lint"], folder),
        Case(FORMAT, [str(buf), "format", "-d"], folder),
    ]


def write_protos(folder: Path, lines: int) -> None:
    """Clean, formatted protocol files: as many lines, in as many files, as the journeys have."""
    for number in range(1, COPIES + 1):
        package = f"corpus.part{number:03}.v1"
        place = folder.joinpath(*package.split("."))
        place.mkdir(parents=True)
        text = ['syntax = "proto3";', "", f"package {package};"]
        while len(text) < lines // COPIES:
            text += message(f"Stage{len(text)}")
        (place / "stages.proto").write_text("\n".join(text) + "\n", encoding="utf-8", newline="")
    (folder / "buf.yaml").write_text("version: v2\nlint:\n  use:\n    - STANDARD\n", encoding="utf-8")


def message(name: str) -> list[str]:
    """Half comments, half fields, as protocol files in the wild have it."""
    kinds = ("string", "int64", "bool", "repeated string", "double")
    told = [(f"  // What field {n} says.", f"  {kinds[n % 5]} field_{n} = {n + 1};") for n in range(8)]
    fields = [line for pair in told for line in pair]
    return ["", f"// {name} is where a buyer may be.", f"message {name} {{", *fields, "}"]


def measure(cases: list[Case], rounds: int) -> dict[str, float]:
    """Median seconds by case. Each round goes through all cases: a busy moment falls on all of them."""
    for case in cases:
        case.prepare()
        first = subprocess.run(case.command, cwd=case.folder, env=surroundings(case), capture_output=True, text=True)
        if first.returncode not in (0, 1):
            raise SystemExit(f"{case.name} ended with {first.returncode}:\n{first.stdout}{first.stderr}")
        if first.returncode == 1:
            print(f"{case.name} reports:\n{first.stdout[:400]}", file=sys.stderr)
    seconds: dict[str, list[float]] = {case.name: [] for case in cases}
    for _ in range(rounds):
        for case in cases:
            seconds[case.name].append(timed(case))
    return {name: statistics.median(times) for name, times in seconds.items()}


def timed(case: Case) -> float:
    case.prepare()
    variables = surroundings(case)
    start = time.perf_counter()
    quiet = subprocess.DEVNULL
    subprocess.run(case.command, cwd=case.folder, env=variables, stdout=quiet, stderr=quiet, check=False)
    return time.perf_counter() - start


def surroundings(case: Case) -> dict[str, str]:
    return {**os.environ, "NO_COLOR": "1", **case.variables}


def report(medians: dict[str, float], lines: int, rounds: int) -> str:
    told = [
        f"Whole processes, medians of {rounds} rounds in one sitting: Python {platform.python_version()}, "
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores. One file is the journey of "
        f"`journeys/acme`; 100 files are {COPIES} renamed copies of it, {lines:,} lines together. "
        "Cold means that nothing is cached; warm, that the same command has run before.",
        "",
        "| what | ms | against | ms | ratio | budget | aim | |",
        "|---|--:|---|--:|--:|--:|--:|---|",
    ]
    return "\n".join([*told, *(row(budget, medians) for budget in BUDGETS)])


def row(budget: Budget, medians: dict[str, float]) -> str:
    own, peer = medians[budget.case], medians.get(budget.against)
    start = f"| `journey` {budget.case} | {own * 1000:.0f} | {budget.against} |"
    if peer is None:
        return f"{start} | | {budget.limit} | {budget.aim} | not measured |"
    ratio = own / peer
    verdict = "ok" if ratio <= budget.limit else "over"
    return f"{start} {peer * 1000:.0f} | {ratio:.2f} | {budget.limit} | {budget.aim} | {verdict} |"


if __name__ == "__main__":
    sys.exit(main())
