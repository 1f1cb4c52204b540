"""Prose of the journey as a block."""

from __future__ import annotations

from journeydsl.model.values import Prose
from journeydsl.render.playbook.document import ProseBlock


def prose(text: Prose | None) -> ProseBlock | None:
    """What the author wrote, if anything."""
    return titled_prose("", text)


def titled_prose(title: str, text: Prose | None) -> ProseBlock | None:
    """The same behind a word of ours: `Because`."""
    return ProseBlock(title, text.text, text.is_markdown) if text and text.text.strip() else None
