"""Files that are shipped beside modules: `importlib.resources` and `pkgutil` take longer to import than to ask."""

from __future__ import annotations

from importlib import import_module


def shipped(package: str, name: str) -> bytes:
    """What a file beside the modules of a package holds; `name` has `/` between folders. Raises OSError without it."""
    module = import_module(package)
    loader = module.__spec__.loader if module.__spec__ else None
    data: bytes = loader.get_data(f"{module.__path__[0]}/{name}")  # type: ignore[union-attr]
    return data
