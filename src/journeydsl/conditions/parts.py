"""Parts of conditions: which could be taken out without a change, and which few contradict each other.

A part either adds buyers (one side of an `or`, a value of a list) or leaves some out (one side of an `and`); behind
`not` it is the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from journeydsl.conditions.answers import Undecided
from journeydsl.conditions.boxes import Boxes
from journeydsl.conditions.cells import bits
from journeydsl.conditions.effort import Unclear
from journeydsl.conditions.questions import Reasoning
from journeydsl.conditions.walls import Walls
from journeydsl.model.conditions import (
    AllOf,
    AnyOf,
    ChoiceIn,
    Condition,
    DateIn,
    Includes,
    Not,
    NumberIn,
    RuleHolds,
    SegmentHolds,
    TextIn,
    names_used,
    walk,
)
from journeydsl.model.definitions import definition
from journeydsl.model.journey import Journey
from journeydsl.text.record import Record

if TYPE_CHECKING:
    from fractions import Fraction

MOST_PAIRED = 12
_LIST = re.compile(r"\[")
_Rebuild = Callable[[Condition], Condition]


class Part(Record):
    """A part of a condition: `condition` as a whole, or one `value` of its list.

    `without` is the whole condition after the part is taken out; `adds` where that would lose buyers, else it would
    win some. `only` is the whole condition with no more than this part in its place.
    """

    condition: Condition
    value: str | int | Fraction | date | None
    adds: bool
    without: Condition
    only: Condition


class Setting(Record):
    """Where a condition is judged: what holds there besides, what earlier lines have taken, and what is known."""

    required: tuple[Condition, ...] = ()
    earlier: tuple[Condition, ...] = ()
    known: frozenset[str] = frozenset()


def parts(condition: Condition) -> Iterator[Part]:
    """Every part that can be taken out: an outer one before those inside it, a later one before an earlier one."""
    for part, _ in _parts(condition, True, lambda inner: inner):
        yield part


def idle_parts(
    reasoning: Reasoning, condition: Condition, settings: Callable[[Part], Sequence[Setting]]
) -> tuple[Part, ...] | Undecided:
    """Parts that can be taken out, all of them together, without a change; of two that say the same, the later.

    `settings` says where a part is judged; one without any is kept. In the order written.
    """
    found: list[Part] = []
    seen: set[tuple[int, int, int]] = set()
    current, goes_on = condition, True
    while goes_on:
        goes_on = False
        reasoning.space.effort.spend(2 * sum(1 for _ in walk(current)))
        for part, number in _parts(current, True, lambda inner: inner):
            key = (part.condition.span.start, part.condition.span.end, number)
            if key in seen:
                continue
            seen.add(key)
            reasoning.space.effort.spend(10)
            is_idle = _is_idle(reasoning, current, part, settings(part))
            if isinstance(is_idle, Undecided):
                return is_idle
            if is_idle:
                found.append(part)
                current, goes_on = part.without, True
                break
    return tuple(sorted(found, key=lambda one: one.condition.span.start))


def contradiction(
    reasoning: Reasoning, conditions: Sequence[Condition], known: frozenset[str]
) -> tuple[Condition, ...] | Undecided:
    """A smallest selection of conditions that nobody can meet together, where nobody can meet them all."""
    return _fewest(conditions, lambda chosen: _negated(reasoning.is_possible(*chosen, known=known)))


def certainty(reasoning: Reasoning, conditions: Sequence[Condition]) -> tuple[Condition, ...] | Undecided:
    """A smallest selection of conditions of which one holds for everybody, where that is so of them all."""
    return _fewest(conditions, lambda chosen: reasoning.always_holds(AnyOf(tuple(chosen), chosen[0].span)))


def conjuncts(condition: Condition) -> tuple[Condition, ...]:
    """The conditions that `and` joins, or the condition itself."""
    if isinstance(condition, AllOf):
        return tuple(inner for part in condition.parts for inner in conjuncts(part))
    return (condition,)


def disjuncts(condition: Condition) -> tuple[Condition, ...]:
    """The conditions that `or` joins, or the condition itself."""
    if isinstance(condition, AnyOf):
        return tuple(inner for part in condition.parts for inner in disjuncts(part))
    return (condition,)


def spelled_out(journey: Journey, condition: Condition) -> Condition:
    """The same condition with what rules and segments stand for in place of their names."""
    match condition:
        case AllOf(parts=inner):
            return condition.replace(parts=tuple(spelled_out(journey, part) for part in inner))
        case AnyOf(parts=inner):
            return condition.replace(parts=tuple(spelled_out(journey, part) for part in inner))
        case Not(part=part):
            return condition.replace(part=spelled_out(journey, part))
        case RuleHolds(rule=name) | SegmentHolds(segment=name):
            when = definition(journey, name)
            return spelled_out(journey, when) if when else condition
        case _:
            return condition


class Lines:
    """Lines of a table, and which of them may have a buyer in common with a condition."""

    def __init__(self, reasoning: Reasoning, lines: Sequence[Condition]) -> None:
        self._boxing = reasoning.boxing
        self._owners: list[int] = []
        self._starts: list[int] = []
        boxes: Boxes = []
        for number, line in enumerate(lines):
            several = self._where(line)
            self._starts.append(len(boxes))
            boxes += several
            self._owners += [number] * len(several)
        self._walls = Walls(sorted({axis for box in boxes for axis in box}), boxes)

    def near(self, condition: Condition, before: int) -> tuple[int, ...]:
        """The places of the lines before one that may have a buyer in common with a condition; no other has."""
        touched = 0
        for box in self._where(condition):
            touched |= self._walls.touched_by(box)
        touched &= (1 << self._starts[before]) - 1 if before < len(self._starts) else -1
        self._boxing.space.effort.spend(touched.bit_count() // 4)
        return tuple(dict.fromkeys([self._owners[place] for place in bits(touched)]))

    def _where(self, condition: Condition) -> Boxes:
        """The boxes of a condition; everybody where that is unclear."""
        try:
            return self._boxing.where(condition, True)
        except Unclear:
            return [{}]


def is_plain(reasoning: Reasoning, condition: Condition) -> bool:
    """Whether every part decides something by itself: each reads something else, and may be true or not."""
    read: set[tuple[str, str]] = set()
    for part in walk(condition):
        if isinstance(part, AllOf | AnyOf | Not):
            continue
        names = set(names_used(part))
        if not names.isdisjoint(read) or any(kind not in ("field", "activity") for kind, _ in names):
            return False
        read |= names
        if reasoning.is_possible(part) is not True or reasoning.is_possible(Not(part, part.span)) is not True:
            return False
        if any(len(set(values)) < len(values) for values in _values(part)):
            return False
    return True


def _values(part: Condition) -> Iterator[tuple[object, ...]]:
    for name in ("values", "texts", "numbers", "dates"):
        values = getattr(part, name, None)
        if values:
            yield values


def _is_idle(reasoning: Reasoning, condition: Condition, part: Part, settings: Sequence[Setting]) -> bool | Undecided:
    """Whether the same buyers meet a condition, wherever it is judged, after a part of it is taken out."""
    wide, narrow = (part.only, part.without) if part.adds else (part.without, condition)
    for setting in settings:
        found = reasoning.taken_by_earlier(wide, (*setting.earlier, narrow), setting.required, setting.known)
        if found is not True:
            return found
    return bool(settings)


def _parts(condition: Condition, adds: bool, rebuild: _Rebuild) -> Iterator[tuple[Part, int]]:
    """Parts with the number of their value, or -1; `adds` where more of the condition means more of the whole."""
    match condition:
        case AllOf(parts=inner) | AnyOf(parts=inner):
            is_any = isinstance(condition, AnyOf)
            for number in reversed(range(len(inner))) if len(inner) > 1 else ():
                rest = inner[:number] + inner[number + 1 :]
                left = rest[0] if len(rest) == 1 else condition.replace(parts=rest)
                yield Part(inner[number], None, is_any is adds, rebuild(left), rebuild(inner[number])), -1
            for number, part in enumerate(inner):

                def around(new: Condition, number: int = number) -> Condition:
                    return rebuild(condition.replace(parts=(*inner[:number], new, *inner[number + 1 :])))

                yield from _parts(part, adds, around)
        case Not(part=part):
            yield from _parts(part, not adds, lambda new: rebuild(condition.replace(part=new)))
        case _:
            yield from _listed(condition, adds, rebuild)


def _listed(condition: Condition, adds: bool, rebuild: _Rebuild) -> Iterator[tuple[Part, int]]:
    """The values of a list; those of `between` were never written."""
    match condition:
        case ChoiceIn(values=values, is_denied=denied):
            name, is_any = "values", not denied
        case NumberIn(numbers=values, is_denied=denied):
            name, is_any = "numbers", not denied
        case TextIn(texts=values, is_denied=denied):
            name, is_any = "texts", not denied
        case DateIn(dates=values, is_denied=denied):
            name, is_any = "dates", not denied
        case Includes(values=values, quantifier=quantifier):
            name, is_any = "values", quantifier == "any"
        case _:
            return
    if len(values) > 1 and _LIST.search(condition.span.text):
        for number in reversed(range(len(values))):
            left = condition.replace(**{name: values[:number] + values[number + 1 :]})
            only = condition.replace(**{name: (values[number],)})
            yield Part(condition, values[number], is_any is adds, rebuild(left), rebuild(only)), number


def _fewest(
    conditions: Sequence[Condition], is_enough: Callable[[Sequence[Condition]], bool | Undecided]
) -> tuple[Condition, ...] | Undecided:
    """One, or two, if that is enough; else a selection of which none can be spared."""
    for count in (1, 2) if len(conditions) <= MOST_PAIRED else (1,):
        for chosen in combinations(conditions, count):
            enough = is_enough(chosen)
            if isinstance(enough, Undecided):
                return enough
            if enough:
                return chosen
    kept = list(conditions)
    for condition in conditions:
        rest = [one for one in kept if one is not condition]
        enough = is_enough(rest) if rest else False
        if isinstance(enough, Undecided):
            return enough
        kept = rest if enough else kept
    return tuple(kept)


def _negated(found: bool | Undecided) -> bool | Undecided:
    return found if isinstance(found, Undecided) else not found
