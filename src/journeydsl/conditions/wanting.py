"""Buyers who fail a condition for want of a value alone."""

from __future__ import annotations

from journeydsl.conditions.answers import Answer, Example
from journeydsl.conditions.buyer import Case
from journeydsl.conditions.evaluate import holds, truth
from journeydsl.conditions.parts import Setting
from journeydsl.conditions.questions import Reasoning
from journeydsl.model.conditions import AllOf, AnyOf, Condition, Known, Not, names_used, walk

MOST_KINDS = 8
_JOINED = (AllOf, AnyOf, Not)


def fails_without(reasoning: Reasoning, condition: Condition, part: Condition, field: str, setting: Setting) -> Answer:
    """A buyer whose field is missing, for whom a part is unknown and the condition not true; with a value both are.

    The values tried are those of buyers who meet both, one for each answer to what the condition asks of the field.
    Names of rules and segments are spelled out in it.
    """
    asked = [one for one in walk(condition) if ("field", field) in names_used(one) and not isinstance(one, _JOINED)]
    tried: list[Condition] = []
    for _ in range(MOST_KINDS):
        reasoning.space.effort.spend(3 * sum(1 for _ in walk(condition)))
        known = Known(field, True, part.span)
        meeting = reasoning.answer(
            [*setting.required, condition, part, known], [*setting.earlier, *tried], setting.known
        )
        if not isinstance(meeting, Example):
            return meeting
        with_it = _case(reasoning, meeting)
        found = _wanting(reasoning, condition, part, field, setting, with_it)
        if found is not None:
            return found
        told = (one if truth(with_it, one) else Not(one, one.span) for one in asked)
        tried.append(AllOf(tuple(told), part.span))
    return None


def _wanting(
    reasoning: Reasoning, condition: Condition, part: Condition, field: str, setting: Setting, with_it: Case
) -> Answer:
    """A buyer who fails for want of the value that another one has."""
    missing = Known(field, False, part.span)
    settled = [_settled(one, field, with_it) for one in (condition, part)]
    failed = (*setting.earlier, condition, part, Not(part, part.span))
    found = reasoning.answer([*setting.required, missing, *settled], failed, setting.known)
    if not isinstance(found, Example):
        return found
    values = {**found.buyer.values, field: with_it.buyer.values[field]}
    after = _case(reasoning, found.replace(buyer=found.buyer.replace(values=values)))
    return found if holds(after, condition) and holds(after, part) else None


def _case(reasoning: Reasoning, example: Example) -> Case:
    return Case(reasoning.space.journeys[0], example.buyer, reasoning.space.today)


def _settled(condition: Condition, field: str, case: Case) -> Condition:
    """The same condition with what it asks of a field answered by a buyer."""
    match condition:
        case AllOf(parts=inner) | AnyOf(parts=inner):
            return condition.replace(parts=tuple(_settled(one, field, case) for one in inner))
        case Not(part=inner):
            return condition.replace(part=_settled(inner, field, case))
        case _ if ("field", field) in names_used(condition):
            return AllOf((), condition.span) if truth(case, condition) else AnyOf((), condition.span)
        case _:
            return condition
