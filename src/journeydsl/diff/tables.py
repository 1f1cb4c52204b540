"""Two routes as parts of all buyers, and which parts of the one share buyers with which of the other.

A condition that stands in both routes takes the same buyers in both. Where a route takes the first line that holds, two
lines that are in both, in the same order, therefore share nobody: so only what was touched is looked into.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache, partial

from journeydsl.conditions.cells import bits
from journeydsl.conditions.sameness import Compared
from journeydsl.conditions.versions import Asked, Versions
from journeydsl.diff.partitions import Outcome, Part, part
from journeydsl.diff.things import canon
from journeydsl.model.conditions import Condition, names_used
from journeydsl.model.journey import Journey
from journeydsl.model.path import Handoff
from journeydsl.text.record import Record

_MOST_LOTS = 4000


class Table(Record):
    """A route in one version, or the one team that takes all: lines, and who takes the rest; no team is nobody.

    `side` is 0 for the newer version, 1 for the older one.
    """

    guard: tuple[Condition, ...]
    lines: tuple[tuple[Condition, str], ...]
    rest: Outcome
    is_unique: bool
    side: int

    @property
    def whens(self) -> list[Condition]:
        """The conditions of its lines."""
        return [when for when, _ in self.lines]


def table_of(journey: Journey, handoff: Handoff, side: int) -> Table:
    """Whom a handoff gives its buyers."""
    guard = (handoff.when,) if handoff.when else ()
    route = handoff.route
    if route is None or not route.lines:
        owner = journey.stages[handoff.target.name].owner
        return Table(guard, (), (owner.name,) if owner else (), False, side)
    rest = next(((line.team.name,) for line in route.lines if line.is_otherwise), ())
    lines = tuple((line.when, line.team.name) for line in route.lines if line.when and not line.is_otherwise)
    return Table(guard, lines, rest, route.way == "unique" and len(lines) > 1, side)


def parts_of(
    versions: Versions, compared: Compared, now: Table, before: Table
) -> tuple[list[Part], list[Part], list[int]] | None:
    """The parts of both, and for each older one the newer ones, as bits, that may share somebody with it.

    None where the lines of one can meet in too many ways.
    """
    kept = _kept(compared, now, before)
    if now.is_unique or before.is_unique:
        lots, former = _lots(versions, now), _lots(versions, before)
        if lots is None or former is None:
            return None
        both = now.is_unique and before.is_unique
        return (
            _unique(versions, now, lots),
            _unique(versions, before, former),
            _sharing_lots(lots, former, kept if both else {}),
        )
    return _first(versions, now), _first(versions, before), _sharing(versions, now, before, kept)


# ---- routes that take the first line that holds


def _first(versions: Versions, table: Table) -> list[Part]:
    """Its lines, each without those whom the lines above take, and then the rest."""
    whens = table.whens
    near = versions.meeting(whens, table.side, whens, table.side)
    found = []
    for place, (when, team) in enumerate(table.lines):
        above = partial(_among, whens, near[place] & (1 << place) - 1)
        found.append(Part((team,), (*table.guard, when), cache(above)))
    return [*found, part(table.rest, Asked(table.guard, tuple(whens)))]


def _among(whens: Sequence[Condition], places: int) -> tuple[Condition, ...]:
    return tuple(whens[place] for place in bits(places))


def _kept(compared: Compared, now: Table, before: Table) -> dict[int, int]:
    """The places of conditions that stand in both and mean the same, by the older place."""
    there, here = (_places(compared, table) for table in (before, now))
    return {old: here[words] for words, old in there.items() if words in here}


def _places(compared: Compared, table: Table) -> dict[tuple[str, int], int]:
    """By the words of a condition, and how often they stood there before."""
    found: dict[tuple[str, int], int] = {}
    times: dict[str, int] = {}
    for place, when in enumerate(table.whens):
        if all(compared.is_same(*name) for name in names_used(when)):
            words = repr(canon(when))
            found[words, times.setdefault(words, 0)] = place
            times[words] += 1
    return found


def _sharing(versions: Versions, now: Table, before: Table, kept: Mapping[int, int]) -> list[int]:
    """By older line and then for the rest; whoever meets two lines is taken by the earlier one, in both versions."""
    kept = _in_order(kept)
    kept[len(before.lines)] = len(now.lines)  # the rest, in both
    back = sorted((new, old) for old, new in kept.items())
    touched = ((1 << len(now.lines) + 1) - 1) & ~sum(1 << new for new in kept.values())
    near = [*versions.meeting(before.whens, 1, now.whens, 0), -1]
    rest, found = 1 << len(now.lines), []
    for old in range(len(before.lines) + 1):
        if old in kept:
            allowed = 1 << kept[old] | touched & ((1 << kept[old]) - 1)
        else:
            allowed = touched | sum(1 << new for new, place in back if place > old)
        found.append(allowed & (near[old] | rest))
    return found


def _in_order(kept: Mapping[int, int]) -> dict[int, int]:
    """As many as can be of those that stand in the same order in both."""
    ends: list[int] = []
    chains: list[tuple[int, int, int]] = []  # its older place, its newer one, and the chain before it
    last: list[int] = []
    for old, new in sorted(kept.items()):
        length = bisect_left(ends, new)
        chains.append((old, new, last[length - 1] if length else -1))
        ends[length : length + 1] = [new]
        last[length : length + 1] = [len(chains) - 1]
    found, place = {}, last[-1] if last else -1
    while place >= 0:
        old, new, place = chains[place]
        found[old] = new
    return found


# ---- routes where each line takes its buyers


def _lots(versions: Versions, table: Table) -> list[tuple[int, ...]] | None:
    """Every lot of lines that some buyer can meet all of; of a route that takes the first line, that line alone."""
    if not table.is_unique:
        return [(), *((place,) for place in range(len(table.lines)))]
    near = versions.meeting(table.whens, table.side, table.whens, table.side)
    lots: list[tuple[int, ...]] = [()]
    for number, (when, _) in enumerate(table.lines):
        for lot in [one for one in lots if all(near[number] >> line & 1 for line in one)]:
            together = (*table.guard, *(table.lines[one][0] for one in lot), when)
            if versions.is_any(*((together, ()) if table.side == 0 else ((), together))) is not False:
                lots.append((*lot, number))
        if len(lots) > _MOST_LOTS:
            return None
    return lots


def _unique(versions: Versions, table: Table, lots: Sequence[tuple[int, ...]]) -> list[Part]:
    if not table.is_unique:
        first = _first(versions, table)
        return [first[-1], *first[:-1]]
    found = []
    for lot in lots:
        others = tuple(when for place, (when, _) in enumerate(table.lines) if place not in lot)
        teams = tuple(sorted({table.lines[place][1] for place in lot})) if lot else table.rest
        found.append(part(teams, Asked((*table.guard, *(table.lines[place][0] for place in lot)), others)))
    return found


def _sharing_lots(
    lots: Sequence[tuple[int, ...]], former: Sequence[tuple[int, ...]], kept: Mapping[int, int]
) -> list[int]:
    """Whoever meets a line that both have meets it in both."""
    back = frozenset(kept.values())
    by_kept: dict[frozenset[int], int] = {}
    for place, lot in enumerate(lots):
        same = frozenset(lot) & back
        by_kept[same] = by_kept.get(same, 0) | 1 << place
    return [by_kept.get(frozenset(kept[line] for line in lot if line in kept), 0) for lot in former]
