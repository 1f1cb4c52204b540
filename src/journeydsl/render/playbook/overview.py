"""The page in front of several playbooks: which journeys there are."""

from __future__ import annotations

from collections.abc import Mapping

from journeydsl.render.playbook.html import STYLE_SHEET, named_template, style_sheet
from journeydsl.text.record import Record


class Volume(Record):
    """One journey's playbook: its folder, its title, and how many findings there are."""

    folder: str
    title: str
    findings: int


def overview_files(volumes: tuple[Volume, ...]) -> Mapping[str, str]:
    """The files in front of the folders of several playbooks: `index.html`, its style sheet and `README.md`."""
    lines = [f"- [{_markdown(volume.title)}]({volume.folder}/markdown/README.md)" for volume in volumes]
    return {
        "index.html": named_template("overview.html").render(volumes=volumes, style_sheet=STYLE_SHEET),
        STYLE_SHEET: style_sheet(),
        "README.md": "\n".join(["# Journeys", "", *lines, ""]),
    }


def _markdown(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]<>()#+-.!|&" else letter for letter in " ".join(text.split()))
