"""`# allow NAME until 2027-03-31: reason` above a statement or a property: where it stands and what it silences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from journeydsl.checks._subject import Allow
from journeydsl.diagnostics.finding import Finding
from journeydsl.syntax.parse import SyntaxFile
from journeydsl.syntax.values import Block, Node
from journeydsl.text.record import Record
from journeydsl.text.source import Span

_ALLOW = re.compile(
    r"#\s*allow\s+(?P<name>[A-Za-z0-9_-]+)(?:\s+until\s+(?P<until>\d{4}-\d{2}-\d{2}))?\s*(?::\s*(?P<reason>.*))?$"
)


class AllowPlace(Record):
    """An allow and the stretch of its file that it stands above; an empty one where nothing follows."""

    allow: Allow
    covers: Span

    def is_expired(self, today: date) -> bool:
        """Whether its last day has gone; its finding is told again."""
        return self.allow.until is not None and self.allow.until < today


def silencer(allows: Sequence[AllowPlace]) -> Callable[[str, Finding], int | None]:
    """Asks for the place of the first allow that takes a finding of a check away, if any does."""
    # Of stretches inside of each other, the outermost comes first.
    outermost: dict[tuple[str, str], list[tuple[int, int, int]]] = {}
    for number, one in enumerate(allows):
        several = outermost.setdefault((one.allow.name, one.covers.source.path), [])
        if one.covers.start < one.covers.end and not (several and one.covers.start < several[-1][1]):
            several.append((one.covers.start, one.covers.end, number))

    def silencing(name: str, finding: Finding) -> int | None:
        several = outermost.get((name, finding.span.source.path), [])
        at = bisect_right(several, finding.span.start, key=lambda one: one[0]) - 1
        return several[at][2] if at >= 0 and finding.span.start < several[at][1] else None

    return silencing


def allows_in(file: SyntaxFile) -> Iterator[AllowPlace]:
    """Every allow of a file, in order."""
    for comment in file.comments:
        found = _ALLOW.match(comment.text)
        if found:
            until = found["until"] or ""
            allow = Allow(
                found["name"],
                _date(until),
                until,
                (found["reason"] or "").strip(),
                Span(file.source, comment.start, comment.end),
            )
            yield AllowPlace(allow, _below(file, comment.start, comment.end))


def _below(file: SyntaxFile, start: int, offset: int) -> Span:
    """The statement or property that begins next behind a comment, the innermost that holds or follows it.

    Right behind the `{` of one, where `journey fmt` puts what stands in front of it, a comment belongs to the whole.
    """
    nodes: tuple[Node, ...] = file.statements
    while True:
        at = bisect_right(nodes, offset, key=lambda node: _end(file, node))
        if at == len(nodes):
            return Span(file.source, offset, offset)
        node = nodes[at]
        if node.start >= offset:
            return Span(file.source, node.start, node.end)
        block = next((part for part in _blocks(node) if part.start < offset < part.end), None)
        if block is None or not file.source.text[block.start + 1 : start].strip(" \t"):
            return Span(file.source, node.start, node.end)
        nodes = block.items


def _end(file: SyntaxFile, node: Node) -> int:
    """Where a statement or property ends, without the comma behind it, in front of which a comment may stand."""
    if file.source.text[node.end - 1 : node.end] != ",":
        return node.end
    return node.start + len(file.source.text[node.start : node.end - 1].rstrip())


def _blocks(node: Node) -> Iterator[Block]:
    for field in node.__fields__:
        part = getattr(node, field)
        if isinstance(part, Block):
            yield part


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
