"""What a buyer may have done, activity by activity: every combination of counts that conditions can tell apart.

An activity is counted over several windows, and by some lines once in so many days. These counts depend on each other:
what happened within 7 days happened within 30. So one axis holds them all, each cell with one history that shows it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from journeydsl.conditions.buyer import LONGEST_AGO, spaced
from journeydsl.conditions.cells import Counter, History, HistoryAxis
from journeydsl.conditions.effort import Budget

MOST_STEPS = 10_000
MOST_COMPARED = 300_000
MOST_CELLS = 1_500
MOST_COUNTED = 1_000_000
STEPS_OF_DAYS = 8  # So many days that are kept are as much work as one that is compared.
MOST_TIMES = 10_000  # that one thing happens, in an example that people are told


def history_axis(
    activity: str, levels: Mapping[Counter, Sequence[int]], budget: Budget | None = None
) -> HistoryAxis | None:
    """The axis of an activity, each counter with the counts from which on something differs; none if it is too long.

    `budget` is what several activities share.
    """
    counters = tuple(sorted(levels, key=lambda one: (one.apart or 0, one.reach is None, one.reach or 0)))
    starts = tuple(tuple(sorted({0, *levels[counter]})) for counter in counters)
    if any(start[-1] > MOST_TIMES for start in starts):
        return None
    cells: dict[tuple[int, ...], tuple[History, tuple[int, ...]]] = {}
    counted_days, budget = 0, budget or Budget(MOST_COMPARED)
    is_alone = _is_alone(counters)
    for history in _histories(counters, starts, budget):
        days = 0 if history is None else len(history)
        budget.left -= (days if is_alone else 8 + days * len(counters)) // STEPS_OF_DAYS
        counted_days += days * len(counters)
        if history is None or len(cells) > MOST_CELLS or counted_days > MOST_COUNTED or budget.left < 0:
            return None
        counts = tuple([_count(counter, history, is_alone) for counter in counters])
        level = tuple([_level(start, count) for start, count in zip(starts, counts, strict=True)])
        cells.setdefault(level, (history, counts))
    counted = tuple([counts for _, counts in cells.values()])
    several = tuple([history for history, _ in cells.values()])
    totals = tuple([sum([times for _, times in history]) for history in several])
    return HistoryAxis(activity, (1 << len(cells)) - 1, 0, 0, counters, starts, counted, several, totals, {})


def _is_alone(counters: Sequence[Counter]) -> bool:
    """Whether one of them counts once in so many days, and none looks further back than another."""
    spaced_ones = sum(counter.apart is not None for counter in counters)
    return spaced_ones == 1 and len({counter.reach for counter in counters}) == 1


def _histories(
    counters: tuple[Counter, ...], starts: tuple[tuple[int, ...], ...], budget: Budget
) -> Iterator[History | None]:
    if all(counter.apart is None for counter in counters):
        return _plain(counters, starts)
    if _is_alone(counters):
        return _spaced_alone(counters, starts)
    return _day_by_day(counters, starts, budget)


def _plain(counters: tuple[Counter, ...], starts: tuple[tuple[int, ...], ...]) -> Iterator[History | None]:
    """Counts over windows that contain each other: each at least as large as the one before."""
    found: list[tuple[int, History]] = [(0, ())]
    nearest = 0
    for counter, levels in zip(counters, starts, strict=True):
        longer = []
        day = None if counter.reach is not None and counter.reach <= nearest else _round_day(nearest, counter.reach)
        for count, history in found:
            longer.append((count, history))
            if day is not None:
                more = levels[bisect_right(levels, count) :]
                longer += [(wanted, (*history, (day, wanted - count))) for wanted in more]
            if len(longer) > MOST_CELLS:
                return iter((None,))  # Every one of them is a cell of its own, however it goes on.
        found = longer
        nearest = max(nearest, counter.reach or nearest)
    return (history for _, history in found)


def _spaced_alone(counters: tuple[Counter, ...], starts: tuple[tuple[int, ...], ...]) -> Iterator[History]:
    """One window, counted once in so many days, and perhaps plainly as well."""
    apart = next(counter.apart for counter in counters if counter.apart is not None)
    reach = counters[0].reach
    most = max(starts[place][-1] for place, counter in enumerate(counters) if counter.apart)
    days_ago = LONGEST_AGO if reach is None else max(0, reach)
    possible = min(most, -(-days_ago // apart))
    plain = sorted({level for place, counter in enumerate(counters) if not counter.apart for level in starts[place]})
    days = tuple([(number * apart, 1) for number in range(possible)])
    yield ()
    for times in range(1, possible + 1):
        yield days[:times]
        yield from (((0, level - times + 1), *days[1:times]) for level in plain if level > times)


def _day_by_day(
    counters: tuple[Counter, ...], starts: tuple[tuple[int, ...], ...], budget: Budget
) -> Iterator[History | None]:
    """Every history that counts tell apart: first the days on which something happened, then how often on them.

    Ends with none where there are too many.
    """
    plain = [(one.reach, levels) for one, levels in zip(counters, starts, strict=True) if not one.apart]
    apart = [(one, levels[-1]) for one, levels in zip(counters, starts, strict=True) if one.apart]
    all_days = _days_that_matter(counters, apart)
    if all_days > MOST_STEPS:
        yield None
        return
    steps, most = 0, MOST_COMPARED
    states: dict[_Spaced, list[_Days]] = {((0, MOST_DAYS),) * len(apart): [((0,) * len(plain), ())]}
    for day in range(all_days):
        strip = next((place for place, (reach, _) in enumerate(plain) if reach is None or day < reach), None)
        after: dict[_Spaced, list[_Days]] = {}
        for spaced_counts, several in states.items():
            steps += len(several)
            budget.left -= 4 + 2 * len(apart)
            without = after.setdefault(_later(apart, spaced_counts, day), [])
            with_it = after.setdefault(_later(apart, _spaced_next(apart, spaced_counts, day), day), [])
            for in_strips, days in several:
                compared = len(without) + len(with_it)
                budget.left -= compared
                most -= compared
                if min(most, budget.left) < 0:
                    yield None
                    return
                _keep(without, in_strips, days)
                more = tuple(count + (place == strip) for place, count in enumerate(in_strips))
                _keep(with_it, more, (*days, day))
        states = after
        if steps > MOST_STEPS:
            yield None
            return
    for several in states.values():
        for in_strips, days in several:
            yield from _repeated(plain, in_strips, days)


MOST_DAYS = 1 << 30
_Spaced = tuple[tuple[int, int], ...]
_Days = tuple[tuple[int, ...], tuple[int, ...]]
"""On how many days of each strip between two windows something happened, and on which."""


def _keep(several: list[_Days], in_strips: tuple[int, ...], days: tuple[int, ...]) -> None:
    """Adds days, unless others that are as good leave more to choose: fewer in every strip, and none in the same."""
    for one, _ in several:
        if _covers(one, in_strips):
            return
    several[:] = [*[one for one in several if not _covers(in_strips, one[0])], (in_strips, days)]


def _covers(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    for mine, theirs in zip(one, other, strict=True):  # noqa: SIM110 - this is most of the work
        if mine > theirs or (not mine) is not (not theirs):
            return False
    return True


def _days_that_matter(counters: tuple[Counter, ...], apart: list[tuple[Counter, int]]) -> int:
    longest = max(counter.reach or 0 for counter in counters)
    if all(counter.reach is not None for counter in counters):
        return longest
    return longest + 1 + max((one.apart or 0) * top for one, top in apart)


def _spaced_next(
    apart: list[tuple[Counter, int]], counts: tuple[tuple[int, int], ...], day: int
) -> tuple[tuple[int, int], ...]:
    """Counts with the days since one counted, when something happens that many days ago."""
    after = []
    for (counter, top), (count, since) in zip(apart, counts, strict=True):
        counts_now = (counter.reach is None or day < counter.reach) and since >= (counter.apart or 0)
        after.append((min(top, count + 1), 0) if counts_now else (count, since))
    return tuple(after)


def _later(
    apart: list[tuple[Counter, int]], counts: tuple[tuple[int, int], ...], day: int
) -> tuple[tuple[int, int], ...]:
    """The same a day further back; what no longer matters is made alike."""
    after = []
    for (counter, top), (count, since) in zip(apart, counts, strict=True):
        is_over = count == top or (counter.reach is not None and day + 1 >= counter.reach)
        since = MOST_DAYS if is_over or since + 1 >= (counter.apart or 0) else since + 1
        after.append((count, since))
    return tuple(after)


def _repeated(
    plain: list[tuple[int | None, tuple[int, ...]]], in_strips: tuple[int, ...], days: tuple[int, ...]
) -> Iterator[History | None]:
    """The same days, each as often as plain counts tell apart; windows that nothing happened between count alike.

    None where there are too many.
    """
    found: list[tuple[int, History]] = [(0, tuple((day, 1) for day in days))]
    nearest = 0
    for place, (reach, _) in enumerate(plain):
        within = [number for number, day in enumerate(days) if day >= nearest and (reach is None or day < reach)]
        nearest = reach if reach is not None else nearest
        if not within:
            continue
        end = next((later for later in range(place + 1, len(plain)) if in_strips[later]), len(plain))
        levels = sorted({level for _, several in plain[place:end] for level in several})
        longer = []
        for count, history in found:
            least = count + len(within)
            for low, after in pairwise([*levels, None]):
                if after is None or least < after:
                    extra = max(low or 0, least) - least
                    longer.append((least + extra, _with_more(history, within[0], extra) if extra else history))
            if len(longer) > MOST_CELLS:
                return iter((None,))
        found = longer
    return (history for _, history in found)


def _with_more(history: History, place: int, extra: int) -> History:
    day, times = history[place]
    return (*history[:place], (day, times + extra), *history[place + 1 :])


def _count(counter: Counter, history: History, is_alone: bool) -> int:
    """How often a counter counts what happened; where it is alone, all days lie in reach and apart."""
    if is_alone:
        return len(history) if counter.apart else sum([times for _, times in history])
    reach = counter.reach
    if counter.apart is None:
        return sum([times for day, times in history if reach is None or day < reach])
    return spaced([day for day, _ in history if reach is None or day < reach], counter.apart)


def _level(starts: tuple[int, ...], count: int) -> int:
    return bisect_right(starts, count)


def _round_day(nearest: int, reach: int | None) -> int:
    """A day that is easy to say, from `nearest` days ago on and nearer than `reach`."""
    last = nearest + 30 if reach is None else reach - 1
    return next((day for day in (5, 10, 20, 60, 90) if nearest <= day <= last), nearest)
