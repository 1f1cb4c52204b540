"""Which buyers change hands, and which ones get another clock: routes and `where` blocks as parts of all buyers."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from journeydsl.conditions.answers import Gaps, Undecided
from journeydsl.conditions.sameness import Compared
from journeydsl.conditions.versions import Asked, Versions
from journeydsl.diff.partitions import Outcome, Part, part, passing
from journeydsl.diff.tables import parts_of, table_of
from journeydsl.diff.things import Key, Thing, canon
from journeydsl.model.conditions import Condition, names_used
from journeydsl.model.definitions import holding
from journeydsl.model.journey import Journey
from journeydsl.model.path import Handoff, Route, RouteLine, Stage
from journeydsl.text.record import Record

_TOO_MANY = Undecided("too many lines of its route can take the same buyer")


class Rerouted(Record):
    """Buyers whom a handoff sends in both versions, and who go to other teams than before; no teams are nobody."""

    key: Key
    before: tuple[str, ...]
    now: tuple[str, ...]
    buyers: Gaps


class Reclocked(Record):
    """Buyers who fall under another clock of a stage or handoff: `before` and `now` are the names after `where`, empty
    for the rest, each with what is said there."""

    key: Key
    property: str
    before: str
    before_said: Any
    now: str
    now_said: Any
    buyers: Gaps


def rerouted(
    versions: Versions, compared: Compared, old: Thing, new: Thing, expected: Collection[str]
) -> Iterator[Rerouted | Undecided]:
    """Who goes to another team; `expected` are the fields that are known in both when the handoff sends."""
    newer, older = versions.space.journeys
    now, before = table_of(newer, new.declared, 0), table_of(older, old.declared, 1)
    if _is_alike(compared, new.declared.route, old.declared.route) and now.rest == before.rest:
        return
    parts = parts_of(versions, compared, now, before)
    silent = versions.surely_known(expected, now.guard, before.guard)
    found = passing(versions, parts[0], parts[1], expected, parts[2], silent) if parts else _TOO_MANY
    if isinstance(found, Undecided):
        yield found
    else:
        yield from (Rerouted(new.key, one.before, one.now, one.buyers) for one in found)


def reclocked(
    versions: Versions, compared: Compared, old: Thing, new: Thing, expected: Collection[str]
) -> Iterator[Reclocked | Undecided]:
    """Who falls under another clock because a segment, rule or band takes other buyers, or blocks changed places."""
    newer, older = versions.space.journeys
    guards = [() if isinstance(one, Stage) or not one.when else (one.when,) for one in (new.declared, old.declared)]
    silent = versions.surely_known(expected, *guards)
    names = ("leave",) if isinstance(new.declared, Stage) else ("accept", "contact", "feedback")
    for name in names:
        now, before = _clocks(newer, new.declared, name), _clocks(older, old.declared, name)
        if max(len(now), len(before)) < 2 or _same_blocks(compared, newer, now, before):
            continue
        found = passing(versions, _parts(now), _parts(before), expected, silent=silent)
        if isinstance(found, Undecided):
            yield found
            continue
        said_now, said_before = ({where[0]: said for where, (_, said) in one} for one in (now, before))
        for one in found:
            left, come = one.before[0], one.now[0]
            if left != come and canon(said_before[left]) != canon(said_now[come]):
                yield Reclocked(new.key, name, left, said_before[left], come, said_now[come], one.buyers)


def is_same_route(old: Route | None, new: Route | None) -> bool:
    """Whether two routes say the same in the same words, shares left aside."""
    if old is None or new is None or old.way != new.way or len(old.lines) != len(new.lines):
        return old is new
    if old.way == "first":  # Of long ones most differ soon.
        return all(_line(one) == _line(other) for one, other in zip(old.lines, new.lines, strict=True))
    return sorted(map(_line, old.lines), key=repr) == sorted(map(_line, new.lines), key=repr)


def _line(line: RouteLine) -> tuple[object, ...]:
    return line.team.name, line.is_otherwise, canon(line.when)


def _parts(said: list[tuple[Outcome, tuple[Asked, Any]]]) -> list[Part]:
    return [part(outcome, asked) for outcome, (asked, _) in said]


def _clocks(journey: Journey, declared: Stage | Handoff, name: str) -> list[tuple[Outcome, tuple[Asked, Any]]]:
    """What is said for whom: by the `where` blocks, of which the first that holds counts, and for the rest."""
    guard = (declared.when,) if isinstance(declared, Handoff) and declared.when else ()
    found: list[tuple[Outcome, tuple[Asked, Any]]] = []
    earlier: tuple[Condition, ...] = ()
    for where in declared.wheres:
        said, condition = getattr(where, name, None), holding(journey, where.holds)
        if said is not None and condition is not None:
            found.append(((where.holds.name,), (Asked((*guard, condition), earlier), said)))
            earlier += (condition,)
    return [*found, (("",), (Asked(guard, earlier), getattr(declared, name)))]


def _is_alike(compared: Compared, now: Route | None, before: Route | None) -> bool:
    """Whether two routes say the same, with all that it stands on."""
    names = [name for line in (now.lines if now else ()) if line.when for name in names_used(line.when)]
    return is_same_route(before, now) and all(compared.is_same(*name) for name in names)


def _same_blocks(
    compared: Compared, journey: Journey, now: list[tuple[Outcome, Any]], before: list[tuple[Outcome, Any]]
) -> bool:
    """Whether the same names stand in the same order in both, and stand for the same."""
    names = [name for (name,), _ in now]
    if names != [name for (name,), _ in before]:
        return False
    kinds = {**dict.fromkeys(journey.bands, "band"), **dict.fromkeys(journey.rules, "rule"),
             **dict.fromkeys(journey.segments, "segment")}  # fmt: skip
    return all(compared.is_same(kinds[name], name) for name in names if name)
