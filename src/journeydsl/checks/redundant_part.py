"""A part of a condition that could be taken out without a change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from journeydsl.checks._buyers import unanswered
from journeydsl.checks._conditions import is_off_list, listed, said, says_score, scores_in
from journeydsl.checks._places import Place, line_words, places
from journeydsl.checks._subject import Subject
from journeydsl.checks._words import quoted
from journeydsl.conditions.answers import Undecided
from journeydsl.conditions.parts import Lines, Part, Setting, conjuncts, idle_parts, is_plain
from journeydsl.conditions.questions import Reasoning
from journeydsl.diagnostics.finding import Finding, Fix, Unanswered
from journeydsl.model.conditions import (
    BandHolds,
    ChoiceIn,
    Condition,
    Includes,
    Known,
    RuleHolds,
    SegmentHolds,
    walk,
)
from journeydsl.model.path import RouteLine
from journeydsl.model.values import written_number
from journeydsl.text.source import Span
from journeydsl.travel.routes import LiveRoute

GROUP = "Rules, scores, segments, routes"
SEVERITY = "warning"
COSTS = "people believe that it decides something, and look in the wrong place when buyers go astray"


def check_journey(subject: Subject) -> Iterator[Finding | Unanswered]:
    """Every part that adds nobody where it stands, or leaves out nobody who is not left out beside it."""
    for place in places(subject):
        if place.kind != "route line" and _decides(subject.reasoning, place.condition):
            yield from _found(subject, place, (), _alone(subject, place.condition))
    for live in subject.live_routes:
        lines = Lines(subject.reasoning, live.conditions)
        idle = live.idle if live.route.way == "first" else {}
        for number, line in enumerate(live.route.lines):
            if line.when and number not in idle and _decides(subject.reasoning, line.when):
                subject_ = f"handoff {live.handoff.name} route {line_words(line)}"
                place = Place("route line", line.when, line.span, line_words(line), subject_, live.required)
                near = lines.near(line.when, number) if live.route.way == "first" else ()
                before = [live.route.lines[one] for one in near]
                yield from _found(subject, place, before, _on_route(subject, live, number, lines))


def _decides(reasoning: Reasoning, condition: Condition) -> bool:
    """Whether some buyers meet a condition and some do not; other checks tell the rest."""
    reasoning.space.effort.spend(20)
    has_parts = next(walk(condition)) is not condition or len(list(walk(condition))) > 1 or _has_list(condition)
    return has_parts and reasoning.is_possible(condition) is True and reasoning.always_holds(condition) is False


def _has_list(condition: Condition) -> bool:
    return any(len(getattr(condition, name, ())) > 1 for name in ("values", "texts", "numbers", "dates"))


def _alone(subject: Subject, condition: Condition) -> Callable[[Part], Sequence[Setting]]:
    """A condition by itself, with nothing taken for granted."""
    if is_plain(subject.reasoning, condition):
        return lambda part: []
    return lambda part: [Setting()] if _matters(subject, condition, part) else []


def _on_route(subject: Subject, live: LiveRoute, number: int, lines: Lines) -> Callable[[Part], Sequence[Setting]]:
    """A part that adds buyers is judged behind the lines before; one that leaves some out may say again what these
    lines say, so that a line can be read by itself."""
    line = live.conditions[number]
    is_first = live.route.way == "first"
    is_alone = is_plain(subject.reasoning, line)

    def settings(part: Part) -> Sequence[Setting]:
        if not _matters(subject, line, part):
            return []
        if not part.adds:
            return [] if is_alone else [Setting()]
        near = lines.near(part.only, number) if is_first else ()
        before = tuple(live.conditions[one] for one in near if live.is_before(one, number))
        if is_alone and not before and not live.required:
            return []
        if isinstance(part.condition, Known):
            return [Setting(live.required, before)]
        return [Setting(live.required, before, known) for known in live.known]

    return settings


def _matters(subject: Subject, condition: Condition, part: Part) -> bool:
    """Whether anybody would thank for it: what is there to be read, or is told elsewhere, is left alone.

    `is known` beside a comparison, a name, and what only the sum of a score makes sure are there to be read.
    """
    journey, one = subject.journey, part.condition
    if isinstance(one, ChoiceIn | Includes) and part.value is not None:
        subject.effort.spend(len(one.values) // 4)
        return part.value in listed(journey, one.field)
    if is_off_list(journey, one):
        return False
    if part.adds:
        return True
    if isinstance(one, Known | RuleHolds | SegmentHolds | BandHolds):
        return False
    read = scores_in(journey, one)
    others = [other for other in conjuncts(condition) if other is not one]
    return says_score(one) or (not read and not any(scores_in(journey, other) for other in others))


def _found(
    subject: Subject, place: Place, before: Sequence[RouteLine], settings: Callable[[Part], Sequence[Setting]]
) -> Iterator[Finding | Unanswered]:
    idle = idle_parts(subject.reasoning, place.condition, settings)
    if isinstance(idle, Undecided) and subject.effort.is_spent:
        yield from unanswered(place.span, f"every part of {place.said} decides something", place.subject, idle)
    told: dict[int, tuple[str, str]] = {}  # once for all values of a list
    for part in () if isinstance(idle, Undecided) else idle:
        if id(part.condition) not in told:
            told[id(part.condition)] = (said(part.condition), part.condition.span.words)
        what, written = told[id(part.condition)]
        if part.value is not None:
            value = quoted(part.value) if isinstance(part.value, str) else f"`{_written(part.value)}`"
            what = value if part.condition is place.condition else f"{value} in {what}"
        yield Finding(
            _span(part),
            f"{what} changes nothing in {place.said}",
            f"{place.subject} {written} {part.value or ''}".strip(),
            evidence=(_why(subject, place, before, part),),
            fix=Fix("Take it out, or correct what was meant to differ"),
        )


def _why(subject: Subject, place: Place, before: Sequence[RouteLine], part: Part) -> str:
    if not part.adds:
        return "whoever meets the rest meets it anyway"
    alone = part.condition
    if isinstance(alone, ChoiceIn) and isinstance(part.value, str):
        alone = alone.replace(values=(part.value,))
    for line in before:
        if (
            line.when
            and subject.reasoning.taken_by_earlier(alone, [line.when], [*place.required, place.condition]) is True
        ):
            return f"{line_words(line)} fits every such buyer before"
    if before:
        return "no buyer comes to this line for its sake: the rest of it, or the lines before, take them all"
    return "no buyer meets it who does not meet the rest"


def _written(value: object) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else written_number(value)  # type: ignore[arg-type]


def _span(part: Part) -> Span:
    """The place of a value inside its list, or of the whole part."""
    span = part.condition.span
    if not isinstance(part.value, str):
        return span
    text = span.text
    for written in (f'"{part.value}"', part.value):
        at = text.find(written, text.find("["))
        if at > 0:
            return Span(span.source, span.start + at, span.start + at + len(written))
    return span
