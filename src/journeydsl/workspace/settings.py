"""`journey.toml`: which files, which severities, where playbooks go."""

from __future__ import annotations

import os

from journeydsl.diagnostics.finding import SEVERITIES, Severity
from journeydsl.text.record import Record
from journeydsl.text.spelling import nearest
from journeydsl.workspace.files import SETTINGS, Unreadable, read_bytes
from journeydsl.workspace.looks import KEYS, Looks, read_looks


class Settings(Record):
    """What a workspace sets; `folder` is where it is, `paths`, `exclude` and `out` are relative to it.

    `source` is the address of a line of a file, with `{file}` and `{line}` in it. `severity` gives a check's name its
    severity, or none where the check is off. `digest` changes with any of it.
    """

    folder: str
    paths: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    severity: dict[str, Severity | None] = {}  # noqa: RUF012 - never changed, like every record
    out: str = "playbook"
    source: str = ""
    digest: str = ""
    looks: Looks = Looks()

    @property
    def excluded(self) -> tuple[str, ...]:
        """What `exclude` names, as paths."""
        return tuple(os.path.join(self.folder, path) for path in self.exclude)


def read_settings(folder: str, checks: tuple[str, ...]) -> Settings:
    """The settings of a workspace folder; raises `Unreadable`, all problems in its words, a line each."""
    path = os.path.join(folder, SETTINGS)
    if not os.path.isfile(path):
        return Settings(folder)
    import tomllib

    data = read_bytes(path)
    try:
        said = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise Unreadable(f"`{path}` cannot be read: {str(fault)[:200]}") from None
    except (ValueError, RecursionError):
        raise Unreadable(f"`{path}` cannot be read: a value in it is too long, or too deep") from None
    problems: list[str] = []
    settings = _settings(folder, said, checks, problems)
    if problems:
        raise Unreadable("\n".join(f"`{path}`: {problem}" for problem in problems))
    return settings.replace(digest=data.hex() if len(data) < 200 else _digest(data))


def _settings(folder: str, said: dict[str, object], checks: tuple[str, ...], problems: list[str]) -> Settings:
    known = ("paths", "exclude", "severity", "build", "playbook")
    _unknown(said, known, "", problems)
    build = _table(said, "build", problems)
    _unknown(build, ("out", "source"), "build.", problems)
    out = build.get("out", "playbook")
    if not isinstance(out, str) or not _is_inside(out):
        problems.append("`build.out` is the name of a folder inside the workspace, in quotes")
        out = "playbook"
    source = build.get("source", "")
    if not isinstance(source, str) or (
        source and not (source.startswith(("https://", "http://")) and "{file}" in source)
    ):
        problems.append("`build.source` is a web address with {file} and {line} in it, in quotes")
        source = ""
    playbook = _table(said, "playbook", problems)
    _unknown(playbook, KEYS, "playbook.", problems)
    return Settings(
        folder,
        _texts(said, "paths", problems),
        _texts(said, "exclude", problems),
        _severities(_table(said, "severity", problems), checks, problems),
        out,
        source,
        looks=read_looks(playbook, problems),
    )


def _severities(said: dict[str, object], checks: tuple[str, ...], problems: list[str]) -> dict[str, Severity | None]:
    found: dict[str, Severity | None] = {}
    for name, value in said.items():
        if name not in checks:
            close = nearest(name, checks)
            problems.append(f"there is no check `{name}`" + (f"; there is `{close}`" if close else ""))
        elif value == "off":
            found[name] = None
        elif value in SEVERITIES:
            found[name] = value
        else:
            problems.append(f'`severity.{name}` is one of "error", "warning", "advice" and "off"')
    return found


def _unknown(said: dict[str, object], known: tuple[str, ...], before: str, problems: list[str]) -> None:
    for key in said:
        if key not in known:
            close = nearest(key, known)
            hint = (
                f"; there is `{before}{close}`" if close else f"; there is {', '.join(f'`{before}{k}`' for k in known)}"
            )
            problems.append(f"there is no key `{before}{key}`{hint}")


def _table(said: dict[str, object], key: str, problems: list[str]) -> dict[str, object]:
    value = said.get(key, {})
    if isinstance(value, dict):
        return value
    problems.append(f"`{key}` is a section, written `[{key}]`")
    return {}


def _texts(said: dict[str, object], key: str, problems: list[str]) -> tuple[str, ...]:
    value = said.get(key, [])
    if isinstance(value, list) and all(isinstance(text, str) and _is_inside(text) for text in value):
        return tuple(value)
    problems.append(f"`{key}` is a list of paths inside the workspace, each in quotes")
    return ()


def _is_inside(path: str) -> bool:
    """Whether a path stays below the folder that it starts from, whatever system reads it."""
    parts = path.replace("\\", "/").split("/")
    return (
        bool(path) and not path.startswith(("/", "\\")) and ".." not in parts and ":" not in path and "\0" not in path
    )


def _digest(data: bytes) -> str:
    from hashlib import sha256

    return sha256(data).hexdigest()
