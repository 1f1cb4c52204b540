"""The cache: one small file for each workspace, in the user's cache folder, that may be deleted at any time.

Everything in it is keyed by content and by the version of this program, and it begins with the digest of the rest; a
broken or foreign file counts as empty; a folder that cannot be written is no problem. `JOURNEY_CACHE` names another
folder, or is `off`.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys

from journeydsl import __version__

try:
    from _blake2 import blake2b  # The same, without OpenSSL, which `hashlib` loads for a tenth of a warm run.
except ImportError:
    from hashlib import blake2b

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_KEPT = 4_000  # entries of one kind that are kept


def digest(*parts: bytes | str) -> str:
    """What a content is known by."""
    whole = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "big") + data)
    return whole.hexdigest()


def version() -> str:
    """This version of the program, and in a checkout the state of its files."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    if not os.path.exists(os.path.join(package, os.pardir, os.pardir, "pyproject.toml")):
        return __version__
    return f"{__version__}+{digest(*sorted(_states(package)))}"


def _states(folder: str) -> Iterator[str]:
    """What changes with the files of a folder: the name, time and size of each."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith((".py", ".json", ".md", ".j2", ".txt")):
                about = entry.stat()
                yield f"{entry.path} {about.st_mtime_ns} {about.st_size}"
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _states(entry.path)


def cache_file(folder: str) -> str | None:
    """Where the cache of a workspace folder is; none where the user wants none."""
    wanted = os.environ.get("JOURNEY_CACHE", "")
    if wanted == "off":
        return None
    return os.path.join(wanted or _cache_folder(), f"{digest(folder)[:24]}.json")


def _cache_folder() -> str:
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
    elif sys.platform == "darwin":
        base = os.path.join(home, "Library", "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache")
    return os.path.join(base, "journeydsl")


def read_cache(folder: str) -> dict[str, dict[str, Any]]:
    """The cache of a workspace: `answers`, `results` and `facts` by key; empty where there is none of this version."""
    empty: dict[str, dict[str, Any]] = {"answers": {}, "results": {}, "facts": {}}
    path = cache_file(folder)
    if path is None:
        return empty
    try:
        with open(path, "rb") as file:
            known, _, data = file.read().partition(b"\n")
        kept = json.loads(data) if known.decode("ascii", "replace") == digest(data) else None
    except (OSError, ValueError, RecursionError):
        return empty
    if not isinstance(kept, dict) or kept.get("version") != version():
        return empty
    return {kind: kept[kind] if isinstance(kept.get(kind), dict) else {} for kind in empty}


def write_cache(folder: str, kept: dict[str, dict[str, Any]]) -> None:
    """Puts the cache of a workspace in place, whole or not at all; says nothing where it cannot."""
    path = cache_file(folder)
    if path is None:
        return
    kept = {kind: dict(list(entries.items())[-_KEPT:]) for kind, entries in kept.items()}
    data = json.dumps({"version": version(), **kept}, separators=(",", ":"), ensure_ascii=True)
    beside = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(beside, "x", encoding="ascii", newline="") as file:
            file.write(f"{digest(data)}\n{data}")
        os.replace(beside, path)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(beside)
