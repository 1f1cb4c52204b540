"""A term with two meanings."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Reading, Subject
from journeydsl.checks._words import quoted
from journeydsl.diagnostics.finding import Finding, Fix, Label
from journeydsl.model.faults import DuplicateName
from journeydsl.model.rhythm import Term

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "warning"
COSTS = "two teams read one number, and each counts something else"
ABOUT = ("terms",)


def check_reading(reading: Reading) -> Iterator[Finding]:
    """Every second declaration of a term."""
    for fault in reading.faults:
        match fault:
            case DuplicateName(kind="term", first_kind="term"):
                yield Finding(
                    fault.span,
                    f"The term {quoted(fault.name)} is explained twice",
                    f"term {fault.name}",
                    labels=(Label(fault.first_span, "first explained here"),),
                    fix=Fix("Agree on one meaning, and give the other a name of its own"),
                )
            case _:
                pass


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every term with the title of an earlier one, unless both are names of one thing."""
    first: dict[str, Term] = {}
    for term in subject.journey.terms.values():
        title = " ".join((term.title or "").lower().split())
        if title in first and not _mean_the_same(first[title], term):
            yield Finding(
                term.name_span,
                f"{quoted(term.label)} is explained twice, as `{first[title].name}` and as `{term.name}`",
                f"term {term.name}",
                labels=(Label(first[title].name_span, "first explained here"),),
                fix=Fix("Agree on one meaning, and give the other a title of its own"),
            )
        elif title:
            first.setdefault(title, term)


def _mean_the_same(first: Term, second: Term) -> bool:
    return first.stands_for is not None and first.stands_for == second.stands_for
