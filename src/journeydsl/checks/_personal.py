"""Personal data that handoffs pass without saying what for."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.graph.blocks import blocks_of_handoff
from journeydsl.model.buyers import Field
from journeydsl.model.path import Handoff
from journeydsl.model.values import Reference
from journeydsl.text.record import Record
from journeydsl.text.source import Span


class Carried(Record):
    """A personal field without a purpose, where a handoff first passes it; `outside` are its external receivers."""

    field: Field
    handoff: Handoff
    span: Span
    outside: tuple[str, ...]


def carried(subject: Subject) -> Iterator[Carried]:
    """Every personal field without a purpose that a handoff passes, or that comes back with feedback."""
    graph, fields = subject.graph, subject.journey.fields
    for handoff in subject.journey.handoffs:
        told: set[tuple[str, bool]] = set()
        for name, span, is_back in _given(handoff):
            field = fields.get(name)
            if field and field.is_personal and field.purpose is None and field.is_whole and (name, is_back) not in told:
                told.add((name, is_back))
                teams = graph.senders(handoff) if is_back else graph.receivers(handoff)
                yield Carried(field, handoff, span, tuple(team for team in teams if _is_external(subject, team)))


def _given(handoff: Handoff) -> Iterator[tuple[str, Span, bool]]:
    for block in blocks_of_handoff(handoff):
        yield from ((passed.name, passed.span, False) for passed in block.passes if passed.kind == "field")
    for block in blocks_of_handoff(handoff):
        back: tuple[Reference, ...] = block.feedback.fields if block.feedback else ()
        yield from ((field.name, field.span, True) for field in back)


def _is_external(subject: Subject, team: str) -> bool:
    return any(subject.journey.teams[name].is_external for name in subject.graph.lineage(team))
