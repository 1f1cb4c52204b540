"""From the paths that a person gave to syntax files: what is asked for, what it uses, and who uses it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Literal

from journeydsl.syntax.parse import SyntaxFile, parse
from journeydsl.syntax.people import Journey, Use
from journeydsl.text.source import Source
from journeydsl.workspace.files import Unreadable, as_source, journey_files, read_bytes, shown, workspace_folder

Why = Literal["missing", "outside", "unreadable"]
STDIN = "-"


class Shelf:
    """The files read so far, by the path to show; each is read and parsed once.

    `uses` says for each (file, path as written after `use`) which file is meant, or why none is.
    """

    def __init__(self, folder: str, stdin: bytes | None = None) -> None:
        self.folder = folder
        self.files: dict[str, SyntaxFile] = {}
        self.uses: dict[tuple[str, str], str | Why] = {}
        self._stdin = stdin
        self._workspaces: dict[str, str] = {}
        self._sources: dict[str, Source] = {}

    def source(self, path: str) -> Source:
        """The source at a path to show; raises `Unreadable`."""
        if path not in self._sources:
            data = (self._stdin or b"") if path == STDIN else read_bytes(self._absolute(path))
            self._sources[path] = as_source(data, path)
        return self._sources[path]

    def file(self, path: str) -> SyntaxFile:
        """The syntax file at a path to show; raises `Unreadable`."""
        if path not in self.files:
            self.files[path] = parse(self.source(path))
        return self.files[path]

    def with_used(self, path: str) -> dict[str, SyntaxFile]:
        """A file and every file that it uses, at any depth; what cannot be read is left out and stands in `uses`."""
        found: dict[str, SyntaxFile] = {}
        waiting = [path]
        while waiting:
            now = waiting.pop()
            if now in found:
                continue
            found[now] = self.file(now)
            for use in (node for node in found[now].statements if isinstance(node, Use)):
                meant = self._meant(now, use.path.text)
                self.uses[now, use.path.text] = meant
                if meant not in ("missing", "outside", "unreadable"):
                    waiting.append(meant)
        return found

    def _meant(self, path: str, written: str) -> str | Why:
        """Which file a `use` means: relative to the file that says it, inside the workspace."""
        base = self.folder if path == STDIN else os.path.dirname(self._absolute(path))
        workspace = self._workspace(base if path == STDIN else self._absolute(path))
        if not written or "\0" in written or os.path.isabs(written) or ":" in written or "\\" in written:
            return "outside"
        target = os.path.realpath(os.path.join(base, written))
        if os.path.commonpath([target, os.path.realpath(workspace)]) != os.path.realpath(workspace):
            return "outside"
        if not os.path.isfile(target):
            return "missing" if not os.path.exists(target) else "unreadable"
        name = shown(os.path.normpath(os.path.join(base, written)), self.folder)
        try:
            self.file(name)
        except Unreadable:
            return "unreadable"
        return name

    def _workspace(self, path: str) -> str:
        folder = path if os.path.isdir(path) else os.path.dirname(path)
        if folder not in self._workspaces:
            self._workspaces[folder] = self.given_folder(folder)
        return self._workspaces[folder]

    def given_folder(self, folder: str) -> str:
        """The workspace of a folder: the nearest with a `journey.toml`, else the folder that was given above it."""
        found = workspace_folder(folder)
        if os.path.isfile(os.path.join(found, "journey.toml")):
            return found
        above = [given for given in self.given if os.path.commonpath([given, folder]) == given]
        return min(above, key=len) if above else found

    given: tuple[str, ...] = ()

    def _absolute(self, path: str) -> str:
        return os.path.join(self.folder, path)


class Asked:
    """What was asked for: `roots` and `libraries` (paths to show, sorted), and the problems met, a sentence each."""

    def __init__(self) -> None:
        self.roots: list[str] = []
        self.libraries: list[str] = []
        self.problems: list[str] = []


def is_root(file: SyntaxFile) -> bool:
    """Whether a file has a `journey` header."""
    return any(isinstance(node, Journey) for node in file.statements)


def find_files(shelf: Shelf, paths: Iterable[str], exclude: Iterable[str] = ()) -> tuple[list[str], list[str]]:
    """The journey files that paths mean, as paths to show, and a sentence for each path that means none."""
    excluded = frozenset(os.path.normpath(os.path.join(shelf.folder, path)) for path in exclude)
    found: dict[str, None] = {}
    problems: list[str] = []
    folders = []
    for path in paths:
        if path == STDIN:
            found[STDIN] = None
            continue
        whole = os.path.normpath(os.path.join(shelf.folder, path))
        if os.path.isdir(whole):
            folders.append(whole)
        try:
            files = journey_files(whole, excluded)
        except Unreadable as fault:
            problems.append(str(fault).replace(whole, path))
            continue
        if not files:
            problems.append(f"`{path}` holds no journey file (its name ends with `.journey`)")
        found |= dict.fromkeys(shown(file, shelf.folder) for file in files)
    shelf.given = (*shelf.given, *folders)
    return list(found), problems


def asked(shelf: Shelf, files: Iterable[str]) -> Asked:
    """Reads the files and what they use, and tells roots from libraries.

    A library is checked through the roots that use it: those of its workspace are asked for with it.
    """
    answer = Asked()
    used: set[str] = set()
    for path in files:
        try:
            reached = shelf.with_used(path)
        except Unreadable as fault:
            answer.problems.append(str(fault).replace(os.path.join(shelf.folder, ""), ""))
            continue
        if is_root(shelf.files[path]):
            answer.roots.append(path)
            used |= set(reached)
        else:
            answer.libraries.append(path)
    lonely = [path for path in answer.libraries if path not in used and path != STDIN]
    for path in lonely:
        for root in roots_using(shelf, path):
            if root not in answer.roots:
                answer.roots.append(root)
                used |= set(shelf.with_used(root))
    answer.libraries = [path for path in answer.libraries if path not in used]
    return answer


def roots_using(shelf: Shelf, library: str) -> list[str]:
    """The roots of a library's workspace that use it, at any depth."""
    return [root for root, reached in workspace_roots(shelf, library).items() if library in reached]


def workspace_roots(shelf: Shelf, path: str) -> Mapping[str, dict[str, SyntaxFile]]:
    """Every root of the workspace that a file is in, with all files that it uses."""
    folder = shelf.given_folder(os.path.dirname(os.path.join(shelf.folder, path)))
    found: dict[str, dict[str, SyntaxFile]] = {}
    try:
        files = journey_files(folder)
    except Unreadable:
        return {}
    for file in files:
        name = shown(file, shelf.folder)
        try:
            if is_root(shelf.file(name)):
                found[name] = shelf.with_used(name)
        except Unreadable:
            continue
    return found
