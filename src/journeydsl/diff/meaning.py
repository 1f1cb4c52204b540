"""Who is gained and who is lost where a condition changed, over all buyers there can be.

Both versions use the names of the newer one. Everything that is not word for word the same, with all that it stands on,
is asked about in both directions.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from journeydsl.conditions.answers import Gaps, Undecided
from journeydsl.conditions.sameness import Compared
from journeydsl.conditions.versions import Asked, Versions
from journeydsl.diff.partitions import Part, part, passing
from journeydsl.diff.points import points_changed
from journeydsl.diff.things import Key, Thing, canon
from journeydsl.model.conditions import BandHolds, Condition, RuleHolds, names_used
from journeydsl.model.journey import Journey
from journeydsl.model.path import Handoff, Move, Recycle
from journeydsl.text.record import Record

Verdict = Literal["same", "wider", "narrower", "both", "new", "gone", "undecided"]
Way = Move | Recycle | Handoff


class Meaning(Record):
    """What became of a condition: `gained` are buyers who meet it now and did not, `lost` those who no longer do.

    `is_rewritten` where its own words changed, and not only what it stands on. A score is wider where some buyer has
    more points than before. `reason` says why it is undecided. `follows` is the rule that alone is its condition, and
    changed. `rivals` are the ways that a new one competes with: some buyer could take both.
    """

    key: Key
    verdict: Verdict
    gained: Gaps | None
    lost: Gaps | None
    is_rewritten: bool
    reason: str = ""
    follows: Key | None = None
    rivals: tuple[Key, ...] = ()


def condition_meaning(versions: Versions, compared: Compared, old: Thing, new: Thing) -> Meaning | None:
    """What became of a rule, segment, band or score; none where it is word for word the same, all the way down."""
    is_rewritten = _words(new) != _words(old)
    if not is_rewritten and all(compared.is_same(*name) for name in _stands_on(new)):
        return None
    if new.key[0] == "score":
        return told(new.key, *points_changed(versions, new.key[1]), is_rewritten)
    now, before = _condition(new), _condition(old)
    if now is None or before is None:
        return None
    gained = versions.buyers(Asked((now,)), Asked((), (before,)))
    lost = versions.buyers(Asked((), (now,)), Asked((before,)))
    return told(new.key, gained, lost, is_rewritten)


def way_meaning(
    versions: Versions, compared: Compared, old: Thing, new: Thing, expected: frozenset[str]
) -> Meaning | None:
    """What became of the buyers of a way that is in both versions; none where nothing that decides changed.

    Of two that fire by themselves, the one with the smaller priority has the buyers whom both could take. `expected`
    are the fields that are known in both versions as it is taken.
    """
    newer, older = versions.space.journeys
    now, before = _deciding(newer, new.declared), _deciding(older, old.declared)
    is_rewritten = canon(new.declared.when) != canon(old.declared.when)
    is_alike = [canon(one) for one in now] == [canon(one) for one in before]
    if is_alike and all(compared.is_same(*name) for when in now if when for name in names_used(when)):
        return None
    found = passing(versions, _parts(now), _parts(before), expected)
    if isinstance(found, Undecided):
        return told(new.key, found, None, is_rewritten)
    gained = next((one.buyers for one in found if one.now == _GOES), None)
    lost = next((one.buyers for one in found if one.now == _STAYS), None)
    follows = ("rule", now[0].rule) if is_alike and len(now) == 1 and isinstance(now[0], RuleHolds) else None
    return told(new.key, gained, lost, is_rewritten).replace(follows=follows)


def new_way(versions: Versions, new: Thing) -> Meaning | None:
    """Whom a new way takes, and which ways it competes with; none where it asks nothing of them."""
    newer = versions.space.journeys[0]
    when = new.declared.when
    if when is None:
        return None
    taken = versions.buyers(Asked((when,)), Asked())
    rivals = [
        (type(one).__name__.lower(), one.name)
        for one in _self_firing(newer)
        if _compete(newer, new.declared, one) and one.when and versions.is_any((when, one.when)) is True
    ]
    found = told(new.key, taken, None, True)
    return found.replace(verdict="new", rivals=tuple(rivals)) if found.verdict != "undecided" else found


def gone_way(versions: Versions, old: Thing) -> Meaning | None:
    """Whom a way took that is no longer there; none where it asked nothing of them."""
    when = old.declared.when
    if when is None:
        return None
    found = told(old.key, None, versions.buyers(Asked(), Asked((when,))), True)
    return found.replace(verdict="gone") if found.verdict != "undecided" else found


def told(key: Key, gained: Gaps | Undecided | None, lost: Gaps | Undecided | None, is_rewritten: bool) -> Meaning:
    """The verdict on both directions."""
    for one in (gained, lost):
        if isinstance(one, Undecided):
            return Meaning(key, "undecided", None, None, is_rewritten, one.reason)
    assert not isinstance(gained, Undecided)
    assert not isinstance(lost, Undecided)
    verdict: Verdict = "both" if gained and lost else "wider" if gained else "narrower" if lost else "same"
    return Meaning(key, verdict, gained, lost, is_rewritten)


_GOES = ("goes",)
_STAYS = ("stays",)


def _deciding(journey: Journey, way: Way) -> list[Condition | None]:
    """The guard of a way, and then the guards of those that go before it wherever both could be taken."""
    before = []
    if way.fires_itself and way.priority is not None:
        before = [
            one.when
            for one in _self_firing(journey)
            if one.priority is not None and one.priority.number < way.priority.number
            and one.target.name != way.target.name and _origins(way) <= _origins(one)
        ]  # fmt: skip
    return [way.when, *before]


def _parts(deciding: list[Condition | None]) -> list[Part]:
    when, earlier = deciding[0], tuple(one for one in deciding[1:] if one)
    if when is None:
        return [part(_GOES, Asked())]
    stays = [part(_STAYS, Asked((), (when,)))]
    stays += [part(_STAYS, Asked((when, one), earlier[:number])) for number, one in enumerate(earlier)]
    return [part(_GOES, Asked((when,), earlier)), *stays]


def _self_firing(journey: Journey) -> Iterator[Way]:
    ways: tuple[Way, ...] = (*journey.moves, *journey.handoffs, *journey.recycles)
    return (way for way in ways if way.fires_itself)


def _compete(journey: Journey, new: Way, other: Way) -> bool:
    """Whether two ways fire by themselves out of one stage to different ones, with no priority between them."""
    is_ordered = new.priority and other.priority and new.priority.number != other.priority.number
    is_apart = other.target.name != new.target.name and bool(_origins(new) & _origins(other))
    return new.fires_itself and is_apart and not is_ordered


def _origins(way: Way) -> frozenset[str]:
    return frozenset(origin.name for origin in way.origins)


def _condition(thing: Thing) -> Condition | None:
    """What a thing asks of a buyer, as a condition."""
    if thing.key[0] == "band":
        return BandHolds(thing.key[1], thing.declared.span)
    found: Condition | None = thing.declared.when
    return found


def _words(thing: Thing) -> object:
    """What a thing says about buyers, apart from anything else that it says."""
    names = {"band": ("score", "range"), "score": ("range", "lines")}.get(thing.key[0], ("when",))
    return [thing.properties[name].canon for name in names if name in thing.properties]


def _stands_on(thing: Thing) -> Iterator[tuple[str, str]]:
    if thing.key[0] in ("score", "band"):
        yield thing.key
    else:
        when = _condition(thing)
        yield from names_used(when) if when else ()
