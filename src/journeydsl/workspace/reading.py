"""From the paths that a person gave to files: what is asked for, what it uses, and who uses it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence

from journeydsl.syntax.parse import SyntaxFile, parse
from journeydsl.text.record import Record
from journeydsl.text.source import Source
from journeydsl.workspace.files import (
    SETTINGS,
    Unreadable,
    as_source,
    journey_files,
    lies_in,
    read_bytes,
    refuse_no_text,
    shown,
    workspace_folder,
)
from journeydsl.workspace.outline import Outline, guess, outline

STDIN = "-"
_NO_FILE = ("missing", "miswritten", "outside", "unreadable")


class Surprise(Exception):
    """A file is not what its outline made one think; the shelf knows better from now on."""


class Shelf:
    """The files read so far, by the path to show, each read and parsed once and only when it is needed.

    `uses` says for each (file, path as written after `use`) which file is meant, or why none is: `missing`,
    `miswritten` in its capital letters, `outside` of the workspace, or `unreadable`. `given` are the folders that a
    person named. `texts` stand for files that are not written yet.
    """

    def __init__(self, folder: str, stdin: bytes = b"", texts: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self.texts = texts or {}
        self.uses: dict[tuple[str, str], str] = {}
        self.given: tuple[str, ...] = ()
        self._stdin = stdin
        self._sources: dict[str, Source] = {}
        self._files: dict[str, SyntaxFile] = {}
        self._outlines: dict[str, Outline] = {}
        self._reached: dict[str, tuple[str, ...]] = {}
        self._names: dict[str, tuple[str, ...]] = {}

    def source(self, path: str) -> Source:
        """The source at a path to show; raises `Unreadable`."""
        if path not in self._sources:
            if path in self.texts:
                self._sources[path] = Source(path, self.texts[path])
            else:
                refuse_no_text(path)
                data = self._stdin if path == STDIN else read_bytes(self.absolute(path))
                self._sources[path] = as_source(data, path)
        return self._sources[path]

    def file(self, path: str) -> SyntaxFile:
        """The syntax file at a path to show; raises `Unreadable`, and `Surprise` where its outline was wrong."""
        if path not in self._files:
            self._files[path] = parse(self.source(path))
            true, guessed = outline(self._files[path]), self._outlines.get(path)
            self._outlines[path] = true
            if guessed is not None and guessed != true:
                self._reached.clear()
                raise Surprise(path)
        return self._files[path]

    def outline(self, path: str) -> Outline:
        """The outline of a file, guessed as long as it is not parsed; raises `Unreadable`."""
        if path not in self._outlines:
            guessed = guess(self.source(path).text)
            if guessed is None:
                self.file(path)
            else:
                self._outlines[path] = guessed
        return self._outlines[path]

    def reached(self, path: str) -> tuple[str, ...]:
        """A file and every file that it uses, at any depth, as paths to show; raises `Unreadable` for the file."""
        if path not in self._reached:
            found: dict[str, None] = {}
            waiting = [path]
            while waiting:
                now = waiting.pop()
                if now not in found:
                    found[now] = None
                    waiting += reversed([use for use in self._used(now) if use not in _NO_FILE])
            self._reached[path] = tuple(found)
        return self._reached[path]

    def with_used(self, path: str) -> dict[str, SyntaxFile]:
        """The same, read; raises `Surprise` where an outline was wrong."""
        return {name: self.file(name) for name in self.reached(path)}

    def workspace(self, path: str) -> str:
        """The workspace of a file: the nearest folder with a `journey.toml`, else the folder given above it."""
        whole = self.folder if path == STDIN else os.path.dirname(self.absolute(path))
        found = workspace_folder(whole)
        if os.path.isfile(os.path.join(found, SETTINGS)):
            return found
        above = [given for given in self.given if lies_in(whole, given)]
        return min(above, key=len) if above else found

    def absolute(self, path: str) -> str:
        """Where a path to show is."""
        return os.path.join(self.folder, path)

    def _used(self, path: str) -> list[str]:
        return [self._meant(path, written) for written in self.outline(path).uses]

    def _meant(self, path: str, written: str) -> str:
        if (path, written) not in self.uses:
            self.uses[path, written] = self._find(path, written)
        return self.uses[path, written]

    def _find(self, path: str, written: str) -> str:
        """Which file a `use` means: relative to the file that says it, inside the workspace, links followed."""
        base = self.folder if path == STDIN else os.path.dirname(self.absolute(path))
        if not written or "\0" in written or os.path.isabs(written) or ":" in written or "\\" in written:
            return "outside"
        workspace = os.path.realpath(self.workspace(path))
        target = os.path.realpath(os.path.join(base, written))
        if not lies_in(target, workspace):
            return "outside"
        spelt = self._spelt(base, written)
        if spelt is None or not os.path.exists(os.path.join(base, spelt)):
            return "missing"
        if spelt != written and _composed(spelt) != _composed(written):
            return "miswritten"
        if not lies_in(os.path.realpath(os.path.join(base, spelt)), workspace):
            return "outside"
        name = shown(os.path.join(base, spelt), self.folder)
        try:
            self.source(name)
        except Unreadable:
            return "unreadable"
        return name

    def _spelt(self, folder: str, written: str) -> str | None:
        """A path below a folder as the folders on the way spell it: one name may be written in several ways.

        Some systems write `é` as two characters, and some find a file whose capital letters are others; so all of them
        look for the name itself, then for the same characters, then for the same letters.
        """
        found: list[str] = []
        for part in written.split("/"):
            here = os.path.join(folder, *found)
            names = () if part in ("", ".", "..") else self._names_in(here)
            spelt = part if not names or part in names else _alike(part, names)
            if spelt is None:
                return None
            found.append(spelt)
        return "/".join(found)

    def _names_in(self, folder: str) -> tuple[str, ...]:
        """The names in a folder; none where it cannot be listed."""
        if folder not in self._names:
            try:
                self._names[folder] = tuple(os.listdir(folder))
            except OSError:
                self._names[folder] = ()
        return self._names[folder]


def _alike(part: str, names: tuple[str, ...]) -> str | None:
    """The name that is the same but for how characters are composed, else but for its capital letters."""
    composed = _composed(part)
    same = [name for name in names if _composed(name) == composed]
    return min(same or (name for name in names if _composed(name).casefold() == composed.casefold()), default=None)


def _composed(name: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFC", name)


class Asked(Record):
    """What was asked for: `roots` and `libraries` by the path to show, `files` given, and problems, a sentence each."""

    roots: tuple[str, ...]
    libraries: tuple[str, ...]
    files: tuple[str, ...]
    problems: tuple[str, ...]


def find_files(shelf: Shelf, paths: Iterable[str], exclude: Iterable[str] = ()) -> tuple[list[str], list[str]]:
    """The journey files that paths mean, as paths to show, and a sentence for each path that means none."""
    excluded = frozenset(os.path.normpath(path) for path in exclude)
    found: dict[str, None] = {}
    problems: list[str] = []
    for path in paths:
        if path == STDIN:
            found[STDIN] = None
            continue
        whole = os.path.normpath(os.path.join(shelf.folder, path))
        shelf.given += (whole,) if os.path.isdir(whole) else ()
        try:
            files = journey_files(whole, excluded)
        except Unreadable as fault:
            problems.append(str(fault).replace(whole, path))
            continue
        if not files:
            problems.append(f"`{path}` holds no journey file: the name of one ends with `.journey`")
        found |= dict.fromkeys(shown(file, shelf.folder) for file in files)
    return list(found), problems


def ask(shelf: Shelf, paths: Iterable[str], exclude: Iterable[str] = ()) -> Asked:
    """Finds the files that paths mean, and tells roots from libraries.

    A library is checked through the roots that use it, which are asked for with it; one that nobody uses, by itself.
    """
    files, problems = find_files(shelf, paths, exclude)
    readable: list[str] = []
    for path in files:
        try:
            shelf.outline(path)
            readable.append(path)
        except Unreadable as fault:
            problems.append(str(fault).replace(os.path.join(shelf.folder, ""), ""))
    roots = [path for path in readable if shelf.outline(path).is_root]
    used = {name for root in roots for name in shelf.reached(root)}
    for path in readable:
        if path not in used and path != STDIN and path not in roots:
            more = [root for root in workspace_roots(shelf, path) if path in shelf.reached(root) and root not in roots]
            roots += more
            used |= {name for root in more for name in shelf.reached(root)}
    libraries = [path for path in readable if path not in used]
    return Asked(tuple(dict.fromkeys(roots)), tuple(libraries), tuple(files), tuple(problems))


def why_not_one(path: str, roots: Sequence[str]) -> str:
    """Why the roots found at a path are not one journey, in a sentence; empty where they are."""
    if len(roots) > 1:
        return f"`{path}` holds {len(roots)} journeys: name the file of one, such as `{roots[0]}`"
    return "" if roots else f"`{path}` holds no journey: no file there begins one with `journey NAME {{ … }}`"


def workspace_roots(shelf: Shelf, path: str) -> list[str]:
    """Every root of the workspace that a file is in."""
    try:
        files = [shown(file, shelf.folder) for file in journey_files(shelf.workspace(path))]
    except Unreadable:
        return []
    found = []
    for name in files:
        try:
            if shelf.outline(name).is_root:
                found.append(name)
        except Unreadable:
            continue
    return found


def companions(shelf: Shelf, root: str) -> list[str]:
    """The other roots of the workspace that share a library with this one."""
    files = set(shelf.reached(root)) - {root}
    if not files:
        return []
    return [other for other in workspace_roots(shelf, root) if other != root and files & set(shelf.reached(other))]
