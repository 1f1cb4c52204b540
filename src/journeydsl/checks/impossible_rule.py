"""A condition that no buyer can ever meet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeydsl.checks._buyers import unanswered
from journeydsl.checks._conditions import is_off_list, said, says_score
from journeydsl.checks._places import Place, places
from journeydsl.checks._subject import Subject
from journeydsl.checks._words import all_quoted, quoted
from journeydsl.conditions.answers import Undecided
from journeydsl.conditions.parts import conjuncts, contradiction, disjuncts
from journeydsl.diagnostics.finding import Finding, Fix, Label, Unanswered
from journeydsl.model.conditions import Condition, RuleHolds, SegmentHolds, names_used
from journeydsl.model.definitions import definition
from journeydsl.text.words import joined

GROUP = "Rules, scores, segments, routes"
SEVERITY = "error"
COSTS = "buyers wait for a rule that never says yes, and everybody believes it does"
_MOST_SIDES = 3


def check_journey(subject: Subject) -> Iterator[Finding | Unanswered]:
    """Every rule, segment, score line, guard and route line that nobody can meet where it stands."""
    open_names: set[tuple[str, str]] = set()
    for place in places(subject):
        known, possible = _possible(subject, place)
        if isinstance(possible, Undecided) and place.required:
            place = place.replace(required=())
            known, possible = _possible(subject, place)
        if isinstance(possible, Undecided):
            # What is open because of a rule is told of that rule.
            if open_names.isdisjoint(names_used(place.condition)):
                yield from unanswered(place.span, f"anybody can meet {place.said}", place.subject, possible)
            open_names.add((place.kind, place.subject.removeprefix(f"{place.kind} ")))
        elif not possible:
            yield from _told(subject, place, known)


def _possible(subject: Subject, place: Place) -> tuple[frozenset[str], bool | Undecided]:
    """Whether somebody meets a condition at one of the stages where it is judged, and what is known at the last."""
    known: frozenset[str] = frozenset()
    for known in place.known:
        found = subject.reasoning.is_possible(*place.required, place.condition, known=known)
        if found is not False:
            return known, found
    return known, not place.known


def _told(subject: Subject, place: Place, known: frozenset[str]) -> Iterator[Finding]:
    """The finding, unless others tell the same at its root."""
    before = [one for guard in place.required for one in conjuncts(guard)]
    cores = []
    for side in disjuncts(place.condition):
        core = contradiction(subject.reasoning, [*before, *conjuncts(side)], known)
        if not isinstance(core, Undecided) and not _is_told_elsewhere(subject, core, before):
            cores.append(core)
    if not cores:
        return
    shown = cores[:_MOST_SIDES]
    is_one = all(len(core) == 1 for core in shown)
    yield Finding(
        place.span,
        _message(place),
        place.subject,
        tuple(label for core in shown for label in _labels(core)),
        tuple(line for core in shown for line in _lines(subject, core, known)),
        Fix("Ask for what can be" if is_one else "Take out what contradicts the rest"),
    )


def _message(place: Place) -> str:
    match place.kind:
        case "score line":
            return f"{place.said} never counts".replace("a line", "A line", 1)
        case "guard":
            return f"Nobody can ever go {place.said}"
        case "route line":
            return f"Nobody can ever go by {place.said}"
        case "rule" | "segment":
            return f"Nobody can ever meet {place.said}"


def _is_told_elsewhere(subject: Subject, core: Sequence[Condition], before: Sequence[Condition]) -> bool:
    """Whether the root is a rule of its own, a threshold or band out of reach, a value off the list, or the guard."""
    if all(any(one is part for one in before) for part in core):
        return True
    if len(core) > 1:
        return False
    return isinstance(core[0], RuleHolds | SegmentHolds) or says_score(core[0]) or is_off_list(subject.journey, core[0])


def _labels(core: Sequence[Condition]) -> Iterator[Label]:
    for number, part in enumerate(core, 1) if len(core) > 1 else ():
        yield Label(part.span, f"{number} of {len(core)} that exclude each other")


def _lines(subject: Subject, core: Sequence[Condition], known: frozenset[str]) -> Iterator[str]:
    words = joined([said(part) for part in core])
    yield f"{words} exclude each other" if len(core) > 1 else f"{words} holds for nobody"
    for part in core:
        match part:
            case RuleHolds(rule=name) | SegmentHolds(segment=name):
                when = definition(subject.journey, name)
                if when:
                    yield f"{quoted(name)} means {said(when)}"
            case _:
                pass
    if subject.reasoning.is_possible(*core) is True:
        fields = {name for part in core for kind, name in names_used(part) if kind == "field"}
        by_then = [name for name in subject.journey.fields if name in fields & known]
        if by_then:
            yield f"{all_quoted(by_then)} {'is' if len(by_then) == 1 else 'are'} known by then"
