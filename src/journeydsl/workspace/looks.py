"""How a workspace wants its playbooks to look: `[playbook]` of `journey.toml`, and the files it leads to."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from journeydsl.text.record import Record
from journeydsl.workspace.files import Unreadable, lies_in, read_bytes

if TYPE_CHECKING:
    from journeydsl.render.playbook.site import Appearance

TEMPLATES = "templates"
KEYS = ("logo", "order", "colours", "audiences")
_PICTURES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
             ".webp": "image/webp", ".gif": "image/gif"}  # fmt: skip
_LARGEST_LOGO = 64 * 1024
_MOST_TEMPLATES = 50


class Looks(Record):
    """What `[playbook]` says; `logo` is a path in the workspace, the rest is as `Appearance` has it."""

    logo: str = ""
    order: tuple[str, ...] = ()
    colours: Mapping[str, str] = {}
    dark_colours: Mapping[str, str] = {}
    audiences: Mapping[str, tuple[str, ...]] = {}


def read_looks(said: Mapping[str, object], problems: list[str]) -> Looks:
    """The section as a value; adds a sentence for everything in it that is something else."""
    if not said:
        return Looks()
    colours = _section(said, "colours", problems)
    dark = _section(colours, "dark", problems, "colours.")
    light = {name: value for name, value in colours.items() if name != "dark"}
    chosen, by_dark = _colours(light, "", problems), _colours(dark, "dark.", problems)
    if chosen or by_dark:
        from journeydsl.render.playbook.style import colour_problems

        problems += colour_problems(chosen, by_dark)
    audiences = _section(said, "audiences", problems)
    return Looks(
        _logo(said, problems),
        _pages(said.get("order", []), "order", problems),
        chosen,
        by_dark,
        {team: _pages(pages, f"audiences.{team}", problems) for team, pages in audiences.items()},
    )


def appearance(folder: str, looks: Looks) -> Appearance:
    """What the playbook is told, its files read; raises `Unreadable`."""
    from journeydsl.render.playbook.site import Appearance

    templates = _templates(folder)
    style = templates.pop("playbook.css", "")
    return Appearance(
        templates=templates,
        style=style,
        logo=_embedded(folder, looks.logo) if looks.logo else "",
        colours=looks.colours,
        dark_colours=looks.dark_colours,
        order=looks.order,
        audiences=looks.audiences,
    )


def looked_at(folder: str, looks: Looks) -> tuple[str, ...]:
    """The files that `appearance` reads, as paths in the workspace."""
    found = (
        sorted(os.listdir(os.path.join(folder, TEMPLATES))) if os.path.isdir(os.path.join(folder, TEMPLATES)) else []
    )
    own = [f"{TEMPLATES}/{name}" for name in found if name.endswith((".html", ".css"))]
    return tuple((*own, looks.logo) if looks.logo else own)


def _templates(folder: str) -> dict[str, str]:
    names = looked_at(folder, Looks())
    if len(names) > _MOST_TEMPLATES:
        raise Unreadable(f"`{TEMPLATES}` holds more than {_MOST_TEMPLATES} templates")
    found = {}
    for name in names:
        try:
            found[name.removeprefix(f"{TEMPLATES}/")] = _inside(folder, name).decode("utf-8-sig")
        except UnicodeDecodeError:
            raise Unreadable(f"`{name}` is not a text in UTF-8") from None
    return found


def _embedded(folder: str, logo: str) -> str:
    """The picture inside its own address, so that an `<img>` shows it without a request, and runs nothing in it."""
    from base64 import b64encode

    data = _inside(folder, logo)
    if len(data) > _LARGEST_LOGO:
        raise Unreadable(f"`{logo}` is larger than {_LARGEST_LOGO // 1024} KB, and stands on every page")
    return f"data:{_PICTURES[os.path.splitext(logo)[1].lower()]};base64,{b64encode(data).decode()}"


def _inside(folder: str, path: str) -> bytes:
    real, within = os.path.realpath(os.path.join(folder, path)), os.path.realpath(folder)
    if not lies_in(real, within):
        raise Unreadable(f"`{path}` is a link that leads out of `{folder}`")
    return read_bytes(os.path.join(folder, path))


def _section(said: Mapping[str, object], key: str, problems: list[str], before: str = "") -> Mapping[str, object]:
    value = said.get(key, {})
    if isinstance(value, dict):
        return value
    problems.append(f"`playbook.{before}{key}` is a section, written `[playbook.{before}{key}]`")
    return {}


def _colours(said: Mapping[str, object], before: str, problems: list[str]) -> Mapping[str, str]:
    from journeydsl.text.spelling import nearest

    if not said:
        return {}
    from journeydsl.render.playbook.style import COLOURS

    found = {}
    for name, value in said.items():
        if name not in COLOURS:
            close = nearest(name, COLOURS)
            hint = f"there is `{close}`" if close else f"there is {', '.join(f'`{one}`' for one in COLOURS)}"
            problems.append(f"there is no colour `playbook.colours.{before}{name}`; {hint}")
        elif isinstance(value, str):
            found[name] = value
        else:
            problems.append(f'`playbook.colours.{before}{name}` is a colour such as "#174a86"')
    return found


def _logo(said: Mapping[str, object], problems: list[str]) -> str:
    logo = said.get("logo", "")
    if logo == "":
        return ""
    parts = logo.replace("\\", "/").split("/") if isinstance(logo, str) else [".."]
    is_inside = parts[0] and ".." not in parts and not {":", "\0"} & set("".join(parts))
    if isinstance(logo, str) and is_inside and os.path.splitext(logo)[1].lower() in _PICTURES:
        return logo
    problems.append(f"`playbook.logo` is a picture inside the workspace: its name ends with {', '.join(_PICTURES)}")
    return ""


def _pages(value: object, key: str, problems: list[str]) -> tuple[str, ...]:
    if value == []:
        return ()
    from journeydsl.render.playbook.arranging import is_page

    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        problems.append(f"`playbook.{key}` is a list of pages, each in quotes")
        return ()
    unknown = [name for name in value if not is_page(name)]
    problems += [f"`playbook.{key}` names `{name}`, and no playbook has such a page" for name in unknown]
    return tuple(value) if not unknown else ()
