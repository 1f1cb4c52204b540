"""What the search of a playbook knows: every page, section and named row, as a script that needs no server."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files

from journeydsl.render.diagrams.lettering import clean
from journeydsl.render.playbook.document import (
    Block,
    Facts,
    FindingBlock,
    Letter,
    Listing,
    Page,
    Paragraph,
    ProseBlock,
    Section,
    Table,
    When,
    Words,
    label_text,
)
from journeydsl.render.playbook.site import FRONT

SEARCH_SCRIPT = "assets/search.js"
_LONGEST_TITLE = 160
_LONGEST_TEXT = 480

Entry = tuple[str, str, str, str]
"""Title, the page that it is part of, address, words."""


def search_files(pages: tuple[Page, ...]) -> Mapping[str, str]:
    """The index with the scripts that read it, by path."""
    entries = [entry for page in pages for entry in _entries(page)]
    told = json.dumps(entries, ensure_ascii=False, separators=(",", ":"), indent=0)
    safe = told.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    room = files("journeydsl.render.playbook")
    return {
        "assets/search-index.js": f"window.playbookIndex = {safe};\n",
        SEARCH_SCRIPT: (room / "templates" / "search.js").read_text("utf-8"),
        "assets/minisearch.js": (room / "vendored" / "minisearch.min.js").read_text("utf-8"),
    }


def _entries(page: Page) -> Iterator[Entry]:
    title, address = label_text(page.title), f"{page.path}.html"
    part = "" if page.path == FRONT else label_text(page.eyebrow)
    inner = [block for block in page.blocks if not isinstance(block, Section)]
    yield _entry(title, part, address, [_line(page.under), *_said(inner)])
    for block in page.blocks:
        if isinstance(block, Section):
            yield from _of_section(block, title, address)
        elif isinstance(block, Table):
            yield from _of_table(block, title, address)


def _of_section(section: Section, title: str, address: str) -> Iterator[Entry]:
    inner = [block for block in section.blocks if not isinstance(block, Section)]
    yield _entry(_line(section.title), title, f"{address}#{section.anchor}", _said(inner))
    for block in section.blocks:
        if isinstance(block, Section):
            yield from _of_section(block, title, address)
        elif isinstance(block, Table):
            yield from _of_table(block, title, address)


def _of_table(table: Table, title: str, address: str) -> Iterator[Entry]:
    for row, anchor in zip(table.rows, table.anchors, strict=True):
        if anchor:
            yield _entry(_line(row[0]), title, f"{address}#{anchor}", [_line(cell) for cell in row[1:]])


def _entry(title: str, part: str, address: str, lines: Iterable[str]) -> Entry:
    text = " ".join(" ".join(lines).split())
    return _short(title, _LONGEST_TITLE), _short(part, _LONGEST_TITLE), address, _short(text, _LONGEST_TEXT)


def _said(blocks: Sequence[Block]) -> Iterator[str]:
    """The words of blocks, those of tables with names in them left to their rows."""
    for block in blocks:
        match block:
            case Paragraph(words=words):
                yield _line(words)
            case ProseBlock(text=text):
                yield text
            case Facts(rows=rows):
                yield from (f"{label_text(term)} {_line(line)}" for term, line in rows)
            case Table(rows=rows, anchors=anchors) if not any(anchors):
                yield from (_line(cell) for row in rows for cell in row)
            case Listing(items=items):
                yield from (_line(item) for item in items)
            case When(source=source):
                yield source
            case FindingBlock(message=message):
                yield _line(message)
            case Letter(lines=lines):
                yield from (_line(line) for line in lines)
            case _:
                pass


def _line(line: Words) -> str:
    return "".join(getattr(run, "text", "") for run in line)


def _short(text: str, most: int) -> str:
    shown = clean(text)
    return shown if len(shown) <= most else shown[: most - 1] + "…"
