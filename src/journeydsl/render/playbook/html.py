"""Pages as HTML: the templates, and what they may ask for."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from functools import partial
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from journeydsl.render.diagrams.lettering import clean
from journeydsl.render.playbook.arranging import group_order
from journeydsl.render.playbook.document import Block, Figure, Page, ProseBlock, Section, label_text
from journeydsl.render.playbook.line_html import Leading, line_values
from journeydsl.render.playbook.prose_markup import is_outward, prose_html
from journeydsl.render.playbook.relative import seen_from
from journeydsl.render.playbook.searching import SEARCH_SCRIPT
from journeydsl.render.playbook.site import (
    AUDIENCES,
    FINDINGS,
    FOR_TEAMS,
    FRONT,
    GROUPS,
    Book,
)
from journeydsl.render.playbook.style import STYLE_SHEET, style_sheet
from journeydsl.render.playbook.translating import shortened
from journeydsl.render.templating.press import Print, press
from journeydsl.text.record import Record

if TYPE_CHECKING:
    from markupsafe import Markup

_PICTURE_SCRIPT = "picture.js"
_LONGEST_TITLE = 120
_MOST_LISTED = 60
BARE: Mapping[str, str] = {
    "part": "", "style": "", "style_sheet": "", "search_script": "", "script": "", "script_source": "",
}  # fmt: skip
"""What the frame of a page asks for, where it loads no style sheet and runs no script."""


class Entry(Record):
    """An entry of the navigation; `note` is a number beside it, `below` are the pages of its part."""

    label: str
    note: str
    page: str
    below: tuple[tuple[str, str], ...]


class Above(Record):
    """The page that leads to one: on the screen it stands in front of it, on paper the `kind` of page does."""

    label: str
    page: str
    kind: str
    rest: str


def html_pages(book: Book, pages: tuple[Page, ...]) -> Mapping[str, str]:
    """Every page as HTML, and the style sheet, by path."""
    printed, entries = press(book.appearance.templates), _navigation(book, pages)
    site = {f"{page.path}.html": _html(book, printed, entries, page) for page in pages}
    return {**site, STYLE_SHEET: style_sheet(book.appearance)}


def _navigation(book: Book, pages: tuple[Page, ...]) -> tuple[Entry, ...]:
    """The pages in their order, those of a part below its first; a very long part is listed on its own page alone."""
    entries = []
    for page in pages:
        if page.path == page.part:
            below = [
                (label_text(other.title), other.path)
                for other in pages
                if other.part == page.part and other is not page
            ]
            label = book.tongue.say("Overview") if page.path == FRONT else shortened(label_text(page.title))
            found = str(len(book.diagnostics) or "") if page.path == FINDINGS else ""
            shown = tuple(below) if len(below) <= _MOST_LISTED else ()
            entries.append(Entry(label, found, page.path, shown))
    return tuple(entries)


def grouped_entries(book: Book, pages: tuple[Page, ...]) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """The navigation: headings with their entries."""
    return _groups(book, _navigation(book, pages))


def _groups(book: Book, entries: tuple[Entry, ...]) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """The entries under the headings of the navigation; what has no place there stands last."""
    placed = {part: title for title, parts in GROUPS for part in parts}
    groups: dict[str, list[Entry]] = {title: [] for title, _ in GROUPS}
    for entry in entries:
        title = FOR_TEAMS if entry.page.startswith(f"{AUDIENCES}/") else placed.get(entry.page, GROUPS[-1][0])
        groups[title].append(entry)
    ordered = group_order(book, {title: [entry.page for entry in found] for title, found in groups.items()})
    return tuple((book.tongue.say(title), tuple(groups[title])) for title in ordered if groups[title])


def frame_values(book: Book, address: Callable[[str, str], str], relative: Callable[[str], str]) -> dict[str, object]:
    """What the frame and the blocks of a page ask for, where nothing lies outside the file itself.

    `address` says where an id of a page lies, `relative` where a file does.
    """
    return {
        **BARE,
        "journey": book.journey.label,
        "language": book.tongue.code,
        "logo": book.appearance.logo,
        "front": FRONT,
        "address": address,
        "prose": partial(_prose, book, address),
        "say": book.tongue.say,
        **line_values(Leading(address, relative, book.place_address, book.place_text)),
        "source_of": book.place_address,
        "place_text": book.place_text,
        "relative": relative,
        "is_outward": is_outward,
        "clean": clean,
    }


def tab_title(words: str) -> str:
    """Words for the tab of a browser, on one line and cut short where they are long."""
    title = clean(words)
    return title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1] + "…"


def _html(book: Book, printed: Print, entries: tuple[Entry, ...], page: Page) -> str:
    script = _script(page)
    values = {
        **frame_values(book, partial(_address, page), partial(seen_from, page)),
        "page": page,
        "part": page.part,
        "groups": _groups(book, entries),
        "tab_title": _tab_title(page, book.journey.label),
        "style_sheet": seen_from(page, STYLE_SHEET),
        "search_script": seen_from(page, SEARCH_SCRIPT),
        "root": "../" * page.path.count("/"),
        "around": _neighbours(entries, page),
        "up": _above(entries, page),
        "script": script,
        "script_source": f"'self' 'sha256-{_digest(script)}'" if script else "'self'",
    }
    return printed("page.html", values)


def _script(page: Page) -> str:
    """What moves the picture of a page, if there is one; it stands in the page, so that nothing has to be fetched."""
    return _shipped(_PICTURE_SCRIPT) if any(map(_has_picture, page.blocks)) else ""


def _has_picture(block: Block) -> bool:
    match block:
        case Figure(svg=svg):
            return svg != ""
        case Section(blocks=blocks):
            return any(map(_has_picture, blocks))
        case _:
            return False


def _digest(script: str) -> str:
    """What a browser knows the script by, so that it runs no other."""
    return b64encode(sha256(script.encode()).digest()).decode()


def _neighbours(entries: tuple[Entry, ...], page: Page) -> tuple[tuple[str, str] | None, tuple[str, str] | None]:
    """The pages of the same part before and after this one."""
    below = next((entry.below for entry in entries if entry.page == page.part), ())
    places = [number for number, (_, path) in enumerate(below) if path == page.path]
    if not places:
        return None, None
    here = places[0]
    return (below[here - 1] if here > 0 else None), (below[here + 1] if here + 1 < len(below) else None)


def _above(entries: tuple[Entry, ...], page: Page) -> Above | None:
    """The page of the navigation that this one stands below."""
    kind, dot, rest = label_text(page.eyebrow).partition(" · ")
    found = (one for one in entries if one.page == page.part != page.path)
    return next((Above(one.label, one.page, kind, dot + rest) for one in found), None)


def _tab_title(page: Page, journey: str) -> str:
    return tab_title(journey if page.path == FRONT else f"{label_text(page.title)} · {journey}")


def _address(page: Page, target: str, anchor: str) -> str:
    """Where a page lies, seen from another; the page itself only where an id is asked for."""
    path = seen_from(page, f"{target}.html")
    if target == page.path and anchor:
        path = ""
    return f"{path}#{anchor}" if anchor else path


def _prose(book: Book, address: Callable[[str, str], str], block: ProseBlock) -> Markup:
    """Prose as HTML, names in it as links to where `address` puts pages and their ids."""
    from markupsafe import Markup

    def resolve(name: str) -> str:
        found = book.find(name)
        return address(*found) if found else ""

    return Markup(prose_html(block, resolve))


def _shipped(name: str) -> str:
    return (files("journeydsl.render.playbook") / "templates" / name).read_text("utf-8")
