"""A word in backticks that is no name."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.model.buyers import AnyOfType, OneOfType
from journeydsl.model.journey import PLACES
from journeydsl.text.spelling import nearest

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "warning"
COSTS = "the reader looks it up, finds nothing, and takes it for what they are used to"
ABOUT = ("mentions",)


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every name in backticks that nothing has, once; titles, CRM names and values of lists are known words."""
    journey = subject.journey
    if not journey.is_whole:
        return
    names = [name for place in PLACES.values() for name in getattr(journey, place)]
    words = set(_words(subject))
    told: set[str] = set()
    for mention in journey.mentions:
        name = mention.name
        if mention.is_declared or name in told or name.lower() in words:
            continue
        told.add(name)
        close = nearest(name, names)
        fix = Fix(
            f"Use `{close}`" if close else f"Add a `term` that says what `{name}` is, or write it without backticks"
        )
        yield Finding(mention.span, f"Nothing is called `{name}`", f"term {name}", fix=fix)


def _words(subject: Subject) -> Iterator[str]:
    journey = subject.journey
    yield journey.name.lower()
    for place in PLACES.values():
        for declared in getattr(journey, place).values():
            yield declared.label.lower()
            mapped = getattr(declared, "mapped", None)
            if mapped:
                yield mapped.text.lower()
    for field in journey.fields.values():
        if isinstance(field.type, OneOfType | AnyOfType):
            yield from (value.text.lower() for value in field.type.values)
