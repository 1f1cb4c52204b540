"""Which files a root reads, in which order, and what they declare."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from journeydsl.model.faults import CycleOfUses, DuplicateName, Fault, TwoHeaders, UsedFileMissing
from journeydsl.model.resolving.scope import APART, Declared, Scope
from journeydsl.model.values import Kind
from journeydsl.syntax import buyers, path, people, promises, rhythm
from journeydsl.syntax.parse import SyntaxFile
from journeydsl.syntax.values import Name, Node
from journeydsl.text.record import Record
from journeydsl.text.source import Span

Why = Literal["missing", "miswritten", "outside", "unreadable"]
# For (path of a file, path as written in a `use`): the path of the file that is meant, or why there is none.
Uses = Mapping[tuple[str, str], str]
Statement = tuple[SyntaxFile, Node]

_WHYS: dict[str, Why] = {why: why for why in get_args(Why)}
_KINDS: dict[type[Node], Kind] = {
    people.Team: "team",
    people.Calendar: "calendar",
    people.Role: "role",
    buyers.Field: "field",
    buyers.Activity: "activity",
    buyers.Score: "score",
    buyers.Band: "band",
    buyers.Rule: "rule",
    buyers.Segmentation: "segmentation",
    buyers.Segment: "segment",
    path.Stage: "stage",
    promises.Promise: "promise",
    promises.Plan: "plan",
    promises.Kpi: "kpi",
    rhythm.Content: "content",
    rhythm.Cadence: "cadence",
    rhythm.Offer: "offer",
    rhythm.Meeting: "meeting",
    rhythm.Term: "term",
}


class Reading(Record):
    """The files that a root reads, used ones first, and the faults of their `use` lines."""

    files: tuple[SyntaxFile, ...]
    faults: tuple[Fault, ...]


def files_read(root: str, files: Mapping[str, SyntaxFile], uses: Uses) -> Reading:
    """Follows every `use` from the root on; a file is read once, however often it is used."""
    read: dict[str, SyntaxFile] = {}
    faults: list[Fault] = []
    open_files = [root]
    waiting = [iter(_used(files[root]))]
    while waiting:
        use = next(waiting[-1], None)
        here = open_files[-1]
        if use is None:
            read[here] = files[here]
            open_files.pop()
            waiting.pop()
            continue
        span = Span(files[here].source, use.path.start, use.path.end)
        there = uses.get((here, use.path.text), "missing")
        if there not in files:
            why = _WHYS.get(there, "unreadable")
            faults.append(UsedFileMissing(span, use.path.text, why))
        elif there in open_files:
            circle = (*open_files[open_files.index(there) :], there)
            faults.append(CycleOfUses(span, use.path.text, circle))
        elif there not in read:
            open_files.append(there)
            waiting.append(iter(_used(files[there])))
    return Reading(tuple(read.values()), tuple(faults))


def header(scope: Scope, root: SyntaxFile) -> people.Journey | None:
    """The root's header; each further one is a fault."""
    found: tuple[SyntaxFile, people.Journey] | None = None
    for file in (root, *(file for file in scope.files if file is not root)):
        for statement in file.statements:
            if not isinstance(statement, people.Journey):
                continue
            if found is None and file is root:
                found = (file, statement)
            elif found:
                _second_header(scope, found, (file, statement))
    return found[1] if found else None


def declare(scope: Scope) -> dict[type[Node], list[Statement]]:
    """Enters all names; gives the statements that are the first of their name, by the class of their nodes."""
    kept: dict[type[Node], list[Statement]] = {}
    for file in scope.files:
        for statement in file.statements:
            kind = _KINDS.get(type(statement))
            if kind is None or _is_first(scope, file, statement, kind):
                kept.setdefault(type(statement), []).append((file, statement))
                _declare_inner(scope, file, statement)
            else:
                scope.mark_used(statement)
                scope.journey_whole = scope.journey_whole and kind in APART
    return kept


def _used(file: SyntaxFile) -> list[people.Use]:
    return [one for one in file.statements if isinstance(one, people.Use) and one.path.text]


def _second_header(
    scope: Scope, first: tuple[SyntaxFile, people.Journey], second: tuple[SyntaxFile, people.Journey]
) -> None:
    spans = [Span(file.source, node.name.start, node.name.end) for file, node in (second, first)]
    scope.faults.append(TwoHeaders(spans[0], second[1].name.text, spans[1]))
    scope.mark_used(second[1])


def _declare_inner(scope: Scope, file: SyntaxFile, statement: Node) -> None:
    if not isinstance(statement, (buyers.Score, buyers.Segmentation)):
        return
    for item in statement.block.items:
        if isinstance(item, buyers.Band):
            _is_first(scope, file, item, "band")
        elif isinstance(item, buyers.Segment) and not _is_first(scope, file, item, "segment"):
            scope.journey_whole = False


def _is_first(scope: Scope, file: SyntaxFile, statement: Node, kind: Kind) -> bool:
    name: Name = statement.name  # type: ignore[attr-defined]
    if not name.text:
        scope.nameless.add(kind)
        return False
    names = scope.apart[kind] if kind in APART else scope.names
    span = Span(file.source, name.start, name.end)
    first = names.get(name.text)
    if first is not None:
        scope.faults.append(DuplicateName(span, name.text, kind, first.kind, first.span))
        return False
    if isinstance(statement, path.Stage) and statement.kind:
        names[name.text] = Declared(kind, span, statement.kind.text)
    else:
        names[name.text] = Declared(kind, span)
    return True
