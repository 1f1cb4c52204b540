"""What has changed since an earlier version: the report on a change, as a page of the playbook."""

from __future__ import annotations

from functools import partial

from journeydsl.render.changes.blocks import ALL, figure_of, report_blocks
from journeydsl.render.changes.report import Report
from journeydsl.render.diagrams.drawing import Engine
from journeydsl.render.playbook.composing import words
from journeydsl.render.playbook.document import Code, Page
from journeydsl.render.playbook.pages.findings import spoken
from journeydsl.render.playbook.site import CHANGES, Book


def changes_page(book: Book, report: Report, since: str, engine: Engine) -> Page:
    """The report with its names leading to their pages; `since` is what people call the earlier version."""
    figure = figure_of(report.picture, engine) if report.picture else None
    blocks = report_blocks(report, partial(spoken, book), ALL, figure)
    return Page(CHANGES, CHANGES, "", "Changes", words("Since ", Code(since)), None, blocks)
