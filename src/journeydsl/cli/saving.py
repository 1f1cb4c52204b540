"""What a command made, put into a file."""

from __future__ import annotations

from journeydsl.cli.printing import complain
from journeydsl.workspace.files import not_written, write_file


def save(path: str, data: bytes) -> bool:
    """Whether the file could be written; says why not."""
    try:
        write_file(path, data)
    except OSError as fault:
        complain(not_written(path, fault))
        return False
    return True
