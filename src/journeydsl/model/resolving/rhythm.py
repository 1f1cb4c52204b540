"""Content, cadences, offers, meetings and terms."""

from __future__ import annotations

from typing import cast, get_args

from journeydsl.model.resolving.conditions import condition
from journeydsl.model.resolving.people import about, signatures, weekday
from journeydsl.model.resolving.properties import Properties, properties, title
from journeydsl.model.resolving.scope import APART, Scope
from journeydsl.model.resolving.subjects import Subjects
from journeydsl.model.resolving.values import (
    counted,
    day,
    duration,
    known_word,
    money,
    period,
    time_of_day,
    unit,
    whole_number,
    word,
)
from journeydsl.model.rhythm import (
    AfterOffer,
    Announcement,
    Brings,
    Cadence,
    CadenceDay,
    Content,
    EachNewcomer,
    EveryOn,
    FollowUp,
    Meeting,
    MeetingKind,
    Offer,
    Ordinal,
    Purpose,
    Reading,
    StepReading,
    Term,
    Touch,
)
from journeydsl.model.values import Day, Kind, Reference, Text
from journeydsl.syntax import people
from journeydsl.syntax import rhythm as syntax
from journeydsl.syntax.values import Address, Audience, By, InStages, ReviewBy

_PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
_MEETING_KINDS: tuple[MeetingKind, ...] = get_args(MeetingKind)
_ORDINALS: tuple[Ordinal, ...] = get_args(Ordinal)
_READ: tuple[Kind, ...] = ("kpi", "promise", "offer")
_TOGETHER: tuple[Kind, ...] = (
    "team", "stage", "role", "field", "activity", "score", "band", "rule", "segment", "segmentation", "calendar",
)  # fmt: skip
_STANDING: tuple[Kind, ...] = (*_TOGETHER, *(kind for kind in APART if kind != "term"))


def read_content(scope: Scope, node: syntax.Content) -> Content:
    """Something to send."""
    found = properties(scope, node.clauses, node.block)
    audience, asks = found.one(Audience), found.one(syntax.Asks)
    text, due = found.one(syntax.ContentText), found.one(syntax.Due)
    return Content(
        name=node.name.text,
        title=title(scope, None, found),
        span=scope.span(node),
        name_span=scope.span(node.name),
        roles=scope.references(audience.roles, "role") if audience else (),
        stages=_stages(scope, found),
        by=_by(scope, found),
        answers=scope.texts(text for answers in found.every(syntax.Answers) for text in answers.texts),
        asks=scope.text(asks.text) if asks else None,
        text=scope.prose(text.prose) if text else None,
        due=day(scope, due.date) if due else None,
        address=_address(scope, found),
        review_by=_review_by(scope, found),
        signatures=signatures(scope, found),
        about=about(scope, found),
        is_whole=scope.whole,
    )


def read_cadence(scope: Scope, subjects: Subjects, node: syntax.Cadence) -> Cadence:
    """What is done day by day."""
    found = properties(scope, node.clauses, node.block)
    days = [_cadence_day(scope, one) for one in found.every(syntax.CadenceDay)]
    stop = found.one(syntax.StopWhen)
    return Cadence(
        name=node.name.text,
        title=title(scope, None, found),
        span=scope.span(node),
        name_span=scope.span(node.name),
        stages=_stages(scope, found),
        by=_by(scope, found),
        days=tuple(one for one in days if one),
        stop_when=condition(scope, subjects, stop.condition) if stop else None,
        about=about(scope, found),
        is_whole=scope.whole,
    )


def read_offer(scope: Scope, node: syntax.Offer) -> Offer:
    """Something that is put before buyers for a while."""
    found = properties(scope, node.clauses, node.block)
    purpose, runs, leads = found.one(syntax.Purpose), found.one(syntax.Runs), found.one(syntax.LeadsFrom)
    costs, audiences = found.one(syntax.Costs), found.every(syntax.OfferFor)
    brings = [_brings(scope, one) for one in found.every(syntax.Brings)]
    announcements = [_announcement(scope, one) for one in found.every(syntax.Announce)]
    return Offer(
        name=node.name.text,
        title=title(scope, None, found),
        span=scope.span(node),
        name_span=scope.span(node.name),
        by=_by(scope, found),
        purpose=_purpose(scope, purpose) if purpose else None,
        runs=period(scope, runs.first, runs.last) if runs else None,
        roles=scope.references((name for one in audiences for name in one.roles), "role"),
        stages=scope.references((name for one in audiences for name in one.stages or ()), "stage"),
        brings=tuple(one for one in brings if one),
        costs=money(scope, costs.quantity, "costs") if costs else None,
        announcements=tuple(one for one in announcements if one),
        signatures=signatures(scope, found),
        address=_address(scope, found),
        says=scope.texts(text for say in found.every(people.Say) for text in say.texts),
        never_says=scope.texts(text for never in found.every(people.NeverSay) for text in never.texts),
        quotes=scope.texts(text for quote in found.every(syntax.Quote) for text in quote.texts),
        leads_from=scope.text(leads.text) if leads else None,
        follow_ups=tuple(
            FollowUp(scope.text(one.text), scope.reference(one.content, "content"), scope.span(one))
            for one in found.every(syntax.FollowUp)
        ),
        about=about(scope, found),
        is_whole=scope.whole,
    )


