"""Scores during a search: bounds that narrow axes, and the exact choice at the end."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from journeydsl.conditions.cells import NumberAxis
from journeydsl.conditions.effort import Budget
from journeydsl.conditions.space import Pump, Space, held
from journeydsl.text.record import Record

Span = tuple[Any, Any]
_ENDLESS = (float("-inf"), float("inf"))
STEPS_OF_SUM = 4


class LocalSum(Record):
    """A score inside one question: axes are numbered as in the question; `name` is its own axis.

    `ends` are the axes of its terms with their classes, and the least and most points of masks that were met before.
    """

    name: int
    axis: NumberAxis
    base: Any
    low: Any
    high: Any
    terms: tuple[tuple[int, tuple[tuple[int, Any], ...]], ...]
    parts: tuple[tuple[int, int], ...]
    ends: tuple[tuple[int, tuple[tuple[int, Any], ...], dict[int, Span]], ...]
    pumps: tuple[Pump, ...] = ()


def local_sums(space: Space, axes: Sequence[int], is_loose: bool = False) -> list[LocalSum]:
    """The scores among these axes, each after those it adds up; loose ones allow for counts beyond their limits."""
    key = (tuple(axes), is_loose, len(space.sums))
    if key in space.local_sums:
        return space.local_sums[key]
    place = {axis: number for number, axis in enumerate(axes)}
    found: dict[int, LocalSum] = {}

    def visit(axis: int) -> None:
        if axis in found:
            return
        total = space.sums[axis]
        for part, _ in total.parts:
            visit(part)
        own = space.axes[axis]
        assert isinstance(own, NumberAxis)
        several = total.loose if is_loose else total.terms
        terms = tuple((place[term.axis], term.classes) for term in several)
        ends = tuple((place[term.axis], term.classes, term.seen) for term in several)
        pumps = tuple(pump.replace(axis=place[pump.axis]) for pump in total.pumps) if is_loose else ()
        parts = tuple((place[part], sign) for part, sign in total.parts)
        found[axis] = LocalSum(place[axis], own, total.base, total.low, total.high, terms, parts, ends, pumps)

    for axis in axes:
        if axis in space.sums:
            visit(axis)
    space.local_sums[key] = list(found.values())
    return space.local_sums[key]


def narrow(sums: Sequence[LocalSum], masks: list[int]) -> list[int] | None:
    """Takes away cells that no sum allows; the axes that changed, or none where a sum cannot be made at all."""
    spans: dict[int, Span] = {}
    changed: set[int] = set()
    raws: dict[int, Span] = {}
    for total in sums:
        raw = _raw_span(total, masks, spans)
        raws[total.name] = raw
        low, high = held(total, raw[0]), held(total, raw[1])
        allowed = masks[total.name] & _cells(total.axis, low, high)
        if not allowed:
            return None
        if allowed != masks[total.name]:
            masks[total.name] = allowed
            changed.add(total.name)
        first, last = _allowed_span(total, allowed)
        spans[total.name] = (max(low, first), min(high, last))
    needs: dict[int, Span] = {}
    for total in reversed(sums):
        need = _raw_need(total, spans[total.name], needs.get(total.name, _ENDLESS))
        low, high = raws[total.name]
        if low > need[1] or high < need[0]:
            return None
        if low >= need[0] and high <= need[1]:
            continue
        if not _narrow_terms(total, masks, (low, high), need, changed):
            return None
        for part, sign in total.parts:
            least, most = spans[part] if sign > 0 else (-spans[part][1], -spans[part][0])
            rest = (low - least if low > _ENDLESS[0] else low, high - most if high < _ENDLESS[1] else high)
            span = (need[0] - rest[1], need[1] - rest[0])
            span = span if sign > 0 else (-span[1], -span[0])
            before = needs.get(part, _ENDLESS)
            needs[part] = (max(before[0], span[0]), min(before[1], span[1]))
    return sorted(changed)


def unsettled(sums: Sequence[LocalSum], masks: Sequence[int]) -> list[LocalSum]:
    """The scores that not every choice of cells keeps inside their own cells."""
    spans: dict[int, Span] = {}
    found = []
    for total in sums:
        raw = _raw_span(total, masks, spans)
        low, high = held(total, raw[0]), held(total, raw[1])
        spans[total.name] = (low, high)
        if _cells(total.axis, low, high) & ~masks[total.name]:
            found.append(total)
    return found


def settle(sums: Sequence[LocalSum], masks: list[int], budget: Budget) -> bool:
    """Narrows the axes that scores add up, until every choice of cells keeps every score inside its cells.

    Exact: when it says no, there is no choice. Facts that give few points are left out first.
    """
    wanted = unsettled(sums, masks)
    if not wanted:
        return True
    kept = needed_sums(sums, wanted)
    choices = choices_of(kept, masks)
    budget.spend(sum(len(classes) for _, classes in choices))
    names = {total.name for total in wanted}
    if not all(classes for _, classes in choices):
        return False
    from journeydsl.conditions.reachable import Reach, tree_of

    trees = tree_of(kept, choices)
    reach = Reach(*trees, names, masks, choices) if trees else None
    budget.spend(reach.cost if reach else 0)
    if reach is not None and reach.is_clear:
        chosen = reach.chosen() if reach.is_possible else None
    else:
        chosen = _Choosing(kept, names, choices, masks).choose(budget)
    if chosen is None:
        return False
    for (axis, _), mask in zip(choices, chosen, strict=True):
        masks[axis] = mask
    return True


def needed_sums(sums: Sequence[LocalSum], wanted: Iterable[LocalSum]) -> list[LocalSum]:
    """Some scores with all that they add up, in order."""
    by_name = {total.name: total for total in sums}
    needed: set[int] = set()
    waiting = [total.name for total in wanted]
    while waiting:
        name = waiting.pop()
        needed.add(name)
        waiting.extend(part for part, _ in by_name[name].parts)
    return [total for total in sums if total.name in needed]


class _Choosing:
    """One choice of a class of cells for each axis, so that the sums come out; sums met in vain are not met again."""

    def __init__(
        self,
        sums: list[LocalSum],
        wanted: set[int],
        choices: list[tuple[int, list[tuple[int, tuple[Any, ...]]]]],
        masks: Sequence[int],
    ) -> None:
        self.sums = sums
        self.wanted = wanted
        self.choices = choices
        self.masks = masks
        self.vain: set[tuple[Any, ...]] = set()
        self.rest: list[list[Span]] = [[(0, 0)] * len(sums)]
        for _, classes in reversed(choices):
            ends = [
                (min(points[n] for _, points in classes), max(points[n] for _, points in classes))
                for n in range(len(sums))
            ]
            last = self.rest[-1]
            self.rest.append([(low + a, high + b) for (low, high), (a, b) in zip(last, ends, strict=True)])
        self.rest.reverse()

    def choose(self, budget: Budget) -> list[int] | None:
        """The chosen classes, in the order of the choices; none where no choice works."""
        start = tuple(total.base for total in self.sums)
        if not self._may_work(0, start):
            return None
        stack = [(start, iter(self.choices[0][1]) if self.choices else iter(()))]
        if not self.choices:
            return []
        chosen: list[int] = []
        while stack:
            points, classes = stack[-1]
            for mask, extra in classes:
                after = tuple(a + b for a, b in zip(points, extra, strict=True))
                key = (len(stack), *after)
                budget.spend(1)
                if key in self.vain:
                    continue
                self.vain.add(key)
                budget.spend(STEPS_OF_SUM)
                if not self._may_work(len(stack), after):
                    continue
                chosen.append(mask)
                if len(stack) == len(self.choices):
                    return chosen
                stack.append((after, iter(self.choices[len(stack)][1])))
                break
            else:
                stack.pop()
                if chosen:
                    chosen.pop()
        return None

    def _may_work(self, number: int, points: tuple[Any, ...]) -> bool:
        spans = [(sum_ + least, sum_ + most) for sum_, (least, most) in zip(points, self.rest[number], strict=True)]
        return fits(self.sums, self.wanted, self.masks, spans)


def fits(sums: Sequence[LocalSum], wanted: Collection[int], masks: Sequence[int], own: Sequence[Span]) -> bool:
    """Whether scores may lie in the cells wanted, when what they add themselves lies in these spans."""
    spans: dict[int, Span] = {}
    for total, (low, high) in zip(sums, own, strict=True):
        for part, sign in total.parts:
            first, last = spans[part]
            low, high = (low + first, high + last) if sign > 0 else (low - last, high - first)
        low, high = held(total, low), held(total, high)
        if total.name in wanted and not _cells(total.axis, low, high) & masks[total.name]:
            return False
        spans[total.name] = (low, high)
    return True


def choices_of(sums: Sequence[LocalSum], masks: Sequence[int]) -> list[tuple[int, list[tuple[int, tuple[Any, ...]]]]]:
    """For each axis that these scores read, its classes of cells with the points they give each score."""
    terms: dict[int, dict[int, tuple[tuple[int, Any], ...]]] = {}
    for number, total in enumerate(sums):
        for axis, classes in total.terms:
            terms.setdefault(axis, {})[number] = classes
    found = []
    for axis, by_sum in terms.items():
        joint: list[tuple[int, tuple[Any, ...]]] = [(masks[axis], ())]
        for number in range(len(sums)):
            given = by_sum.get(number, ((masks[axis], 0),))
            joint = [(m & c, (*v, p)) for m, v in joint for c, p in given if m & c]
        joint.sort(key=lambda one: (sum(abs(points) for points in one[1]), one[0] & -one[0]))
        found.append((axis, joint))
    return sorted(found, key=lambda one: (max(abs(points) for _, v in one[1] for points in v), one[0]))


def _raw_span(total: LocalSum, masks: Sequence[int], spans: Mapping[int, Span]) -> Span:
    low = high = total.base
    for axis, classes, seen in total.ends:
        mask = masks[axis]
        span = seen.get(mask)
        if span is None:
            here = [points for cells, points in classes if cells & mask]
            span = seen[mask] = (here[-1], here[0]) if here else (0, 0)
        low += span[0]
        high += span[1]
    for pump in total.pumps:
        if masks[pump.axis] & pump.mask:
            low, high = (low, _ENDLESS[1]) if pump.points > 0 else (_ENDLESS[0], high)
    for part, sign in total.parts:
        first, last = spans[part]
        low, high = (low + first, high + last) if sign > 0 else (low - last, high - first)
    return low, high


def _cells(axis: NumberAxis, low: Any, high: Any) -> int:
    """The cells from that of one number up to that of another."""
    return (axis.at(high) << 1) - axis.at(low)


def _allowed_span(total: LocalSum, mask: int) -> Span:
    """The points from the first cell of a mask to the last; an end that is left out counts as in."""
    first, _ = total.axis.ends((mask & -mask).bit_length() - 1, 0)
    _, last = total.axis.ends(0, mask.bit_length() - 1)
    return first[0] if first else _ENDLESS[0], last[0] if last else _ENDLESS[1]


def _raw_need(total: LocalSum, span: Span, need: Span) -> Span:
    """What the sum itself lies between, when what is left of it after the range does so."""
    low, high = max(span[0], need[0]), min(span[1], need[1])
    if total.low is not None and low <= total.low:
        low = _ENDLESS[0]
    if total.high is not None and high >= total.high:
        high = _ENDLESS[1]
    return low, high


def _narrow_terms(total: LocalSum, masks: list[int], span: Span, need: Span, changed: set[int]) -> bool:
    low, high = span
    for axis, classes in total.terms:
        here = [(cells, points) for cells, points in classes if cells & masks[axis]]
        if len(here) < 2:
            continue
        most, least, mask = here[0][1], here[-1][1], masks[axis]
        for cells, points in here:
            if high - most + points < need[0] or low - least + points > need[1]:
                mask &= ~cells
        if not mask:
            return False
        if mask != masks[axis]:
            masks[axis] = mask
            changed.add(axis)
    return True
