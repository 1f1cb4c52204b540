"""Two segments of one segmentation that share a buyer."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._buyers import buyer_lines, buyer_words, unanswered
from journeydsl.checks._conditions import shared
from journeydsl.checks._subject import Subject
from journeydsl.checks._words import all_quoted, quoted
from journeydsl.conditions.answers import Undecided
from journeydsl.conditions.parts import Lines
from journeydsl.diagnostics.finding import Finding, Fix, Label, Unanswered

GROUP = "Rules, scores, segments, routes"
SEVERITY = "error"
COSTS = "two teams take the same buyer for theirs, and every report counts this buyer twice"
ABOUT = ("segmentations",)


def check_journey(subject: Subject) -> Iterator[Finding | Unanswered]:
    """Every segment with a buyer who is in an earlier segment of its segmentation too."""
    for segmentation in subject.journey.segmentations.values():
        segments = [subject.journey.segments[one.name] for one in segmentation.segments]
        known = [segment for segment in segments if segment.when and subject.is_read(segment.when)]
        whens = [segment.when for segment in known if segment.when]
        lines = Lines(subject.reasoning, whens)
        for number, segment in enumerate(known):
            place = f"segmentation {segmentation.name} segment {segment.name}"
            found = shared(subject.reasoning, whens, number, lines, [(frozenset(), ())])
            if isinstance(found, Undecided):
                question = f"a buyer of {quoted(segment.name)} is in another segment of {quoted(segmentation.name)}"
                yield from unanswered(segment.name_span, question, place, found)
            elif found:
                others = [known[other] for other, _ in found]
                example = found[0][1]
                facts = buyer_words(example)
                yield Finding(
                    segment.name_span,
                    f"A buyer with {facts} is in {quoted(others[0].name)} and in {quoted(segment.name)}"
                    if example.facts
                    else f"Buyers are in {quoted(others[0].name)} and in {quoted(segment.name)} at once",
                    place,
                    tuple(Label(other.name_span, "has the same buyer") for other in others),
                    tuple(
                        line
                        for other, one in found[1:]
                        for line in buyer_lines(f"in {quoted(known[other].name)} as well", one)
                    ),
                    Fix(f"Leave such buyers out of {all_quoted([*(one.name for one in others), segment.name], 'or')}"),
                )
