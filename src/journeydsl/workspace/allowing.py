"""Every `# allow` of what paths mean, with what it silences in all journeys that read its file."""

from __future__ import annotations

from typing import NamedTuple

from journeydsl.checks._subject import Allow
from journeydsl.diagnostics.finding import Diagnostic, Finding
from journeydsl.text.source import Span
from journeydsl.workspace.analyzing import Wish, analyze_root, surely
from journeydsl.workspace.reading import Asked, Shelf, ask, companions


class Life(NamedTuple):
    """An allow, what it silences anywhere, and what the checks say of the allow itself."""

    allow: Allow
    silenced: tuple[Finding, ...]
    told: tuple[Diagnostic, ...]

    @property
    def names(self) -> frozenset[str]:
        """The checks that have something to say of it."""
        return frozenset(one.name for one in self.told)


def allows_of(shelf: Shelf, paths: tuple[str, ...], wish: Wish) -> tuple[Asked, list[Life]]:
    """What paths ask for, and the allows in its files, in the order of their places."""

    def attempt() -> tuple[Asked, list[Life]]:
        asked = ask(shelf, paths, wish.settings.excluded)
        return asked, _lives(shelf, asked, wish)

    return surely(attempt)


def _lives(shelf: Shelf, asked: Asked, wish: Wish) -> list[Life]:
    roots = (*asked.roots, *asked.libraries)
    files = {name for root in roots for name in shelf.reached(root)}
    everyone = dict.fromkeys([*roots, *(other for root in roots for other in companions(shelf, root))])
    allows: dict[Span, Allow] = {}
    silenced: dict[Span, dict[tuple[str, int, str], Finding]] = {}
    told: dict[Span, dict[str, Diagnostic]] = {}
    for root in everyone:
        analysis = analyze_root(shelf, root, wish)
        for allow in analysis.allows:
            if allow.span.source.path in files:
                allows.setdefault(allow.span, allow)
                found = silenced.setdefault(allow.span, {})
                for one in allow.silenced:
                    found.setdefault((one.span.source.path, one.span.start, one.message), one)
        for diagnostic in analysis.diagnostics:
            if diagnostic.span in allows:
                told.setdefault(diagnostic.span, {}).setdefault(diagnostic.name, diagnostic)
    return [
        Life(allows[span], tuple(silenced[span].values()), tuple(told.get(span, {}).values()))
        for span in sorted(allows)
    ]
