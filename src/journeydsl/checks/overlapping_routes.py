"""Two lines of a `route unique` that take the same buyer."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._buyers import buyer_lines, buyer_words, unanswered
from journeydsl.checks._conditions import shared
from journeydsl.checks._places import known_at_most, line_words
from journeydsl.checks._subject import Subject
from journeydsl.conditions.answers import Undecided
from journeydsl.conditions.parts import Lines
from journeydsl.diagnostics.finding import Finding, Fix, Label, Unanswered
from journeydsl.travel.routes import LiveRoute

GROUP = "Rules, scores, segments, routes"
SEVERITY = "error"
COSTS = "two desks call the same buyer, or each leaves the buyer to the other"


def check_journey(subject: Subject) -> Iterator[Finding | Unanswered]:
    """Every line of a `route unique` with a buyer whom an earlier line takes too."""
    for live in subject.live_routes:
        if live.route.way == "unique":
            yield from _of_route(subject, live)


def _of_route(subject: Subject, live: LiveRoute) -> Iterator[Finding | Unanswered]:
    lines = [line for line in live.route.lines if line.when]
    if live.is_open:
        question = f"one line of `{live.handoff.name}` alone takes each buyer"
        yield from unanswered(live.route.span, question, f"handoff {live.handoff.name} route", live.is_open)
        return
    settings = [(known, live.required) for known in known_at_most(subject, live.known)]
    whens = [line.when for line in lines if line.when]
    near = Lines(subject.reasoning, whens)
    for number, line in enumerate(lines):
        place = f"handoff {live.handoff.name} route {line_words(line)}"
        found = shared(subject.reasoning, whens, number, near, settings)
        if isinstance(found, Undecided):
            yield from unanswered(line.span, f"{line_words(line)} shares a buyer with another line", place, found)
        elif found:
            others = [lines[other] for other, _ in found]
            facts = buyer_words(found[0][1])
            buyer = f"A buyer with {facts}" if found[0][1].facts else "A buyer"
            yield Finding(
                line.span,
                f"{buyer} goes {line_words(others[0])} and {line_words(line)} at once",
                place,
                tuple(Label(other.span, "takes the same buyer") for other in others),
                tuple(
                    text
                    for other, one in found[1:]
                    for text in buyer_lines(f"{line_words(lines[other])} takes this one as well", one)
                ),
                Fix("Leave such buyers out of one of the lines, or write `route first` and put the lines in order"),
            )
