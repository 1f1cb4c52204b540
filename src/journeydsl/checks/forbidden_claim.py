"""Words that are said, and that are never to be said."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.checks._words import quoted
from journeydsl.diagnostics.finding import Finding, Fix, Label
from journeydsl.graph.sayings import Breach, breaches

GROUP = "Buyers, content, rhythm, governance"
SEVERITY = "error"
COSTS = "one side promises to buyers what the other has agreed never to promise"


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Everything that is said to buyers with words that are forbidden where it stands."""
    for breach in breaches(subject.graph, subject.effort.spend):
        phrase, saying = quoted(breach.ban.phrase.text), breach.saying
        yield Finding(
            breach.span,
            f"{phrase} stands in {_told(saying.place)}, and {_told(breach.ban.by)} forbids it",
            f"{saying.place} {breach.ban.phrase.text}",
            labels=(Label(breach.ban.phrase.span, "forbidden here"),),
            fix=Fix(_order(subject, breach)),
        )


def _told(place: str) -> str:
    kind, _, name = place.partition(" ")
    return f"the {kind} `{name}`"


def _order(subject: Subject, breach: Breach) -> str:
    kind, _, name = breach.ban.by.partition(" ")
    if kind == "term" and subject.journey.terms[name].title:
        return f"Write {quoted(subject.journey.terms[name].label)}"
    return "Say it in other words"
