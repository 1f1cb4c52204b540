"""Which files a path means, and their bytes."""

from __future__ import annotations

import os
import stat

from journeydsl.text.decoding import decode
from journeydsl.text.source import Source

ENDING = ".journey"
SETTINGS = "journey.toml"
LARGEST = 8 * 1024 * 1024  # bytes of one journey file
MOST_FILES = 20_000
_SKIPPED = frozenset({"node_modules", "__pycache__"})


class Unreadable(Exception):
    """A path that cannot be read; its words are for the user."""


def shown(path: str, folder: str) -> str:
    """A path as the user would write it in a folder: relative inside of it, whole elsewhere, always with `/`."""
    whole = os.path.abspath(os.path.join(folder, path))
    return (os.path.relpath(whole, folder) if lies_in(whole, folder) else whole).replace(os.sep, "/")


def refuse_no_text(path: str) -> None:
    """Raises `Unreadable` for a name that the system cannot give as text, which nothing could be told of."""
    try:
        path.encode()
    except UnicodeEncodeError:
        told = path.encode(errors="replace").decode()
        raise Unreadable(f"`{told}` has a name that is not UTF-8 here: give it another name") from None


def lies_in(path: str, folder: str) -> bool:
    """Whether a whole path is the folder or below it."""
    try:
        return os.path.commonpath([path, folder]) == folder
    except ValueError:  # two drives
        return False


def seen_from(folder: str, path: str) -> str:
    """A path as seen from a folder; whole where that is on another drive."""
    try:
        return os.path.relpath(path, folder)
    except ValueError:
        return os.path.abspath(path)


def journey_files(path: str, excluded: frozenset[str] = frozenset()) -> list[str]:
    """The journey files below a folder, or the one file; sorted, hidden folders and links to folders left out.

    Raises `Unreadable` where there is nothing at the path, or nothing that can be listed.
    """
    if os.path.isfile(path):
        return [path]
    if not os.path.isdir(path):
        what = "cannot be read as a file" if os.path.lexists(path) else "is not there"
        raise Unreadable(f"`{path}` {what}")
    found: list[str] = []
    for folder, folders, files in os.walk(path, onerror=_give_up):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _SKIPPED)
        folders[:] = [name for name in folders if os.path.normpath(os.path.join(folder, name)) not in excluded]
        files_here = (os.path.join(folder, name) for name in sorted(files) if name.endswith(ENDING))
        found += [file for file in files_here if os.path.normpath(file) not in excluded]
        if len(found) > MOST_FILES:
            raise Unreadable(f"`{path}` has more than {MOST_FILES:,} journey files")
    return sorted(found)


def read_bytes(path: str) -> bytes:
    """The bytes of an ordinary file; raises `Unreadable` for devices, pipes, what is too large or denied."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as fault:
        raise Unreadable(f"`{path}` {_why(fault)}") from None
    try:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode):
            raise Unreadable(f"`{path}` is not an ordinary file")
        if about.st_size > LARGEST:
            raise Unreadable(f"`{path}` is larger than {LARGEST // 2**20} MB")
        with open(descriptor, "rb", closefd=False) as file:
            return file.read(LARGEST + 1)
    except OSError as fault:
        raise Unreadable(f"`{path}` {_why(fault)}") from None
    finally:
        os.close(descriptor)


def as_source(data: bytes, path: str) -> Source:
    """A file's bytes as a source; what is not UTF-8 is read as well as it can be, and noted."""
    decoded = decode(data)
    return Source(path, decoded.text, (decoded.encoding, decoded.offset) if decoded.encoding else None)


def workspace_folder(path: str) -> str:
    """The nearest folder above with a `journey.toml`, else the folder given, else the file's own."""
    start = os.path.abspath(path)
    folder = start if os.path.isdir(start) else os.path.dirname(start)
    here = folder
    while True:
        if os.path.isfile(os.path.join(here, SETTINGS)):
            return here
        above = os.path.dirname(here)
        if above == here:
            return folder
        here = above


def write_file(path: str, data: bytes) -> None:
    """Puts a file in place whole or not at all: written beside it under another name, then renamed; keeps its mode."""
    import tempfile

    real = os.path.realpath(path)
    descriptor, beside = tempfile.mkstemp(prefix=".journey-", dir=os.path.dirname(real))
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, stat.S_IMODE(os.stat(real).st_mode) if os.path.exists(real) else 0o644)
        os.replace(beside, real)
    except BaseException:
        os.unlink(beside)
        raise


def not_written(path: str, fault: OSError) -> str:
    """Why a file could not be written, in a sentence."""
    return f"`{path}` cannot be written: {fault.strerror or 'the system says no more'}"


def not_written_in(folder: str, fault: OSError) -> str:
    """The same of whatever file in a folder it was; of the folder itself where that is not known."""
    return not_written(fault.filename2 or fault.filename or folder, fault)


def _give_up(fault: OSError) -> None:
    raise Unreadable(f"`{fault.filename}` {_why(fault)}")


def _why(fault: OSError) -> str:
    match fault:
        case FileNotFoundError():
            return "is not there"
        case PermissionError():
            return "may not be read"
        case IsADirectoryError():
            return "is a folder"
        case _:
            return f"cannot be read: {fault.strerror or 'the system says no more'}"
