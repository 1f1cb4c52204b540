"""Reports as one page of HTML that opens by itself."""

from __future__ import annotations

from collections.abc import Sequence

from journeydsl.render.changes.blocks import ALL, figure_of, plainly, report_blocks
from journeydsl.render.changes.report import Report
from journeydsl.render.diagrams.drawing import Engine
from journeydsl.render.diagrams.lettering import clean
from journeydsl.render.playbook.document import Block, Code, Own, Section
from journeydsl.render.playbook.html import BARE
from journeydsl.render.playbook.line_html import Leading, line_values
from journeydsl.render.playbook.prose_markup import is_outward
from journeydsl.render.playbook.site import Appearance
from journeydsl.render.playbook.style import style_sheet
from journeydsl.render.templating.press import press
from journeydsl.render.tongues.tongue import read_tongue


def changes_html(reports: Sequence[Report], alone: Sequence[str], engine: Engine) -> str:
    """All reports on one page, with their pictures drawn; `alone` are sentences on journeys in one version only."""
    from dataclasses import replace

    blocks: list[Block] = []
    for number, report in enumerate(reports):
        picture = replace(report.picture, key=f"changes-{number + 1}") if report.picture else None
        figure = figure_of(picture, engine) if picture else None
        told = report_blocks(report, plainly, ALL, figure)
        anchored = tuple(_anchored(block, number) for block in told)
        blocks.append(
            Section(f"journey-{number + 1}", (Own(report.title), Own(" "), Code(report.root)), None, anchored)
        )
    alone_here = Leading(
        address=lambda page, anchor: f"#{anchor}",
        relative=lambda file: "",
        source_of=lambda span: "",
        place_text=lambda span: f"{span.source.path}:{span.line}",
    )
    values = {
        **BARE,
        "blocks": blocks,
        "alone": alone,
        "language": "en",
        "tab_title": "What this change means",
        "style": style_sheet(Appearance()),
        "is_outward": is_outward,
        "clean": clean,
        **line_values(alone_here),
        "say": read_tongue("en").say,
        "relative": alone_here.relative,
    }
    return press({})("changes.html", values)


def _anchored(block: Block, number: int) -> Block:
    """Ids of one report apart from those of the others."""
    return block.replace(anchor=f"{block.anchor}-{number + 1}") if isinstance(block, Section) else block
