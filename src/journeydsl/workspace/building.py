"""Files into an output folder: only what is new or ours is written, only what is ours is taken away.

A folder that was built holds `.journey-build.json`, which says which files are ours and what they held. A file that is
not on it, or that somebody changed, is never overwritten or deleted unless that is asked for. While files are being
written it says of each what it held and what it will, so that whoever is stopped in between can go on.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import Literal

from journeydsl.text.record import Record
from journeydsl.workspace.files import Unreadable, lies_in, write_file

_HANDS = 8  # Each file waits until the disk has it; disks take several in the time of one.
RECORD = ".journey-build.json"


class Written(Record):
    """What was done: `changed` files were written, `removed` were ours and not needed any more; paths in the folder."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]


def write_folder(
    folder: str, contents: Mapping[str, str | bytes], *, overwrites: bool, made_of: Mapping[str, str] | None = None
) -> Written:
    """Makes a folder hold these files; raises `Unreadable` before anything is written where a file is not ours.

    `made_of` is kept beside what was written: what it came from, by path from the folder, and what that held. Paths
    use `/` and stay below the folder: a link on the way that leads out of it is refused.
    """
    ours = _recorded(folder)
    wanted = {path: data.encode() if isinstance(data, str) else data for path, data in sorted(contents.items())}
    _refuse_ways_out(folder, [*wanted, *ours])
    now = {path: _read(os.path.join(folder, path)) for path in dict.fromkeys([*wanted, *ours])}
    foreign = [path for path, data in wanted.items() if now[path] != data and not _is_ours(now[path], ours.get(path))]
    if foreign and not overwrites:
        more = f" and {len(foreign) - 1} more" if len(foreign) > 1 else ""
        raise Unreadable(f"`{folder}/{foreign[0]}`{more} was not written by a build, or was changed since; "
                         "name another folder, or use --force to write over it")  # fmt: skip
    changed = [path for path, data in wanted.items() if now[path] != data]
    gone = [path for path in ours if path not in wanted]
    removed = [path for path in gone if now[path] is not None and _is_ours(now[path], ours[path])]
    files = {path: _digest(data) for path, data in wanted.items()}
    if changed or removed:
        _write_record(folder, _either(ours, files), {})
    with ThreadPoolExecutor(_HANDS) as hands:
        for _ in hands.map(lambda path: _put(os.path.join(folder, path), wanted[path]), changed):
            pass
    for path in removed:
        _remove(folder, path)
    _write_record(folder, files, dict(sorted((made_of or {}).items())))
    return Written(tuple(changed), tuple(removed))


def _is_ours(there: bytes | None, recorded: str | None) -> bool:
    """Whether nothing is there, or one of the contents that the record of the folder gives."""
    return there is None or _digest(there) in (recorded or "").split()


def _either(ours: Mapping[str, str], files: Mapping[str, str]) -> dict[str, str]:
    """What each file may hold while files are being written: what it held, or what it will."""
    told = {path: (*ours.get(path, "").split(), *files.get(path, "").split()) for path in sorted({*ours, *files})}
    return {path: " ".join(dict.fromkeys(digests)) for path, digests in told.items()}


def _put(target: str, data: bytes) -> None:
    os.makedirs(os.path.dirname(target), exist_ok=True)
    if os.path.islink(target):
        os.unlink(target)
    write_file(target, data)


def _write_record(folder: str, files: Mapping[str, str], made_of: Mapping[str, str]) -> None:
    """Writes what a folder holds, where it does not say so already."""
    record = f"{json.dumps({'files': files, 'made_of': made_of}, indent=1)}\n".encode()
    if _read(os.path.join(folder, RECORD)) != record:
        os.makedirs(folder, exist_ok=True)
        write_file(os.path.join(folder, RECORD), record)


def refuse_outside(folder: str, workspace: str) -> None:
    """Raises `Unreadable` where a folder that the workspace itself names is a link that leads out of it."""
    if not lies_in(os.path.realpath(folder), os.path.realpath(workspace)):
        raise Unreadable(f"`{folder}` is a link that leads out of `{workspace}`; name it with --out if you mean it")


def _recorded(folder: str) -> dict[str, str]:
    return {path: digest for path, digest in recorded(folder, "files").items() if _is_inside(path)}


def recorded(folder: str, what: Literal["files", "made_of"]) -> dict[str, str]:
    """What the record of a folder says of its files, or of what they were made of; empty where it says nothing."""
    data = _read(os.path.join(folder, RECORD))
    try:
        told = json.loads(data or b"{}").get(what, {})
        return {path: digest for path, digest in told.items() if isinstance(digest, str)}
    except (ValueError, AttributeError, RecursionError):
        return {}


def _is_inside(path: str) -> bool:
    parts = path.split("/")
    return not os.path.isabs(path) and "\\" not in path and ":" not in path and not {"..", ".", ""} & set(parts)


def _refuse_ways_out(folder: str, paths: list[str]) -> None:
    real = os.path.realpath(folder)
    for path in paths:
        parent = os.path.realpath(os.path.dirname(os.path.join(folder, path)))
        if not lies_in(parent, real):
            raise Unreadable(f"`{folder}/{os.path.dirname(path)}` is a link that leads out of `{folder}`")


def _read(path: str) -> bytes | None:
    """What is there; nothing that a build writes where it is no ordinary file, or may not be read."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return b""
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None
    except OSError:
        return b"" if os.path.exists(path) else None


def _remove(folder: str, path: str) -> None:
    os.unlink(os.path.join(folder, path))
    above = os.path.dirname(path)
    while above:
        try:
            os.rmdir(os.path.join(folder, above))
        except OSError:
            return
        above = os.path.dirname(above)


def _digest(data: bytes | None) -> str:
    return sha256(data or b"").hexdigest()
