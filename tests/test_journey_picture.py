"""What the picture of a journey says."""

import inspect
from typing import Any, TypeVar

from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.buyers import Field
from journeydsl.model.journey import Journey
from journeydsl.model.path import Accept, Handoff, Move, Passed, Reason, Recycle, Rejection, Stage, TimeLimit
from journeydsl.model.people import Team
from journeydsl.model.values import Duration, Reference
from journeydsl.render.diagrams.drawing import draw_svg
from journeydsl.render.diagrams.graphviz_library import draw
from journeydsl.render.diagrams.journey_picture import NO_ADDRESSES, Addresses, journey_picture
from journeydsl.render.diagrams.picture import Arrow, ArrowKind, Badge, BoxKind, Direction, Picture
from journeydsl.render.diagrams.showing import show_whole
from journeydsl.text.record import Record
from journeydsl.text.source import Source, Span

HERE = Span(Source("a.journey", ""), 0, 0)
AnyRecord = TypeVar("AnyRecord", bound=Record)


def made(kind: type[AnyRecord], /, **given: Any) -> AnyRecord:
    """A value of the model of which only what is given says anything."""
    types: dict[str, object] = {}
    for cls in reversed(kind.__mro__):
        types |= inspect.get_annotations(cls)
    return kind(**{name: given.get(name, _nothing(name, str(types[name]))) for name in kind.__fields__})


def _nothing(name: str, text: str) -> object:
    if name.endswith("span"):
        return HERE
    if text.startswith("tuple"):
        return ()
    if text.startswith("Mapping"):
        return {}
    return {"bool": name == "is_whole", "str": name}.get(text)


def named(name: str) -> Reference:
    return Reference(name, HERE)


def lasting(amount: int, unit: str, business: bool) -> Duration:
    return made(Duration, amount=amount, unit=unit, is_business=business)


def stage(name: str, owner: str | None, **given: Any) -> Stage:
    return made(Stage, **{"name": name, "kind": "plain", "owner": named(owner) if owner else None} | given)


def small_journey() -> Journey:
    limit = made(TimeLimit, duration=lasting(60, "day", False), target=named("nurture"))
    stages = (
        stage("visitor", "marketing", is_entry=True),
        stage("lead", "marketing", leave=limit),
        stage("nurture", "marketing", kind="resting"),
        stage("sal", "sales", title="Sales-accepted lead", is_gate=True, requires=(named("budget"),)),
        stage("customer", None, kind="won"),
        stage("lost", "marketing", kind="lost"),
    )
    handoff = made(
        Handoff,
        origins=(named("lead"),),
        target=named("sal"),
        passes=(made(Passed, kind="field", name="budget"),),
        accept=made(Accept, duration=lasting(4, "hour", True)),
        rejects=(made(Rejection, target=named("nurture"), reasons=(named("bad_fit"),)),),
    )
    moves = (
        made(Move, origins=(named("visitor"),), target=named("lead"), title="Identified"),
        made(Move, origins=(named("sal"),), target=named("customer"), by=named("sales")),
        made(Move, origins=(named("lead"), named("sal")), target=named("lost"), leaves_any=True),
    )
    return made(
        Journey,
        name="small",
        teams={name: made(Team, name=name) for name in ("sales", "marketing")},
        fields={"budget": made(Field, name="budget")},
        reasons={"bad_fit": made(Reason, name="bad_fit", title="Outside our profile")},
        stages={one.name: one for one in stages},
        moves=moves,
        handoffs=(handoff, made(Handoff, origins=(named("sal"),), target=named("customer"))),
        recycles=(made(Recycle, origins=(named("sal"),), target=named("nurture"), title="Gone quiet"),),
    )


def pictured(journey: Journey) -> Picture:
    graph = JourneyGraph(journey)
    return journey_picture(graph, NO_ADDRESSES, show_whole(graph), Direction.DOWN)


def arrow(picture: Picture, start: str, end: str, kind: ArrowKind) -> Arrow:
    (found,) = (one for one in picture.arrows if (one.start, one.end, one.kind) == (start, end, kind))
    return found


def test_lanes_are_the_owners_in_the_order_of_their_stages() -> None:
    lanes = pictured(small_journey()).lanes
    assert [(lane.title, lane.colour) for lane in lanes] == [("Marketing", 1), ("Sales", 0)]


def test_boxes_tell_what_kind_of_stage_they_are() -> None:
    boxes = {box.key: box for box in pictured(small_journey()).boxes}
    assert (boxes["visitor"].kind, boxes["visitor"].tag) == (BoxKind.ENTRY, "Start")
    assert (boxes["sal"].tag, boxes["sal"].lines) == ("Gate", ("needs Budget",))
    assert (boxes["customer"].kind, boxes["customer"].lane) == (BoxKind.WON, "")


def test_a_handoff_shows_its_clock_and_what_is_passed() -> None:
    picture = pictured(small_journey())
    shown = arrow(picture, "lead", "sal", ArrowKind.HANDOFF)
    assert (shown.clock, shown.lines) == ("4 business hours", ("passes Budget",))
    assert arrow(picture, "sal", "customer", ArrowKind.HANDOFF).clock == "no time agreed"


def test_ways_back_between_the_same_stages_are_one_arrow() -> None:
    picture = pictured(small_journey())
    assert arrow(picture, "sal", "nurture", ArrowKind.BACK).lines == ("Outside our profile", "Gone quiet")
    assert arrow(picture, "lead", "nurture", ArrowKind.TIME_LIMIT).lines == ("after 60 days",)


def test_a_move_from_any_stage_is_drawn_once() -> None:
    picture = pictured(small_journey())
    starts = [one.start for one in picture.arrows if one.end == "lost"]
    assert starts == ["any to lost"]
    assert [box.kind for box in picture.boxes if box.key == starts[0]] == [BoxKind.ANYWHERE]


def test_stages_handoffs_and_teams_lead_to_their_pages() -> None:
    addresses = Addresses("stage/{}".format, "handoff/{}-{}".format, "team/{}".format)
    graph = JourneyGraph(small_journey())
    showing = show_whole(graph).replace(stage_badges={"lead": (Badge("1 finding"),)})
    picture = journey_picture(graph, addresses, showing, Direction.RIGHT)
    assert picture.lanes[0].href == "team/marketing"
    assert arrow(picture, "lead", "sal", ArrowKind.HANDOFF).href == "handoff/lead-sal"
    assert [box.badges for box in picture.boxes if box.key == "lead"] == [(Badge("1 finding"),)]


def test_the_description_tells_the_handoffs() -> None:
    assert pictured(small_journey()).description == (
        "6 stages and 2 handoffs. Lead to Sales-accepted lead, accepted within 4 business hours. "
        "Sales-accepted lead to Customer."
    )


def test_the_picture_of_a_journey_is_drawn() -> None:
    assert "4 business hours" in str(draw_svg(pictured(small_journey()), draw))
