"""Pages in the order that a workspace wants, and what each audience reads first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from journeydsl.render.playbook.composing import listing, section, words
from journeydsl.render.playbook.document import Label, Link, Page, label_text
from journeydsl.render.playbook.site import AUDIENCES, FRONT, GROUPS, Book

_PAGES = frozenset(part for _, parts in GROUPS for part in parts) - {FRONT}


def arranged(book: Book, pages: Iterable[Page]) -> tuple[Page, ...]:
    """The pages, those of the parts that are named first; the front page stays in front."""
    found = tuple(pages)
    order = {part: number for number, part in enumerate((FRONT, *book.appearance.order))}
    placed = sorted(found, key=lambda page: order.get(page.part, len(order)))
    titles = {page.path: page.title for page in found}
    return tuple(_with_reading(book, page, titles) for page in placed)


def group_order(book: Book, groups: Mapping[str, list[str]]) -> list[str]:
    """The headings of the navigation by their pages: those with a page that is named come in its place."""
    order = {part: number for number, part in enumerate((FRONT, *book.appearance.order))}
    last = len(order)
    return sorted(groups, key=lambda title: min((order.get(part, last) for part in groups[title]), default=last))


def is_page(name: str) -> bool:
    """Whether some playbook has a page of this name in its navigation."""
    return name in _PAGES or name.startswith(f"{AUDIENCES}/")


def _with_reading(book: Book, page: Page, titles: Mapping[str, Label]) -> Page:
    """A team's page, with the pages that it reads first in front."""
    if not book.appearance.audiences:
        return page
    teams = [team for team, place in book.site.sides.items() if place == (page.path, "")]
    wanted = book.appearance.audiences.get(teams[0], ()) if teams else ()
    links = [words(Link(label_text(titles[path]), path, "")) for path in wanted if path in titles]
    reading = section("reading", book.tongue.say("Read these first"), listing(links))
    return page.replace(blocks=(reading, *page.blocks)) if reading else page
