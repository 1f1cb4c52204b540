"""What a buyer may have done, activity by activity: every combination of counts that conditions can tell apart.

An activity is counted over several windows, and by some lines once in so many days. These counts depend on each other:
what happened within 7 days happened within 30. So one axis holds them all, each cell with one history that shows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from journeydsl.conditions.cells import Axis
from journeydsl.conditions.evaluate import spaced
from journeydsl.model.conditions import Comparison
from journeydsl.text.record import Record

MOST_STEPS = 100_000
MOST_CELLS = 3_000


class Counter(Record):
    """One way to count an activity: on days nearer than `reach` days ago (none for ever), and `apart` once per days."""

    reach: int | None
    apart: int | None


History = tuple[tuple[int, int], ...]
"""How many days ago, and how often on that day; the latest first."""


class HistoryAxis(Axis):
    """One activity: `counts[n]` are the counts of cell n by counter, `histories[n]` a history that has them."""

    counters: tuple[Counter, ...] = ()
    levels: tuple[tuple[int, ...], ...] = ()
    counts: tuple[tuple[int, ...], ...] = ()
    histories: tuple[History, ...] = ()

    def compared(self, counter: Counter, sign: Comparison, number: int) -> int:
        """The cells whose count compares so with a number."""
        if sign in ("=", "!="):
            equal = self.between(counter, number, number)
            return equal if sign == "=" else self.full & ~equal
        if sign in (">", ">="):
            return self.between(counter, number + (sign == ">"), None)
        return self.between(counter, None, number - (sign == "<"))

    def between(self, counter: Counter, low: float | None, high: float | None) -> int:
        """The cells whose count lies between two numbers, both included."""
        place, mask = self.counters.index(counter), 0
        least, most = (-1 if low is None else low), (float("inf") if high is None else high)
        for cell, counts in enumerate(self.counts):
            if least <= counts[place] <= most:
                mask |= 1 << cell
        return mask


def history_axis(activity: str, levels: Mapping[Counter, Sequence[int]]) -> HistoryAxis | None:
    """The axis of an activity, each counter with the counts from which on something differs; none if it is too long."""
    counters = tuple(sorted(levels, key=lambda one: (one.apart or 0, one.reach is None, one.reach or 0)))
    starts = tuple(tuple(sorted({0, *levels[counter]})) for counter in counters)
    cells: dict[tuple[int, ...], History] = {}
    for history in _histories(counters, starts):
        if history is None or len(cells) > MOST_CELLS:
            return None
        counts = tuple(_count(counter, history) for counter in counters)
        level = tuple(_level(start, count) for start, count in zip(starts, counts, strict=True))
        cells.setdefault(level, history)
    counted = tuple(tuple(_count(counter, history) for counter in counters) for history in cells.values())
    return HistoryAxis(activity, (1 << len(cells)) - 1, 0, 0, counters, starts, counted, tuple(cells.values()))


def _histories(counters: tuple[Counter, ...], starts: tuple[tuple[int, ...], ...]) -> Iterator[History | None]:
    if all(counter.apart is None for counter in counters):
        return _plain(counters, starts)
    if len({counter.reach for counter in counters}) == 1 and sum(counter.apart is not None for counter in counters) == 1:
        return _spaced_alone(counters, starts)
    return _day_by_day(counters, starts)


def _plain(counters: tuple[Counter, ...], starts: tuple[tuple[int, ...], ...]) -> Iterator[History]:
    """Counts over windows that contain each other: each at least as large as the one before."""
    found: list[tuple[int, History]] = [(0, ())]
    nearest = 0
    for counter, levels in zip(counters, starts, strict=True):
        longer = []
        day = None if counter.reach is not None and counter.reach <= nearest else _round_day(nearest, counter.reach)
        for count, history in found:
            for place, low in enumerate(levels):
                high = levels[place + 1] - 1 if place + 1 < len(levels) else None
                wanted = max(low, count)
                if (high is not None and wanted > high) or (wanted > count and day is None):
                    continue
                longer.append((wanted, (*history, (day or 0, wanted - count)) if wanted > count else history))
        found = longer
        nearest = max(nearest, counter.reach or nearest)
    return (history for _, history in found)


def _spaced_alone(counters: tuple[Counter, ...], starts: tuple[tuple[int, ...], ...]) -> Iterator[History]:
    """One window, counted once in so many days, and perhaps plainly as well."""
    apart = next(counter.apart for counter in counters if counter.apart is not None)
    reach = counters[0].reach
    most = max(starts[place][-1] for place, counter in enumerate(counters) if counter.apart)
    possible = most if reach is None else min(most, -(-max(0, reach) // apart))
    plain = sorted({level for place, counter in enumerate(counters) if not counter.apart for level in starts[place]})
    yield ()
    for times in range(1, possible + 1):
        days = [(number * apart, 1) for number in range(times)]
        yield tuple(days)
        yield from (((0, level - times + 1), *days[1:]) for level in plain if level > times)


def _day_by_day(counters: tuple[Counter, ...], starts: tuple[tuple[int, ...], ...]) -> Iterator[History | None]:
    """Every history that counts tell apart, day by day back from today; ends with none where there are too many."""
    tops = tuple(levels[-1] for levels in starts)
    spacing = [(counter.apart or 0) * (top + 1) for counter, top in zip(counters, tops, strict=True)]
    length = max([counter.reach or 0 for counter in counters]) + max(spacing) + 1
    if all(counter.reach is not None for counter in counters):
        length = max(counter.reach or 0 for counter in counters)
    most = max([1, *(top for counter, top in zip(counters, tops, strict=True) if not counter.apart)])
    idle = tuple((0, counter.apart or 0) for counter in counters)
    states: dict[tuple[tuple[int, int], ...], History] = {idle: ()}
    steps = 0
    for day in range(length):
        after: dict[tuple[tuple[int, int], ...], History] = {}
        for state, history in states.items():
            for times in range(most + 1):
                steps += 1
                done = (*history, (day, times)) if times else history
                after.setdefault(_next(counters, tops, state, day, times), done)
        states = after
        if steps > MOST_STEPS:
            yield None
            return
    yield from states.values()


def _next(
    counters: tuple[Counter, ...], tops: tuple[int, ...], state: tuple[tuple[int, int], ...], day: int, times: int
) -> tuple[tuple[int, int], ...]:
    """Counts after one day more, each with the days since one counted, as far as they matter."""
    after = []
    for counter, top, (count, since) in zip(counters, tops, state, strict=True):
        is_inside = times > 0 and (counter.reach is None or day < counter.reach)
        if counter.apart is None:
            after.append((min(top, count + times) if is_inside else count, 0))
        elif is_inside and since >= counter.apart:
            after.append((min(top, count + 1), 1))
        else:
            after.append((count, min(counter.apart, since + 1)))
    return tuple(after)


def _count(counter: Counter, history: History) -> int:
    days = [day for day, times in history for _ in range(times) if counter.reach is None or day < counter.reach]
    return spaced(days, counter.apart) if counter.apart else len(days)


def _level(starts: tuple[int, ...], count: int) -> int:
    return sum(1 for start in starts if start <= count)


def _round_day(nearest: int, reach: int | None) -> int:
    """A day that is easy to say, from `nearest` days ago on and nearer than `reach`."""
    last = nearest + 30 if reach is None else reach - 1
    return next((day for day in (5, 10, 20, 60, 90) if nearest <= day <= last), nearest)
