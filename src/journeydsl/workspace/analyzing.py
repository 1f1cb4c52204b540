"""One root of a workspace, analyzed: its files, its settings, its day, and what other roots use of its libraries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from journeydsl.workspace.reading import Shelf, Surprise, companions
from journeydsl.workspace.settings import Settings

if TYPE_CHECKING:
    from journeydsl.analysis import Analysis
    from journeydsl.diagnostics.finding import Diagnostic
    from journeydsl.model.values import Kind

_Given = TypeVar("_Given")
_VACANT = "vacant-allow"


class Wish(NamedTuple):
    """What was asked for, beside files: the settings, the only checks to run, and the day, if one was named.

    `share` is how many versions are read for one answer.
    """

    settings: Settings
    only: tuple[str, ...] = ()
    today: date | None = None
    share: int = 1


def analyze_root(shelf: Shelf, root: str, wish: Wish) -> Analysis:
    """Everything that is known of one root or library; raises `Surprise` where an outline was wrong."""
    from journeydsl.analysis import Choice, analyze

    files = shelf.with_used(root)
    choice = Choice(wish.settings.severity, frozenset(wish.only), wish.share)
    analysis = analyze(root, files, shelf.uses, day(shelf, root, wish), choice, _used_elsewhere(shelf, root))
    if not any(_is_vacant_elsewhere(told, root) for told in analysis.diagnostics):
        return analysis
    return analysis.replace(diagnostics=tuple(_without_served(shelf, analysis, wish)))


def _is_vacant_elsewhere(told: Diagnostic, root: str) -> bool:
    return told.name == _VACANT and told.span.source.path != root


def _without_served(shelf: Shelf, analysis: Analysis, wish: Wish) -> Iterator[Diagnostic]:
    """All that is told, but no vacant `allow` of a library that serves another journey."""
    from journeydsl.analysis import Choice, analyze

    root = analysis.root
    vacant = [told for told in analysis.diagnostics if _is_vacant_elsewhere(told, root)]
    for other in companions(shelf, root):
        if not vacant:
            break
        if any(told.span.source.path in shelf.reached(other) for told in vacant):
            files = shelf.with_used(other)
            choice = Choice(wish.settings.severity, frozenset(wish.only), wish.share)
            today = day(shelf, other, wish)
            there = analyze(other, files, shelf.uses, today, choice, _used_elsewhere(shelf, other)).diagnostics
            vacant = [told for told in vacant if told.span.source.path not in files or any(
                told.span == one.span and told.name == one.name for one in there)]  # fmt: skip
    left = {told.span.key for told in vacant}
    for told in analysis.diagnostics:
        if not _is_vacant_elsewhere(told, root) or told.span.key in left:
            yield told


def day(shelf: Shelf, root: str, wish: Wish) -> date:
    """Today, for one root."""
    from journeydsl.workspace.today import today_in

    return wish.today or today_in(shelf.outline(name) for name in shelf.reached(root))


def surely(attempt: Callable[[], _Given]) -> _Given:
    """Tries again after every `Surprise`; each makes the shelf know better, so this comes to an end."""
    while True:
        try:
            return attempt()
        except Surprise:
            continue


def _used_elsewhere(shelf: Shelf, root: str) -> frozenset[tuple[Kind, str]]:
    """Kinds and names that other roots of the workspace use, where they share a library with this one."""
    used: frozenset[tuple[Kind, str]] = frozenset()
    for other in companions(shelf, root):
        from journeydsl.model.resolve import resolve

        journey = resolve(other, shelf.with_used(other), shelf.uses).journey
        used |= journey.used if journey else frozenset()
    return used
