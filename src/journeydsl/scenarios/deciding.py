"""Which single conditions decide: of a rule, a segment, a guard or a line, each once for it and once against it.

A condition decides for a buyer when the whole comes out otherwise as soon as that condition alone does (modified
condition/decision coverage in its masking form). As `and`, `or` and `not` can only get truer when a part does, it is
enough to try a condition as true and as false.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from journeydsl.conditions.evaluate import Truth
from journeydsl.conditions.questions import Reasoning
from journeydsl.model.conditions import AllOf, AnyOf, Condition, Not
from journeydsl.scenarios.parts import Part
from journeydsl.text.record import Record

Side = Literal["for", "against"]
SIDES: tuple[Side, ...] = ("for", "against")


class Atom(Record):
    """A condition without parts inside a whole one, by its place among them; `is_denied` behind an odd number of
    `not`s."""

    whole: Condition
    place: int
    condition: Condition
    is_denied: bool

    def asked(self, side: Side) -> tuple[tuple[Condition, ...], tuple[Condition, ...]] | None:
        """What is true, and what is not, of the buyers for whom it decides on a side; none where it never does.

        It decides for the whole where that holds and would not, were it least true; and against it likewise.
        """
        other = _with(self.whole, self.place, (side == "against") is not self.is_denied)
        if side == "for":
            return None if other is True else ((self.whole,), () if other is False else (other,))
        return None if other is False else (() if other is True else (other,), (self.whole,))


def atoms(whole: Condition) -> list[Atom]:
    """Every condition without parts, in the order written; one that is all there is decides whatever happens."""
    return [Atom(whole, place, one, denied) for place, (one, denied) in enumerate(_leaves(whole, is_denied=False))]


def is_idle(reasoning: Reasoning, atom: Atom) -> bool:
    """Whether it is proved that it can never decide alone, for or against the whole; no where that asks too much."""
    return not reasoning.space.effort.is_spent and any(_is_impossible(reasoning, atom, side) for side in SIDES)


def deciding(part: Part) -> dict[int, Side]:
    """The places of the conditions that decide alone for one buyer, given what stands behind a rule or way there."""
    leaves = list(_leaf_parts(part, is_denied=False))
    is_true = part.truth is True
    found: dict[int, Side] = {}
    for place, (_, denied) in enumerate(leaves):
        truths = [leaf.truth for leaf, _ in leaves]
        truths[place] = is_true is denied
        if (_truth(part, iter(truths)) is True) is not is_true:
            found[place] = "for" if is_true else "against"
    return found


def _is_impossible(reasoning: Reasoning, atom: Atom, side: Side) -> bool:
    asked = atom.asked(side)
    if asked is None:
        return True
    all_of, none_of = asked
    if not all_of:
        return reasoning.always_holds(none_of[0]) is True
    if not none_of:
        return reasoning.is_possible(*all_of) is False
    return reasoning.implies(all_of[0], none_of[0]) is True


def _leaves(condition: Condition, *, is_denied: bool) -> Iterator[tuple[Condition, bool]]:
    match condition:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from _leaves(part, is_denied=is_denied)
        case Not(part=part):
            yield from _leaves(part, is_denied=not is_denied)
        case _:
            yield condition, is_denied


def _with(condition: Condition, place: int, truth: bool) -> Condition | bool:
    """A condition with the one at a place true or false for good; what that settles is left out."""
    match condition:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            settled = isinstance(condition, AnyOf)
            kept: list[Condition] = []
            for part in parts:
                count = sum(1 for _ in _leaves(part, is_denied=False)) if place >= 0 else 0
                after = _with(part, place, truth) if 0 <= place < count else part
                place -= count
                if after is settled:
                    return settled
                kept += [after] if not isinstance(after, bool) else []
            return not settled if not kept else kept[0] if len(kept) == 1 else condition.replace(parts=tuple(kept))
        case Not(part=part):
            after = _with(part, place, truth)
            return not after if isinstance(after, bool) else condition.replace(part=after)
        case _:
            return truth if place == 0 else condition


def _leaf_parts(part: Part, *, is_denied: bool) -> Iterator[tuple[Part, bool]]:
    if part.kind in ("all", "any", "not"):
        for inner in part.parts:
            yield from _leaf_parts(inner, is_denied=is_denied is not (part.kind == "not"))
    else:
        yield part, is_denied


def _truth(part: Part, leaves: Iterator[Truth]) -> Truth:
    if part.kind not in ("all", "any", "not"):
        return next(leaves)
    truths = [_truth(inner, leaves) for inner in part.parts]
    if part.kind == "not":
        return None if truths[0] is None else not truths[0]
    settled = part.kind == "any"
    return settled if settled in truths else None if None in truths else not settled
