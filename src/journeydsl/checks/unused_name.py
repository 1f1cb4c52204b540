"""Something declared that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._edits import taken_out
from journeydsl.checks._subject import Subject
from journeydsl.checks._words import kind_word
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.model.journey import PLACES, Journey
from journeydsl.model.path import Way
from journeydsl.model.values import Declaration, Kind
from journeydsl.text.source import Edit

GROUP = "Reading and names"
SEVERITY = "warning"
COSTS = "what nobody uses goes stale, and the next person builds on it"

_KINDS: tuple[Kind, ...] = ("calendar", "team", "role", "field", "activity", "score", "band", "rule")


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every declaration of these kinds that nothing refers to; silent where anything was not read whole.

    Of a team of the company that nothing names, `unfed-team` says that no buyers come to it.
    """
    journey = subject.journey
    if not _is_wholly_read(journey):
        return
    used = _used_here(journey, journey.used)
    used_by_any = _used_here(journey, journey.used | subject.used_elsewhere)
    for kind in _KINDS:
        for declared in _judged(journey, kind):
            is_shared = declared.name_span.source != journey.name_span.source
            if (kind, declared.name) not in (used_by_any if is_shared else used):
                yield Finding(
                    declared.name_span,
                    f"Nothing uses the {kind_word(kind)} `{declared.name}`",
                    f"{kind} {declared.name}",
                    fix=Fix(f"Use `{declared.name}` where it matters, or take it out", _edits(kind, declared)),
                )


def _edits(kind: Kind, declared: Declaration) -> tuple[Edit, ...]:
    """Taking it out; a band goes with its score alone."""
    return () if kind == "band" else (taken_out(declared.span),)


def _declarations(journey: Journey, kind: Kind) -> tuple[Declaration, ...]:
    return tuple(getattr(journey, PLACES[kind]).values())


def _judged(journey: Journey, kind: Kind) -> tuple[Declaration, ...]:
    if kind == "team":
        return tuple(team for team in journey.teams.values() if team.is_external)
    return _declarations(journey, kind)


def _is_wholly_read(journey: Journey) -> bool:
    """Whether no fault anywhere may have taken a use away."""
    ways: tuple[Way, ...] = (*journey.moves, *journey.recycles, *journey.handoffs)
    return (
        journey.is_whole
        and all(declared.is_whole for kind in PLACES for declared in _declarations(journey, kind))
        and all(way.is_whole for way in ways)
        and all(scenario.is_whole for scenario in journey.scenarios)
    )


def _used_here(journey: Journey, used: frozenset[tuple[Kind, str]]) -> frozenset[tuple[Kind, str]]:
    """What is used, with disqualifying rules, which need no user, and with scores whose bands are used.

    One band used is all bands used: together they part the whole range of their score.
    """
    more: set[tuple[Kind, str]] = {("rule", rule.name) for rule in journey.rules.values() if rule.disqualifies}
    for score in journey.scores.values():
        if any(("band", band.name) in used for band in score.bands):
            more |= {("score", score.name), *(("band", band.name) for band in score.bands)}
    return used | more
