"""What `journey hook` puts into a repository: a hook, and drivers with which git compares and merges journeys."""

from __future__ import annotations

import os
import sys
from hashlib import sha256
from typing import NamedTuple

from journeydsl.workspace.files import write_file
from journeydsl.workspace.git import answer, asked, run, top_of

_MARK = "# written by `journey hook install`, "
# What git asks before a commit, and before that of a merge that it finishes by itself.
_COMMIT, _MERGE = "pre-commit", "pre-merge-commit"
_MOMENTS = {_COMMIT: "commit", _MERGE: "merge"}
_ATTRIBUTES = "*.journey diff=journey merge=journey"
# `-P` keeps Python from running what lies in the folder that it is called in, which may be anybody's.
_SCRIPT = """
# `journey hook uninstall` takes this file away. What stands below may be called from any other hook.
if [ -x {python} ]; then
  exec {python} -P -m journeydsl hook run
elif command -v journey >/dev/null 2>&1; then
  exec journey hook run
fi
echo "journey is not where it was when this hook was installed, so what you commit is not checked." >&2
echo "Install it and say: journey hook install. To commit without it: git commit --no-verify" >&2
exit 1
"""


_CALL = "journey hook run"


class Refused(Exception):
    """What is not done, since somebody else was there first; its words are for the user."""


class Status(NamedTuple):
    """What is installed, in words."""

    lines: tuple[str, ...]
    is_installed: bool


def install_hook(folder: str) -> list[str]:
    """Puts the hooks in place, or brings ours up to date; raises `Refused` and `NoGit`.

    That somebody else asks something at a merge is told, and keeps no commit from being checked.
    """
    top = top_of(folder)
    first = _place(folder, _COMMIT)
    if not _is_inside(first, top):
        raise Refused(f"git takes its hooks from `{os.path.dirname(first)}` here, which other repositories may share: "
                      f"add the line `{_CALL}` to `pre-commit` there yourself")  # fmt: skip
    if _state(folder, _COMMIT) not in ("nobody", "ours"):
        raise Refused(f"`{_shown(first, top)}` is there, and it is not as `journey hook install` wrote it; it is left "
                      f"alone. Add the line `{_CALL}` to it")  # fmt: skip
    states = {name: _put(folder, name) for name in _MOMENTS}
    kept = [name for name, state in states.items() if state == "kept"]
    wrote = [name for name, state in states.items() if state == "wrote"]
    said = [f"{_listed(kept, folder)} {'is' if len(kept) == 1 else 'are'} in place already."] if kept else []
    if wrote:
        moments = " and ".join(_MOMENTS[name] for name in wrote)
        said.append(f"Wrote {_listed(wrote, folder)}: what you {moments} is checked from now on.")
    if states[_MERGE] in ("program", "somebody"):
        whose = _said_of(folder, _MERGE, states[_MERGE]).rstrip(".")
        said.append(f"{whose} and is left alone: add the line `{_CALL}` to it, and what you merge is checked, too.")
    return said


def install_drivers(folder: str) -> list[str]:
    """Tells git how to compare and merge journeys; raises `Refused` and `NoGit`."""
    top = top_of(folder)
    for key, value in _drivers().items():
        there = answer(top, "config", "--local", "--get", key)
        if there and there != value and "journey" not in there:
            raise Refused(f"git has another `{key}` here, `{there}`; it is left alone")
        asked(top, "config", "--local", key, value)
    path = os.path.join(top, ".gitattributes")
    text = _read(path) or ""
    if _ATTRIBUTES in text.splitlines():
        return ["git compares and merges journeys by what they say."]
    before = text if not text or text.endswith("\n") else f"{text}\n"
    write_file(path, f"{before}{_ATTRIBUTES}\n".encode())
    return ["git compares and merges journeys by what they say. "
            "`.gitattributes` says for which files: commit it, so that it holds for everybody."]  # fmt: skip


def uninstall_all(folder: str) -> list[str]:
    """Takes away the hook and the drivers; raises `Refused` where the hook is not as it was written, and `NoGit`."""
    top = top_of(folder)
    said = []
    for section in ("diff.journey", "merge.journey"):
        if answer(top, "config", "--local", "--get-regexp", f"^{section}\\.".replace(".", "[.]", 1)):
            run(top, "config", "--local", "--remove-section", section)
            said.append(f"git forgot `{section}`.")
    attributes = os.path.join(top, ".gitattributes")
    lines = (_read(attributes) or "").splitlines(keepends=True)
    left = [line for line in lines if line.strip() != _ATTRIBUTES]
    if left != lines:
        if left:
            write_file(attributes, "".join(left).encode())
        else:
            os.unlink(attributes)
        said.append("Took `*.journey` out of `.gitattributes`.")
    for name in _MOMENTS:
        path = _place(folder, name)
        there, shown = _read(path), _shown(path, top)
        if there is not None and not _is_ours(there):
            if name == _COMMIT:
                raise Refused(f"`{shown}` is not as `journey hook install` wrote it, and is left alone")
        elif there is not None:
            os.unlink(path)
            said.append(f"Took `{shown}` away.")
    return said or ["Nothing of ours is installed here."]


