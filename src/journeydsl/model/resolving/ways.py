"""Moves, recycles and handoffs."""

from __future__ import annotations

from collections.abc import Iterable

from journeydsl.model.conditions import Condition
from journeydsl.model.faults import RepeatedProperty, TooManyWays
from journeydsl.model.path import (
    Accept,
    Contact,
    Feedback,
    Handoff,
    HandoffWhere,
    Move,
    Passed,
    Reason,
    Recycle,
    Rejection,
    Route,
    RouteLine,
)
from journeydsl.model.resolving.conditions import guard
from journeydsl.model.resolving.people import about
from journeydsl.model.resolving.properties import Properties, misplaced, properties, title
from journeydsl.model.resolving.scope import Scope
from journeydsl.model.resolving.subjects import Subjects
from journeydsl.model.resolving.values import counted, duration, percent
from journeydsl.model.resolving.wheres import wheres
from journeydsl.model.values import Kind, Number, Prose, Reference
from journeydsl.syntax import path as syntax
from journeydsl.syntax.conditions import When
from journeydsl.syntax.values import By, Node
from journeydsl.text.record import Record
from journeydsl.text.source import Span

_PASSED: tuple[Kind, ...] = ("field", "score", "activity")
Reasons = dict[str, Reason]
MOST_WAYS = 10_000


def read_move(scope: Scope, subjects: Subjects, reasons: Reasons, node: syntax.Move) -> Move | None:
    """A move; none where a stage of it is lost."""
    ends, found = _ends(scope, node), properties(scope, node.clauses, None)
    when, by, priority = _trigger(scope, subjects, found)
    because = found.one(syntax.Reasons)
    named = _reasons(scope, reasons, because.reasons if because else ())
    if ends is None:
        return None
    return Move(
        origins=ends.origins,
        leaves_any=ends.leaves_any,
        target=ends.target,
        title=(node.title.text if node.title else None) or None,
        span=scope.span(node),
        header_span=ends.span,
        when=when,
        by=by,
        priority=priority,
        reasons=named,
        is_whole=scope.whole,
    )


def read_recycle(scope: Scope, subjects: Subjects, reasons: Reasons, node: syntax.Recycle) -> Recycle | None:
    """A way back; none where a stage of it is lost."""
    way = read_move(scope, subjects, reasons, syntax.Move(*(getattr(node, part) for part in node.__fields__)))
    return Recycle(*(getattr(way, part) for part in way.__fields__)) if way else None


def read_handoff(scope: Scope, subjects: Subjects, reasons: Reasons, node: syntax.Handoff) -> Handoff | None:
    """A handoff; none where a stage of it is lost."""
    ends, found = _ends(scope, node), properties(scope, node.clauses, node.block)
    when, by, priority = _trigger(scope, subjects, found)
    terms = _terms(scope, found)
    rejects, route = _rejects(scope, found, reasons), _route(scope, subjects, found.one(syntax.Route))
    differing = wheres(scope, found.every(syntax.HandoffWhere), _handoff_where)
    named = title(scope, None, found)
    if ends is None:
        return None
    return Handoff(
        origins=ends.origins,
        leaves_any=ends.leaves_any,
        target=ends.target,
        title=named,
        span=scope.span(node),
        header_span=ends.span,
        when=when,
        by=by,
        priority=priority,
        passes=terms.passes,
        brief=terms.brief,
        work_first=terms.work_first,
        accept=terms.accept,
        contact=terms.contact,
        rejects=rejects,
        feedback=terms.feedback,
        route=route,
        wheres=differing,
        about=terms.about,
        is_whole=scope.whole,
    )


class _Ends(Record):
    """The stages that a way joins."""

    origins: tuple[Reference, ...]
    leaves_any: bool
    target: Reference
    span: Span


class _Terms(Record):
    """What a handoff may say for all buyers, and again for some."""

    passes: tuple[Passed, ...]
    brief: Prose | None
    work_first: tuple[Passed, ...]
    accept: Accept | None
    contact: Contact | None
    feedback: Feedback | None
    about: Prose | None


def _ends(scope: Scope, node: syntax.Move | syntax.Recycle | syntax.Handoff) -> _Ends | None:
    target = scope.reference(node.target, "stage")
    leaves_any = isinstance(node.origin, syntax.AnyStage)
    match node.origin:
        case syntax.AnyStage():
            origins = _any_stages(scope, node.origin, target)
        case syntax.StageList():
            origins = scope.references(node.origin.stages, "stage")
            scope.journey_whole = scope.journey_whole and len(origins) == len(node.origin.stages)
        case _:
            origins = scope.references((node.origin,), "stage")
    if target is None or not (origins or leaves_any):
        scope.journey_whole = False
        return None
    scope.ways += len(origins)
    if scope.ways > MOST_WAYS and len(origins) > 1:
        left = "any" if leaves_any else f"[{origins[0].name}, …]"
        span = Span(scope.source, node.origin.start, node.target.end)
        scope.faults.append(TooManyWays(span, f"{left} -> {target.name}"))
        scope.journey_whole = False
        return None
    return _Ends(origins, leaves_any, target, Span(scope.source, node.origin.start, node.target.end))


def _any_stages(scope: Scope, node: Node, target: Reference | None) -> tuple[Reference, ...]:
    span, skipped = scope.span(node), target.name if target else ""
    return tuple(
        Reference(name, span)
        for name, declared in scope.names.items()
        if declared.kind == "stage" and declared.stage_kind not in ("won", "lost") and name != skipped
    )


