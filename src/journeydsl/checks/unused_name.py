"""Something declared that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator

from journeydsl.checks._subject import Subject
from journeydsl.checks._words import kind_word
from journeydsl.diagnostics.finding import Finding, Fix
from journeydsl.model.journey import PLACES, Journey
from journeydsl.model.values import Declaration, Kind

GROUP = "Reading and names"
SEVERITY = "warning"
COSTS = "what nobody uses goes stale, and the next person builds on it"

_KINDS: tuple[Kind, ...] = ("calendar", "team", "role", "field", "activity", "score", "band", "rule")


def check_journey(subject: Subject) -> Iterator[Finding]:
    """Every declaration of these kinds that nothing refers to; silent where anything was not read whole."""
    journey = subject.journey
    if not _is_wholly_read(journey):
        return
    used = journey.used | _used_through_bands(journey) | {("rule", rule.name) for rule in _disqualifying(journey)}
    for kind in _KINDS:
        for declared in _declarations(journey, kind):
            shared = declared.name_span.source != journey.name_span.source and (kind, declared.name) in subject.used_elsewhere
            if (kind, declared.name) not in used and not shared:
                yield Finding(
                    declared.name_span,
                    f"Nothing uses the {kind_word(kind)} `{declared.name}`",
                    f"{kind} {declared.name}",
                    fix=Fix(f"Use `{declared.name}` where it matters, or take it out"),
                )


def _declarations(journey: Journey, kind: Kind) -> tuple[Declaration, ...]:
    return tuple(getattr(journey, PLACES[kind]).values())


def _is_wholly_read(journey: Journey) -> bool:
    """Whether no fault anywhere may have taken a use away."""
    named = (declared for kind in PLACES for declared in _declarations(journey, kind))
    unnamed = (*journey.moves, *journey.recycles, *journey.handoffs, *journey.scenarios)
    return journey.is_whole and all(one.is_whole for one in named) and all(one.is_whole for one in unnamed)


def _used_through_bands(journey: Journey) -> frozenset[tuple[Kind, str]]:
    """A score one of whose bands is used, and all its other bands: together they part the score's whole range."""
    used: set[tuple[Kind, str]] = set()
    for score in journey.scores.values():
        if any(("band", band.name) in journey.used for band in score.bands):
            used |= {("score", score.name), *(("band", band.name) for band in score.bands)}
    return frozenset(used)


def _disqualifying(journey: Journey) -> tuple[Declaration, ...]:
    return tuple(rule for rule in journey.rules.values() if rule.disqualifies)
