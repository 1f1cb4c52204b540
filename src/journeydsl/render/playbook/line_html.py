"""A line of words as HTML: what templates call thousands of times on a large page, so it is no template itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from journeydsl.render.playbook.document import (
    Amount,
    Code,
    FileLink,
    Link,
    Own,
    Place,
    Plain,
    Run,
    Said,
    Soft,
    Strong,
    TeamMark,
    Web,
    Words,
)
from journeydsl.render.playbook.prose_markup import is_outward
from journeydsl.text.record import Record
from journeydsl.text.source import Span

if TYPE_CHECKING:
    from markupsafe import Markup

_COLOURS = 10
_ESCAPED = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&#34;"), ("'", "&#39;"))
_is_special = re.compile("[&<>\"']").search


class Leading(Record):
    """Where things lie, seen from the page that words stand on: ids of pages, files, and lines of the journey."""

    address: Callable[[str, str], str]
    relative: Callable[[str], str]
    source_of: Callable[[Span], str]
    place_text: Callable[[Span], str]


def line_values(leading: Leading) -> Mapping[str, object]:
    """What templates ask for to write words and places."""
    return {"worded": partial(_line, leading), "placed": partial(_place, leading)}


def _line(leading: Leading, line: Words) -> Markup:
    """The words with their links."""
    from markupsafe import Markup

    return Markup("".join([_run(leading, run) for run in line]))


def _run(leading: Leading, run: Run) -> str:
    match run:
        case Plain(text=text):
            return _text(text)
        case Own(text=text):
            return f"<bdi>{_text(text)}</bdi>"
        case Link(text=text, page=page, anchor=anchor):
            return f'<a href="{_text(leading.address(page, anchor))}"><bdi>{_text(text)}</bdi></a>'
        case TeamMark(text=text, page=page, anchor=anchor, colour=colour):
            look = f'class="team team-{colour % _COLOURS}" href="{_text(leading.address(page, anchor))}"'
            return f"<a {look}><bdi>{_text(text)}</bdi></a>"
        case Web(text=text, address=address):
            shown = f"<bdi>{_text(text)}</bdi>"
            is_led = is_outward(address)
            return f'<a href="{_text(address)}" rel="noopener noreferrer">{shown}</a>' if is_led else shown
        case Code(text=text):
            return f"<code>{_text(text)}</code>"
        case Strong(text=text):
            return f"<strong>{_text(text)}</strong>"
        case Soft(text=text):
            return f'<span class="soft"><bdi>{_text(text)}</bdi></span>'
        case FileLink(text=text, file=file):
            return f'<a href="{_text(leading.relative(file))}">{_text(text)}</a>'
        case Place(span=span):
            return _place(leading, span)
        case Amount() | Said():
            raise TypeError("a page is put into its language before it is written")


def _place(leading: Leading, span: Span) -> Markup:
    """Where something is written, as a link where the workspace says so."""
    from markupsafe import Markup

    source, shown = leading.source_of(span), _text(leading.place_text(span))
    if is_outward(source):
        return Markup(f'<a class="place" href="{_text(source)}" rel="noopener noreferrer">{shown}</a>')
    return Markup(f'<span class="place">{shown}</span>')


def _text(text: str) -> str:
    if not _is_special(text):
        return text
    for sign, written in _ESCAPED:
        text = text.replace(sign, written)
    return text
