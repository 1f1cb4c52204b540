"""All buyers there can be, as axes; what holds between axes whatever a buyer is like; and scores as sums over them.

A box is a mask for some axes, by number: the buyers whose cells lie in all of them. An axiom is a box that nobody is
in: a text that is missing and begins with "a", a set without a member.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any

from journeydsl.conditions.cells import (
    Axis,
    NamedAxis,
    NumberAxis,
    PartAxis,
    PatternAxis,
    ScoreAxis,
    bits,
    choice_axis,
    mask_of,
    number_axis,
)
from journeydsl.conditions.cuts import Cuts
from journeydsl.conditions.effort import Budget, Effort, Unclear, alone
from journeydsl.model.buyers import (
    AnyOfType,
    BooleanType,
    DateType,
    DecimalType,
    Field,
    IntegerType,
    MoneyType,
    OneOfType,
    ScoreSumLine,
    TextType,
)
from journeydsl.model.journey import Journey
from journeydsl.text.record import Record

if TYPE_CHECKING:
    from fractions import Fraction

    from journeydsl.conditions.limits import Counting, Limits

MOST_TIES = 20_000
"""How many pairs of texts may be compared that tests of one field name."""

MOST_DAYS = 500_000
"""How often days may be compared on which activities happen."""

Box = dict[int, int]
Classes = tuple[tuple[int, "int | Fraction"], ...]
"""Classes of cells with the points of each, most first; the classes are apart and together all cells."""


class Term(Record):
    """What an axis gives a score; `seen` keeps the least and the most points of masks for whoever asks again."""

    axis: int
    classes: Classes
    seen: dict[int, tuple[Any, Any]]

    def at(self, cell: int) -> Any:
        """The points of one cell."""
        span = self.seen.get(cell)
        if span is None:
            points = next(points for cells, points in self.classes if cells & cell)
            span = self.seen[cell] = (points, points)
        return span[0]


class Pump(Record):
    """Points for what happens once more than an axis counts, in the cells where it can; `number` tells pumps apart."""

    axis: int
    number: int
    mask: int
    points: int | Fraction


class Sum(Record):
    """A score: what it begins with, its range, what axes give it, and the scores that it adds up or takes off.

    `loose` are the same terms with endless counts held at their limit, and `pumps` what more of them gives.
    """

    base: int | Fraction
    low: int | Fraction | None
    high: int | Fraction | None
    terms: tuple[Term, ...]
    parts: tuple[tuple[int, int], ...]
    loose: tuple[Term, ...] = ()
    pumps: tuple[Pump, ...] = ()


def held(total: Any, points: Any) -> Any:
    """Points inside the range of a score."""
    if total.high is not None and points > total.high:
        points = total.high
    return total.low if total.low is not None and points < total.low else points


class MixedDays(Unclear):
    """A question about a field that is compared with a day and with today."""

    is_told = True


class Space:
    """The axes of one journey, or of two that are compared; `journeys[side]` gives scores and rules their meaning."""

    def __init__(self, journeys: tuple[Journey, ...], today: date, cuts: Cuts, effort: Effort | None = None) -> None:
        self.journeys = journeys
        self.today = today
        self.cuts = cuts
        self.effort = effort or alone(sum(len(one.text) for journey in journeys for one in journey.sources))
        self.axes: list[Axis] = []
        self.full: list[int] = []
        self.places: dict[tuple[Any, ...], int] = {}
        self._more_of: dict[str, list[int]] = {}
        self.axioms: list[Box] = []
        self.axioms_of: dict[int, list[int]] = {}
        self.sums: dict[int, Sum] = {}
        self.gains: dict[int, list[Classes]] = {}
        self.chosen: dict[tuple[int, int, int], int] = {}
        self.named: dict[int, list[Box]] = {}
        self.too_long: set[str] = set()
        self.too_many_texts: set[str] = set()
        self._near: dict[int, tuple[int, int]] = {}
        self._near_state = (0, 0)
        self.local_sums: dict[tuple[Any, ...], list[Any]] = {}
        self.cut_short: dict[int, str] = {}
        self.fields = {name: field for journey in reversed(journeys) for name, field in journey.fields.items()}
        for name in self.fields:
            if name in cuts.values or name in cuts.edges or name in cuts.tests:
                self._add_field(self.fields[name])
        self.always = tuple(place for name in self.fields for place in self._always_known(name))
        self.limits: Limits | None = None
        self.endless: Counting = {}
        self.is_tangled = False
        if cuts.scores:
            from journeydsl.conditions.limits import count_limits, endless_counting, tangle

            self.limits = count_limits(journeys, cuts)
            self.endless = endless_counting(journeys, cuts)
            self.is_tangled = bool(tangle(self.endless))
        budget = Budget(MOST_DAYS)
        for activity, levels in cuts.counts.items():
            self._add_activity(activity, levels, budget)
        self.effort.spend(MOST_DAYS - budget.left)
        is_whole = _is_whole(journeys)
        for (side, name), edges in cuts.scores.items():
            range_ = journeys[side].scores[name].range
            span = (range_.low, range_.high) if range_ else (None, None)
            axis = number_axis(ScoreAxis, name, side, is_whole, span, edges, False)
            self.add_axis(("score", side, name), axis)
        self.laws_of = {axis: tuple(laws) for axis, laws in self.axioms_of.items()}

    def add_axis(self, key: tuple[Any, ...], axis: Axis) -> int:
        """The number of a new axis."""
        self.places[key] = len(self.axes)
        if key[0] in ("starts", "ends", "part"):
            self._more_of.setdefault(key[1], []).append(len(self.axes))
        self.axes.append(axis)
        self.full.append(axis.full)
        return len(self.axes) - 1

    def add_axiom(self, box: Box) -> None:
        """A box that no buyer is in."""
        for axis in box:
            self.axioms_of.setdefault(axis, []).append(len(self.axioms))
        self.axioms.append(box)

    def add_named(self, boxes: list[Box]) -> int:
        """An axis for whether somebody is in one of these boxes; axioms say the same."""
        place = self.add_axis(("named", len(self.axes)), NamedAxis("", 3, 0))
        self.named[place] = boxes
        return place

    def add_sum(self, score: int, total: Sum) -> None:
        """What a score adds up."""
        self.sums[score] = total
        for term in total.terms:
            self.gains.setdefault(term.axis, []).append(term.classes)

    def head(self, field: str) -> int:
        """The axis that says whether a field is missing; every field that conditions mention has one."""
        return self.places["field", field]

    def axes_of(self, field: str) -> tuple[int, ...]:
        """All axes of a field."""
        head = self.places.get(("field", field))
        return () if head is None else tuple(dict.fromkeys((head, *self._more_of.get(field, ()))))

    def related(self, axes: Iterable[int]) -> tuple[list[int], list[Box]]:
        """These axes with all that their axioms and scores bring in, and those axioms; in order of number."""
        near = bound = 0
        if (len(self.axioms), len(self.sums)) != self._near_state:
            self._forget_near()
        for axis in axes:
            if not near >> axis & 1:
                if axis not in self._near:
                    self._find_near(axis)
                near |= self._near[axis][0]
                bound |= self._near[axis][1]
        return bits(near), [self.axioms[axiom] for axiom in bits(bound)]

    def _forget_near(self) -> None:
        """What was related is not what is related, where axioms or sums have come that speak of it."""
        axioms, sums = self._near_state
        changed = 0
        for axis in (*(axis for axiom in self.axioms[axioms:] for axis in axiom), *[*self.sums][sums:]):
            changed |= 1 << axis
        self._near = {axis: near for axis, near in self._near.items() if not near[0] & changed}
        self._near_state = (len(self.axioms), len(self.sums))

    def _find_near(self, axis: int) -> None:
        """The axes and the axioms, as masks, that one axis brings in, and every axis that is tied to it."""
        tied, seen, axioms = self._tied_to(axis)
        waiting = [axis for axis in tied if axis in self.sums]
        while waiting:
            total = self.sums[waiting.pop()]
            for other in (*(term.axis for term in total.terms), *(part for part, _ in total.parts)):
                if not seen >> other & 1:
                    more, near, bound = self._tied_to(other)
                    seen, axioms = seen | near, axioms | bound
                    waiting += [axis for axis in more if axis in self.sums]
        self._near.update(dict.fromkeys(tied, (seen, axioms)))

    def _tied_to(self, axis: int) -> tuple[set[int], int, int]:
        """The axes that axioms tie to one, also as a mask, and these axioms."""
        tied, bound, waiting = {axis}, set[int](), [axis]
        while waiting:
            for axiom in self.axioms_of.get(waiting.pop(), ()):
                if axiom not in bound:
                    bound.add(axiom)
                    waiting += [other for other in self.axioms[axiom] if other not in tied]
                    tied.update(self.axioms[axiom])
        return tied, mask_of(tied), mask_of(bound)

    def _add_field(self, field: Field) -> None:
        name, type_, may_miss = field.name, field.type, not field.is_always_known
        edges = self.cuts.edges.get(name, set())
        values = self.cuts.values.get(name, set())
        match type_:
            case IntegerType(range=range_) | DecimalType(range=range_) | MoneyType(range=range_):
                span = (range_.low, range_.high) if range_ else (None, None)
                is_whole = isinstance(type_, IntegerType)
                self.add_axis(("field", name), number_axis(NumberAxis, name, 0, is_whole, span, edges, may_miss))
            case DateType():
                span = (date.min.toordinal(), date.max.toordinal())
                self.add_axis(("field", name), number_axis(NumberAxis, name, 0, True, span, edges, may_miss))
            case BooleanType():
                self.add_axis(("field", name), choice_axis(name, (False, True), (False, True), may_miss))
            case OneOfType(values=listed):
                texts = tuple(value.text for value in self._listed(name)) or tuple(value.text for value in listed)
                self.add_axis(("field", name), choice_axis(name, values, texts, may_miss))
            case AnyOfType():
                self._add_members(name, tuple(value.text for value in self._listed(name)), values, may_miss)
            case TextType():
                self._add_text(name, self.cuts.tests.get(name, {}), may_miss)

    def _always_known(self, name: str) -> tuple[int, ...]:
        return self.axes_of(name) if self.fields[name].is_always_known else ()

    def _listed(self, name: str) -> tuple[Any, ...]:
        """The values of a list, of both journeys where two are compared."""
        found: dict[str, Any] = {}
        for journey in self.journeys:
            type_ = journey.fields[name].type if name in journey.fields else None
            if isinstance(type_, OneOfType | AnyOfType):
                found.update((value.text, value) for value in type_.values if value.text not in found)
        return tuple(found.values())

    def _add_members(self, name: str, listed: tuple[str, ...], mentioned: set[str], may_miss: bool) -> None:
        """A yes or no for each member that is mentioned; with all of them mentioned, one is a yes."""
        members = [value for value in listed if value in mentioned]
        missing = 4 if may_miss else 0
        if not members:
            self.add_axis(("field", name), choice_axis(name, (), listed, may_miss))
            return
        places = [
            self.add_axis(("part", name, value), PartAxis(name, 3 | missing, missing, 0, value)) for value in members
        ]
        self.places["field", name] = places[0]
        self._tie_missing(places)
        if len(members) == len(listed):
            self.add_axiom(dict.fromkeys(places, PartAxis.NO))

    def _add_text(self, name: str, tests: dict[str, set[str]], may_miss: bool) -> None:
        """Exact by padding: a text may have a letter between its parts that no literal has."""
        equal, parts = sorted(tests.get("=", ())), sorted(tests.get("contains", ()), key=lambda part: (len(part), part))
        ends = {False: sorted(tests.get("ends with", ())), True: sorted(tests.get("starts with", ()))}
        patterns = len(ends[False]) + len(ends[True])
        if len(equal) * (len(parts) + 2 * bool(patterns)) + patterns * len(parts) + len(parts) ** 2 // 2 > MOST_TIES:
            self.too_many_texts.add(name)
            self.add_axis(("field", name), choice_axis(name, (), None, may_miss))
            return
        places: list[int] = []
        if equal or not tests:
            places.append(self.add_axis(("text", name), choice_axis(name, equal, None, may_miss)))
        for is_prefix, key in ((True, "starts"), (False, "ends")):
            if ends[is_prefix]:
                literals = ("", *(literal for literal in ends[is_prefix] if literal))
                missing = 1 << len(literals) if may_miss else 0
                axis = PatternAxis(name, (1 << len(literals)) - 1 | missing, missing, 0, literals, is_prefix)
                places.append(self.add_axis((key, name), axis))
        missing = 4 if may_miss else 0
        for part in parts:
            places.append(self.add_axis(("part", name, part), PartAxis(name, 3 | missing, missing, 0, part, True)))
        self.places["field", name] = places[0]
        self._tie_missing(places)
        for box in self._text_axioms(name, equal, parts):
            self.add_axiom(box)

    def _text_axioms(self, name: str, equal: list[str], parts: list[str]) -> Iterator[Box]:
        patterns = [place for key in ("starts", "ends") if (place := self.places.get((key, name))) is not None]
        place_of = {part: self.places["part", name, part] for part in parts}
        for number, text in enumerate(equal):
            here = {self.places["text", name]: 1 << number}
            for place in patterns:
                pattern = self.axes[place]
                assert isinstance(pattern, PatternAxis)
                fits = str.startswith if pattern.is_prefix else str.endswith
                longest = max((literal for literal in pattern.literals if fits(text, literal)), key=len)
                yield {**here, place: pattern.known & ~(1 << pattern.literals.index(longest))}
            for part, place in place_of.items():
                yield {**here, place: PartAxis.NO if part in text else PartAxis.YES}
        for place in patterns:
            pattern = self.axes[place]
            assert isinstance(pattern, PatternAxis)
            for number, literal in enumerate(pattern.literals):
                yield from ({place: 1 << number, place_of[part]: PartAxis.NO} for part in parts if part in literal)
        for inner, outer in combinations(parts, 2):
            if inner in outer:
                yield {place_of[outer]: PartAxis.YES, place_of[inner]: PartAxis.NO}
        if "" in place_of:
            yield {place_of[""]: PartAxis.NO}

    def _tie_missing(self, places: list[int]) -> None:
        """Either all axes of a field are missing or none is."""
        head = self.axes[places[0]]
        for place in places[1:] if head.missing else ():
            self.add_axiom({places[0]: head.missing, place: self.axes[place].known})
            self.add_axiom({places[0]: head.known, place: self.axes[place].missing})

    def _add_activity(self, activity: str, levels: dict[Any, set[int]], budget: Budget) -> None:
        """Endless counts go as far as they matter, or as far as there is room."""
        from journeydsl.conditions.histories import MOST_CELLS, history_axis

        limits: dict[Any, int] | None = self.limits.counts.get(activity, {}) if self.limits else {}
        is_short = False
        while limits is not None:
            merged = {counter: set(starts) for counter, starts in levels.items()}
            is_too_long = any(limit > MOST_CELLS for limit in limits.values())
            for counter, limit in limits.items() if not is_too_long else ():
                merged.setdefault(counter, set()).update(range(limit + 1))
            levels_of = {one: sorted(starts) for one, starts in merged.items()}
            axis = None if is_too_long else history_axis(activity, levels_of, budget)
            if axis is not None:
                if merged:
                    place = self.add_axis(("activity", activity), axis)
                    self.cut_short.update({place: activity} if is_short else {})
                return
            limits, is_short = self.limits.shrunk(activity) if self.limits else None, True
        self.too_long.add(activity)


def _is_whole(journeys: tuple[Journey, ...]) -> bool:
    """Whether all points are whole numbers, as they are in every journey without faults."""
    lines = (line for journey in journeys for score in journey.scores.values() for line in score.lines)
    return all(
        isinstance(line, ScoreSumLine)
        or (isinstance(line.points, int) and (line.cap is None or isinstance(line.cap.number, int)))
        for line in lines
    )
