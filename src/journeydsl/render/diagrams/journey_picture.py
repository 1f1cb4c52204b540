"""A journey as a picture: its stages in the lanes of their owners, and every way between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.graph.passage import Passage
from journeydsl.model.journey import Journey
from journeydsl.model.path import Accept, Handoff, Move, Passed, Recycle, Rejection, Stage, TimeLimit
from journeydsl.model.values import Declaration, Reference
from journeydsl.render.diagrams.lettering import runs_left
from journeydsl.render.diagrams.picture import Arrow, ArrowKind, Box, BoxKind, Direction, Lane, Picture
from journeydsl.render.diagrams.showing import Showing, passages_by_way, stage_concerns, way_concerns
from journeydsl.render.tongues.tongue import Tongue, tongue_of

_MOST_LISTED = 3
_LONGEST_GUARD = 60


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the parts of a picture lead: each gives an address, or an empty text for none."""

    stage: Callable[[str], str]
    handoff: Callable[[str, str], str]
    team: Callable[[str], str]


NO_ADDRESSES = Addresses(lambda stage: "", lambda start, end: "", lambda team: "")


def journey_picture(
    graph: JourneyGraph, addresses: Addresses, showing: Showing, direction: Direction, title: str = "", key: str = ""
) -> Picture:
    """What is shown of a journey. A stage without an owner stands in no lane."""
    journey = graph.journey
    return Picture(
        key or "journey",
        title or journey.label,
        description(journey, showing),
        tuple(lanes(journey, addresses, showing)),
        tuple(boxes(graph, addresses, showing)),
        (*_moves(graph, showing), *_handoffs(graph, addresses, showing), *_ways_back(graph, showing)),
        direction,
        journey.language or "en",
    )


def ahead(journey: Journey) -> Direction:
    """The direction in which what stages are called is read, in which buyers travel across a picture."""
    return Direction.LEFT if runs_left(stage.label for stage in journey.stages.values()) else Direction.RIGHT


def lanes(journey: Journey, addresses: Addresses, showing: Showing) -> Iterator[Lane]:
    """Owners in the order of their first stage; a team has one colour in every picture of its journey."""
    colours = team_colours(journey)
    shown = (journey.stages[name] for name in showing.stages)
    for name in dict.fromkeys(stage.owner.name for stage in shown if stage.owner):
        yield Lane(name, journey.teams[name].label, colours[name], addresses.team(name))


def team_colours(journey: Journey) -> Mapping[str, int]:
    """The number of each team's colour: those that own stages first, since lanes stand side by side."""
    owners = {stage.owner.name for stage in journey.stages.values() if stage.owner}
    return {name: number for number, name in enumerate(sorted(journey.teams, key=lambda team: team not in owners))}


def boxes(graph: JourneyGraph, addresses: Addresses, showing: Showing) -> Iterator[Box]:
    """The stages, and before each that ways from any stage lead to, a box that stands for all of them."""
    journey, tongue = graph.journey, tongue_of(graph.journey.language)
    from_anywhere = {passage.target for passage in showing.passages if passage.leaves_any}
    for stage in (journey.stages[name] for name in showing.stages):
        lane = stage.owner.name if stage.owner else ""
        concerns = stage_concerns(graph, showing, stage.name)
        if stage.name in from_anywhere:
            yield Box(_anywhere(stage.name), tongue.say("Any stage"), lane, BoxKind.ANYWHERE, concerns=concerns)
        needs = listed(tongue, (_label(journey.fields, field) for field in stage.requires))
        yield Box(
            stage.name,
            stage.label,
            lane,
            kind_of(stage),
            _tag(tongue, stage),
            (tongue.fill("needs {fields}", fields=needs),) if needs and stage.name not in showing.beside else (),
            showing.stage_badges.get(stage.name, ()),
            href=addresses.stage(stage.name),
            is_beside=stage.name in showing.beside,
            concerns=concerns,
        )


def kind_of(stage: Stage) -> BoxKind:
    """The shape of a stage."""
    match stage.kind:
        case "won":
            return BoxKind.WON
        case "lost":
            return BoxKind.LOST
        case "resting":
            return BoxKind.RESTING
        case "plain":
            return BoxKind.ENTRY if stage.is_entry else BoxKind.PLAIN


