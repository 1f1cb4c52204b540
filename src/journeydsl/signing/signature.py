"""Signing: the line that a side adds to the header, and which signatures no longer hold."""

from __future__ import annotations

from datetime import date

from journeydsl.formatting.format import format_text
from journeydsl.model.journey import Journey
from journeydsl.model.people import Signature
from journeydsl.signing.fingerprint import fingerprint_of
from journeydsl.text.record import Record
from journeydsl.text.source import Edit, Source, Span, apply_edits


class Signed(Record):
    """A file with a signature in it, and the fingerprint that it names."""

    text: str
    fingerprint: str


def void_signatures(journey: Journey) -> tuple[Signature, ...]:
    """The signatures whose fingerprint is no longer that of the journey; without any, nothing is worked out."""
    signed = [one for one in journey.signatures if one.fingerprint]
    if not signed:
        return ()
    now = fingerprint_of(journey)
    return tuple(one for one in signed if one.fingerprint != now)


def with_signature(journey: Journey, team: str, day: date) -> Signed:
    """The file of the header with the team's signature of today in it, in place of an earlier one of the team.

    A file in its one form stays in it; of any other nothing else is touched.
    """
    fingerprint = fingerprint_of(journey)
    source = journey.name_span.source
    text = apply_edits(source.text, [_edit(journey, team, f"{team} {day.isoformat()} as {fingerprint}")])
    if format_text(source) == source.text:
        text = format_text(Source(source.path, text)) or text
    return Signed(text, fingerprint)


def _edit(journey: Journey, team: str, words: str) -> Edit:
    source = journey.name_span.source
    earlier = next((one for one in journey.signatures if one.team.name == team), None)
    if earlier:
        return Edit(earlier.span, words)
    if journey.signatures:
        last = max(one.span.end for one in journey.signatures)
        return Edit(Span(source, last, last), f", {words}")
    end = journey.span.end
    if not journey.span.text.endswith("}"):
        return Edit(Span(source, end, end), f" {{ agreed by {words} }}")
    brace = end - 1
    inside = source.text[:brace].rstrip()
    is_empty = inside.endswith("{")
    return Edit(Span(source, len(inside), brace), f" agreed by {words} " if is_empty else f"\n  agreed by {words}\n")
