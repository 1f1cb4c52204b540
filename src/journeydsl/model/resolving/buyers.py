"""Fields, activities, scores with their bands, rules, and segmentations with their segments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from journeydsl.model.buyers import (
    Activity,
    AnyOfType,
    Band,
    BooleanType,
    DateType,
    DecimalType,
    Field,
    FieldType,
    IntegerType,
    MoneyType,
    OneOfType,
    Rule,
    Score,
    ScoreLine,
    ScorePerLine,
    ScoreSumLine,
    Segment,
    Segmentation,
    TextType,
)
from journeydsl.model.faults import MissingProperty, RepeatedValue
from journeydsl.model.resolving.conditions import condition, guard, window
from journeydsl.model.resolving.literals import inside_range
from journeydsl.model.resolving.people import about, mapped
from journeydsl.model.resolving.properties import properties, title
from journeydsl.model.resolving.scope import Scope
from journeydsl.model.resolving.subjects import ScoreType, Subjects
from journeydsl.model.resolving.values import counted, number_range, unit, whole_number
from journeydsl.model.values import Duration, Range, Reference, Text
from journeydsl.syntax import buyers as syntax
from journeydsl.syntax.conditions import When
from journeydsl.syntax.values import Choice


def read_field(scope: Scope, node: syntax.Field) -> Field:
    """A field with its type."""
    found = properties(scope, node.clauses, None)
    personal = found.one(syntax.Personal)
    return Field(
        name=node.name.text,
        title=title(scope, node.title, found),
        span=scope.span(node),
        name_span=scope.span(node.name),
        type=_TYPES[type(node.type)](scope, node.name.text, node.type),
        is_always_known=found.one(syntax.AlwaysKnown) is not None,
        mapped=mapped(scope, found),
        is_personal=personal is not None,
        purpose=scope.text(personal.purpose) if personal else None,
        is_whole=scope.whole,
    )


def read_activity(scope: Scope, node: syntax.Activity) -> Activity:
    """An activity."""
    found = properties(scope, node.clauses, None)
    return Activity(
        name=node.name.text,
        title=title(scope, None, found),
        span=scope.span(node),
        name_span=scope.span(node.name),
        is_hand_raise=found.one(syntax.HandRaise) is not None,
        mapped=mapped(scope, found),
        is_whole=scope.whole,
    )


def read_score_type(scope: Scope, node: syntax.Score) -> ScoreType:
    """The range of a score, which conditions everywhere are checked against."""
    return ScoreType(number_range(scope, node.range, node.name.text, "score"))


def read_score(scope: Scope, subjects: Subjects, node: syntax.Score) -> tuple[Score, list[Band]]:
    """A score and those of its bands that are the first of their name."""
    name = node.name.text
    found = properties(scope, (), node.block)
    lines = [_score_line(scope, subjects, line) for line in node.block.items]
    type_ = subjects.scores.get(name)
    bands: dict[str, Band] = {}
    for band in found.every(syntax.Band):
        if subjects.band_scores.get(band.name.text) == name and band.name.text not in bands:
            bands[band.name.text] = _band(scope, name, type_, band)
    titles = [text.text for text in (node.title, node.late_title) if text and text.text]
    score = Score(
        name=name,
        title=titles[0] if titles else None,
        span=scope.span(node),
        name_span=scope.span(node.name),
        range=type_.range if type_ else None,
        lines=tuple(line for line in lines if line is not None),
        bands=tuple(Reference(band.name, band.name_span) for band in bands.values()),
        about=about(scope, found),
        is_whole=scope.whole,
    )
    return score, list(bands.values())


def read_rule(scope: Scope, subjects: Subjects, node: syntax.Rule) -> Rule:
    """A rule; one without a condition is a fault."""
    found = properties(scope, node.clauses, node.block)
    when, because = found.one(When), found.one(syntax.Because)
    if when is None and scope.whole:
        scope.fault(MissingProperty(scope.span(node.name), "when", "rule", node.name.text))
    return Rule(
        name=node.name.text,
        title=title(scope, None, found),
        span=scope.span(node),
        name_span=scope.span(node.name),
        when=guard(scope, subjects, when),
        disqualifies=found.one(syntax.Disqualifies) is not None,
        because=scope.prose(because.prose) if because else None,
        is_whole=scope.whole,
    )


def read_segmentation(
    scope: Scope, subjects: Subjects, node: syntax.Segmentation
) -> tuple[Segmentation, list[Segment]]:
    """A segmentation and those of its segments that are the first of their name."""
    name = node.name.text
    found = properties(scope, node.clauses, node.block)
    segments: dict[str, Segment] = {}
    for segment in found.every(syntax.Segment):
        if subjects.segmentations.get(segment.name.text) == name and segment.name.text not in segments:
            segments[segment.name.text] = _segment(scope, subjects, name, segment)
    segmentation = Segmentation(
        name=name,
        title=title(scope, None, found),
        span=scope.span(node),
        name_span=scope.span(node.name),
        segments=tuple(Reference(one.name, one.name_span) for one in segments.values()),
        about=about(scope, found),
        is_whole=scope.whole,
    )
    return segmentation, list(segments.values())


def _values(scope: Scope, field: str, choices: tuple[Choice, ...]) -> tuple[Text, ...]:
    values: dict[str, Text] = {}
    for choice in choices:
        span = scope.span(choice)
        if choice.text in values:
            scope.fault(RepeatedValue(span, field, choice.text, values[choice.text].span))
        elif choice.text:
            values[choice.text] = Text(choice.text, span)
        else:
            scope.whole = False
    return tuple(values.values())


def _one_of(scope: Scope, field: str, node: syntax.OneOfType) -> FieldType:
    return OneOfType(_values(scope, field, node.choices), node.in_order is not None)


_TYPES: dict[type, Callable[[Scope, str, Any], FieldType]] = {
    syntax.IntegerType: lambda scope, field, node: IntegerType(number_range(scope, node.range, field, "integer")),
    syntax.DecimalType: lambda scope, field, node: DecimalType(number_range(scope, node.range, field, "decimal")),
    syntax.MoneyType: lambda scope, field, node: MoneyType(number_range(scope, node.range, field, "money")),
    syntax.BooleanType: lambda scope, field, node: BooleanType(),
    syntax.TextType: lambda scope, field, node: TextType(),
    syntax.DateType: lambda scope, field, node: DateType(),
    syntax.OneOfType: _one_of,
    syntax.AnyOfType: lambda scope, field, node: AnyOfType(_values(scope, field, node.choices)),
}


def _score_line(scope: Scope, subjects: Subjects, node: object) -> ScoreLine | ScorePerLine | ScoreSumLine | None:
    match node:
        case syntax.ScoreLine():
            points = _points(scope, node)
            when = condition(scope, subjects, node.condition)
            cap = counted(scope, node.cap.number, "up to") if node.cap else None
            return ScoreLine(points, when, cap, scope.span(node)) if points is not None and when else None
        case syntax.ScorePerLine():
            return _per_line(scope, node)
        case syntax.ScoreSumLine():
            score = scope.reference(node.score, "score")
            return ScoreSumLine(score, node.sign.text == "subtract", scope.span(node)) if score else None
        case _:
            return None


def _per_line(scope: Scope, node: syntax.ScorePerLine) -> ScorePerLine | None:
    points, activity = _points(scope, node), scope.reference(node.activity, "activity")
    within = window(scope, node.window)
    once_per = _once_per(scope, node.once) if node.once else None
    cap = counted(scope, node.cap.number, "up to") if node.cap else None
    if points is None or activity is None or (node.window and within is None):
        return None
    return ScorePerLine(points, activity, within, once_per, cap, scope.span(node))


def _once_per(scope: Scope, node: syntax.OncePer) -> Duration | None:
    number = whole_number(scope, node.number, "once per", 1) if node.number else 1
    per = unit(scope, node.unit)
    return Duration(number, per, False, scope.span(node)) if number and per else None


def _points(scope: Scope, node: syntax.ScoreLine | syntax.ScorePerLine) -> int | None:
    points = whole_number(scope, node.number, node.sign.text or "add")
    if points is None:
        return None
    return -points if node.sign.text == "subtract" else points


def _band(scope: Scope, score: str, type_: ScoreType | None, node: syntax.Band) -> Band:
    name = node.name.text
    range_ = cast(Range, number_range(scope, node.range, name, "score"))
    for end in (range_.low, range_.high):
        if type_ and end is not None:
            inside_range(scope, name, end, type_.range, range_.span)
    title_ = node.title.text if node.title else None
    return Band(name, title_ or None, scope.span(node), scope.span(node.name), scope.whole, score, range_)


def _segment(scope: Scope, subjects: Subjects, segmentation: str, node: syntax.Segment) -> Segment:
    before, scope.whole = scope.whole, True
    when = guard(scope, subjects, node.when)
    segment = Segment(
        name=node.name.text,
        title=(node.title.text if node.title else None) or None,
        span=scope.span(node),
        name_span=scope.span(node.name),
        segmentation=segmentation,
        when=when,
        mapped=scope.text(node.mapped.text) if node.mapped else None,
        is_whole=scope.whole,
    )
    scope.whole = scope.whole and before
    return segment
