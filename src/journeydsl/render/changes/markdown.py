"""Reports as Markdown for the comment on a pull request, inside its limits."""

from __future__ import annotations

from collections.abc import Sequence

from journeydsl.render.changes.blocks import ALL, Room, figure_of, plainly, report_blocks
from journeydsl.render.changes.picture import focused
from journeydsl.render.changes.report import Report
from journeydsl.render.diagrams.mermaid import write_mermaid
from journeydsl.render.diagrams.picture import Picture
from journeydsl.render.playbook.composing import note, section
from journeydsl.render.playbook.document import Block, Code, Figure, Own, Page
from journeydsl.render.playbook.markdown import blocks_markdown, escaped

LONGEST = 65_000  # bytes; a comment may have 65,535 characters
LONGEST_MERMAID = 50_000
MOST_ARROWS = 500  # more are refused by what draws Mermaid
_NOTHING = "Nothing that matters has changed."
_ROOMS = (ALL, Room(60), Room(25), Room(10), Room(10, has_picture=False), Room(4, has_picture=False))


def changes_markdown(reports: Sequence[Report], alone: Sequence[str], longest: int = LONGEST) -> str:
    """All reports in one comment; `alone` are sentences on journeys that are in one version only.

    What does not fit is left out from the back of each list, then the picture, then whole journeys, and said.
    """
    for room in _ROOMS:
        text = _text(reports, alone, room)
        if len(text.encode()) <= longest:
            return text
    verdicts = [f"- **{escaped(one.title)}** ({escaped(one.root)}): {escaped(one.verdict)}" for one in reports]
    head = [_HEADING, "", "This change is too large for one comment; `journey diff` tells all of it.", ""]
    lines = [*(f"- {escaped(sentence)}" for sentence in alone), *verdicts]
    while len("\n".join([*head, *lines]).encode()) > longest - 60:
        lines.pop()
    left = len(alone) + len(verdicts) - len(lines)
    ending = [f"- … and {left:,} more {'journey' if left == 1 else 'journeys'}"] if left else []
    return "\n".join([*head, *lines, *ending]) + "\n"


_HEADING = "## What this change means"


def _text(reports: Sequence[Report], alone: Sequence[str], room: Room) -> str:
    if not reports and not alone:
        return f"{_HEADING}\n\n{_NOTHING}\n"
    blocks: list[Block] = [*(_told(report, room) for report in reports)]
    page = Page("changes", "changes", "", "Changes", (), None, tuple(blocks))
    before = "".join(f"{escaped(sentence)}\n\n" for sentence in alone)
    said = "" if room is ALL else "\nLists are cut short here; `journey diff` tells all of it.\n"
    body = blocks_markdown(page, 3) if blocks else ""
    return f"{_HEADING}\n\n{before}{body}{said}"


def _told(report: Report, room: Room) -> Block:
    figure = _figure(report.picture) if report.picture and room.has_picture else None
    blocks = report_blocks(report, plainly, room, figure)
    if report.picture and figure is None:
        blocks += (note("The picture is left out here, since it is too large for a comment."),)
    told = section(_anchor(report), (Own(report.title), Own(" "), Code(report.root)), *blocks)
    assert told is not None
    return told


def _anchor(report: Report) -> str:
    return "journey-" + "".join(letter if letter.isalnum() else "-" for letter in report.root)


def _figure(picture: Picture) -> Figure | None:
    """The whole picture where it fits, else what changed alone; none where that is too much, too."""
    for one in (picture, focused(picture)):
        fits = len(one.arrows) <= MOST_ARROWS and one.boxes
        if fits and len(write_mermaid(one)) <= LONGEST_MERMAID:
            return figure_of(one, None)
    return None
