"""Journeys bred by what they reach: whatever leads to lines of the program that no other has led to has offspring.

`python3 run.py fuzz --guided` lets Atheris breed them (`guided.py`) in a process whose code says what it reaches, then
tries what broke something there in this one, where it does not, and keeps what is still broken.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import fuzzing
import keeping
import pages
from growing import words

TOOL = "atheris>=3,<4"
NO_WHEEL = "Atheris could not be installed: PyPI has it for Linux on x86-64 with Python 3.11 to 3.14 alone."
FOLDER = pages.ROOT / ".venv" / "guided"
LIBRARY = FOLDER / f"python{sys.version_info.major}.{sys.version_info.minor}"
SLICE = 900.0  # seconds for one thing that is done, then it is the turn of the next
LONGEST_SEED = 3_000  # signs
STEPS = ("read", "compare", "write")
LARGEST = 2_048  # MB of memory
LONGEST_WAIT = 90  # seconds for one journey, then it counts as hanging


def guide(minutes: float, seed: int) -> int:
    """Breeds journeys for some minutes; 1 where something broke, 2 where Atheris cannot be had."""
    if not install():
        print(NO_WHEEL, file=sys.stderr)
        return 2
    for name in ("seeds", "reached", "found"):
        (FOLDER / name).mkdir(exist_ok=True)
    lay_seeds()
    until, known, turn = time.monotonic() + minutes * 60, Counter[str](), 0
    while (left := until - time.monotonic()) > 1:
        step = STEPS[turn % len(STEPS)]
        print(f"seed {seed + turn}: {step}, {min(left, SLICE):.0f} seconds", flush=True)
        print(breed(step, seed + turn, min(left, SLICE, minutes * 60 / len(STEPS))), flush=True)
        take_in(step, known)
        turn += 1
    print(f"{known.total()} broken, in {len(known)} ways")
    return 1 if known else 0


def install() -> bool:
    """Puts Atheris into a folder of its own, once; false where there is no wheel of it."""
    if (LIBRARY / "atheris").exists():
        return True
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:"]
    done = subprocess.run([*pip, "--target", str(LIBRARY), TOOL], stderr=subprocess.DEVNULL, check=False)
    return done.returncode == 0


def lay_seeds() -> None:
    """What breeding begins with: the journeys of examples and pages, short ones that broke something, and all words."""
    texts = [*fuzzing.seeds(), *(text for path in keeping.kept() for text in keeping.files_in(path).values())]
    texts = [text for text in texts if len(text) < LONGEST_SEED]
    for number, text in enumerate(texts):
        (FOLDER / "seeds" / f"{number}.journey").write_bytes(text.encode("utf-8", "surrogateescape"))
    found = sorted({*words().values(), *fuzzing.SIGNS, "\r\n", "\xa0", "\u2028"})
    lines = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in found if len(word) < 100)
    (FOLDER / "words").write_text("".join(f'"{line}"\n' for line in lines), "ascii")


def breed(step: str, seed: int, seconds: float) -> str:
    """Breeds for some seconds what does one thing; gives how far that came."""
    script, found = str(pages.ROOT / "tests" / "guided.py"), FOLDER / "found"
    command = [
        sys.executable, script, step, str(found), f"-seed={seed}", f"-artifact_prefix={found}{os.sep}{step}-",
        f"-max_total_time={int(seconds)}", f"-max_len={fuzzing.LONGEST}", f"-dict={FOLDER / 'words'}",
        "-len_control=20", f"-timeout={LONGEST_WAIT}", f"-rss_limit_mb={LARGEST}",
        str(FOLDER / "reached"), str(FOLDER / "seeds"),
    ]  # fmt: skip
    places = (str(LIBRARY), str(pages.ROOT / "src"), str(pages.ROOT / "tests"))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(places), "PYTHONHASHSEED": "0"}
    with open(FOLDER / "log.txt", "w+", encoding="utf-8", errors="replace") as log:
        code = subprocess.run(command, env=environment, stdout=log, stderr=subprocess.STDOUT, check=False).returncode
        log.seek(0)
        lines = [line.strip() for line in log if line.startswith(("#", "Done"))]
    ended = "" if code == 0 else f"; ended with {code}, see {FOLDER / 'log.txt'}"
    return f"  {lines[-1] if lines else 'nothing tried'}{ended}"


def take_in(step: str, known: Counter[str]) -> None:
    """Tries what was found without the code that says what it reaches, and keeps what is still broken."""
    with tempfile.TemporaryDirectory(prefix="journey-") as place:
        breaks = fuzzing.again(Path(place) / "journey")
        for path in sorted((FOLDER / "found").iterdir()):
            files = {"a.journey": path.read_bytes().decode("utf-8", "surrogateescape")}
            print(f"  found {path.name}", flush=True)
            met = breaks(files, path.name)
            path.unlink()
            told = keeping.mark(met)
            if not told:
                continue
            known[told] += 1
            print(f"  {type(met).__name__}: {met}", flush=True)
            if known[told] == 1:
                number = int(path.name.rpartition("-")[2][:8], 16)
                print(f"  kept as {keeping.keep(files, step, number, breaks)}", flush=True)
