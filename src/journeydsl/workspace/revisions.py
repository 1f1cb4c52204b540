"""Journeys as they are in git: at a revision, or as staged for the next commit."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from journeydsl.workspace.files import ENDING, LARGEST, MOST_FILES, SETTINGS

INDEX = ":index"
_ORDINARY = ("100644", "100755")
_SECONDS = 60
_MOST_BYTES = 256 * 1024 * 1024


class NoRevision(Exception):
    """A revision that cannot be read; its words are for the user."""


class _Blob(NamedTuple):
    path: str
    name: str


@contextmanager
def checked_out(folder: str, revision: str) -> Iterator[str]:
    """A folder that holds the journeys of a revision, or of the index, as `folder` holds those of today.

    Raises `NoRevision`. Links and anything but journey files and settings are left out. The folder is temporary.
    """
    top = os.path.realpath(_asked(folder, "rev-parse", "--show-toplevel").decode().rstrip("\n"))
    inside = os.path.relpath(os.path.realpath(folder), top)
    blobs = _staged(top) if revision == INDEX else _committed(top, commit_of(folder, revision))
    if len(blobs) > MOST_FILES:
        raise NoRevision(f"`{revision}` has more than {MOST_FILES:,} journey files")
    with tempfile.TemporaryDirectory(prefix="journey-") as place:
        whole = os.path.realpath(place)
        for blob, data in zip(blobs, _contents(top, blobs), strict=True):
            path = os.path.normpath(os.path.join(whole, blob.path))
            if os.path.commonpath([path, whole]) == whole:
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "wb") as file:
                    file.write(data)
        here = os.path.normpath(os.path.join(whole, inside))
        os.makedirs(here, exist_ok=True)
        yield here


def commit_of(folder: str, revision: str) -> str:
    """The commit that a revision means; raises `NoRevision`."""
    if revision.startswith("-") or "\0" in revision:
        raise NoRevision(f"`{revision}` is no revision that git knows")
    found = _git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if found is None:
        _asked(folder, "rev-parse", "--show-toplevel")
        raise NoRevision(f"`{revision}` is no revision that git knows")
    return found.decode().strip()


def merge_base(folder: str, one: str, other: str) -> str:
    """The commit where two revisions parted; raises `NoRevision`."""
    found = _git(folder, "merge-base", commit_of(folder, one), commit_of(folder, other))
    if found is None:
        raise NoRevision(f"`{one}` and `{other}` have no common past")
    return found.decode().strip()


def _committed(top: str, commit: str) -> list[_Blob]:
    listed = _asked(top, "ls-tree", "-r", "-z", "--full-tree", commit)
    return [blob for entry in listed.split(b"\0") if (blob := _blob(entry, 2))]


def _staged(top: str) -> list[_Blob]:
    listed = _asked(top, "ls-files", "--stage", "-z")
    return [blob for entry in listed.split(b"\0") if (blob := _blob(entry, 1))]


def _blob(entry: bytes, place: int) -> _Blob | None:
    """An ordinary journey or settings file out of `mode … name … TAB path`."""
    about, _, path = entry.partition(b"\t")
    words = about.decode().split()
    name = os.fsdecode(path)
    wanted = name.endswith(ENDING) or name.rpartition("/")[2] == SETTINGS
    return _Blob(name, words[place]) if wanted and words[0] in _ORDINARY else None


def _contents(top: str, blobs: list[_Blob]) -> Iterator[bytes]:
    """What is in each blob, in their order."""
    if not blobs:
        return
    asked = "".join(f"{blob.name}\n" for blob in blobs).encode()
    given = _asked(top, "cat-file", "--batch", asked=asked)
    at = 0
    for blob in blobs:
        end = given.index(b"\n", at)
        size = int(given[at:end].split()[-1])
        if size > LARGEST:
            raise NoRevision(f"`{blob.path}` is larger than {LARGEST // 2**20} MB")
        yield given[end + 1 : end + 1 + size]
        at = end + size + 2


def _asked(folder: str, *words: str, asked: bytes = b"") -> bytes:
    found = _git(folder, *words, asked=asked)
    if found is None:
        raise NoRevision(f"`{folder}` is not inside a git repository")
    return found


def _git(folder: str, *words: str, asked: bytes = b"") -> bytes | None:
    """What git answers; none where it says no. Nothing that a repository configures is run by these questions."""
    command = ["git", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-C", folder, *words]
    try:
        ran = subprocess.run(command, input=asked, capture_output=True, timeout=_SECONDS, check=False)
    except FileNotFoundError:
        raise NoRevision("git is not installed, and it is what knows earlier versions") from None
    except subprocess.TimeoutExpired:
        raise NoRevision("git takes too long to answer") from None
    if len(ran.stdout) > _MOST_BYTES:
        raise NoRevision("There is more in that revision than can be read")
    return ran.stdout if ran.returncode == 0 else None
