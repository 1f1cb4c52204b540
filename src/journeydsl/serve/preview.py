"""What is shown right now: the last good playbook, and what stands in the way of a newer one."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import date
from threading import Condition
from typing import TYPE_CHECKING

from journeydsl.api import Edition, make_edition
from journeydsl.checks._catalogue import names
from journeydsl.text.record import Record
from journeydsl.workspace.analyzing import Wish, surely
from journeydsl.workspace.files import Unreadable, workspace_folder
from journeydsl.workspace.looks import TEMPLATES, looked_at
from journeydsl.workspace.reading import Shelf, ask
from journeydsl.workspace.settings import Settings, read_settings

if TYPE_CHECKING:
    from journeydsl.diagnostics.finding import Diagnostic

_BROKEN = frozenset({"unreadable-text", "unknown-name", "used-file-missing", "wrong-kind"})


class Trouble(Record):
    """A sentence about what is wrong, and where, as `file:line` or an empty text."""

    sentence: str
    place: str


class Shown(Record):
    """What visitors get: `files` by path, `trouble` where the text of now cannot be shown, and what is found in it.

    `number` grows with every change.
    """

    number: int
    files: Mapping[str, bytes]
    trouble: tuple[Trouble, ...]
    findings: tuple[tuple[str, Diagnostic], ...]


class Asked(Record):
    """What was asked to be shown: paths as a person wrote them, the folder they start at, and the day, if one was."""

    paths: tuple[str, ...]
    folder: str
    today: date | None


class Preview:
    """Makes the playbook again whenever what it is made of has changed."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.shown = Shown(0, {}, (), ())
        self.changed = Condition()
        self._seen: tuple[object, ...] | None = None

    def look(self) -> bool:
        """Makes it again if anything was saved since the last look; says whether."""
        seen = self._state()
        if seen == self._seen:
            return False
        self._seen = seen
        shown = self._made()
        with self.changed:
            self.shown = shown
            self.changed.notify_all()
        return True

    def wait(self, number: int, seconds: float) -> int:
        """The number of what is shown, as soon as it is another than this, or when time is up."""
        with self.changed:
            self.changed.wait_for(lambda: self.shown.number != number, seconds)
            return self.shown.number

    def _made(self) -> Shown:
        was, number = self.shown, self.shown.number + 1
        try:
            edition = self._edition(lambda: None)
        except (Unreadable, OSError) as fault:
            return Shown(number, was.files, (Trouble(str(fault), ""),), was.findings)
        trouble = tuple(_trouble(told) for told in _faults(edition))
        if trouble and was.files:
            return Shown(number, was.files, trouble, was.findings)
        files = {path: data.encode() if isinstance(data, str) else data for path, data in edition.files.items()}
        return Shown(number, files, trouble, tuple(_found(edition)))

    def _edition(self, done: Callable[[], None]) -> Edition:
        settings = self._settings()
        paths = self.asked.paths or tuple(os.path.join(settings.folder, path) for path in settings.paths) or (".",)
        shelf = Shelf(self.asked.folder)
        asked = surely(lambda: ask(shelf, paths, settings.excluded))
        if asked.problems:
            raise Unreadable("\n".join(asked.problems))
        if not asked.roots:
            raise Unreadable("There is no journey to show: no file begins one with `journey NAME { … }`")
        return make_edition(shelf, asked.roots, Wish(settings, (), self.asked.today), None, done)

    def _settings(self) -> Settings:
        return read_settings(self._workspace(), names())

    def _workspace(self) -> str:
        return workspace_folder(os.path.join(self.asked.folder, self.asked.paths[0] if self.asked.paths else "."))

    def _state(self) -> tuple[object, ...]:
        """What every file that counts looks like from outside: its name, length and time."""
        workspace = self._workspace()
        folders = dict.fromkeys([workspace, *(os.path.join(self.asked.folder, path) for path in self.asked.paths)])
        found: list[object] = [str(self.asked.today or date.today())]
        for folder in folders:
            found += _files_below(folder) if os.path.isdir(folder) else [_from_outside(folder)]
        try:
            own = looked_at(workspace, self._settings().looks)
        except (Unreadable, OSError):
            own = ()
        return (*found, *(_from_outside(os.path.join(workspace, path)) for path in own))


def _files_below(folder: str) -> list[object]:
    found: list[object] = []
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "node_modules")
        ours = (".journey", ".html", ".css") if os.path.basename(here) == TEMPLATES else (".journey", "journey.toml")
        found += [_from_outside(os.path.join(here, name)) for name in sorted(files) if name.endswith(ours)]
    return found


def _from_outside(path: str) -> object:
    try:
        about = os.stat(path)
    except OSError:
        return path, None
    return path, about.st_size, about.st_mtime_ns


def _faults(edition: Edition) -> list[Diagnostic]:
    """Errors in text and names, with which a playbook would say less than the text means."""
    found = (told for analysis in edition.analyses for told in analysis.diagnostics)
    return [told for told in found if told.name in _BROKEN and told.severity == "error"]


def _found(edition: Edition) -> list[tuple[str, Diagnostic]]:
    """Every finding with the folder of the playbook that tells of it."""
    several = len(edition.volumes) > 1
    pairs = zip(edition.volumes, edition.analyses, strict=True)
    return [(f"{volume.folder}/" if several else "", told) for volume, one in pairs for told in one.diagnostics]


def _trouble(told: Diagnostic) -> Trouble:
    return Trouble(told.finding.message, f"{told.span.source.path}:{told.span.line}")
