"""A customer of whom nobody knows where they came from."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.checks._ways import is_all_read, told
from journeydsl.checks._words import quoted
from journeydsl.diagnostics.finding import Finding, Fix, Label
from journeydsl.travel.missing import Demand, MissingWay, missing_way

GROUP = "Numbers"
SEVERITY = "warning"
COSTS = "what brought these customers gets no credit, and next year's budget goes elsewhere"
ABOUT = ("source_field",)


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every won stage that buyers can reach while the field that the journey calls its `source` is missing."""
    source = subject.journey.source_field
    if source is None or subject.journey.fields[source.name].is_always_known or not is_all_read(subject):
        return
    known = subject.knowledge
    for stage in subject.journey.stages.values():
        way = (
            missing_way(known, Demand(source.name, stage.name), subject.effort, told_once=False)
            if stage.kind == "won"
            else None
        )
        if way:
            field = quoted(source.name)
            yield Finding(
                stage.name_span,
                f"Buyers can reach `{stage.name}` without {field}, the source of this journey",
                f"stage {stage.name}",
                labels=(Label(source.span, "the source"),),
                evidence=tuple(told(way, source.name, subject)),
                fix=Fix(_order(field, way)),
            )


def _order(field: str, way: MissingWay) -> str:
    asking = next((leg.origin for leg in way.legs if leg.collects), None)
    return f"Declare {field} `always known`" + (f", or let `{asking}` collect it" if asking else "")
