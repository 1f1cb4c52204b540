"""Conditions as boxes: where one is true, and where it is false. Where it is unknown, it is in neither.

`not` swaps the two. An `and` of many `or`s is not multiplied out: parts get a name, which axioms give a meaning.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from journeydsl.conditions.buyer import day_after, day_before
from journeydsl.conditions.cells import ChoiceAxis, Counter, HistoryAxis, NamedAxis, NumberAxis, PartAxis, PatternAxis
from journeydsl.conditions.cuts import compared_choices
from journeydsl.conditions.effort import Effort, Unclear
from journeydsl.conditions.space import Box, MixedDays, Space
from journeydsl.model.buyers import ScorePerLine
from journeydsl.model.conditions import (
    AllOf,
    AnyOf,
    BandHolds,
    ChoiceCompare,
    ChoiceIn,
    Condition,
    CountValue,
    DateAgo,
    DateCompare,
    DateIn,
    DateRange,
    DateWithin,
    FlagIs,
    Happened,
    Includes,
    Known,
    Not,
    NumberCompare,
    NumberIn,
    NumberRange,
    Quantity,
    RuleHolds,
    ScoreValue,
    SegmentHolds,
    TextCompare,
    TextIn,
    TextTest,
)

Boxes = list[Box]
MOST_BOXES = 24


class Boxing:
    """Turns conditions of a space into boxes, each once."""

    def __init__(self, space: Space) -> None:
        self.space = space
        self._done: dict[tuple[int, int, bool], tuple[Condition, Boxes]] = {}

    def where(self, condition: Condition, truth: bool, side: int = 0) -> Boxes:
        """The boxes where a condition is true, or those where it is false."""
        key = (id(condition), side, truth)
        if key not in self._done:
            self._done[key] = (condition, self._boxed(condition, truth, side))
        return self._done[key][1]

    def score(self, name: str, side: int) -> int:
        """The axis of a score, tied to its lines."""
        side = self.space.cuts.side_of(name, side)
        place = self.space.places["score", side, name]
        if place not in self.space.sums:
            from journeydsl.conditions.scoring import tie_score

            total = tie_score(
                self.space,
                self.space.journeys[side].scores[name],
                lambda line: self.where(line.when, True, side),
                self._counted,
                lambda part: self.score(part, side),
            )
            self.space.add_sum(place, total)
        return place

    def all_of(self, parts: Iterable[Boxes]) -> Boxes:
        """The boxes of an `and`."""
        found: Boxes = [{}]
        for part in sorted(parts, key=len):
            several = part
            if len(found) * len(part) > MOST_BOXES and len(part) > 1:
                from journeydsl.conditions.scoring import name_boxes

                several = [{name_boxes(self.space, part): NamedAxis.YES}]
            found = [both for one in found for other in several if (both := met(one, other)) is not None]
        return tidied(found, self.space.effort)

    def _boxed(self, condition: Condition, truth: bool, side: int) -> Boxes:
        match condition:
            case AllOf(parts=parts) | AnyOf(parts=parts):
                boxes = [self.where(part, truth, side) for part in parts]
                self.space.effort.spend(len(parts))
                if isinstance(condition, AllOf) is truth:
                    return self.all_of(boxes)
                return tidied([box for part in boxes for box in part], self.space.effort)
            case Not(part=part):
                return self.where(part, not truth, side)
            case RuleHolds(rule=name) | SegmentHolds(segment=name):
                journey = self.space.journeys[side]
                when = (journey.rules if isinstance(condition, RuleHolds) else journey.segments)[name].when
                if when is None:
                    raise Unclear(f"`{name}` could not be read whole")
                return self.where(when, truth, side)
            case Includes():
                return self._including(condition, truth)
            case _:
                place, mask = self._mask(condition, side)
                axis = self.space.axes[place]
                mask = mask if truth else axis.known & ~mask
                if isinstance(condition, Known):
                    mask = axis.known if condition.is_known is truth else axis.missing
                return [] if not mask else [{}] if mask == axis.full else [{place: mask}]

    def _including(self, condition: Includes, truth: bool) -> Boxes:
        places = self.space.places
        axes = [
            places["part", condition.field, value] for value in condition.values if self._is_listed(condition, value)
        ]
        is_any = condition.quantifier == "any"
        if len(axes) < len(condition.values) and not is_any:
            known = self.space.head(condition.field)
            return [] if truth else [{known: self.space.axes[known].known}]
        cell = PartAxis.YES if truth else PartAxis.NO
        if is_any is truth:
            return tidied([{axis: cell} for axis in axes], self.space.effort)
        return [dict.fromkeys(axes, cell)]

    def _is_listed(self, condition: Includes, value: str) -> bool:
        return ("part", condition.field, value) in self.space.places

    def _mask(self, condition: Condition, side: int) -> tuple[int, int]:
        """The axis of a test and the cells where it is true."""
        match condition:
            case BandHolds(band=name):
                band = self.space.journeys[side].bands[name]
                place = self.score(band.score, side)
                return place, self._numbers(place).between(band.range.low, band.range.high)
            case NumberCompare(quantity=quantity, comparison=sign, number=number):
                place, axis, counter = self._quantity(quantity, side)
                if isinstance(axis, HistoryAxis):
                    return place, axis.compared(counter, sign, number)  # type: ignore[arg-type]
                return place, axis.compared(sign, number)
            case NumberRange(quantity=quantity, low=low, high=high):
                place, axis, counter = self._quantity(quantity, side)
                if isinstance(axis, HistoryAxis):
                    return place, axis.between(counter, low, high)  # type: ignore[arg-type]
                return place, axis.between(low, high)
            case NumberIn(quantity=quantity, numbers=numbers, is_denied=denied):
                place, axis, counter = self._quantity(quantity, side)
                self.space.effort.spend(4 * len(numbers))
                if isinstance(axis, HistoryAxis):
                    mask = axis.among(counter, numbers)
                    return place, axis.full & ~mask if denied else mask
                mask = axis.among(numbers)
                return place, axis.known & ~mask if denied else mask
            case Happened(activity=name, window=window, is_denied=denied):
                place, history = self._history(name)
                mask = history.between(self.space.cuts.counter(name, window), 1, None)
                return place, history.full & ~mask if denied else mask
            case _:
                return self._field_mask(condition, side)

    def _field_mask(self, condition: Any, side: int) -> tuple[int, int]:
        space = self.space
        place = space.head(condition.field)
        axis = space.axes[place]
        match condition:
            case Known():
                return place, axis.known
            case FlagIs(is_true=is_true):
                return place, self._choices(place).among((is_true,))
            case ChoiceCompare(comparison=sign):
                values = compared_choices(space.journeys[side], condition)
                space.effort.spend(len(values) // 2)
                mask = self._choices(place).among(values)
                return place, axis.known & ~mask if sign == "!=" else mask
            case ChoiceIn(values=values, is_denied=denied):
                space.effort.spend(len(values) // 2)
                mask = self._choices(place).among(values)
                return place, axis.known & ~mask if denied else mask
            case TextCompare() | TextIn() | TextTest() if condition.field in space.too_many_texts:
                raise Unclear(f"`{condition.field}` is compared with too many texts")
            case TextCompare() | TextIn():
                texts = condition.texts if isinstance(condition, TextIn) else (condition.text,)
                space.effort.spend(len(texts))
                denied = condition.is_denied if isinstance(condition, TextIn) else condition.comparison == "!="
                mask = self._choices(place).among(text.casefold() for text in texts)
                return place, axis.known & ~mask if denied else mask
            case TextTest(test="contains", text=text):
                return space.places["part", condition.field, text.casefold()], PartAxis.YES
            case TextTest(test=test, text=text):
                place = space.places["starts" if test == "starts with" else "ends", condition.field]
                pattern = space.axes[place]
                assert isinstance(pattern, PatternAxis)
                return place, pattern.fitting(text.casefold())
            case _:
                return place, self._day_mask(condition, self._numbers(place))

    def _day_mask(self, condition: Any, axis: NumberAxis) -> int:
        today = self.space.today
        if condition.field in self.space.cuts.mixed_days:
            raise MixedDays(f"`{condition.field}` is compared with a day and with today")
        match condition:
            case DateCompare(comparison=sign, date=day):
                return axis.compared(sign, day.toordinal())
            case DateRange(first=first, last=last):
                return axis.between(first.toordinal(), last.toordinal())
            case DateIn(dates=days, is_denied=denied):
                self.space.effort.spend(4 * len(days))
                mask = axis.among(day.toordinal() for day in days)
                return axis.known & ~mask if denied else mask
            case DateWithin(within=within):
                return axis.between(today.toordinal(), day_after(today, within).toordinal())
            case DateAgo(comparison=sign, ago=ago):
                return axis.compared(sign, day_before(today, ago).toordinal())
            case _:
                raise AssertionError(f"no boxes for {condition!r}")

    def _quantity(self, quantity: Quantity, side: int) -> tuple[int, Any, Any]:
        match quantity:
            case ScoreValue(score=name):
                place = self.score(name, side)
                return place, self.space.axes[place], None
            case CountValue(activity=name, window=window):
                place, history = self._history(name)
                return place, history, self.space.cuts.counter(name, window)
            case _:
                place = self.space.head(quantity.field)
                return place, self.space.axes[place], None

    def _history(self, activity: str) -> tuple[int, HistoryAxis]:
        if activity in self.space.too_long:
            raise Unclear(f"`{activity}` is counted in too many ways")
        place = self.space.places["activity", activity]
        axis = self.space.axes[place]
        assert isinstance(axis, HistoryAxis)
        return place, axis

    def _counted(self, line: ScorePerLine) -> tuple[int, HistoryAxis, Counter]:
        from journeydsl.conditions.limits import line_counter

        place, history = self._history(line.activity.name)
        return place, history, line_counter(self.space.cuts, line)

    def _numbers(self, place: int) -> NumberAxis:
        axis = self.space.axes[place]
        assert isinstance(axis, NumberAxis)
        return axis

    def _choices(self, place: int) -> ChoiceAxis:
        axis = self.space.axes[place]
        assert isinstance(axis, ChoiceAxis)
        return axis


def met(one: Box, other: Box) -> Box | None:
    """The box of what lies in both; none where nothing does."""
    found = dict(one)
    for place, mask in other.items():
        common = found.get(place, mask) & mask
        if not common:
            return None
        found[place] = common
    return found


def tidied(boxes: Boxes, effort: Effort) -> Boxes:
    """The same with fewer boxes: two that differ on one axis are one, and what lies inside another is left out."""
    if len(boxes) < 2:
        return boxes
    if all(len(box) == 1 for box in boxes):
        return _tidied_by_axis(boxes)
    waiting, kept = boxes[::-1], list[tuple[int, Box]]()
    while waiting:
        box = waiting.pop()
        effort.spend(1 + len(kept) // 4)
        axes = sum(1 << axis for axis in box)
        for place, (others, other) in enumerate(kept):
            if others & axes in (axes, others) and (both := joined_box(box, other)) is not None:
                del kept[place]
                waiting.append(both)
                break
        else:
            kept.append((axes, box))
    return [box for _, box in kept]


def _tidied_by_axis(boxes: Boxes) -> Boxes:
    """The same for boxes of one axis each."""
    kept: Box = {}
    for box in boxes:
        ((axis, mask),) = box.items()
        kept[axis] = kept.pop(axis, 0) | mask
    return [{axis: mask} for axis, mask in kept.items()]


def joined_box(one: Box, other: Box) -> Box | None:
    """The union of two boxes where it is a box."""
    if one.keys() == other.keys():
        different = [place for place in one if one[place] != other[place]]
        if not different:
            return one
        if len(different) == 1:
            place = different[0]
            return {**one, place: one[place] | other[place]}
    if all(place in one and not one[place] & ~mask for place, mask in other.items()):
        return other
    if all(place in other and not other[place] & ~mask for place, mask in one.items()):
        return one
    return None
