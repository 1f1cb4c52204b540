"""Stages, with what is different in them for some buyers."""

from __future__ import annotations

from typing import get_args

from journeydsl.model.path import (
    Help,
    Preference,
    Stage,
    StageContent,
    StageKind,
    StageWhere,
    TimeLimit,
)
from journeydsl.model.resolving.people import about, mapped, words
from journeydsl.model.resolving.properties import Properties, misplaced, properties, title
from journeydsl.model.resolving.scope import Scope
from journeydsl.model.resolving.values import day, duration, known_word, percent
from journeydsl.model.resolving.wheres import wheres
from journeydsl.model.values import Reference
from journeydsl.syntax import path as syntax
from journeydsl.syntax.values import Address, Audience, ReviewBy

_PREFERENCES: tuple[Preference, ...] = get_args(Preference)
_STAGE_KINDS: tuple[StageKind, ...] = get_args(StageKind)


def read_stage(scope: Scope, node: syntax.Stage) -> Stage:
    """A stage with what is different for some buyers."""
    found = properties(scope, node.clauses, node.block)
    owner, probability = found.one(syntax.Owner), found.one(syntax.Probability)
    return Stage(
        name=node.name.text,
        title=title(scope, None, found),
        span=scope.span(node),
        name_span=scope.span(node.name),
        kind=known_word(node.kind, _STAGE_KINDS, "plain"),
        is_entry=node.entry is not None,
        mapped=mapped(scope, found),
        owner=scope.reference(owner.team, "team") if owner else None,
        is_gate=found.one(syntax.Gate) is not None,
        requires=_fields(scope, found.one(syntax.Requires)),
        collects=_fields(scope, found.one(syntax.Collects)),
        expects=_expects(scope, found),
        probability=percent(scope, probability.percent, "probability") if probability else None,
        prefers=_prefers(found),
        helps=_helps(scope, found),
        contents=_contents(scope, found),
        leave=_leave(scope, found),
        wheres=wheres(scope, found.every(syntax.StageWhere), _stage_where),
        words=words(scope, found),
        about=about(scope, found),
        is_whole=scope.whole,
    )


def _stage_where(scope: Scope, node: syntax.StageWhere, holds: Reference) -> StageWhere:
    found = properties(scope, (), node.block)
    misplaced(scope, found, "where", (syntax.Owner, syntax.Gate, syntax.Probability, syntax.StageWhere))
    return StageWhere(
        holds=holds,
        requires=_fields(scope, found.one(syntax.Requires)),
        collects=_fields(scope, found.one(syntax.Collects)),
        expects=_expects(scope, found),
        prefers=_prefers(found),
        helps=_helps(scope, found),
        contents=_contents(scope, found),
        leave=_leave(scope, found),
        words=words(scope, found),
        about=about(scope, found),
        span=scope.span(node),
    )


def _fields(scope: Scope, node: syntax.Requires | syntax.Collects | None) -> tuple[Reference, ...]:
    return scope.references(node.fields, "field") if node else ()


def _expects(scope: Scope, found: Properties) -> tuple[Reference, ...]:
    expects = found.one(syntax.Expects)
    return scope.references(expects.roles, "role") if expects else ()


def _prefers(found: Properties) -> Preference | None:
    prefers = found.one(syntax.Prefers)
    return next((one for one in _PREFERENCES if prefers and one == prefers.preference.text), None)


def _helps(scope: Scope, found: Properties) -> tuple[Help, ...]:
    helps = []
    for node in found.every(syntax.HelpFrom):
        team, within = scope.reference(node.team, "team"), duration(scope, node.within, "help within")
        if team:
            helps.append(Help(team, scope.text(node.text), within, scope.span(node)))
    return tuple(helps)


def _contents(scope: Scope, found: Properties) -> tuple[StageContent, ...]:
    contents = []
    for node in found.every(syntax.StageContent):
        clauses, named = properties(scope, node.clauses, None), scope.text(node.title)
        audience, address = clauses.one(Audience), clauses.one(Address)
        review = clauses.one(ReviewBy)
        roles = scope.references(audience.roles if audience else (), "role")
        if named:
            address_ = scope.text(address.text) if address else None
            review_by = day(scope, review.date) if review else None
            contents.append(StageContent(named, roles, address_, review_by, scope.span(node)))
    return tuple(contents)


def _leave(scope: Scope, found: Properties) -> TimeLimit | None:
    node = found.one(syntax.LeaveWithin)
    if node is None:
        return None
    within, target = duration(scope, node.within, "leave within"), scope.reference(node.stage, "stage")
    if within is None or target is None:
        scope.journey_whole = False
        return None
    return TimeLimit(within, target, scope.span(node))
