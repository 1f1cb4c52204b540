"""What the steps of resolving share: the names declared, the place that is being read, and the faults so far."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from journeydsl.model.faults import CycleOfDefinitions, Fault, OtherCurrency, UnknownName, WrongKind
from journeydsl.model.resolving.unread import skipped_stretches
from journeydsl.model.rhythm import Named
from journeydsl.model.values import Kind, Prose, Reference, Text
from journeydsl.syntax.parse import SyntaxFile
from journeydsl.syntax.values import Markdown, Name, Node
from journeydsl.syntax.values import Prose as ProseNode
from journeydsl.syntax.values import Text as TextNode
from journeydsl.text.record import Record
from journeydsl.text.source import Source, Span
from journeydsl.text.spelling import nearest

_Given = TypeVar("_Given")
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_MOST_COMPARED = 20_000
_MENTION = re.compile(r"`([A-Za-z_][A-Za-z0-9_]*)`")


class Declared(Record):
    """A name's first declaration; `whole` is false where the reader passed over a part of it."""

    kind: Kind
    span: Span
    stage_kind: str = "plain"


class Scope:
    """All names of a journey and its files, and what resolving gathers on the way.

    `enter` says which statement is read now; `whole` is about that statement, `journey_whole` about everything. `used`
    are the names that something refers to, `meant` those that a misspelt name was taken for; `nameless` are the kinds
    of declarations that lost their names, which somebody may look for; `ways` counts the ways out of single stages.
    """

    def __init__(self, files: list[SyntaxFile], *, is_library: bool) -> None:
        self.files = files
        self.is_library = is_library
        self.has_all_files = True
        self.names: dict[str, Declared] = {}
        self.apart: dict[Kind, dict[str, Declared]] = {kind: {} for kind in APART}
        self.faults: list[Fault] = []
        self.ways = 0
        self.used: set[tuple[Kind, str]] = set()
        self.meant: set[tuple[Kind, str]] = set()
        self.nameless: set[Kind] = set()
        self.mentions: list[tuple[str, Span]] = []
        self.currency: str | None = None
        self.currency_span: Span | None = None
        self.source: Source = files[0].source
        self.whole = True
        self.journey_whole = not any(file.skipped for file in files)
        self._skipped = {file.source.path: skipped_stretches(file) for file in files if file.skipped}
        self._skipped_words: frozenset[str] | None = None
        self._meant: dict[tuple[str, tuple[Kind, ...]], str | None] = {}
        self._once: dict[tuple[str, int], Any] = {}
        self.compared = 0

    def enter(self, file: SyntaxFile, node: Node) -> None:
        """Goes on to another statement."""
        self.source = file.source
        skipped = self._skipped.get(file.source.path)
        self.whole = skipped is None or not skipped.touch(node.start, node.end)

    def span(self, node: Node) -> Span:
        """Where a node of the statement being read stands."""
        return Span(self.source, node.start, node.end)

    def fault(self, fault: Fault) -> None:
        """Keeps a fault; what it is about is lost, and the statement not whole."""
        self.faults.append(fault)
        self.whole = False

    def harmless_fault(self, fault: Fault) -> None:
        """Keeps a fault of something that has a meaning as it stands, and is kept with it."""
        self.faults.append(fault)

    def reference(self, name: Name | None, kind: Kind) -> Reference | None:
        """What a name stands for where only one kind may stand."""
        if name is None:
            return None
        text = name.text
        apart = self.apart.get(kind)
        declared = self.names.get(text) if apart is None else apart.get(text)
        if declared is not None and declared.kind == kind:
            self.used.add((kind, text))
            return Reference(text, Span(self.source, name.start, name.end))
        found = self._otherwise(name, (kind,))
        return Reference(found.name, found.span) if found else None

    def references(self, names: Iterable[Name], kind: Kind) -> tuple[Reference, ...]:
        """What several names stand for; the unknown ones are left out."""
        found = [self.reference(name, kind) for name in names]
        return tuple(reference for reference in found if reference is not None)

    def named(self, name: Name, kinds: tuple[Kind, ...]) -> Named | None:
        """What a name stands for where several kinds may stand, looked for in their order."""
        for kind in kinds:
            apart = self.apart.get(kind)
            declared = self.names.get(name.text) if apart is None else apart.get(name.text)
            if declared is not None and declared.kind == kind:
                self.used.add((kind, name.text))
                return Named(kind, name.text, self.span(name))
        return self._otherwise(name, kinds)

    def text(self, node: TextNode | None) -> Text | None:
        """A text as written; none where it is empty or the reader made it up."""
        if node is None or not node.text:
            return None
        return Text(node.text, self.span(node))

    def texts(self, nodes: Iterable[TextNode]) -> tuple[Text, ...]:
        """Texts as written, without the empty ones."""
        return tuple(Text(node.text, self.span(node)) for node in nodes if node.text)

    def prose(self, node: ProseNode | None) -> Prose | None:
        """Prose as written; the names in backticks in it are kept as mentions."""
        if node is None or not node.text:
            return None
        if "`" in node.text:
            for found in _MENTION.finditer(self.source.text, node.start, node.end):
                place = Span(self.source, found.start(1), found.end(1))
                self.mentions.append((found.group(1), place))
        return Prose(node.text, type(node) is Markdown, self.span(node))

    def kind_of(self, name: str) -> Kind | None:
        """What a name is declared as, in whatever namespace."""
        declared = self.declared(name)
        return declared.kind if declared else None

    def declared(self, name: str) -> Declared | None:
        """The declaration of a name, in whatever namespace; the one that all kinds share goes first."""
        if name in self.names:
            return self.names[name]
        return next((names[name] for names in self.apart.values() if name in names), None)

    def mark_used(self, node: object) -> None:
        """Takes every name in a node that is left out for what it is called, so that leaving out makes no cascade."""
        waiting = [node]
        while waiting:
            part = waiting.pop()
            if isinstance(part, Name):
                self.used.update((kind, part.text) for kind in self._kinds_of(part.text))
            elif isinstance(part, Node):
                waiting.extend(getattr(part, field) for field in part.__fields__)
            elif isinstance(part, tuple):
                waiting.extend(part)

    def knows_as_skipped(self, name: str) -> bool:
        """Whether a name stands in a stretch that was passed over, where it may be declared."""
        if self._skipped_words is None:
            self._skipped_words = frozenset(
                word
                for file in self.files
                for start, end in file.skipped
                for word in _WORD.findall(file.source.text, max(start, 0), end)
            )
        return name in self._skipped_words

    def is_other_currency(self, currency: str, span: Span, subject: str) -> bool:
        """Whether an amount is in another currency than the journey's, which is the first where the header has none."""
        if self.currency is None or self.currency_span is None:
            self.currency, self.currency_span = currency, span
        if currency == self.currency:
            return False
        self.fault(OtherCurrency(span, subject, currency, self.currency, self.currency_span))
        return True

    def cycle(self, kind: Kind, names: tuple[str, ...], span: Span) -> None:
        """Keeps a fault about declarations that lead back to themselves."""
        self.faults.append(CycleOfDefinitions(span, kind, names))

    def _kinds_of(self, name: str) -> list[Kind]:
        kinds = [names[name].kind for names in self.apart.values() if name in names]
        return [*kinds, self.names[name].kind] if name in self.names else kinds

    def _otherwise(self, name: Name, kinds: tuple[Kind, ...]) -> Named | None:
        """A name that is not what is wanted: says so, and takes it for the one that was probably meant.

        What is read as it was probably meant is whole; anything else that is not there loses a part of its declaration.
        """
        meant = self._meant_by(name, kinds)
        self.whole = self.whole and meant is not None
        return meant

    def _meant_by(self, name: Name, kinds: tuple[Kind, ...]) -> Named | None:
        span = self.span(name)
        if not name.text:
            return None
        declared = self.declared(name.text)
        if declared is not None:
            self.used.add((declared.kind, name.text))
            self.faults.append(WrongKind(span, name.text, kinds, declared.kind, declared.span))
            return None
        if self.is_library or self.knows_as_skipped(name.text):
            return None
        known = self._known(kinds)
        meant = self._nearest(name.text, kinds, known)
        if meant is None and (not self.has_all_files or self.nameless.intersection(kinds)):
            return None
        self.faults.append(UnknownName(span, name.text, kinds, meant, tuple(known), ()))
        if meant is None:
            return None
        self.meant.add((known[meant], meant))
        return Named(known[meant], meant, span)

    def once(self, what: tuple[str, int], work: Callable[[], _Given]) -> _Given:
        """What some work gives, done for whoever asks first."""
        if what not in self._once:
            self._once[what] = work()
        found: _Given = self._once[what]
        return found

    def _nearest(self, name: str, kinds: tuple[Kind, ...], known: dict[str, Kind]) -> str | None:
        """The known name that was probably meant; in a text that is full of unknown names no more are looked for."""
        if (name, kinds) not in self._meant:
            spent = len(self._meant) * len(known) > _MOST_COMPARED
            self._meant[name, kinds] = None if spent else nearest(name, known)
        return self._meant[name, kinds]

    def _known(self, kinds: tuple[Kind, ...]) -> dict[str, Kind]:
        known = {name: kind for kind in kinds for name in self.apart.get(kind, ())}
        return known | {name: one.kind for name, one in self.names.items() if one.kind in kinds}


APART: tuple[Kind, ...] = ("promise", "plan", "kpi", "content", "cadence", "offer", "meeting", "term")
