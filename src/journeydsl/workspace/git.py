"""What git knows: asked in questions that run nothing a repository configures."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from journeydsl.workspace.files import LARGEST, lies_in

ORDINARY = ("100644", "100755")
_SECONDS = 60
_MOST_BYTES = 256 * 1024 * 1024
_QUIET = ("-c", "core.fsmonitor=false")


class NoGit(Exception):
    """What git does not answer; its words are for the user."""


class Stored(NamedTuple):
    """An ordinary file in a commit, or in the next one: its path from the top, and the name of its content."""

    path: str
    content: str


def asked(folder: str, *words: str, given: bytes = b"") -> bytes:
    """What git answers; raises `NoGit` where it says no."""
    code, out, complaint = run(folder, *words, given=given)
    if code:
        said = complaint.decode("utf-8", "replace").strip().removeprefix("fatal: ").splitlines()
        raise NoGit(f"git says: {said[0]}" if said else "git does not answer")
    return out


def answer(folder: str, *words: str) -> str | None:
    """One line of git's; none where it says no."""
    code, out, _ = run(folder, *words)
    return os.fsdecode(out).rstrip("\n") if code == 0 else None


def run(folder: str, *words: str, given: bytes = b"") -> tuple[int, bytes, bytes]:
    """Exit code, answer and complaint; raises `NoGit` where there is no git."""
    command = ["git", *_QUIET, *words]
    try:
        ran = subprocess.run(command, cwd=folder, input=given, capture_output=True, timeout=_SECONDS, check=False)
    except FileNotFoundError:
        raise NoGit("git is not installed, and it is what knows earlier versions") from None
    except subprocess.TimeoutExpired:
        raise NoGit("git takes too long to answer") from None
    if len(ran.stdout) > _MOST_BYTES:
        raise NoGit("git holds more there than can be read")
    return ran.returncode, ran.stdout, ran.stderr


def top_of(folder: str) -> str:
    """The folder that a repository begins with; raises `NoGit`."""
    found = answer(folder, "rev-parse", "--show-toplevel")
    if not found:
        raise NoGit(f"`{folder}` is not inside a git repository")
    return os.path.realpath(found)


def staged_files(top: str) -> list[Stored]:
    """All ordinary files of the next commit, sorted; without links, and what an unfinished merge leaves open."""
    found = []
    for entry in asked(top, "ls-files", "--stage", "-z").split(b"\0"):
        about, _, path = entry.partition(b"\t")
        words = about.decode().split()
        if len(words) == 3 and words[0] in ORDINARY and words[2] == "0":
            found.append(Stored(os.fsdecode(path), words[1]))
    return found


def contents(top: str, files: Sequence[Stored]) -> Iterator[bytes]:
    """What is in each file, in their order; raises `NoGit` for one that is too large."""
    if not files:
        return
    given = "".join(f"{file.content}\n" for file in files).encode()
    out = asked(top, "cat-file", "--batch", given=given)
    place = 0
    for file in files:
        end = out.index(b"\n", place)
        size = int(out[place:end].split()[-1])
        if size > LARGEST:
            raise NoGit(f"`{file.path}` is larger than {LARGEST // 2**20} MB")
        yield out[end + 1 : end + 1 + size]
        place = end + size + 2


def write_out(folder: str, files: Iterable[Stored], data: Iterable[bytes]) -> None:
    """Lays files out below a folder, and nothing beside it."""
    whole = os.path.realpath(folder)
    for file, content in zip(files, data, strict=True):
        path = os.path.normpath(os.path.join(whole, file.path))
        if lies_in(path, whole):
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as out:
                out.write(content)


def merged_by_line(base: str, ours: str, theirs: str, size: int) -> tuple[bytes, bool]:
    """Three files merged line by line, and whether something is left to people; raises `NoGit`."""
    words = ("merge-file", "-p", "-q", f"--marker-size={size}", "-L", "ours", "-L", "base", "-L", "theirs")
    code, out, _ = run(os.getcwd(), *words, os.path.abspath(ours), os.path.abspath(base), os.path.abspath(theirs))
    if code > 127:
        raise NoGit("these files cannot be merged line by line")
    return out, code > 0
