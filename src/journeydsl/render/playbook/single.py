"""The whole playbook as one HTML file that asks for nothing, to send by mail or to keep."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.render.playbook.document import (
    Block,
    Choices,
    FileLink,
    FindingBlock,
    Page,
    Paragraph,
    Section,
    Table,
    Words,
    label_text,
)
from journeydsl.render.playbook.html import frame_values, grouped_entries, tab_title
from journeydsl.render.playbook.site import Book
from journeydsl.render.playbook.style import style_sheet
from journeydsl.render.templating.press import press
from journeydsl.text.file_names import file_name


def single_name(book: Book) -> str:
    """What the file is called: `acme-playbook.html`."""
    return f"{file_name(book.journey.name)}-playbook.html"


def single_address(page: str, anchor: str) -> str:
    """Where a page, or an id on it, lies in the one file."""
    return f"#{_mark(page, anchor)}"


def single_file(book: Book, pages: tuple[Page, ...]) -> str:
    """All pages one below the other; the ids of each begin with its own."""

    values = {
        **frame_values(book, single_address, lambda file: ""),
        "pages": [_marked(page) for page in pages],
        "mark": lambda page: _mark(page, ""),
        "groups": grouped_entries(book, pages),
        "tab_title": tab_title(book.journey.label),
        "style": style_sheet(book.appearance),
    }
    return press(book.appearance.templates)("single.html", values)


def _mark(page: str, anchor: str) -> str:
    name = page.replace("/", "--")
    return f"{name}---{anchor}" if anchor else f"{name}---page"


def _marked(page: Page) -> Page:
    return page.replace(title=label_text(page.title), blocks=tuple(_blocks(page.path, page.blocks)))


def _blocks(page: str, blocks: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks with ids of their own, without those that lead to other files."""
    for block in blocks:
        match block:
            case Paragraph(words=words) if _has_file(words):
                pass
            case Section(anchor=anchor, blocks=inner):
                kept = tuple(_blocks(page, inner))
                if kept:
                    yield block.replace(anchor=_mark(page, anchor), blocks=kept)
            case Table(anchors=anchors):
                yield block.replace(anchors=tuple(_mark(page, one) if one else "" for one in anchors))
            case FindingBlock(anchor=anchor):
                yield block.replace(anchor=_mark(page, anchor))
            case Choices(choices=choices):
                yield Choices(tuple(one.replace(blocks=tuple(_blocks(page, one.blocks))) for one in choices))
            case _:
                yield block


def _has_file(words: Words) -> bool:
    return any(isinstance(run, FileLink) for run in words)
