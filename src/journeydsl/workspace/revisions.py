"""Journeys as they are in git: at a revision, or as staged for the next commit."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from journeydsl.workspace.files import ENDING, MOST_FILES, SETTINGS
from journeydsl.workspace.git import ORDINARY, NoGit, Stored, answer, asked, contents, staged_files, top_of, write_out

INDEX = ":index"


@contextmanager
def checked_out(folder: str, revision: str) -> Iterator[str]:
    """A folder that holds the journeys of a revision, or of the index, as `folder` holds those of today.

    Raises `NoGit`. Links and anything but journey files and settings are left out. The folder is temporary.
    """
    top = top_of(folder)
    inside = os.path.relpath(os.path.realpath(folder), top)
    files = staged_files(top) if revision == INDEX else _committed(top, commit_of(folder, revision))
    files = [file for file in files if _is_wanted(file.path)]
    if len(files) > MOST_FILES:
        raise NoGit(f"`{revision}` has more than {MOST_FILES:,} journey files")
    with tempfile.TemporaryDirectory(prefix="journey-") as place:
        whole = os.path.realpath(place)
        write_out(whole, files, contents(top, files))
        here = os.path.normpath(os.path.join(whole, inside))
        os.makedirs(here, exist_ok=True)
        yield here


def commit_of(folder: str, revision: str) -> str:
    """The commit that a revision means; raises `NoGit`."""
    if revision.startswith("-") or "\0" in revision:
        raise NoGit(f"`{revision}` is no revision that git knows")
    found = answer(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if found is None:
        top_of(folder)
        raise NoGit(f"`{revision}` is no revision that git knows")
    return found


def merge_base(folder: str, one: str, other: str) -> str:
    """The commit where two revisions parted; raises `NoGit`."""
    found = answer(folder, "merge-base", commit_of(folder, one), commit_of(folder, other))
    if found is None:
        raise NoGit(f"`{one}` and `{other}` have no common past")
    return found


def _committed(top: str, commit: str) -> list[Stored]:
    found = []
    for entry in asked(top, "ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0"):
        about, _, path = entry.partition(b"\t")
        words = about.decode().split()
        if words and words[0] in ORDINARY:
            found.append(Stored(os.fsdecode(path), words[2]))
    return found


def _is_wanted(path: str) -> bool:
    return path.endswith(ENDING) or path.rpartition("/")[2] == SETTINGS
