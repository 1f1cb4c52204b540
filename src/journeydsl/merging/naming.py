"""What a statement or property is, whatever it says: the same in two versions of a text, and another beside it."""

from __future__ import annotations

from journeydsl.syntax import buyers, path, people, promises, rhythm
from journeydsl.syntax.values import Name, Node, Text

Key = tuple[str, ...]

# What may stand more than once in a block, and by which of its parts one is told from the next. All others are
# told apart by their class alone.
_TOLD_BY: dict[type[Node], tuple[str, ...]] = {
    people.Capacity: ("stage", "unit"), people.Closed: ("first",), people.Holidays: ("country", "part"),
    people.OpenHours: ("days",), people.Objection: ("text",), people.Agreed: ("signatures",),
    people.BuyerLine: ("verb", "texts"), people.Cares: ("texts",), people.Say: ("texts",), people.NeverSay: ("texts",),
    buyers.Band: ("name",), buyers.Segment: ("name",), buyers.ScoreLine: ("condition",),
    buyers.ScorePerLine: ("activity", "window"), buyers.ScoreSumLine: ("score",),
    path.HandoffWhere: ("name",), path.StageWhere: ("name",), path.HelpFrom: ("team",), path.Reject: ("stage",),
    path.RouteLine: ("team", "when"), path.StageContent: ("title",),
    promises.Answer: ("origin", "target"), promises.Convert: ("origin", "target"),
    promises.Deliver: ("origin", "target"), promises.Enter: ("entries",),
    rhythm.Agenda: ("texts",), rhythm.Announce: ("teams",), rhythm.Answers: ("texts",), rhythm.Brings: ("stage",),
    rhythm.CadenceDay: ("number",), rhythm.Expect: ("expectation",), rhythm.FollowUp: ("text",),
    rhythm.Given: ("items",), rhythm.OfferFor: ("roles", "stages"), rhythm.Quote: ("texts",),
    rhythm.Reads: ("readings",),
}  # fmt: skip

# Declarations inside of blocks: their header has parts of its own, as one of a declaration has.
NAMED_INSIDE = (buyers.Segment, buyers.Band)


def key_of(node: Node) -> Key:
    """The kind of a statement or property, and what tells it from others of its kind."""
    kind = type(node).__name__
    match node:
        case people.Use(path=said) | rhythm.Scenario(title=said):
            return (kind, said.text)
        case path.Move() | path.Recycle() | path.Handoff():
            return (kind, _said(node.origin), node.target.text)
        case _ if type(node) in _TOLD_BY:
            return (kind, *(_said(getattr(node, part)) for part in _TOLD_BY[type(node)]))
        case _ if is_declaration(node):
            return (kind, _said(getattr(node, "name", None)))
        case _:
            return (kind,)


def is_declaration(node: Node | None) -> bool:
    """Whether a node declares something by name, or is a way: what stands at the top of a file."""
    declares = (
        people.Use, people.Journey, people.Calendar, people.Team, people.Role, buyers.Field, buyers.Activity,
        buyers.Score, buyers.Rule, buyers.Segmentation, path.Stage, path.Move, path.Recycle, path.Handoff,
        promises.Promise,
        promises.Plan, promises.Kpi, rhythm.Content, rhythm.Cadence, rhythm.Offer, rhythm.Meeting, rhythm.Term,
        rhythm.Scenario, *NAMED_INSIDE,
    )  # fmt: skip
    return isinstance(node, declares)


def is_told_by_its_words(node: Node | None) -> bool:
    """Whether a property has no name, so that changing it is hard to tell from replacing it by another."""
    return type(node) in _TOLD_BY and not isinstance(node, (*NAMED_INSIDE, path.HandoffWhere, path.StageWhere))


def _said(value: object) -> str:
    """A part of a node as text, without its place."""
    match value:
        case Name(text=text) | Text(text=text):
            return text
        case tuple():
            return " ".join(_said(one) for one in value)
        case Node():
            fields = [field for field in value.__fields__ if field not in ("start", "end")]
            return " ".join([type(value).__name__, *(_said(getattr(value, field)) for field in fields)])
        case _:
            return str(value or "")
