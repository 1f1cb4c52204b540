"""Syntax files to a journey: runs the steps of resolving in the order in which they need each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar, cast

from journeydsl.model.buyers import Band, Field, Rule, Score, Segment, Segmentation
from journeydsl.model.faults import Fault
from journeydsl.model.journey import Journey
from journeydsl.model.path import Reason
from journeydsl.model.resolving.afterwards import first_ways, grouped, mentions, unknown_steps
from journeydsl.model.resolving.agreement import NO_AGREEMENT, Agreement, own_currency, read_agreement
from journeydsl.model.resolving.buyers import (
    read_activity,
    read_field,
    read_rule,
    read_score,
    read_score_type,
    read_segmentation,
)
from journeydsl.model.resolving.cycles import cut_cycles, cut_team_cycles
from journeydsl.model.resolving.declare import Statement, Uses, declare, files_read, header
from journeydsl.model.resolving.people import read_calendar, read_role, read_team
from journeydsl.model.resolving.promises import read_kpi, read_plan, read_promise
from journeydsl.model.resolving.rhythm import (
    read_cadence,
    read_content,
    read_meeting,
    read_offer,
    read_term,
)
from journeydsl.model.resolving.scenarios import read_scenario
from journeydsl.model.resolving.scope import Scope
from journeydsl.model.resolving.stages import read_stage
from journeydsl.model.resolving.subjects import ScoreType, Subjects
from journeydsl.model.resolving.tangles import cut_tangles
from journeydsl.model.resolving.unread import without_consequences
from journeydsl.model.resolving.ways import read_handoff, read_move, read_recycle
from journeydsl.model.rhythm import Meeting, Reading
from journeydsl.model.values import Declaration, Kind
from journeydsl.syntax import buyers, path, people, promises, rhythm
from journeydsl.syntax.parse import SyntaxFile
from journeydsl.syntax.values import Node
from journeydsl.text.record import Record
from journeydsl.text.source import Span

_Node = TypeVar("_Node", bound=Node)
_Read = TypeVar("_Read")
_Declared = TypeVar("_Declared", bound=Declaration)
_Kept = dict[type[Node], list[Statement]]


class Resolution(Record):
    """What resolving gives; a library, which has no header, has faults alone."""

    journey: Journey | None
    faults: tuple[Fault, ...]


def resolve(root: str, files: Mapping[str, SyntaxFile], uses: Uses) -> Resolution:
    """Resolves a root with all files that it uses, or a library for itself, whose unknown names a root may declare.

    `files` is keyed by path; `uses` says for each (path of a file, path as written in a `use`) which file is meant,
    or why none is: "missing", "miswritten", "outside" the workspace, "unreadable". Faults come in the order of their
    places: used files first, each from its beginning.
    """
    reading = files_read(root, files, uses)
    scope = Scope(list(reading.files), is_library=False)
    scope.faults += reading.faults
    scope.has_all_files = not reading.faults
    scope.journey_whole = scope.journey_whole and scope.has_all_files
    found = header(scope, files[root])
    scope.is_library = found is None and not scope.knows_as_skipped("journey")
    kept = declare(scope)
    journey = _journey(scope, files[root], found, kept)
    order = {file.source.path: place for place, file in enumerate(scope.files)}
    faults = sorted(
        without_consequences(grouped(scope), scope.files),
        key=lambda fault: (order.get(fault.span.source.path, 0), fault.span.start, fault.span.end),
    )
    return Resolution(None if scope.is_library else journey, tuple(faults))


def _journey(scope: Scope, root: SyntaxFile, found: people.Journey | None, kept: _Kept) -> Journey:
    """Everything that is declared, fields and scores first, since conditions everywhere are checked against them."""
    if found:
        own_currency(scope, root, found)
    fields = _named(scope, kept, buyers.Field, read_field)
    qualified = _qualified(scope, kept, _subjects(scope, kept, fields))
    subjects, reasons = qualified.subjects, dict[str, Reason]()
    teams = _named(scope, kept, people.Team, read_team)
    cut_team_cycles(scope, teams)
    stages = _named(scope, kept, path.Stage, read_stage)
    moves = _every(scope, kept, path.Move, lambda scope, node: read_move(scope, subjects, reasons, node))
    recycles = _every(scope, kept, path.Recycle, lambda scope, node: read_recycle(scope, subjects, reasons, node))
    handoffs = _every(scope, kept, path.Handoff, lambda scope, node: read_handoff(scope, subjects, reasons, node))
    meetings = _named(scope, kept, rhythm.Meeting, read_meeting)
    agreement, heading = _agreement(scope, root, found), found.name if found else None
    journey = Journey(
        name=heading.text if heading else "",
        title=agreement.title,
        span=Span(root.source, found.start, found.end) if found else Span(root.source, 0, 0),
        name_span=Span(root.source, heading.start, heading.end) if heading else Span(root.source, 0, 0),
        ideal=agreement.ideal,
        source_field=agreement.source_field,
        sponsor=agreement.sponsor,
        email=agreement.email,
        channel=agreement.channel,
        currency=scope.currency,
        calendar=agreement.calendar,
        review_every=agreement.review_every,
        fiscal_month=agreement.fiscal_month,
        language=agreement.language,
        signatures=agreement.signatures,
        words=agreement.words,
        about=agreement.about,
        teams=teams,
        calendars=_named(scope, kept, people.Calendar, read_calendar),
        roles=_named(scope, kept, people.Role, read_role),
        fields=fields,
        activities=_named(scope, kept, buyers.Activity, read_activity),
        scores=qualified.scores,
        bands=qualified.bands,
        rules=qualified.rules,
        segmentations=qualified.segmentations,
        segments=qualified.segments,
        stages=stages,
        moves=first_ways(scope, moves),
        recycles=first_ways(scope, recycles),
        handoffs=first_ways(scope, handoffs),
        reasons=reasons,
        promises=_named(scope, kept, promises.Promise, read_promise),
        plans=_named(scope, kept, promises.Plan, read_plan),
        kpis=_named(scope, kept, promises.Kpi, lambda scope, node: read_kpi(scope, subjects, node)),
        contents=_named(scope, kept, rhythm.Content, read_content),
        cadences=_named(scope, kept, rhythm.Cadence, lambda scope, node: read_cadence(scope, subjects, node)),
        offers=_named(scope, kept, rhythm.Offer, read_offer),
        meetings=meetings,
        terms=_named(scope, kept, rhythm.Term, read_term),
        scenarios=tuple(_every(scope, kept, rhythm.Scenario, lambda scope, node: read_scenario(scope, subjects, node))),
        mentions=mentions(scope, reasons),
        used=frozenset(scope.used | scope.meant),
        sources=tuple(file.source for file in scope.files),
        is_whole=scope.journey_whole,
    )
    unknown_steps(scope, journey)
    return journey.replace(meetings=_without_lost_kpis(journey))


def _without_lost_kpis(journey: Journey) -> dict[str, Meeting]:
    """The meetings, without what they read of KPIs that are declared and could not be understood."""
    found = {}
    for name, meeting in journey.meetings.items():
        kept = tuple(one for one in meeting.readings
                     if not isinstance(one, Reading) or one.kind != "kpi" or one.name in journey.kpis)  # fmt: skip
        found[name] = meeting if kept == meeting.readings else meeting.replace(readings=kept, is_whole=False)
    return found


class _Qualified(Record):
    """What qualifies a buyer, and what conditions need to know of it."""

    subjects: Subjects
    scores: dict[str, Score]
    bands: dict[str, Band]
    rules: dict[str, Rule]
    segmentations: dict[str, Segmentation]
    segments: dict[str, Segment]


def _subjects(scope: Scope, kept: _Kept, fields: Mapping[str, Field]) -> Subjects:
    """What is known before any condition is read; without the types that could not be read whole."""
    scores = {}
    for file, node in kept.get(buyers.Score, ()):
        if isinstance(node, buyers.Score):
            scope.enter(file, node)
            is_read = scope.whole
            type_ = read_score_type(scope, node)
            scores[node.name.text] = type_ if is_read else ScoreType(None)
    types = {name: field.type for name, field in fields.items()}
    for file, node in kept.get(buyers.Field, ()):
        scope.enter(file, node)
        if isinstance(node, buyers.Field) and not scope.whole:
            types.pop(node.name.text, None)
    return Subjects(
        fields=types,
        scores=scores,
        band_scores=_owners(scope, kept, buyers.Score, "band"),
        segmentations=_owners(scope, kept, buyers.Segmentation, "segment"),
    )


def _owners(
    scope: Scope, kept: _Kept, kind: type[buyers.Score] | type[buyers.Segmentation], inner: Kind
) -> dict[str, str]:
    """The score of each band, or the segmentation of each segment."""
    owners: dict[str, str] = {}
    for _, node in kept.get(kind, ()):
        if isinstance(node, (buyers.Score, buyers.Segmentation)):
            for item in node.block.items:
                if isinstance(item, (buyers.Band, buyers.Segment)) and scope.kind_of(item.name.text) == inner:
                    owners.setdefault(item.name.text, node.name.text)
    return owners


def _qualified(scope: Scope, kept: _Kept, subjects: Subjects) -> _Qualified:
    scores = _every(scope, kept, buyers.Score, lambda scope, node: read_score(scope, subjects, node))
    segmentations = _every(
        scope, kept, buyers.Segmentation, lambda scope, node: read_segmentation(scope, subjects, node)
    )
    qualified = _Qualified(
        subjects=subjects,
        scores={score.name: score for score, _ in scores},
        bands={band.name: band for _, bands in scores for band in bands},
        rules=_named(scope, kept, buyers.Rule, lambda scope, node: read_rule(scope, subjects, node)),
        segmentations={one.name: one for one, _ in segmentations},
        segments={segment.name: segment for _, segments in segmentations for segment in segments},
    )
    definitions = (qualified.scores, qualified.rules, qualified.segments, subjects.band_scores)
    cut_cycles(scope, *definitions)
    cut_tangles(scope, *definitions)
    return qualified


def _agreement(scope: Scope, root: SyntaxFile, found: people.Journey | None) -> Agreement:
    if found is None:
        return NO_AGREEMENT
    scope.enter(root, found)
    agreement = read_agreement(scope, found)
    scope.journey_whole = scope.journey_whole and scope.whole
    return agreement


def _every(scope: Scope, kept: _Kept, kind: type[_Node], read: Callable[[Scope, _Node], _Read | None]) -> list[_Read]:
    """What the statements of one kind say, in order, without those that are lost."""
    found = []
    for file, node in kept.get(kind, ()):
        scope.enter(file, node)
        one = read(scope, cast(_Node, node))
        if one is not None:
            found.append(one)
    return found


def _named(
    scope: Scope, kept: _Kept, kind: type[_Node], read: Callable[[Scope, _Node], _Declared | None]
) -> dict[str, _Declared]:
    """The same by name."""
    return {one.name: one for one in _every(scope, kept, kind, read)}
