"""Prose as HTML: Markdown without HTML, pictures or odd addresses; names in backticks lead to what they name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from journeydsl.render.diagrams.addresses import is_safe_address
from journeydsl.render.playbook.document import ProseBlock

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererProtocol
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

Resolve = Callable[[str], str]
"""Gives the address of a name in backticks, or an empty text where the playbook does not know it."""

_SCHEME = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


def prose_html(block: ProseBlock, resolve: Resolve) -> str:
    """Safe HTML. Plain prose is a paragraph whose names in backticks are links, and nothing else."""
    if not block.is_markdown:
        parts = re.split(r"`([^`]*)`", block.text)
        return "<p>" + "".join(_code(part, resolve) if n % 2 else _text(part) for n, part in enumerate(parts)) + "</p>"
    found: str = _reader().render(block.text, {"resolve": resolve})
    return found


def is_outward(address: str) -> bool:
    """Whether an address is one of the web or of mail, which alone the author may lead readers to."""
    return bool(_SCHEME.match(address)) and is_safe_address(address)


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    reader.validateLink = is_outward  # type: ignore[method-assign, assignment]
    reader.add_render_rule("code_inline", _render_code)
    reader.add_render_rule("heading_open", _open_heading)
    reader.add_render_rule("heading_close", _close_heading)
    reader.add_render_rule("link_open", _open_link)
    return reader


def _render_code(
    renderer: RendererProtocol, tokens: Sequence[Token], place: int, options: OptionsDict, env: EnvType
) -> str:
    return _code(tokens[place].content, env["resolve"])


def _open_heading(
    renderer: RendererProtocol, tokens: Sequence[Token], place: int, options: OptionsDict, env: EnvType
) -> str:
    # A heading of the prose's own would break the order of the page's.
    return '<p class="prose-heading">'


def _close_heading(
    renderer: RendererProtocol, tokens: Sequence[Token], place: int, options: OptionsDict, env: EnvType
) -> str:
    return "</p>\n"


def _open_link(
    renderer: RendererProtocol, tokens: Sequence[Token], place: int, options: OptionsDict, env: EnvType
) -> str:
    return f'<a href="{_text(str(tokens[place].attrGet("href") or ""))}" rel="noopener noreferrer">'


def _code(text: str, resolve: Resolve) -> str:
    address = resolve(text)
    inside = f"<code>{_text(text)}</code>"
    return f'<a href="{_text(address)}">{inside}</a>' if address else inside


def _text(text: str) -> str:
    from html import escape

    return escape(text)
