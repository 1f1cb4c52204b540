"""Whether a playbook still says what its journeys say: told from what it was made of, without making it anew."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from journeydsl.text.record import Record
from journeydsl.workspace.building import recorded
from journeydsl.workspace.files import Unreadable, read_bytes, seen_from
from journeydsl.workspace.looks import Looks, looked_at
from journeydsl.workspace.reading import STDIN, Shelf

_PROGRAM = "journey"
_MOST = 5  # names of a kind that are listed


class Freshness(Record):
    """`changed`, `new` and `gone` are what the playbook was made of; `edited` and `lost` are files of its own.

    `version` is that of the program which made it, and empty where this one did.
    """

    changed: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    version: str = ""
    is_missing: bool = False

    @property
    def is_fresh(self) -> bool:
        """Whether building it anew would give the same, but for what today's date changes."""
        return self == Freshness()

    def lines(self, folder: str) -> Iterator[str]:
        """What people are told."""
        if self.is_fresh:
            yield f"`{folder}` is fresh."
        if self.is_missing:
            yield f"`{folder}` holds no playbook that says what it was made of; `journey build` makes one."
        stale = (("has changed", "have changed", self.changed), ("is new", "are new", self.new),
                 ("is gone", "are gone", self.gone))  # fmt: skip
        for one, many, names in stale:
            if names:
                names = tuple(os.path.normpath(os.path.join(folder, name)).replace(os.sep, "/") for name in names)
                yield f"`{folder}` is stale: {_listed(names)} {one if len(names) == 1 else many} since it was built."
        if self.version:
            yield f"`{folder}` was built by version {self.version} of this program."
        if self.lost:
            yield f"`{folder}` is not whole: {_listed(self.lost)} {'is' if len(self.lost) == 1 else 'are'} gone."
        if self.changed or self.new or self.gone or self.version or self.lost:
            yield "`journey build` brings it up to date."
        if self.edited:
            count = "was" if len(self.edited) == 1 else "were"
            yield f"{_listed(self.edited)} in `{folder}` {count} edited by hand, and a build does not write over that."
            yield "Say it in the journey instead; `journey build --force` takes the edits away."


def made_of(folder: str, shelf: Shelf, names: Iterable[str], version: str, logo: str = "") -> dict[str, str]:
    """What a playbook in a folder is made of, by the way from there, and what it holds, line endings apart.

    `logo` is the path of the picture that `journey.toml` names, if it names one.
    """
    found = {_PROGRAM: version}
    if logo and os.path.isfile(logo):
        found[_way(folder, logo)] = _digest(read_bytes(logo))
    for name in dict.fromkeys(names):
        if name != STDIN:
            found[_way(folder, shelf.absolute(name))] = _digest(
                shelf.source(name).text.encode("utf-8", "surrogatepass")
            )
            settings = os.path.join(shelf.workspace(name), "journey.toml")
            if os.path.isfile(settings):
                found[_way(folder, settings)] = _digest(read_bytes(settings))
            for own in looked_at(shelf.workspace(name), Looks()):
                path = os.path.join(shelf.workspace(name), own)
                found[_way(folder, path)] = _digest(read_bytes(path))
    return found


def freshness(folder: str, now: Mapping[str, str] | None, version: str) -> Freshness:
    """How a playbook stands to what it is to be made of; where that is not known, to what it was made of."""
    was = recorded(folder, "made_of")
    made_by = was.pop(_PROGRAM, "")
    if not made_by:
        return Freshness(is_missing=True)
    there = {name: held for name, held in (now or _now(folder, was)).items() if name != _PROGRAM}
    files = {name: _held(os.path.join(folder, name)) for name in recorded(folder, "files")}
    return Freshness(
        tuple(name for name in was if name in there and there[name] != was[name]),
        tuple(name for name in there if name not in was),
        tuple(name for name in was if name not in there),
        tuple(name for name, held in recorded(folder, "files").items() if files[name] and held not in files[name]),
        tuple(name for name in files if not files[name]),
        "" if made_by == version else made_by,
    )


def _now(folder: str, names: Iterable[str]) -> dict[str, str]:
    return {name: held[-1] for name in names if (held := _held(os.path.join(folder, name)))}


def _held(path: str) -> tuple[str, ...]:
    """What a file holds, as it is and with plain line endings; nothing where it is not there."""
    try:
        data = read_bytes(path)
    except Unreadable:
        return ()
    return (sha256(data).hexdigest(), _digest(data))


def _digest(data: bytes) -> str:
    return sha256(data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")).hexdigest()


def _way(folder: str, path: str) -> str:
    return seen_from(os.path.realpath(folder), os.path.realpath(path)).replace(os.sep, "/")


def _listed(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return ", ".join(f"`{name}`" for name in names[:_MOST]) + more