def status_of(folder: str) -> Status:
    """What is installed in the repository around a folder; raises `NoGit`."""
    top = top_of(folder)
    states = {name: _state(folder, name) for name in _MOMENTS}
    hooks = [line for name, state in states.items() if (line := _said_of(folder, name, state))]
    is_checked = states[_COMMIT] in ("ours", "calls")
    if set(states.values()) == {"ours"}:
        hooks = [f"{_listed([*_MOMENTS], folder)} check what you commit and merge."]
    elif is_checked and states[_MERGE] == "nobody":
        hooks.append("What git merges by itself is not checked: `journey hook install`.")
    config = {key: answer(top, "config", "--get", key) for key in _drivers()}
    attributes = _ATTRIBUTES in (_read(os.path.join(top, ".gitattributes")) or "").splitlines()
    if all(config.values()) and attributes:
        drivers = "git compares and merges journeys by what they say."
    elif attributes:
        drivers = "`.gitattributes` names drivers that git does not know here: `journey hook install --drivers`."
    else:
        drivers = "git compares and merges journeys line by line."
    return Status((*hooks, drivers), is_checked)


def _state(folder: str, name: str) -> str:
    """Whose a hook is: `ours`, one that `calls` us, that of the `program` pre-commit, `somebody`'s, or `nobody`'s."""
    there = _read(_place(folder, name))
    if there is None:
        return "nobody"
    if _is_ours(there):
        return "ours"
    if _CALL in there:
        return "calls"
    return "program" if "pre-commit" in there and ".journey" not in there else "somebody"


def _put(folder: str, name: str) -> str:
    """Writes a hook, or ours anew; `kept` where that changes nothing, and whose it is where it is another's."""
    state, path, script = _state(folder, name), _place(folder, name), _script()
    if state not in ("nobody", "ours"):
        return state
    is_there = _read(path) == script
    if not is_there:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        write_file(path, script.encode())
    os.chmod(path, 0o755)
    return "kept" if is_there else "wrote"


def _said_of(folder: str, name: str, state: str) -> str:
    shown = _listed([name], folder)
    match state:
        case "ours":
            return f"{shown} checks what you {_MOMENTS[name]}."
        case "calls":
            return f"{shown} calls `{_CALL}`."
        case "program":
            return f"{shown} is that of another program: `.pre-commit-config.yaml` says what it runs."
        case "somebody":
            return f"{shown} is somebody else's."
        case _:
            return "No hook checks what you commit." if name == _COMMIT else ""


def _listed(names: list[str], folder: str) -> str:
    """The places of hooks, as people read them."""
    top = top_of(folder)
    return " and ".join(f"`{_shown(_place(folder, name), top)}`" for name in names)


def _drivers() -> dict[str, str]:
    command = f"{_quoted(_python())} -P -m journeydsl"
    return {
        "diff.journey.textconv": f"{command} textconv",
        "diff.journey.xfuncname": "^([A-Z][a-z]+ [A-Za-z0-9_]+( -> [a-z0-9_]+)?)",
        "merge.journey.name": "journeys, by what they say",
        "merge.journey.driver": f"{command} merge %O %A %B --path %P --marker-size %L",
    }


def _script() -> str:
    body = _SCRIPT.format(python=_quoted(_python()))
    return f"#!/bin/sh\n{_MARK}{_digest(body)}{body}"


def _is_ours(script: str) -> bool:
    """Whether a script is one that we wrote, of this version or another, and nobody has changed since."""
    first, _, rest = script.replace("\r\n", "\n").partition("\n")
    mark, ends, body = rest.partition("\n")
    return first == "#!/bin/sh" and mark == f"{_MARK}{_digest(ends + body)}"


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def _python() -> str:
    """This Python, as a shell writes it: with `/`, also on Windows."""
    return sys.executable.replace(os.sep, "/")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _place(folder: str, name: str) -> str:
    """Where git looks for a hook: `core.hooksPath`, else the folder that all worktrees share."""
    top = top_of(folder)
    hooks = asked(top, "rev-parse", "--git-path", "hooks").decode("utf-8", "surrogateescape").rstrip("\n")
    return os.path.join(top, os.path.expanduser(hooks), name)


def _is_inside(path: str, top: str) -> bool:
    """Whether a place belongs to this repository: to its files, or to what git keeps of it."""
    kept = answer(top, "rev-parse", "--git-common-dir") or ".git"
    real = os.path.realpath(path)
    return any(real.startswith(os.path.join(os.path.realpath(os.path.join(top, home)), "")) for home in (top, kept))


def _shown(path: str, top: str) -> str:
    real, home = os.path.realpath(path), os.path.join(os.path.realpath(top), "")
    return os.path.relpath(real, home).replace(os.sep, "/") if real.startswith(home) else path


def _read(path: str) -> str | None:
    try:
        with open(path, encoding="utf-8", errors="surrogateescape", newline="") as file:
            return file.read()
    except OSError:
        return None
