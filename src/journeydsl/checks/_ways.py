"""Words for the way on which a field is still missing, and whether a journey is whole enough to say so."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.checks._words import quoted
from journeydsl.model.values import Declaration
from journeydsl.travel.known import Leg
from journeydsl.travel.missing import MissingWay


def is_all_read(subject: Subject) -> bool:
    """Whether every stage and way, and all that their guards stand on, was read whole."""
    journey = subject.journey
    parts: list[Declaration] = [*journey.fields.values(), *journey.rules.values(), *journey.segments.values()]
    parts += [*journey.segmentations.values(), *journey.scores.values(), *journey.bands.values()]
    return subject.has_whole_path and all(part.is_whole for part in parts)


def told(way: MissingWay, field: str, subject: Subject) -> Iterator[str]:
    """Lines of evidence: the way, and where a stage that collects the field is left without it."""
    name = quoted(field)
    if way.legs:
        yield f"on the way `{' -> '.join(way.stages)}` nothing makes {name} known"
    else:
        yield f"buyers begin in `{way.begins}`, and {name} is not always known"
    for leg in way.legs:
        passage = leg.passages[-1]
        said = f"`{passage.origin} -> {passage.target}`"
        stage = subject.journey.stages[passage.origin]
        if any(one.name == field for one in stage.collects):
            yield f"{said} is a {passage.kind}, which does not wait until `{stage.name}` has collected {name}"
        elif passage.kind in ("rejection", "time limit"):
            yield f"{said} is a {passage.kind}"


def leg_words(leg: Leg) -> str:
    """What a way out of one stage is called: its stages, and that a rejection comes behind it."""
    first = leg.passages[0]
    said = f"`{first.origin} -> {first.target}`"
    return said if len(leg.passages) == 1 else f"a rejection after {said}"
