"""The style sheet of a playbook, with the colours of teams and those that a workspace chose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from journeydsl.render.diagrams.palette import DARK, LANE_COLOURS, LIGHT, contrast, lane_colours
from journeydsl.render.playbook.site import Appearance

STYLE_SHEET = "playbook.css"
READABLE = 4.5  # the contrast that WCAG 2 AA asks of text
COLOURS = ("paper", "ground", "ink", "soft", "faint", "link", "rule", "firm", "error", "warning", "advice", "yes")
_LETTERS = ("ink", "soft", "faint", "link", "error", "warning", "advice")
_GROUNDS = ("paper", "ground")
_IS_COLOUR = re.compile("#[0-9a-f]{6}", re.IGNORECASE)


def style_sheet(appearance: Appearance) -> str:
    """The style sheet, the colours of teams as pictures have them, the workspace's colours and its own rules."""
    light = "".join(f"--team-{n}:{lane_colours(n, LIGHT).strong};" for n in range(LANE_COLOURS))
    dark = "".join(f"--team-{n}:{lane_colours(n, DARK).strong};" for n in range(LANE_COLOURS))
    marks = "".join(f".team-{n}{{--team:var(--team-{n})}}\n" for n in range(LANE_COLOURS))
    own_light, own_dark = _chosen(appearance)
    # A page may hold the sheet inside itself, which nothing in it may end.
    rules = appearance.style.replace("</", "<\\/")
    own = f"\n/* ---- the workspace's own */\n{rules}" if rules else ""
    return (
        f"{_shipped()}\n:root{{{light}{own_light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}{own_dark}}}}}\n{marks}{own}"
    )


def colour_problems(light: Mapping[str, str], dark: Mapping[str, str]) -> Iterator[str]:
    """A sentence for every chosen colour that is none, or that makes letters hard to read."""
    for where, chosen, shipped in (("colours", light, _light()), ("colours.dark", dark, _dark())):
        for name, colour in chosen.items():
            if not _IS_COLOUR.fullmatch(colour):
                yield f'`playbook.{where}.{name}` is a colour such as "#174a86"'
        colours = {**shipped, **{name: colour for name, colour in chosen.items() if _IS_COLOUR.fullmatch(colour)}}
        for letters, ground in ((one, other) for one in _LETTERS for other in _GROUNDS):
            found = contrast(colours[letters], colours[ground])
            if found < READABLE and {letters, ground} & set(chosen):
                name = letters if letters in chosen else ground
                yield (
                    f"`playbook.{where}.{name}` is hard to read: `{letters}` {colours[letters]} on `{ground}` "
                    f"{colours[ground]} has a contrast of {found:.1f}, and text needs {READABLE}"
                )


def _chosen(appearance: Appearance) -> tuple[str, str]:
    """The variables of a workspace's colours; by dark, a colour that was chosen for light alone is ours."""
    shipped = _dark()
    light = "".join(f"--{name}:{colour};" for name, colour in appearance.colours.items())
    names = dict.fromkeys((*appearance.colours, *appearance.dark_colours))
    dark = "".join(f"--{name}:{appearance.dark_colours.get(name, shipped[name])};" for name in names)
    return light, dark


def _light() -> Mapping[str, str]:
    return _variables(_shipped().partition("@media")[0])


def _dark() -> Mapping[str, str]:
    return _variables(_shipped().partition("@media")[2].partition("* {")[0])


def _variables(rules: str) -> Mapping[str, str]:
    return dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", rules))


@cache
def _shipped() -> str:
    return (files("journeydsl.render.playbook") / "templates" / STYLE_SHEET).read_text("utf-8")
