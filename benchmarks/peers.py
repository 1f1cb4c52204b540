"""`journey`, and the tools that it is measured beside, installed into benchmarks/.cache; those on the first run alone.

Each checks text files of its own kind, as many lines of them, as a whole process: buf (Go, compiled) protocol files,
bpmnlint (JavaScript) process models, bean-check (C and Python) account books.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import inputs  # type: ignore[import-not-found]

CACHE: Path = inputs.ROOT / "benchmarks" / ".cache"
FROM_NPM = ("@bufbuild/buf@1.75.0", "bpmnlint@11.15.0")
FROM_PYPI = ("beancount==3.2.3",)
Z3 = "z3-solver>=4.13,<5"
IS_WINDOWS = os.name == "nt"


@dataclass(frozen=True, slots=True)
class Case:
    """One command to time; ``prepare`` runs before each of its runs, outside the clock."""

    name: str
    command: list[str]
    folder: Path
    prepare: Callable[[], None] = lambda: None
    variables: dict[str, str] = field(default_factory=dict)


def install() -> None:
    """Puts `journey` and every peer that is missing in place; one that cannot be had is left out, and said."""
    CACHE.mkdir(exist_ok=True)
    _install_journey()
    npm = shutil.which("npm")
    if npm and not all(program("node_modules/.bin", name).exists() for name in ("buf", "bpmnlint")):
        quietly = ("--silent", "--no-fund", "--no-audit")
        subprocess.run([npm, "install", *quietly, "--prefix", str(CACHE), *FROM_NPM], check=False)
    if not bean_check().exists():
        subprocess.run([sys.executable, "-m", "venv", str(CACHE / "python")], check=False)
        python = bean_check().with_name("python.exe" if IS_WINDOWS else "python")
        subprocess.run([python, "-m", "pip", "install", "--quiet", *FROM_PYPI], check=False)
    if not find_spec("z3"):
        # Measured in processes of this Python.
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", Z3], check=False)


def _install_journey() -> None:
    """This checkout in an environment of its own, with nothing but what it needs."""
    python = journey("python")
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(CACHE / "journey")], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", str(inputs.ROOT)], check=True)
    again = ("--quiet", "--force-reinstall", "--no-deps")
    subprocess.run([python, "-m", "pip", "install", *again, str(inputs.ROOT)], check=True)


def journey(name: str) -> Path:
    """A program of the environment in which `journey` is installed."""
    return CACHE / "journey" / (f"Scripts/{name}.exe" if IS_WINDOWS else f"bin/{name}")


def program(folder: str, name: str) -> Path:
    return CACHE / folder / (f"{name}.cmd" if IS_WINDOWS else name)


def bean_check() -> Path:
    return CACHE / "python" / ("Scripts/bean-check.exe" if IS_WINDOWS else "bin/bean-check")


def cases(scratch: Path, sizes: dict[str, tuple[int, int]]) -> list[Case]:
    """The peers that are there, on inputs of so many lines in so many files each."""
    found = []
    for size, (lines, files) in sizes.items():
        protos, processes, ledgers = (scratch / f"{kind}_{files}_{lines}" for kind in ("proto", "bpmn", "beans"))
        buf, bpmnlint = program("node_modules/.bin", "buf"), program("node_modules/.bin", "bpmnlint")
        if buf.exists():
            inputs.write_protos(protos, lines, files)
            found.append(Case(f"buf lint, {size}", [str(buf), "lint"], protos))
        if bpmnlint.exists():
            inputs.write_processes(processes, lines, files)
            names = sorted(path.name for path in processes.glob("*.bpmn"))
            found.append(Case(f"bpmnlint, {size}", [str(bpmnlint), *names], processes))
        if bean_check().exists():
            inputs.write_ledgers(ledgers, lines, files)
            # Without its own cache, which remembers parsed books, as our cold runs are without ours.
            command = [str(bean_check()), "--no-cache", "all.beancount"]
            found.append(Case(f"bean-check, {size}", command, ledgers))
            found.append(Case(f"bean-check again, {size}", [str(bean_check()), "all.beancount"], ledgers))
    buf = program("node_modules/.bin", "buf")
    lines, files = sizes["100 files"]
    if buf.exists():
        protos = scratch / f"proto_{files}_{lines}"
        shutil.copytree(protos, scratch / "proto_before")
        found.append(Case("buf format -d, 100 files", [str(buf), "format", "-d"], protos))
        against = ["breaking", "--against", str(scratch / "proto_before")]
        found.append(Case("buf breaking, 100 files", [str(buf), *against], protos))
    return found
