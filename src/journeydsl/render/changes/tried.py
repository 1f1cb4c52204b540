"""Buyers of a table who fare otherwise: how many change hands, by which rule, and the first of them."""

from __future__ import annotations

from journeydsl.diff.compare import Comparison
from journeydsl.diff.outcomes import Differing
from journeydsl.text.record import Record

MOST_ROWS = 10


class Tried(Record):
    """How many buyers were tried, how many change hands, and how many only meet other rules.

    `rows` are the first who change hands, a sentence each; `causes` what took them there, with how many.
    """

    count: int
    moved: int
    otherwise: int
    causes: tuple[tuple[str, int], ...]
    rows: tuple[str, ...]


def tried(found: Comparison) -> Tried:
    """What became of the buyers who were tried."""
    moved = [one for one in found.buyers if (one.before.goes, one.before.may) != (one.now.goes, one.now.may)]
    causes: dict[str, int] = {}
    for one in moved:
        for cause in _causes(found, one):
            causes[cause] = causes.get(cause, 0) + 1
    ranked = sorted(causes.items(), key=lambda one: (-one[1], one[0]))
    rows = tuple(f"{one.who}, in `{one.stage}`: {went(one)}" for one in moved[:MOST_ROWS])
    return Tried(found.tried, len(moved), len(found.buyers) - len(moved), tuple(ranked), rows)


def counted(found: Tried) -> str:
    """`2 of 300 buyers change hands.`"""
    return f"{found.moved:,} of {found.count:,} buyers {'changes' if found.moved == 1 else 'change'} hands."


def went(one: Differing) -> str:
    """Where a buyer goes now, and went before, as far as the two differ: `goes to sal, was may go to lead`."""
    ways = ("goes", "may")
    now = {(how, way) for how in ways for way in getattr(one.now, how)}
    before = {(how, way) for how in ways for way in getattr(one.before, how)}
    here, there = _listed(now - before), _listed(before - now)
    if here and there:
        return f"{here}, was {there}"
    return f"{here}, and stayed before" if here else f"stays, was {there}"


def _listed(ways: set[tuple[str, str]]) -> str:
    told = []
    for how, words in (("goes", "goes to"), ("may", "may go to")):
        names = [f"`{way}`" for one, way in sorted(ways) if one == how]
        told += [f"{words} {', '.join(names)}"] if names else []
    return " and ".join(told)


def _causes(found: Comparison, one: Differing) -> list[str]:
    """The rules, segments and bands that changed and that the buyer meets now and did not, else the other way round;
    else what changed of the ways themselves."""
    for here, there in ((one.now, one.before), (one.before, one.now)):
        only = set(here.holds) - set(there.holds)
        changed = [meaning for meaning in found.meanings if meaning.key[1] in only]
        told = [meaning.key for meaning in changed if meaning.is_rewritten] or [meaning.key for meaning in changed]
        if told:
            return [f"the {kind} `{name}`" for kind, name in dict.fromkeys(told)]
    return ["a way or its route"]
