"""The root of the model: one journey, everything it declares and everything it reads."""

from __future__ import annotations

from collections.abc import Mapping

from journeydsl.model.buyers import Activity, Band, Field, Rule, Score, Segment, Segmentation
from journeydsl.model.path import Handoff, Move, Reason, Recycle, Stage
from journeydsl.model.people import Calendar, Role, Signature, Team, Words
from journeydsl.model.promises import Kpi, Plan, Promise
from journeydsl.model.rhythm import Cadence, Content, Meeting, Offer, Scenario, Term
from journeydsl.model.values import Declaration, Duration, Kind, Prose, Reference, Text
from journeydsl.text.record import Record
from journeydsl.text.source import Source, Span


class Mention(Record):
    """A name in backticks in some prose."""

    name: str
    is_declared: bool
    span: Span


class Journey(Declaration):
    """A journey; declarations by name, in the order of `sources` and then of their files.

    `sources` are the files read, used ones before those that use them. `is_whole` where no way, nothing of the header
    and nothing that the path is made of was lost to a fault, a file or a stretch that could not be read: only then has
    a question such as "does nothing lead here?" an answer. `used` holds the kind and name of all that something refers
    to, `mentions` all names in backticks in prose. `currency` is the first amount's where the header has none;
    `fiscal_month` is 1 to 12.
    """

    ideal: Reference | None
    source_field: Reference | None
    sponsor: Reference | None
    email: Text | None
    channel: Text | None
    currency: str | None
    calendar: Reference | None
    review_every: Duration | None
    fiscal_month: int | None
    language: str | None
    signatures: tuple[Signature, ...]
    words: Words
    about: Prose | None
    teams: Mapping[str, Team]
    calendars: Mapping[str, Calendar]
    roles: Mapping[str, Role]
    fields: Mapping[str, Field]
    activities: Mapping[str, Activity]
    scores: Mapping[str, Score]
    bands: Mapping[str, Band]
    rules: Mapping[str, Rule]
    segmentations: Mapping[str, Segmentation]
    segments: Mapping[str, Segment]
    stages: Mapping[str, Stage]
    moves: tuple[Move, ...]
    recycles: tuple[Recycle, ...]
    handoffs: tuple[Handoff, ...]
    reasons: Mapping[str, Reason]
    promises: Mapping[str, Promise]
    plans: Mapping[str, Plan]
    kpis: Mapping[str, Kpi]
    contents: Mapping[str, Content]
    cadences: Mapping[str, Cadence]
    offers: Mapping[str, Offer]
    meetings: Mapping[str, Meeting]
    terms: Mapping[str, Term]
    scenarios: tuple[Scenario, ...]
    mentions: tuple[Mention, ...]
    used: frozenset[tuple[Kind, str]]
    sources: tuple[Source, ...]


PLACES: Mapping[Kind, str] = {
    "team": "teams", "calendar": "calendars", "role": "roles", "field": "fields", "activity": "activities",
    "score": "scores", "band": "bands", "rule": "rules", "segmentation": "segmentations", "segment": "segments",
    "stage": "stages", "reason": "reasons", "promise": "promises", "plan": "plans", "kpi": "kpis",
    "content": "contents", "cadence": "cadences", "offer": "offers", "meeting": "meetings", "term": "terms",
}  # fmt: skip
"""The field of a journey that holds the declarations of a kind, by name."""
