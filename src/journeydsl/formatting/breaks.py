"""Where a header or an item breaks when it is too long or holds a comment: at its clauses, lists and conditions."""

from __future__ import annotations

from journeydsl.formatting.fitting import Gap, Group, Manner, Part
from journeydsl.formatting.words import VALUES, Words
from journeydsl.syntax.build import prose_text
from journeydsl.syntax.buyers import AnyOfType, OneOfType
from journeydsl.syntax.conditions import Both, Either
from journeydsl.syntax.path import Reason, StageList
from journeydsl.syntax.tokens import PROSE
from journeydsl.syntax.values import Block, Node, Text, ValueList

# Words that follow a value without opening a clause.
_GO_ON = frozenset(("business", "per", "of", "to", "ago", "order"))
# Words that open a clause behind a condition; all others belong to the condition.
_END_A_CONDITION = frozenset(("because", "by", "priority", "share", "from", "otherwise", "up", "disqualifies"))


class _Span:
    """Words from `first` up to, and without, `after` that break together, at `breaks`."""

    __slots__ = ("after", "breaks", "first", "inner", "manner")

    def __init__(self, first: int, after: int, manner: Manner, breaks: set[int]) -> None:
        self.first = first
        self.after = after
        self.manner: Manner = manner
        self.breaks = breaks
        self.inner: list[_Span] = []

    def has_gap_before(self, words: Words) -> bool:
        """Whether the gap before its first word is its own."""
        return self.first in self.breaks or (self.manner == "flow" and self.first in words.notes and self.first > 0)


def breakable(node: Node, words: Words) -> Group:
    """The words of a header or an item as nested groups, with a gap wherever a line may break."""
    spans: list[_Span] = []
    _find(node, words, spans)
    root = _Span(0, len(words.texts), "flow", _clauses(words, spans))
    open_spans = [root]
    for span in sorted(spans, key=lambda span: (span.first, -span.after)):
        while open_spans[-1].after <= span.first:
            open_spans.pop()
        open_spans[-1].inner.append(span)
        open_spans.append(span)
    return _group(root, words)


def _clauses(words: Words, spans: list[_Span]) -> set[int]:
    """The words that open a clause: a word of the language behind a value, outside lists and conditions."""
    found: set[int] = set()
    inside = {index for span in spans for index in range(span.first + 1, span.after)}
    in_condition = False
    for index, kind in enumerate(words.kinds):
        opens = kind.isalpha() and index > 0 and words.kinds[index - 1] in VALUES and index not in inside
        if opens and (kind in _END_A_CONDITION or not (in_condition or kind in _GO_ON)):
            in_condition = False
            found.add(index)
        elif kind == "->" and words.kinds[index - 1] == "]":
            found.add(index)
        in_condition = in_condition or kind == "when"
    if words.kinds[0] in ("add", "subtract"):
        found -= {2}
    return found


def _find(node: Node, words: Words, spans: list[_Span]) -> None:
    if isinstance(node, Either | Both):
        spans.append(_joints(node, words))
    elif isinstance(node, ValueList | StageList):
        first, after = _stretch(node.start, node.end, words)
        spans.append(_Span(first, after, "brackets", {first + 1, after - 1}))
    for field in node.__fields__:
        value = getattr(node, field)
        if isinstance(value, tuple):
            if field not in ("clauses", "parts"):
                _list(node, value, words, spans)
            for child in value:
                _find(child, words, spans)
        elif isinstance(value, Node) and not isinstance(value, Block):
            _find(value, words, spans)


def _list(node: Node, elements: tuple[Node, ...], words: Words, spans: list[_Span]) -> None:
    firsts = [_stretch(element.start, element.end, words)[0] for element in elements]
    after = _stretch(elements[-1].start, elements[-1].end, words)[1]
    texts = any(isinstance(element, Text) for element in elements)
    reasons = any(isinstance(element, Reason) and (element.title or element.mapped) for element in elements)
    stacked = reasons or (texts and not isinstance(node, OneOfType | AnyOfType | ValueList))
    if stacked and len(elements) > 1:
        spans.append(_Span(firsts[0], after, "rows", set(firsts)))
    else:
        spans.append(_Span(firsts[0], after, "flow", set(firsts[1:])))


def _joints(node: Either | Both, words: Words) -> _Span:
    """The words `or`, or `and`, that join the parts of a condition, not those within its parts."""
    first, after = _stretch(node.start, node.end, words)
    joint = "or" if isinstance(node, Either) else "and"
    breaks: set[int] = set()
    depth, between = 0, False
    for index in range(first, after):
        kind = words.kinds[index]
        depth += (kind in ("(", "[")) - (kind in (")", "]"))
        if depth == 0 and kind == joint and not (between and kind == "and"):
            breaks.add(index)
        if kind in ("between", "and"):
            between = kind == "between"
    return _Span(first, after, "joints", breaks)


def _stretch(start: int, end: int, words: Words) -> tuple[int, int]:
    first = words.places[start]
    after = first
    while after < len(words.starts) and start <= words.starts[after] < end:
        after += 1
    return first, after


def _group(span: _Span, words: Words) -> Group:
    parts: list[Part] = []
    inner = {child.first: child for child in reversed(span.inner)}
    index = span.first
    while index < span.after:
        child = inner.get(index)
        # A comment before a list stands with its first element; rows begin with a break of their own.
        own_gap = child is not None and child.has_gap_before(words)
        if (index > span.first or span.has_gap_before(words)) and not own_gap:
            parts.append(_gap(index, span, words))
        if child is not None:
            parts.append(_group(child, words))
            index = child.after
        else:
            parts.append(_word(index, words))
            index += 1
    return Group(span.manner, parts)


def _gap(index: int, span: _Span, words: Words) -> Part:
    space = "" if words.clings[index] else " "
    notes = words.notes.get(index, [])
    return Gap(space, notes) if notes or index in span.breaks else space


def _word(index: int, words: Words) -> Part:
    text = words.texts[index]
    if words.kinds[index] != PROSE:
        return text
    comma = "," if text.endswith(",") else ""
    said = prose_text(text.removesuffix(","))
    if "\n" in text and said:
        return Group("prose", [*said.split("\n")])
    edge = " " if said.startswith('"') or said.endswith('"') else ""
    return f'"""{edge}{said}{edge}"""{comma}'
