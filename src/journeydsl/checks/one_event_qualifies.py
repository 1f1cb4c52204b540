"""A threshold that one happening, or none, is enough for."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._buyers import buyer_lines, unanswered
from journeydsl.checks._points import sum_lines
from journeydsl.checks._subject import Subject
from journeydsl.checks._ways import is_all_read
from journeydsl.checks._words import quoted
from journeydsl.conditions.answers import Example, Undecided
from journeydsl.conditions.asked import Asked, asked_conditions
from journeydsl.conditions.buyer import Buyer, Happening
from journeydsl.conditions.evaluate import score
from journeydsl.conditions.points import Reach
from journeydsl.conditions.score_lines import counts_for, read_by
from journeydsl.conditions.thresholds import Threshold, thresholds
from journeydsl.diagnostics.finding import Finding, Fix, Unanswered
from journeydsl.model.values import written_number

GROUP = "Rules, scores, segments, routes"
SEVERITY = "advice"
COSTS = "sellers spend their days on people who did one thing once, and the threshold only looks like a judgement"
ABOUT = ("activities",)


def check_journey(subject: Subject) -> Iterator[Finding | Unanswered]:
    """Every threshold in a rule or a guard that at most one happening reaches, which the condition does not name."""
    if not is_all_read(subject):
        return
    for asked in asked_conditions(subject.journey):
        if asked.qualifies:
            for threshold in thresholds(subject.journey, asked.condition):
                yield from _judged(subject, asked, threshold)


def _judged(subject: Subject, asked: Asked, threshold: Threshold) -> Iterator[Finding | Unanswered]:
    journey, name = subject.journey, threshold.score
    counted = counts_for(journey, name)
    range_ = journey.scores[name].range
    if not counted or threshold.points <= max(1, (range_.low if range_ else None) or 0):
        return
    named = set(read_by(journey, asked.condition))
    conditions = (threshold.part, *threshold.beside)
    place = f"{asked.subject} {threshold.part.span.words}"
    passed_over = named | {one for one in counted if journey.activities[one].is_hand_raise}
    alone = [one for one in counted if one not in passed_over and _is_enough(subject, threshold, one)]
    for activity in (None, *alone):
        found = subject.points.with_one(conditions, activity)
        if isinstance(found, Undecided):
            question = f"one happening is enough for {quoted(threshold.part.span.words)}"
            yield from unanswered(threshold.part.span, question, place, found)
            return
        if found:
            yield _found(subject, asked, threshold, activity, found)
            return


def _is_enough(subject: Subject, threshold: Threshold, activity: str) -> bool:
    """Whether somebody of whom nothing is known but this one happening, today, has the points."""
    subject.effort.spend(25 * len(subject.journey.scores[threshold.score].lines))
    buyer = Buyer({}, (Happening(activity, subject.today),))
    return score(subject.points.case(buyer), threshold.score).total >= threshold.points


def _found(subject: Subject, asked: Asked, threshold: Threshold, activity: str | None, example: Example) -> Finding:
    points = score(subject.points.case(example.buyer), threshold.score)
    text = quoted(threshold.part.span.words)
    enough = f"One {quoted(activity)} is enough for {text}" if activity else f"{text} holds for buyers who did nothing"
    message = f"{enough}, which the condition does not say" if activity else enough
    fix = f"Ask for {quoted(activity)} by its name, or raise" if activity else "Ask for something done, or raise"
    return Finding(
        threshold.part.span,
        message,
        f"{asked.subject} {threshold.part.span.words}",
        evidence=(
            *buyer_lines("this buyer is let through", example),
            f"{quoted(threshold.score)} is {written_number(points.total)}:",
            *sum_lines(Reach(int(points.total), example, points.lines)),
        ),
        fix=Fix(f"{fix} the threshold above {written_number(points.total)}"),
    )
