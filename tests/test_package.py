"""Wheel and source distribution, as whoever installs them meets them: in an empty environment, far from this checkout.

`python3 run.py package` runs these; they fetch what the package needs from PyPI.
"""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import pages
from test_supply import PROJECT, needed, split

pytestmark = pytest.mark.package

PACKAGE = pages.ROOT / "src" / "journeydsl"
# Beside the package itself.
ADDED = {
    "journeydsl/grammar/journey.lark",
    "journeydsl/schemas/changes.schema.json",
    "journeydsl/schemas/findings.schema.json",
    "journeydsl/schemas/model.schema.json",
}
# Imports every module; each may import nothing but what the package brings.
EVERYTHING = """
import importlib, pkgutil, journeydsl
names = [module.name for module in pkgutil.walk_packages(journeydsl.__path__, "journeydsl.")]
for name in names:
    if not name.endswith("__main__"): importlib.import_module(name)
print(len(names), journeydsl.__file__)
"""
TYPED = """
from pathlib import Path

import journeydsl

reveal_type(journeydsl.check(Path("acme.journey")))
journeydsl.check(7)
"""


class Built:
    """What was built: the wheel from this checkout, the source distribution, and the wheel from that."""

    def __init__(self, folder: Path) -> None:
        build(pages.ROOT, folder / "dist")
        self.wheel = next((folder / "dist").glob("*.whl"))
        self.sources = next((folder / "dist").glob("*.tar.gz"))
        with tarfile.open(self.sources) as archive:
            archive.extractall(folder / "sources", filter="data")
        (self.unpacked,) = (folder / "sources").iterdir()
        build(self.unpacked, folder / "again")
        self.again = next((folder / "again").glob("*.whl"))


def build(source: Path, target: Path) -> None:
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-d", str(target)], cwd=source, check=True)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return Built(tmp_path_factory.mktemp("built"))


@pytest.fixture(scope="module")
def environment(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an empty environment with nothing but the wheel and what it asks for."""
    folder = tmp_path_factory.mktemp("environment") / "env"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = [sys.executable, "-m", "pip", "--python", str(programs / "python"), "install", "--quiet"]
    subprocess.run([*pip, "--disable-pip-version-check", str(built.wheel)], check=True)
    return programs


def test_the_wheel_holds_the_package_whole_and_nothing_else(built: Built) -> None:
    shipped = {path.relative_to(PACKAGE.parent).as_posix() for path in PACKAGE.rglob("*")
               if path.is_file() and "__pycache__" not in path.parts}  # fmt: skip
    held = set(zipfile.ZipFile(built.wheel).namelist())
    assert {name for name in held if ".dist-info/" not in name} == shipped | ADDED
    licences = {name.partition("/licenses/")[2] for name in held if "/licenses/" in name}
    assert licences == set(PROJECT["project"]["license-files"])


def test_the_source_distribution_builds_the_same_wheel(built: Built) -> None:
    assert built.again.name == built.wheel.name
    assert built.again.read_bytes() == built.wheel.read_bytes()
    there = {path.name for path in built.unpacked.iterdir()}
    assert {"LICENSE", "NOTICE", "README.md", "docs", "grammar", "journeys", "pyproject.toml", "src"} <= there
    assert not {"tests", "benchmarks", ".git", ".venv"} & there


def test_nothing_is_installed_beside_what_is_listed(environment: Path) -> None:
    listing = [sys.executable, "-m", "pip", "--python", str(environment / "python"), "list", "--format", "freeze"]
    found = subprocess.run(listing, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    installed = {line.partition("==")[0].lower().replace("_", "-") for line in found.split("\n") if "==" in line}
    direct = {split(line)[0] for line in PROJECT["project"]["dependencies"]}
    assert "journeydsl" in installed
    assert installed - {"journeydsl"} <= needed(direct)


def test_every_module_can_be_imported(environment: Path, tmp_path: Path) -> None:
    told = run(environment / "python", ["-I", "-c", EVERYTHING], tmp_path)
    assert told.returncode == 0, told.stderr
    count, _, place = told.stdout.strip().partition(" ")
    assert int(count) > 300
    assert Path(place).is_relative_to(environment.parent)


def test_the_examples_check_and_build(environment: Path, tmp_path: Path) -> None:
    shutil.copytree(pages.ROOT / "journeys", tmp_path / "journeys")
    assert run(environment / "journey", ["--version"], tmp_path).stdout == f"journey {PROJECT['project']['version']}\n"
    for name, code in (("acme", 0), ("agency", 0), ("handbook", 1)):
        told = run(environment / "journey", ["check", f"journeys/{name}"], tmp_path)
        assert told.returncode == code, told.stdout + told.stderr
    told = run(environment / "journey", ["build", "journeys", "--out", "playbook", "--single-file"], tmp_path)
    assert told.returncode == 0, told.stderr
    books = [folder for folder in (tmp_path / "playbook").iterdir() if folder.is_dir()]
    assert len(books) == 3
    for book in books:
        made = {path.relative_to(book).as_posix(): path.stat().st_size for path in book.rglob("*") if path.is_file()}
        wanted = {"index.html", f"{book.name}-playbook.html", "assets/minisearch.js", "journey.svg", "journey.png",
                  "playbook.css", f"sheets/{book.name}.xlsx"}  # fmt: skip
        assert wanted <= made.keys()
        assert all(made.values())
    assert run(environment / "journey", ["fmt", "--check", "journeys"], tmp_path).returncode == 0
    assert run(environment / "journey", ["test", "journeys/acme"], tmp_path).returncode == 0


def test_programs_that_use_it_are_told_its_types(environment: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(TYPED, "utf-8")
    told = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--python-executable", str(environment / "python"), "mine.py"],
        cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert "Revealed type is" in told.stdout
    assert "Any" not in told.stdout.partition("Revealed type is")[2].partition("\n")[0]
    assert 'incompatible type "int"' in told.stdout
    assert told.stdout.count("error:") == 1, told.stdout


def run(program: Path, words: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """A program of the empty environment, which hears nothing of this checkout."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "JOURNEY", "CI"))}
    command = [str(program), *words]
    return subprocess.run(command, cwd=folder, env=plain, capture_output=True, text=True, encoding="utf-8", check=False)
