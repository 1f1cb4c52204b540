"""The page in front of several playbooks: which journeys there are."""

from __future__ import annotations

from collections.abc import Mapping

from journeydsl.render.playbook.html import BARE
from journeydsl.render.playbook.site import Appearance
from journeydsl.render.playbook.style import STYLE_SHEET, style_sheet
from journeydsl.render.templating.press import press
from journeydsl.render.tongues.tongue import Tongue, read_tongue, tongue_of
from journeydsl.text.record import Record


class Volume(Record):
    """A journey's playbook: its folder, its title, how many findings there are, and the language of its header."""

    folder: str
    title: str
    findings: int
    language: str | None = None


def overview_files(volumes: tuple[Volume, ...], appearance: Appearance) -> Mapping[str, str]:
    """The files in front of the folders of several playbooks: `index.html`, its style sheet and `README.md`.

    In the language of the journeys, where they share one.
    """
    languages = {tongue_of(volume.language).code for volume in volumes}
    tongue = read_tongue(languages.pop() if len(languages) == 1 else "en")
    values = {
        **BARE,
        "volumes": [(volume, _found(tongue, volume)) for volume in volumes],
        "language": tongue.code,
        "tab_title": tongue.say("Journeys"),
        "title": tongue.say("Journeys"),
        "under": tongue.fill("{number} playbooks, one for each journey.", number=len(volumes)),
        "style_sheet": STYLE_SHEET,
        "logo": appearance.logo,
    }
    lines = [f"- [{_markdown(volume.title)}]({volume.folder}/markdown/README.md)" for volume in volumes]
    return {
        "index.html": press(appearance.templates)("overview.html", values),
        STYLE_SHEET: style_sheet(appearance),
        "README.md": "\n".join([f"# {values['title']}", "", *lines, ""]),
    }


def _found(tongue: Tongue, volume: Volume) -> str:
    if not volume.findings:
        return tongue.say("Nothing found")
    return tongue.fill("{number} finding" if volume.findings == 1 else "{number} findings", number=volume.findings)


def _markdown(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]<>()#+-.!|&" else letter for letter in " ".join(text.split()))
