"""The journeys that paths mean, ready to be asked: resolved, with their graph, or why not."""

from __future__ import annotations

from typing import NamedTuple

from journeydsl.analysis import Analysis
from journeydsl.checks._catalogue import reading_names
from journeydsl.diagnostics.finding import Diagnostic
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.text.source import Source
from journeydsl.workspace.analyzing import Wish, analyze_root, surely
from journeydsl.workspace.files import as_source
from journeydsl.workspace.reading import Asked, Shelf, ask
from journeydsl.workspace.settings import Settings

_HARMLESS = "value-off-list"  # a condition that asks for such a value is unknown, and the rest is sound


class Ready(NamedTuple):
    """A root with its graph; `faults` are errors of text and names, with which no answer can be believed."""

    root: str
    graph: JourneyGraph | None
    faults: tuple[Diagnostic, ...]

    @property
    def is_readable(self) -> bool:
        """Whether the text of every file could be read whole."""
        return all(fault.name != "unreadable-text" for fault in self.faults)


def ready_journeys(shelf: Shelf, paths: tuple[str, ...], settings: Settings) -> tuple[Asked, list[Ready]]:
    """What paths ask for, and every root among it. Errors of text and names count, whatever the settings say."""
    wish = Wish(settings.replace(severity={}), ("unreadable-text",), None)

    def attempt() -> tuple[Asked, list[Ready]]:
        asked = ask(shelf, paths, settings.excluded)
        return asked, [_ready(root, analyze_root(shelf, root, wish)) for root in asked.roots]

    return surely(attempt)


def _ready(root: str, analysis: Analysis) -> Ready:
    names = reading_names() - {_HARMLESS}
    faults = tuple(told for told in analysis.diagnostics if told.name in names and told.severity == "error")
    return Ready(root, analysis.graph, faults)


def reread(shelf: Shelf, root: str, more: str) -> JourneyGraph | None:
    """The graph of a root with a text at the end of its file; none where that adds something not understood."""
    from journeydsl.model.resolve import resolve
    from journeydsl.syntax.parse import parse

    files = dict(shelf.with_used(root))
    before = files[root]
    files[root] = parse(Source(root, before.source.text + more))
    faults = resolve(root, shelf.with_used(root), shelf.uses).faults
    after = resolve(root, files, shelf.uses)
    is_worse = len(files[root].faults) > len(before.faults) or len(after.faults) > len(faults)
    return None if is_worse or after.journey is None else JourneyGraph(after.journey)


def with_added(path: str, data: bytes, more: str) -> str | None:
    """What a file holds with statements at its end, in its line endings; none where they could not be read there."""
    from journeydsl.syntax.parse import parse

    before = as_source(data, path)
    more = more.replace("\n", "\r\n") if "\r\n" in before.text else more
    gap = ("\r\n" if "\r\n" in before.text else "\n") * 2
    text = f"{before.text.rstrip()}{gap}{more}" if before.text.strip() else more
    was, added, read = parse(before), parse(Source(path, more)), parse(Source(path, text))
    if before.misread or was.faults or read.faults or len(read.statements) != len(was.statements + added.statements):
        return None
    return text
