"""Two steps of one ladder in a score, of which the better one earns no more."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from journeydsl.checks._subject import Subject
from journeydsl.checks._words import quoted
from journeydsl.conditions.tiers import Tier, is_in_order, ladders
from journeydsl.diagnostics.finding import Finding, Fix, Label
from journeydsl.model.buyers import Score
from journeydsl.model.values import written_number

GROUP = "Rules, scores, segments, routes"
SEVERITY = "warning"
COSTS = "better buyers wait in one line with the others, and the distinction costs work and buys nothing"
ABOUT = ("scores",)


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every two neighbouring steps on one field of which the upper gives no more points than the lower.

    More of a number may be worse, so fewer points for it are no finding; a list in order goes from least to most.
    """
    for score in subject.journey.scores.values():
        for name, tiers in ladders(subject.journey, score, subject.effort):
            is_better_upwards = is_in_order(subject.journey.fields[name])
            for lower, upper in pairwise(tiers):
                if upper.points == lower.points > 0 or (is_better_upwards and upper.points < lower.points):
                    yield _flat(score, name, lower, upper)


def _flat(score: Score, field: str, lower: Tier, upper: Tier) -> Finding:
    low, high = quoted(lower.line.when.span.words), quoted(upper.line.when.span.words)
    is_same = lower.points == upper.points
    given = written_number(upper.points)
    than = "just as many as" if is_same else "fewer than"
    return Finding(
        upper.line.span,
        f"{high} earns {given} {'point' if upper.points == 1 else 'points'} of {quoted(score.name)}, {than} {low}",
        f"score {score.name} on {field}: {upper.line.when.span.words}",
        labels=(Label(lower.line.span, f"earns {written_number(lower.points)}"),),
        fix=Fix(f"Give {high} more points than {low}, or make one line of the two"),
    )
