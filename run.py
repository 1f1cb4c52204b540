#!/usr/bin/env python3
"""Set up this checkout and use it, with nothing but Python 3.11 or newer: no root, no system packages.

    python3 run.py example    check the example journeys and build their playbooks into playbook/
    python3 run.py test       run every test that needs no browser; further words go to pytest
    python3 run.py browser    run the tests in a browser, which need Chromium; further words go to pytest
    python3 run.py package    build wheel and source distribution into dist/, and try them in an empty environment
    python3 run.py fuzz       try journeys that nobody wrote so; --minutes 60 says how long, --guided breeds them
    python3 run.py mutate     make deliberate mistakes in checks and reasoning, and tell which no test notices
    python3 run.py setup      only set up

All of them make ``.venv`` on the first run, with the versions of requirements-dev.lock from PyPI.
"""

# Nothing here is newer than Python 3.7, so that an older Python gets as far as the sentence about its age.
from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "journeydsl-setup"
LOCK = "requirements-dev.lock"
OLDEST = (3, 11)


def main(words: list[str]) -> int:
    if sys.version_info < OLDEST:
        found = ".".join(str(part) for part in sys.version_info[:2])
        return fail(f"journeydsl needs Python 3.11 or newer; this is Python {found}.")
    if words[:1] not in (["example"], ["test"], ["browser"], ["package"], ["fuzz"], ["mutate"], ["setup"]):
        print(__doc__)
        return 0 if words in ([], ["-h"], ["--help"]) else 2
    os.chdir(ROOT)
    fault = set_up()
    if fault:
        return fail(fault)
    if words[0] == "example":
        return example()
    match words[0]:
        case "test":
            return test(words[1:])
        case "browser":
            return call(program("python"), "-m", "pytest", "-m", "browser", "tests", *words[1:])
        case "package":
            return package(words[1:])
        case "fuzz" | "mutate":
            os.environ["PYTHONPATH"] = os.pathsep.join((str(ROOT / "src"), str(ROOT / "tests")))
            script = "fuzzing.py" if words[0] == "fuzz" else "mutating.py"
            return call(program("python"), str(ROOT / "tests" / script), *words[1:])
        case _:
            return 0


def set_up() -> str | None:
    """Makes ``.venv``, or refreshes it when the lock or pyproject.toml changed; gives what went wrong."""
    if STAMP.exists() and STAMP.read_text() == fingerprint():
        return None
    print("Setting up .venv; this happens once and takes about a minute.", flush=True)
    if not Path(program("python")).exists() and call(sys.executable, "-m", "venv", str(VENV)):
        shutil.rmtree(VENV, ignore_errors=True)
        return "Python could not make .venv. On Debian and Ubuntu it needs the package python3-venv."
    pip = (program("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    if call(*pip, "-r", LOCK) or call(*pip, "--no-deps", "--no-build-isolation", "-e", "."):
        return "The set-up stopped at the lines above. It needs PyPI, or the index that pip is set to."
    # As pip does for what it installs whole; some machines forbid Python to do it later.
    call(program("python"), "-m", "compileall", "-q", "src")
    STAMP.write_text(fingerprint())
    return None


def example() -> int:
    """Checks and builds the examples. They are there to show findings, so only unreadable text counts."""
    if call(program("journey"), "check", "journeys") > 1:
        return 2
    if call(program("journey"), "build", "journeys", "--out", "playbook"):
        return 2
    print(f"\nThe playbooks are in {ROOT / 'playbook'}: open index.html in a browser.")
    return 0


def test(words: list[str]) -> int:
    """Runs the tests that need no browser, and says which do."""
    code = call(program("python"), "-m", "pytest", *words)
    left = "the playbook in a browser, and the package in an empty environment"
    print(f"Not run: {left}; `python3 run.py browser` and `python3 run.py package` run these.", flush=True)
    return code


def package(words: list[str]) -> int:
    """Builds what is given to others, and tries it as they would: the wheel alone, without this checkout."""
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    code = call(program("python"), "-m", "hatchling", "build")
    return code or call(program("python"), "-m", "pytest", "-m", "package", "tests/test_package.py", *words)


def fingerprint() -> str:
    told = [str(ROOT), sys.version, *((ROOT / name).read_text("utf-8") for name in (LOCK, "pyproject.toml"))]
    return hashlib.sha256("\0".join(told).encode()).hexdigest()


def program(name: str) -> str:
    windows = os.name == "nt"
    return str(VENV / ("Scripts" if windows else "bin") / (f"{name}.exe" if windows else name))


def call(*command: str) -> int:
    return subprocess.call(command)


def fail(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
