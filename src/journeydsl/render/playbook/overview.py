"""The page in front of several playbooks: which journeys there are."""

from __future__ import annotations

from collections.abc import Mapping

from journeydsl.render.playbook.site import Appearance
from journeydsl.render.playbook.style import STYLE_SHEET, style_sheet
from journeydsl.render.templating.press import press
from journeydsl.text.record import Record


class Volume(Record):
    """One journey's playbook: its folder, its title, and how many findings there are."""

    folder: str
    title: str
    findings: int


def overview_files(volumes: tuple[Volume, ...], appearance: Appearance) -> Mapping[str, str]:
    """The files in front of the folders of several playbooks: `index.html`, its style sheet and `README.md`."""
    values = {"volumes": volumes, "style_sheet": STYLE_SHEET, "logo": appearance.logo}
    lines = [f"- [{_markdown(volume.title)}]({volume.folder}/markdown/README.md)" for volume in volumes]
    return {
        "index.html": press(appearance.templates)("overview.html", values),
        STYLE_SHEET: style_sheet(appearance),
        "README.md": "\n".join(["# Journeys", "", *lines, ""]),
    }


def _markdown(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]<>()#+-.!|&" else letter for letter in " ".join(text.split()))
