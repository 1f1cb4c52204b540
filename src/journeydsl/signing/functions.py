"""Conditions and routes of a journey as functions of a buyer, in one form."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from journeydsl.conditions.evaluate import fits
from journeydsl.model.conditions import (
    SIGNS,
    AllOf,
    AnyOf,
    BandHolds,
    ChoiceCompare,
    ChoiceIn,
    Condition,
    DateAgo,
    DateCompare,
    DateIn,
    DateRange,
    DateWithin,
    FieldValue,
    FlagIs,
    Happened,
    Includes,
    Known,
    Not,
    NumberCompare,
    NumberIn,
    NumberRange,
    RuleHolds,
    SegmentHolds,
    TextCompare,
    TextIn,
    TextTest,
)
from journeydsl.model.journey import Journey
from journeydsl.model.path import Route
from journeydsl.signing.axes import (
    Line,
    axes_of,
    lines_of,
    member_key,
    missing_key,
    numbers_in,
    tests_in,
    value_key,
)
from journeydsl.signing.diagrams import Axis, Diagrams, Leaf, Node
from journeydsl.text.record import Record

if TYPE_CHECKING:
    from fractions import Fraction

    Number = int | Fraction


class Truth(Record):
    """Where a condition is true and where it is false, as diagrams; elsewhere it is unknown."""

    true: Node
    false: Node


class Functions:
    """The conditions of one journey as diagrams; `score_names` are what scores are known by."""

    def __init__(self, journey: Journey, score_names: dict[str, str]) -> None:
        self.journey = journey
        self.lines: dict[str, Line] = lines_of(journey)
        renamed = {f"score {name}": f"score {said}" for name, said in score_names.items()}
        self.keys = {key: renamed.get(key, key) for key in self.lines}
        lines = (Axis(self.keys[key], line.axis.cells) for key, line in self.lines.items())
        self.diagrams = Diagrams((*axes_of(journey), *lines))
        self.yes, self.no = self.diagrams.leaf(True), self.diagrams.leaf(False)
        self._named: dict[tuple[str, str], Truth] = {}

    def digest(self, condition: Condition | None) -> str:
        """Where a condition is true; a text that conditions of one meaning share."""
        return self.diagrams.digest(self.truth(condition).true) if condition else "always"

    def route(self, guard: Condition | None, route: Route) -> str:
        """Who receives a buyer whom the guard lets through; shares are left aside."""
        rest: Leaf = next((line.team.name for line in route.lines if line.is_otherwise), "nobody")
        lines = [(self.truth(line.when).true, line.team.name) for line in route.lines if line.when]
        if route.way == "first":
            found = self.diagrams.leaf((rest,))
            for taken, team in reversed(lines):
                found = self._chosen(taken, self.diagrams.leaf((team,)), found)
        else:
            found = self.diagrams.leaf(())
            for taken, team in lines:
                both = self._joined(found, self.diagrams.leaf((team,)), _united)
                found = self._chosen(taken, both, found)
            found = self._joined(found, found, lambda one, _: one or (rest,))
        return self.diagrams.digest(self._sent(guard, found))

    def first_of(self, guard: Condition | None, said: Iterable[tuple[Condition, str]], rest: str) -> str:
        """What the first condition that holds says, of buyers whom the guard lets through."""
        found = self.diagrams.leaf(rest)
        for condition, text in reversed(list(said)):
            found = self._chosen(self.truth(condition).true, self.diagrams.leaf(text), found)
        return self.diagrams.digest(self._sent(guard, found))

    def truth(self, condition: Condition) -> Truth:
        """A condition as diagrams."""
        match condition:
            case AllOf(parts=parts):
                return self._all([self.truth(part) for part in parts])
            case AnyOf(parts=parts):
                return self._turned(self._all([self._turned(self.truth(part)) for part in parts]))
            case Not(part=part):
                return self._turned(self.truth(part))
            case RuleHolds(rule=name):
                return self._of_name("rules", name)
            case SegmentHolds(segment=name):
                return self._of_name("segments", name)
            case _:
                return self._test(condition)

    def _test(self, part: Condition) -> Truth:
        found = numbers_in(self.journey, part)
        if found:
            key = found[0]
            is_met = _meets(self.journey, part)
            cells = {n: self.yes for n, number in enumerate(self.lines[key].numbers) if is_met(number)}
            met = self.diagrams.ask(self.keys[key], cells, self.no)
            field = _field_read(part)
            return self._known(field, met) if field else Truth(met, self._not(met))
        match part:
            case Known(field=name, is_known=is_known):
                known = self._is_known(name)
                return Truth(known, self._not(known)) if is_known else Truth(self._not(known), known)
            case FlagIs(field=name, is_true=is_true):
                return self._known(name, self._cell(value_key(self.journey, name), 1 if is_true else 0))
            case ChoiceCompare() | ChoiceIn():
                return self._known(part.field, self._choices(part))
            case Includes(field=name, quantifier=quantifier, values=values):
                has = [self._cell(member_key(self.journey, name, value), 1) for value in values]
                every = self._every if quantifier == "all" else self._some
                return self._known(name, every(has))
            case _:
                return self._known(_name_read(part), self._texts_and_days(part))

    def _texts_and_days(self, part: Condition) -> Node:
        met = self._some([self._cell(key, 1) for key in tests_in(self.journey, part)])
        is_denied = (isinstance(part, TextCompare) and part.comparison == "!=") or (
            isinstance(part, TextIn) and part.is_denied
        )
        return self._not(met) if is_denied else met

    def _choices(self, part: ChoiceCompare | ChoiceIn) -> Node:
        key = value_key(self.journey, part.field)
        values = self.diagrams.axes[key].cells
        if isinstance(part, ChoiceIn):
            met = {n for n, value in enumerate(values) if (value in part.values) is not part.is_denied}
        else:
            place = values.index(part.value) if part.value in values else -1
            met = {n for n in range(len(values)) if SIGNS[part.comparison](n, place)}
        return self.diagrams.ask(key, dict.fromkeys(met, self.yes), self.no)

    def _of_name(self, place: str, name: str) -> Truth:
        if (place, name) not in self._named:
            self._named[place, name] = Truth(self.no, self.no)  # what stands on itself is never known
            when = getattr(self.journey, place)[name].when
            if when is not None:
                self._named[place, name] = self.truth(when)
        return self._named[place, name]

    def _known(self, field: str, met: Node) -> Truth:
        """A test of a field's value, unknown where that is missing."""
        known = self._is_known(field)
        return Truth(self._every([known, met]), self._every([known, self._not(met)]))

    def _is_known(self, field: str) -> Node:
        key = missing_key(self.journey, field)
        return self._cell(key, 0) if key in self.diagrams.axes else self.yes

    def _cell(self, key: str, cell: int) -> Node:
        """Whether an answer is so; of a value that is on no list it never is."""
        return self.diagrams.ask(key, {cell: self.yes}, self.no) if key in self.diagrams.axes else self.no

    def _sent(self, guard: Condition | None, found: Node) -> Node:
        return self._chosen(self.truth(guard).true, found, self.diagrams.leaf("stays")) if guard else found

    def _chosen(self, condition: Node, then: Node, otherwise: Node) -> Node:
        kept = self._joined(condition, then, lambda is_so, leaf: ("is", leaf) if is_so else None)
        return self._joined(kept, otherwise, lambda one, other: one[1] if one else other)  # type: ignore[index]

    def _all(self, parts: list[Truth]) -> Truth:
        return Truth(self._every([one.true for one in parts]), self._some([one.false for one in parts]))

    def _turned(self, one: Truth) -> Truth:
        return Truth(one.false, one.true)

    def _every(self, nodes: list[Node]) -> Node:
        found = self.yes
        for node in nodes:
            found = self._joined(found, node, lambda one, other: bool(one and other))
        return found

    def _some(self, nodes: list[Node]) -> Node:
        found = self.no
        for node in nodes:
            found = self._joined(found, node, lambda one, other: bool(one or other))
        return found

    def _not(self, node: Node) -> Node:
        return self._joined(node, node, lambda one, _: not one)

    def _joined(self, one: Node, other: Node, join: Callable[[Leaf, Leaf], Leaf]) -> Node:
        return self.diagrams.combined(one, other, join)