def _trigger(
    scope: Scope, subjects: Subjects, found: Properties
) -> tuple[Condition | None, Reference | None, Number | None]:
    by, priority = found.one(By), found.one(syntax.Priority)
    return (
        guard(scope, subjects, found.one(When)),
        scope.reference(by.team, "team") if by else None,
        counted(scope, priority.number, "priority") if priority else None,
    )


def _terms(scope: Scope, found: Properties) -> _Terms:
    brief, feedback = found.one(syntax.Brief), found.one(syntax.Feedback)
    return _Terms(
        passes=_passed(scope, found.one(syntax.PassAlong)),
        brief=scope.prose(brief.prose) if brief else None,
        work_first=_passed(scope, found.one(syntax.WorkFirst)),
        accept=_accept(scope, found.one(syntax.AcceptWithin)),
        contact=_contact(scope, found.one(syntax.ContactWithin)),
        feedback=_feedback(scope, feedback) if feedback else None,
        about=about(scope, found),
    )


def _passed(scope: Scope, node: syntax.PassAlong | syntax.WorkFirst | None) -> tuple[Passed, ...]:
    passed = []
    for name in node.names if node else ():
        found = scope.named(name, _PASSED)
        if found:
            kind = found.kind
            passed.append(Passed(kind if kind == "score" or kind == "activity" else "field", found.name, found.span))
    return tuple(passed)


def _accept(scope: Scope, node: syntax.AcceptWithin | None) -> Accept | None:
    within = duration(scope, node.within, "accept within") if node else None
    if node is None:
        return None
    team = _escalation(scope, node.escalation)
    return Accept(within, team, scope.span(node)) if within else None


def _contact(scope: Scope, node: syntax.ContactWithin | None) -> Contact | None:
    within = duration(scope, node.within, "contact within") if node else None
    if node is None:
        return None
    attempts = counted(scope, node.attempts.number, "attempts", 1) if node.attempts else None
    team = _escalation(scope, node.escalation)
    return Contact(within, attempts, team, scope.span(node)) if within else None


def _escalation(scope: Scope, node: syntax.Escalation | None) -> Reference | None:
    return scope.reference(node.team, "team") if node else None


def _feedback(scope: Scope, node: syntax.Feedback) -> Feedback | None:
    every = duration(scope, node.every, "feedback every")
    fields = scope.references(node.fields or (), "field")
    answered = duration(scope, node.answered, "answered within")
    return Feedback(every, fields, answered, scope.span(node)) if every else None


def _rejects(scope: Scope, found: Properties, reasons: Reasons) -> tuple[Rejection, ...]:
    rejects: dict[str, Rejection] = {}
    for node in found.every(syntax.Reject):
        target = scope.reference(node.stage, "stage")
        named = _reasons(scope, reasons, node.reasons or ())
        if target is None:
            scope.journey_whole = False
        elif target.name in rejects:
            first = rejects[target.name]
            scope.fault(RepeatedProperty(scope.span(node), f"reject -> {target.name}", first.span))
        else:
            rejects[target.name] = Rejection(target, named, scope.span(node))
    return tuple(rejects.values())


def _reasons(scope: Scope, reasons: Reasons, nodes: Iterable[syntax.Reason]) -> tuple[Reference, ...]:
    """Reasons by name; the first place declares one, and any place may give it its title and its CRM name."""
    named: dict[str, Reference] = {}
    for node in nodes:
        name = node.name.text
        if not name:
            scope.whole = False
            continue
        title_ = (node.title.text if node.title else None) or None
        mapped_ = scope.text(node.mapped.text) if node.mapped else None
        known = reasons.get(name)
        if known is None:
            reasons[name] = Reason(name, title_, scope.span(node), scope.span(node.name), True, mapped_)
        elif (title_ and not known.title) or (mapped_ and not known.mapped):
            reasons[name] = known.replace(title=known.title or title_, mapped=known.mapped or mapped_)
        named[name] = Reference(name, scope.span(node.name))
    return tuple(named.values())


def _route(scope: Scope, subjects: Subjects, node: syntax.Route | None) -> Route | None:
    if node is None:
        return None
    lines = []
    for item in node.block.items:
        line = _route_line(scope, subjects, item) if isinstance(item, syntax.RouteLine) else None
        if line:
            lines.append(line)
    return Route("unique" if node.way.text == "unique" else "first", tuple(lines), scope.span(node))


def _route_line(scope: Scope, subjects: Subjects, node: syntax.RouteLine) -> RouteLine | None:
    team, when = scope.reference(node.team, "team"), guard(scope, subjects, node.when)
    share = percent(scope, node.share, "share")
    if team is None:
        return None
    return RouteLine(team, when, node.otherwise is not None, share, scope.span(node))


def _handoff_where(scope: Scope, node: syntax.HandoffWhere, holds: Reference) -> HandoffWhere:
    found = properties(scope, (), node.block)
    kinds = (When, By, syntax.Priority, syntax.Route, syntax.Reject, syntax.HandoffWhere)
    misplaced(scope, found, "where", kinds)
    terms = _terms(scope, found)
    return HandoffWhere(
        holds=holds,
        passes=terms.passes,
        brief=terms.brief,
        work_first=terms.work_first,
        accept=terms.accept,
        contact=terms.contact,
        feedback=terms.feedback,
        about=terms.about,
        span=scope.span(node),
    )