def read_meeting(scope: Scope, node: syntax.Meeting) -> Meeting:
    """When teams meet and what about."""
    found = properties(scope, (), node.block)
    kind = found.one(syntax.MeetingKind)
    schedule = _schedule(scope, node.schedule)
    readings = tuple(
        reading for reads in found.every(syntax.Reads) for one in reads.readings for reading in _readings(scope, one)
    )
    return Meeting(
        name=node.name.text,
        title=title(scope, node.title, found),
        span=scope.span(node),
        name_span=scope.span(node.name),
        schedule=schedule,
        teams=scope.references(node.teams or (), "team"),
        kind=_meeting_kind(scope, kind) if kind else None,
        agenda=scope.texts(text for agenda in found.every(syntax.Agenda) for text in agenda.texts),
        readings=readings,
        about=about(scope, found),
        is_whole=scope.whole,
    )


def read_term(scope: Scope, node: syntax.Term) -> Term:
    """A word that the teams agree on."""
    meaning = node.meaning
    stands_for = scope.named(meaning.name, _STANDING) if isinstance(meaning, syntax.TermIs) else None
    return Term(
        name=node.name.text,
        title=(node.title.text if node.title else None) or None,
        span=scope.span(node),
        name_span=scope.span(node.name),
        stands_for=stands_for,
        means=scope.prose(meaning.prose) if isinstance(meaning, syntax.TermMeans) else None,
        never=scope.texts(node.never.texts) if node.never else (),
        is_whole=scope.whole,
    )


def _stages(scope: Scope, found: Properties) -> tuple[Reference, ...]:
    stages = found.one(InStages)
    return scope.references(stages.stages, "stage") if stages else ()


def _by(scope: Scope, found: Properties) -> Reference | None:
    by = found.one(By)
    return scope.reference(by.team, "team") if by else None


def _address(scope: Scope, found: Properties) -> Text | None:
    address = found.one(Address)
    return scope.text(address.text) if address else None


def _review_by(scope: Scope, found: Properties) -> Day | None:
    review = found.one(ReviewBy)
    return day(scope, review.date) if review else None


def _cadence_day(scope: Scope, node: syntax.CadenceDay) -> CadenceDay | None:
    number = whole_number(scope, node.number, "day")
    touches = tuple(
        Touch(touch.name.text, scope.reference(touch.content, "content"), scope.span(touch))
        for touch in node.touches
        if touch.name.text
    )
    return None if number is None else CadenceDay(number, touches, scope.span(node))


def _purpose(scope: Scope, node: syntax.Purpose) -> Purpose | None:
    return cast("Purpose | None", word(scope, node.purpose, "purpose", _PURPOSES))


def _meeting_kind(scope: Scope, node: syntax.MeetingKind) -> MeetingKind | None:
    return cast("MeetingKind | None", word(scope, node.kind, "kind", _MEETING_KINDS))


def _brings(scope: Scope, node: syntax.Brings) -> Brings | None:
    number, stage = counted(scope, node.number, "brings"), scope.reference(node.stage, "stage")
    return Brings(number, stage, scope.span(node)) if number and stage else None


def _announcement(scope: Scope, node: syntax.Announce) -> Announcement | None:
    before, teams = duration(scope, node.before, "announce"), scope.references(node.teams, "team")
    return Announcement(before, teams, scope.span(node)) if before else None


def _schedule(scope: Scope, node: syntax.Schedule) -> EveryOn | AfterOffer | EachNewcomer | None:
    match node:
        case syntax.EveryOn():
            return _every_on(scope, node)
        case syntax.AfterOffer():
            delay, offer = duration(scope, node.delay, "after"), scope.reference(node.offer, "offer")
            return AfterOffer(delay, offer, scope.span(node)) if delay and offer else None
        case syntax.EachNewcomer():
            within = duration(scope, node.within, "within")
            return EachNewcomer(within, scope.span(node)) if within else None


def _every_on(scope: Scope, node: syntax.EveryOn) -> EveryOn | None:
    number = whole_number(scope, node.number, "every", 1) if node.number else 1
    per = unit(scope, node.unit)
    if not number or per is None:
        return None
    if node.on is None:
        return EveryOn(number, per, None, None, None, scope.span(node))
    on, time = weekday(scope, node.on.weekday, "on"), time_of_day(scope, node.on.time)
    ordinal = known_word(node.on.ordinal, _ORDINALS, "first") if node.on.ordinal else None
    return EveryOn(number, per, ordinal, on, time, scope.span(node)) if on else None


def _readings(scope: Scope, node: syntax.Reading) -> tuple[Reading | StepReading, ...]:
    """One reading; several where a KPI, a promise and an offer share the name."""
    if node.target is not None:
        origin, target = scope.reference(node.name, "stage"), scope.reference(node.target, "stage")
        return (StepReading(origin, target, scope.span(node)),) if origin and target else ()
    sharing = [kind for kind in _READ if node.name.text in scope.apart[kind]]
    found = [scope.named(node.name, (kind,)) for kind in sharing] or [scope.named(node.name, _READ)]
    return tuple(
        Reading(one.kind if one.kind == "promise" or one.kind == "offer" else "kpi", one.name, one.span)
        for one in found
        if one
    )
