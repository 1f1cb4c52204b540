"""What the next commit would hold of journeys, laid out in a folder of its own: the workspaces in it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from journeydsl.workspace.baseline import BASELINE
from journeydsl.workspace.building import RECORD
from journeydsl.workspace.files import ENDING, MOST_FILES, SETTINGS
from journeydsl.workspace.git import NoGit, Stored, contents, staged_files, write_out


class Next(NamedTuple):
    """The part of the next commit that is about journeys: their files, settings, baselines, and playbooks."""

    top: str
    files: tuple[Stored, ...]

    @property
    def journeys(self) -> list[str]:
        """The paths of the journey files, from the top."""
        return [file.path for file in self.files if file.path.endswith(ENDING)]

    @property
    def playbooks(self) -> list[str]:
        """The folders of playbooks that are kept in git, from the top."""
        return [os.path.dirname(file.path) for file in self.files if _name(file) == RECORD]

    @property
    def workspaces(self) -> list[str]:
        """The folders with a `journey.toml`, and the top if journeys are in none of them; from the top."""
        folders = [os.path.dirname(file.path) for file in self.files if _name(file) == SETTINGS]
        is_beside = any(not any(_is_in(path, folder) for folder in folders) for path in self.journeys)
        return sorted({*folders, *([""] if is_beside else [])})

    def below(self, workspace: str) -> list[str]:
        """Other workspaces inside of one, as paths from there."""
        inner = [other for other in self.workspaces if other != workspace and _is_in(other, workspace)]
        return [os.path.relpath(other, workspace or ".").replace(os.sep, "/") for other in inner]


def next_commit(top: str) -> Next:
    """What is staged below the top of a repository, or unchanged since the last commit; raises `NoGit`."""
    files = staged_files(top)
    built = [f"{os.path.dirname(file.path)}/".lstrip("/") for file in files if _name(file) == RECORD]
    kept = [file for file in files if file.path.endswith(ENDING) or _name(file) in (SETTINGS, BASELINE, RECORD)
            or file.path.startswith(tuple(built))]  # fmt: skip
    if len(kept) > MOST_FILES:
        raise NoGit(f"`{top}` has more than {MOST_FILES:,} journey files")
    return Next(top, tuple(kept))


@contextmanager
def laid_out(found: Next) -> Iterator[str]:
    """A folder that holds the next commit as the repository would. It is temporary.

    INVARIANT: no settings outside of the folder count for it, so that a workspace begins at its top.
    """
    with tempfile.TemporaryDirectory(prefix="journey-") as place:
        folder = os.path.realpath(place)
        write_out(folder, found.files, contents(found.top, found.files))
        settings = os.path.join(folder, SETTINGS)
        if not os.path.lexists(settings):
            with open(settings, "xb"):
                pass
        yield folder


def _is_in(path: str, folder: str) -> bool:
    return not folder or path == folder or path.startswith(f"{folder}/")


def _name(file: Stored) -> str:
    return file.path.rpartition("/")[2]


def listed(found: Sequence[Stored]) -> str:
    """What tells one state of files from another."""
    return "\n".join(f"{file.path} {file.content}" for file in found)
