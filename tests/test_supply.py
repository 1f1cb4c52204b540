"""Where everything comes from: few dependencies, bounded, locked, and each with its licence on `docs/licences.md`."""

import hashlib
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

import pages

yaml = pytest.importorskip("yaml")

LICENCES = pages.ROOT / "docs" / "licences.md"
PROJECT = tomllib.loads((pages.ROOT / "pyproject.toml").read_text("utf-8"))
VERSIONS = ["3.11", "3.12", "3.13", "3.14"]
# What is numbered by date, so that an upper bound would keep out nothing but news.
BY_DATE = {"tzdata"}
# What the data of packages say of their licence, in the words of SPDX.
SPDX = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD License": "BSD-3-Clause",
    "Dual License": "Apache-2.0 OR BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}


def test_every_dependency_stands_on_the_page_with_its_versions_and_no_other_does() -> None:
    wanted = dict(split(line) for line in PROJECT["project"]["dependencies"])
    assert {row[0]: row[1] for row in table("Needed to run", 4)} == wanted
    direct, further = set(wanted), {row[0] for row in table("Needed to run", 3)}
    assert direct | further == needed(direct)
    assert {row[0] for row in table("For developing", 2)} == set(locked()) - direct - further


def test_who_needs_what_is_true() -> None:
    known = needed({split(line)[0] for line in PROJECT["project"]["dependencies"]})
    for name, by, _ in table("Needed to run", 3):
        assert set(by.split(", ")) == locked()[name] & known, name


def test_every_version_is_bounded_and_every_bound_is_in_the_lock() -> None:
    extras = [line for lines in PROJECT["project"]["optional-dependencies"].values() for line in lines]
    for line in [*PROJECT["project"]["dependencies"], *extras, *PROJECT["build-system"]["requires"]]:
        name, versions = split(line)
        assert re.fullmatch(r"==[\d.]+|>=[\d.]+,<\d+", versions) or name in BY_DATE, line
        assert name in locked(), line


def test_licences_are_those_that_the_packages_name() -> None:
    rows = [row for heading, width in (("Needed to run", 4), ("Needed to run", 3), ("For developing", 2))
            for row in table(heading, width)]  # fmt: skip
    for name, *_, licence in rows:
        said = said_licence(name)
        assert said in (None, licence), f"{name}: {said}"


def test_what_comes_from_others_is_listed_unchanged_and_brings_its_licence() -> None:
    listed = [row[0] for row in table("In the package", 3)]
    package = pages.ROOT / "src" / "journeydsl"
    foreign = {path for path in package.rglob("*") if path.is_file() and is_from_others(path)}
    assert {pages.ROOT / path for path in listed} == foreign
    lines = re.findall(r"^([0-9a-f]{64})  (\S+)$", LICENCES.read_text("utf-8"), re.MULTILINE)
    assert [path for _, path in lines] == listed
    for digest, path in lines:
        assert hashlib.sha256((pages.ROOT / path).read_bytes()).hexdigest() == digest, path
    texts = {path for path in package.rglob("*LICENSE*") if path.is_file()}
    assert {path.parent for path in texts} == {path.parent for path in foreign}
    shipped = {pages.ROOT / path for path in PROJECT["project"]["license-files"]}
    assert texts <= shipped
    notice = (pages.ROOT / "NOTICE").read_text("utf-8")
    assert all(path.relative_to(pages.ROOT).as_posix() in notice for path in texts)


def test_the_licence_of_the_package_covers_all_that_is_in_it() -> None:
    named = set(PROJECT["project"]["license"].split(" AND "))
    assert named == {"Apache-2.0", *(row[2] for row in table("In the package", 3))}


def test_files_of_others_for_tests_bring_their_licence() -> None:
    prose = LICENCES.read_text("utf-8")
    for folder in ("vendored", "schemas"):
        assert f"tests/{folder}" in prose
        assert any(path.suffix == ".md" for path in (pages.ROOT / "tests" / folder).iterdir())


def test_the_code_host_tries_every_python_that_the_package_is_for() -> None:
    listed = [line.rpartition(" ")[2] for line in PROJECT["project"]["classifiers"] if ":: Python :: 3." in line]
    jobs = yaml.safe_load((pages.ROOT / ".github" / "workflows" / "tests.yml").read_text("utf-8"))["jobs"]
    tried = jobs["tests"]["strategy"]["matrix"]
    assert listed == VERSIONS == tried["python"]
    assert PROJECT["project"]["requires-python"] == f">={VERSIONS[0]}"
    assert set(tried["system"]) == {"ubuntu-latest", "macos-latest", "windows-latest"}


def test_the_code_host_understands_its_files() -> None:
    words = ["check_jsonschema", "--builtin-schema", "vendor.github-workflows", ".github/workflows/tests.yml"]
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=pages.ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout


def is_from_others(path: Path) -> bool:
    is_said = "LICENSE" in path.name or path.suffix == ".md"
    return not is_said and (path.parent.name in ("vendored", "fonts") or ".min." in path.name or path.suffix == ".ttf")


def split(requirement: str) -> tuple[str, str]:
    """Name and versions of a requirement; markers are left out."""
    found = re.fullmatch(r"([a-z0-9-]+)([^;]*)(;.*)?", requirement)
    assert found, requirement
    return found[1], found[2].strip()


def table(heading: str, width: int) -> list[list[str]]:
    """The rows of the tables of a width below a heading, without their backticks."""
    section = next(part for part in LICENCES.read_text("utf-8").split("\n## ") if part.startswith(heading))
    rows = [line.strip("|").split("|") for line in section.split("\n") if line.startswith("| `")]
    return [[cell.strip().replace("`", "") for cell in row] for row in rows if len(row) == width]


def locked() -> dict[str, set[str]]:
    """The packages of the lock, and which packages want them."""
    found: dict[str, set[str]] = {}
    name = ""
    for line in (pages.ROOT / "requirements-dev.lock").read_text("utf-8").split("\n"):
        if line and line[0] not in " #":
            name = line.partition("==")[0]
            found.setdefault(name, set())
        elif by := line.replace("#", "").strip().removeprefix("via").strip():
            found[name].add(by)
    return found


def needed(names: set[str]) -> set[str]:
    """These packages and all that they need in turn."""
    while more := {name for name, by in locked().items() if by & names} - names:
        names = names | more
    return names


def said_licence(name: str) -> str | None:
    """What an installed package says of its licence."""
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    said = str(about["License-Expression"] or about["License"] or "")
    if not 0 < len(said) < 40:
        listed = [str(line) for line in about.get_all("Classifier") or [] if str(line).startswith("License ::")]
        said = listed[0].rpartition(" :: ")[2]
    return SPDX.get(said, said)
