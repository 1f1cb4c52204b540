"""Conditions that stay true once something has happened, however long ago it was."""

from __future__ import annotations

from journeydsl.model.conditions import (
    AllOf,
    AnyOf,
    Condition,
    CountValue,
    Happened,
    Not,
    NumberCompare,
    NumberRange,
    RuleHolds,
    SegmentHolds,
)
from journeydsl.model.definitions import definition
from journeydsl.model.journey import Journey


def lasting_activity(journey: Journey, condition: Condition) -> str | None:
    """An activity that is waited for without a window, where nothing beside it passes with time; none where none is.

    Only what is written is read: rules and segments are followed, scores are not.
    """
    match condition:
        case AllOf(parts=parts):
            found = [lasting_activity(journey, part) for part in parts]
            fades = any(_fades(journey, part) for part in parts)
            return None if fades else next((name for name in found if name), None)
        case AnyOf(parts=parts):
            return next((name for part in parts if (name := lasting_activity(journey, part))), None)
        case RuleHolds(rule=name) | SegmentHolds(segment=name):
            inner = definition(journey, name)
            return lasting_activity(journey, inner) if inner else None
        case Happened(activity=name, window=None, is_denied=False):
            return name
        case NumberCompare(quantity=CountValue(activity=name, window=None), comparison=sign, number=number):
            return name if (sign == ">=" and number > 0) or (sign == ">" and number >= 0) else None
        case NumberRange(quantity=CountValue(activity=name, window=None), low=low, high=None):
            return name if low else None
        case _:
            return None


def _fades(journey: Journey, condition: Condition) -> bool:
    """Whether a condition that is true now may be false tomorrow, though nothing new has happened or been learnt."""
    match condition:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return any(_fades(journey, part) for part in parts)
        case Not(part=part):
            return _fades(journey, part)
        case RuleHolds(rule=name) | SegmentHolds(segment=name):
            inner = definition(journey, name)
            return inner is None or _fades(journey, inner)
        case Happened(window=window):
            return window is not None
        case NumberCompare(quantity=CountValue(window=window)) | NumberRange(quantity=CountValue(window=window)):
            return window is not None
        case _:
            return type(condition).__name__ in ("BandHolds", "NumberIn", "DateWithin", "DateAgo")
