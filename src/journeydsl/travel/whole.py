"""Whether all that a condition stands on was read whole, so that it means what its author wrote."""

from __future__ import annotations

from journeydsl.model.conditions import Condition, names_used
from journeydsl.model.definitions import stands_on
from journeydsl.model.journey import Journey
from journeydsl.model.values import Declaration


def is_read(journey: Journey, *conditions: Condition | None, whole: set[tuple[str, str]] | None = None) -> bool:
    """Whether the fields, activities, rules, segments, scores and bands behind conditions were read whole.

    `whole` keeps those that are, with all behind them, for whoever asks about many conditions.
    """
    known = set[tuple[str, str]]() if whole is None else whole
    seen: set[tuple[str, str]] = set()
    waiting: list[tuple[str, str]] = [read for one in conditions if one for read in names_used(one)]
    while waiting:
        read = waiting.pop()
        if read in seen or read in known:
            continue
        seen.add(read)
        one = _declared(journey, *read)
        if one is None or not one.is_whole:
            return False
        waiting.extend(stands_on(journey, *read))
    known |= seen
    return True


def _declared(journey: Journey, kind: str, name: str) -> Declaration | None:
    match kind:
        case "field":
            return journey.fields.get(name)
        case "activity":
            return journey.activities.get(name)
        case "rule":
            return journey.rules.get(name)
        case "segment":
            return journey.segments.get(name)
        case "band":
            return journey.bands.get(name)
        case _:
            return journey.scores.get(name)