def starts(shown: ByWay, way: Move | Recycle | Handoff) -> Iterator[tuple[str, tuple[Passage, ...]]]:
    """The boxes that the arrows of a way begin at, each with the passages that it stands for; of what is shown.

    A way that leaves any stage is drawn once, from a box that stands for all of them.
    """
    found = shown.get(id(way), ())
    if found and way.leaves_any and not isinstance(way, Handoff):
        yield _anywhere(way.target.name), found
    else:
        yield from ((passage.origin, (passage,)) for passage in found)


ByWay = Mapping[int, tuple[Passage, ...]]
_KINDS = {"won": "Won", "lost": "Lost", "resting": "May wait here", "plain": ""}


def _tag(tongue: Tongue, stage: Stage) -> str:
    tags = ("Start" if stage.is_entry else "", _KINDS[stage.kind], "Gate" if stage.is_gate else "")
    return " · ".join(tongue.say(tag) for tag in tags if tag)


def _moves(graph: JourneyGraph, showing: Showing) -> Iterator[Arrow]:
    tongue, shown = tongue_of(graph.journey.language), passages_by_way(showing)
    for move in graph.journey.moves:
        by = tongue.fill("by {team}", team=_label(graph.journey.teams, move.by)) if move.by else ""
        lines = tuple(line for line in (_move_words(tongue, move), by) if line)
        priority = str(move.priority.number) if move.priority else ""
        badges = showing.way_badges.get(id(move), ())
        for start, passages in starts(shown, move):
            concerns = way_concerns(graph, showing, passages)
            yield Arrow(start, move.target.name, ArrowKind.MOVE, "", lines, priority, badges=badges, concerns=concerns)


def _move_words(tongue: Tongue, move: Move) -> str:
    if move.title or not move.when:
        return move.title or ""
    guard = move.when.span.words
    shown = guard if len(guard) <= _LONGEST_GUARD else guard[: _LONGEST_GUARD - 1] + "…"
    return tongue.fill("when {guard}", guard=shown)


def _handoffs(graph: JourneyGraph, addresses: Addresses, showing: Showing) -> Iterator[Arrow]:
    tongue, shown = tongue_of(graph.journey.language), passages_by_way(showing)
    for handoff in graph.journey.handoffs:
        clock, others = accept_clocks(graph.journey, showing, handoff)
        passes = listed(tongue, (_passed(graph.journey, passed) for passed in handoff.passes))
        passed = tongue.fill("passes {facts}", facts=passes)
        lines = (*((passed,) if passes else ()), *others, *_receivers(graph.journey, showing, handoff))
        priority = str(handoff.priority.number) if handoff.priority else ""
        badges = showing.way_badges.get(id(handoff), ())
        for start, passages in starts(shown, handoff):
            end = handoff.target.name
            concerns = way_concerns(graph, showing, passages)
            href = addresses.handoff(start, end)
            said = clock or tongue.say("no time agreed")
            yield Arrow(start, end, ArrowKind.HANDOFF, said, lines, priority, handoff.label, href,
                        badges=badges, concerns=concerns)  # fmt: skip


def accept_clocks(journey: Journey, showing: Showing, handoff: Handoff) -> tuple[str, tuple[str, ...]]:
    """The time to accept, and those of parts of the buyers, as far as any of them is among the buyers shown."""
    tongue = tongue_of(journey.language)
    clock = tongue.write(handoff.accept.duration, "") if handoff.accept else ""
    others = []
    for where in handoff.wheres:
        match where.accept, showing.shares.get(where.holds.name, "some"):
            case Accept(duration=duration), "all":
                clock = tongue.write(duration, "")
            case Accept(duration=duration), "some":
                others.append(f"{held(journey, where.holds)}: {tongue.write(duration, '')}")
            case _:
                pass
    return clock, tuple(others)


def _receivers(journey: Journey, showing: Showing, handoff: Handoff) -> Iterator[str]:
    teams = showing.receivers.get(handoff.name, ())
    if teams:
        tongue = tongue_of(journey.language)
        yield tongue.fill("to {teams}", teams=listed(tongue, (journey.teams[name].label for name in teams)))


