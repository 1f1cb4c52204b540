"""What guards say outright: their names are followed, and nothing is worked out."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from journeydsl.model.buyers import ScorePerLine
from journeydsl.model.conditions import (
    AllOf,
    AnyOf,
    BandHolds,
    Condition,
    CountValue,
    Happened,
    Known,
    Not,
    NumberCompare,
    NumberIn,
    NumberRange,
    RuleHolds,
    ScoreValue,
    SegmentHolds,
    names_used,
)
from journeydsl.model.definitions import definition, every_condition
from journeydsl.model.journey import Journey


def meets_one(journey: Journey, when: Condition | None, names: Collection[str]) -> bool:
    """Whether every buyer who meets a condition also meets one of these segments, bands and rules.

    Only what names and conditions say outright counts. Segments of a segmentation, or bands of a score, that are all
    named leave nobody out.
    """
    whole = [one.segments for one in journey.segmentations.values()] + [one.bands for one in journey.scores.values()]
    if any(parts and all(part.name in names for part in parts) for parts in whole):
        return True
    return when is not None and _implies_one(journey, when, names)


def signals_in(journey: Journey, when: Condition, is_denied: bool) -> Iterator[str]:
    """The scores that a guard reads, and the activities that it waits for, through rules, segments and bands."""
    match when:
        case AllOf(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from signals_in(journey, part, is_denied)
        case Not(part=part):
            yield from signals_in(journey, part, not is_denied)
        case RuleHolds(rule=name) | SegmentHolds(segment=name):
            inner = definition(journey, name)
            yield from signals_in(journey, inner, is_denied) if inner else ()
        case BandHolds(band=name):
            yield journey.bands[name].score
        case Happened(activity=name, is_denied=denied):
            yield from (name,) if denied == is_denied else ()
        case (
            NumberCompare(quantity=ScoreValue(score=name))
            | NumberRange(quantity=ScoreValue(score=name))
            | NumberIn(quantity=ScoreValue(score=name))
        ):
            yield name
        case NumberCompare(quantity=CountValue(activity=name), comparison=comparison):
            yield from (name,) if (comparison in (">", ">=")) != is_denied else ()
        case NumberRange(quantity=CountValue(activity=name), low=low):
            yield from (name,) if low and not is_denied else ()
        case _:
            pass


def known_fields(journey: Journey, when: Condition | None) -> Iterator[str]:
    """The fields that are known wherever a guard holds."""
    match when:
        case AllOf(parts=parts):
            for part in parts:
                yield from known_fields(journey, part)
        case RuleHolds(rule=name) | SegmentHolds(segment=name):
            yield from known_fields(journey, definition(journey, name))
        case Known(field=name, is_known=True):
            yield name
        case _:
            pass


def read_activities(journey: Journey) -> frozenset[str]:
    """The activities that some rule, segment, score, guard, route or cadence reads."""
    stops = (cadence.stop_when for cadence in journey.cadences.values())
    whens = (*every_condition(journey), *(when for when in stops if when))
    found = {name for when in whens for kind, name in names_used(when) if kind == "activity"}
    lines = (line for score in journey.scores.values() for line in score.lines)
    return frozenset(found | {line.activity.name for line in lines if isinstance(line, ScorePerLine)})


def _implies_one(journey: Journey, when: Condition, names: Collection[str]) -> bool:
    defined = (definition(journey, name) for name in names)
    if any(when == definition for definition in defined if definition):
        return True
    match when:
        case AllOf(parts=parts):
            return any(_implies_one(journey, part, names) for part in parts)
        case AnyOf(parts=parts):
            return all(_implies_one(journey, part, names) for part in parts)
        case BandHolds(band=name):
            return name in names
        case RuleHolds(rule=name) | SegmentHolds(segment=name):
            inner = definition(journey, name)
            return name in names or (inner is not None and _implies_one(journey, inner, names))
        case _:
            return False