def _united(one: Leaf, other: Leaf) -> Leaf:
    """The teams of both lines."""
    assert isinstance(one, tuple)
    assert isinstance(other, tuple)
    return tuple(sorted({*one, *other}))


def _field_read(part: Condition) -> str:
    """The field whose value a test of numbers reads; none for counts and scores."""
    match part:
        case NumberCompare(quantity=FieldValue(field=name)) | NumberRange(quantity=FieldValue(field=name)):
            return name
        case NumberIn(quantity=FieldValue(field=name)):
            return name
        case DateCompare(field=name) | DateRange(field=name) | DateIn(field=name):
            return name
        case _:
            return ""


def _name_read(part: Condition) -> str:
    match part:
        case TextCompare(field=name) | TextIn(field=name) | TextTest(field=name):
            return name
        case DateWithin(field=name) | DateAgo(field=name):
            return name
        case _:
            return ""


def _meets(journey: Journey, part: Condition) -> Callable[[Number], bool]:
    """Whether a number meets a test of numbers."""
    match part:
        case NumberCompare() | NumberRange() | NumberIn():
            return partial(fits, journey, part)
        case Happened(is_denied=is_denied):
            return lambda one: (one >= 1) is not is_denied
        case BandHolds(band=name):
            range_ = journey.bands[name].range
            return lambda one: (range_.low is None or one >= range_.low) and (range_.high is None or one <= range_.high)
        case DateCompare(comparison=comparison, date=day):
            return lambda one: SIGNS[comparison](one, day.toordinal())
        case DateRange(first=first, last=last):
            return lambda one: first.toordinal() <= one <= last.toordinal()
        case DateIn(dates=days, is_denied=is_denied):
            ordinals = {day.toordinal() for day in days}
            return lambda one: (one in ordinals) is not is_denied
        case _:
            return lambda one: False