def _ways_back(graph: JourneyGraph, showing: Showing) -> Iterator[Arrow]:
    """Rejections, time limits and recycles; those with the same ends are one arrow that lists them all."""
    found: dict[tuple[str, str], list[tuple[ArrowKind, str, tuple[Passage, ...]]]] = {}
    for start, end, kind, words, passages in _ways_that_return(graph.journey, showing):
        found.setdefault((start, end), []).append((kind, words, passages))
    for (start, end), parts in found.items():
        kinds = {kind for kind, _, _ in parts}
        kind = ArrowKind.TIME_LIMIT if kinds == {ArrowKind.TIME_LIMIT} else ArrowKind.BACK
        lines = tuple(dict.fromkeys(words for _, words, _ in parts if words))
        every = tuple(passage for _, _, passages in parts for passage in passages)
        badges = tuple(badge for way in dict.fromkeys(id(passage.way) for passage in every)
                       for badge in showing.way_badges.get(way, ()))  # fmt: skip
        yield Arrow(start, end, kind, lines=lines, badges=badges, concerns=way_concerns(graph, showing, every))


_Returning = tuple[str, str, ArrowKind, str, tuple[Passage, ...]]


def _ways_that_return(journey: Journey, showing: Showing) -> Iterator[_Returning]:
    every, tongue = showing.passages, tongue_of(journey.language)
    for passage in every:
        if isinstance(passage.way, Rejection):
            why = listed(tongue, (_label(journey.reasons, reason) for reason in passage.way.reasons))
            yield passage.origin, passage.target, ArrowKind.BACK, why or tongue.say("rejected"), (passage,)
    for passage in every:
        if isinstance(passage.way, TimeLimit):
            whom = "".join(
                f"{held(journey, where.holds)}: " for where in journey.stages[passage.origin].wheres
                if where.leave is passage.way and showing.shares.get(where.holds.name) != "all"
            )  # fmt: skip
            words = whom + tongue.fill("after {time:dative}", time=passage.way.duration)
            yield passage.origin, passage.target, ArrowKind.TIME_LIMIT, words, (passage,)
    shown = passages_by_way(showing)
    for recycle in journey.recycles:
        for start, passages in starts(shown, recycle):
            yield start, recycle.target.name, ArrowKind.BACK, recycle.title or tongue.say("recycled"), passages


def _anywhere(target: str) -> str:
    """A key that no stage can have, since names hold no space."""
    return f"any to {target}"


def description(journey: Journey, showing: Showing) -> str:
    """What is shown, for those who cannot see it: how much, and every handoff with its time."""
    tongue = tongue_of(journey.language)
    found = passages_by_way(showing)
    shown = [handoff for handoff in journey.handoffs if id(handoff) in found]
    stages = counted(tongue, len(showing.stages), "{number} stage", "{number} stages")
    handoffs = counted(tongue, len(shown), "{number} handoff", "{number} handoffs")
    said = [tongue.fill("{stages} and {handoffs}.", stages=stages, handoffs=handoffs)]
    for handoff in shown:
        origins = (passage.origin for passage in found[id(handoff)])
        origin = listed(tongue, (journey.stages[name].label for name in origins))
        ends = tongue.fill("{origin} to {target}", origin=origin, target=_label(journey.stages, handoff.target))
        clock, _ = accept_clocks(journey, showing, handoff)
        said.append(tongue.fill("{ends}, accepted within {clock}.", ends=ends, clock=clock) if clock else f"{ends}.")
    return " ".join(said)


def counted(tongue: Tongue, number: int, one: str, many: str) -> str:
    """`1 stage`, `2 stages`: one of two messages."""
    return tongue.fill(one if number == 1 else many, number=number)


def held(journey: Journey, holds: Reference) -> str:
    """What people call the segment, band or rule after `where`."""
    for declarations in (journey.segments, journey.bands, journey.rules):
        if holds.name in declarations:
            return _label(declarations, holds)
    return holds.name


def _passed(journey: Journey, passed: Passed) -> str:
    match passed.kind:
        case "field":
            return journey.fields[passed.name].label
        case "score":
            return journey.scores[passed.name].label
        case "activity":
            return journey.activities[passed.name].label


def _label(declarations: Mapping[str, Declaration], reference: Reference) -> str:
    return declarations[reference.name].label


def listed(tongue: Tongue, words: Iterable[str]) -> str:
    """The words with commas, the first few of them where there are many."""
    every = list(words)
    if len(every) <= _MOST_LISTED + 1:
        return ", ".join(every)
    shown = ", ".join(every[:_MOST_LISTED])
    return tongue.fill("{values} and {number} more", values=shown, number=len(every) - _MOST_LISTED)
