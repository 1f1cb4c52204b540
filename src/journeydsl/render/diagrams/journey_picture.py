"""A journey as a picture: its stages in the lanes of their owners, and every way between them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from journeydsl.model.journey import Journey
from journeydsl.model.path import Accept, Handoff, Move, Passed, Recycle, Stage, TimeLimit
from journeydsl.model.values import Declaration, Reference
from journeydsl.render.diagrams.picture import (
    Arrow,
    ArrowKind,
    Badge,
    Box,
    BoxKind,
    Direction,
    Lane,
    Picture,
)

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
    journey: Journey, addresses: Addresses, badges: Mapping[str, tuple[Badge, ...]], direction: Direction
) -> Picture:
    """The whole journey; `badges` are for stages, by name. A stage without an owner stands in no lane."""
    return Picture(
        "journey",
        journey.label,
        _description(journey),
        tuple(_lanes(journey, addresses)),
        tuple(_boxes(journey, addresses, badges)),
        (*_moves(journey), *_handoffs(journey, addresses), *_ways_back(journey)),
        direction,
        journey.language or "en",
    )


def _lanes(journey: Journey, addresses: Addresses) -> Iterable[Lane]:
    """Owners in the order of their first stage; a team has one colour in every picture of its journey."""
    colours = {name: number for number, name in enumerate(journey.teams)}
    owners = dict.fromkeys(stage.owner.name for stage in journey.stages.values() if stage.owner)
    for name in owners:
        yield Lane(name, journey.teams[name].label, colours[name], addresses.team(name))


def _boxes(journey: Journey, addresses: Addresses, badges: Mapping[str, tuple[Badge, ...]]) -> Iterable[Box]:
    from_anywhere = {move.target.name for move in (*journey.moves, *journey.recycles) if move.leaves_any}
    for stage in journey.stages.values():
        lane = stage.owner.name if stage.owner else ""
        if stage.name in from_anywhere:
            yield Box(_anywhere(stage.name), "Any stage", lane, BoxKind.ANYWHERE)
        needs = _listed(_label(journey.fields, field) for field in stage.requires)
        yield Box(
            stage.name,
            stage.label,
            lane,
            _kind(stage),
            _tag(stage),
            (f"needs {needs}",) if needs else (),
            badges.get(stage.name, ()),
            href=addresses.stage(stage.name),
        )


def _kind(stage: Stage) -> BoxKind:
    match stage.kind:
        case "won":
            return BoxKind.WON
        case "lost":
            return BoxKind.LOST
        case "resting":
            return BoxKind.RESTING
        case "plain":
            return BoxKind.ENTRY if stage.is_entry else BoxKind.PLAIN


def _tag(stage: Stage) -> str:
    words = {"won": "Won", "lost": "Lost", "resting": "May wait here", "plain": ""}
    tags = ("Start" if stage.is_entry else "", words[stage.kind], "Gate" if stage.is_gate else "")
    return " · ".join(tag for tag in tags if tag)


def _moves(journey: Journey) -> Iterable[Arrow]:
    for move in journey.moves:
        lines = tuple(line for line in (_move_words(move), _by(journey, move)) if line)
        priority = str(move.priority.number) if move.priority else ""
        for start in _starts(move):
            yield Arrow(start, move.target.name, ArrowKind.MOVE, lines=lines, priority=priority)


def _move_words(move: Move) -> str:
    if move.title or not move.when:
        return move.title or ""
    guard = " ".join(move.when.span.text.split())
    return "when " + (guard if len(guard) <= _LONGEST_GUARD else guard[: _LONGEST_GUARD - 1] + "…")


def _by(journey: Journey, move: Move) -> str:
    return f"by {_label(journey.teams, move.by)}" if move.by else ""


def _handoffs(journey: Journey, addresses: Addresses) -> Iterable[Arrow]:
    for handoff in journey.handoffs:
        clock = handoff.accept.duration.text if handoff.accept else "no time agreed"
        passes = _listed(_passed(journey, passed) for passed in handoff.passes)
        first = (f"passes {passes}",) if passes else ()
        lines = (*first, *_other_clocks(journey, handoff))
        priority = str(handoff.priority.number) if handoff.priority else ""
        for start in _starts(handoff):
            end = handoff.target.name
            href = addresses.handoff(start, end)
            yield Arrow(start, end, ArrowKind.HANDOFF, clock, lines, priority, handoff.label, href)


def _other_clocks(journey: Journey, handoff: Handoff) -> Iterable[str]:
    for where in handoff.wheres:
        match where.accept:
            case Accept(duration=duration):
                yield f"{_held(journey, where.holds)}: {duration.text}"
            case None:
                pass


def _ways_back(journey: Journey) -> Iterable[Arrow]:
    """Rejections, time limits and recycles; those with the same ends are one arrow that lists them all."""
    found: dict[tuple[str, str], list[tuple[ArrowKind, str]]] = {}
    for start, end, kind, words in (*_rejections(journey), *_limits(journey), *_recycles(journey)):
        found.setdefault((start, end), []).append((kind, words))
    for (start, end), parts in found.items():
        kinds = {kind for kind, _ in parts}
        kind = ArrowKind.TIME_LIMIT if kinds == {ArrowKind.TIME_LIMIT} else ArrowKind.BACK
        yield Arrow(start, end, kind, lines=tuple(dict.fromkeys(words for _, words in parts if words)))


def _rejections(journey: Journey) -> Iterable[tuple[str, str, ArrowKind, str]]:
    for handoff in journey.handoffs:
        for reject in handoff.rejects:
            why = _listed(_label(journey.reasons, reason) for reason in reject.reasons)
            yield handoff.target.name, reject.target.name, ArrowKind.BACK, why or "rejected"


def _limits(journey: Journey) -> Iterable[tuple[str, str, ArrowKind, str]]:
    for stage in journey.stages.values():
        limits = [("", stage.leave), *((_held(journey, w.holds) + ": ", w.leave) for w in stage.wheres)]
        for whom, leave in limits:
            match leave:
                case TimeLimit(target=target, duration=duration):
                    yield stage.name, target.name, ArrowKind.TIME_LIMIT, f"{whom}after {duration.text}"
                case None:
                    pass


def _recycles(journey: Journey) -> Iterable[tuple[str, str, ArrowKind, str]]:
    for recycle in journey.recycles:
        for start in _starts(recycle):
            yield start, recycle.target.name, ArrowKind.BACK, recycle.title or "recycled"


def _starts(way: Move | Recycle | Handoff) -> tuple[str, ...]:
    """A way that leaves any stage is drawn once, from a box that stands for all of them."""
    if way.leaves_any and not isinstance(way, Handoff):
        return (_anywhere(way.target.name),)
    return tuple(origin.name for origin in way.origins)


def _anywhere(target: str) -> str:
    """A key that no stage can have, since names hold no space."""
    return f"any to {target}"


def _description(journey: Journey) -> str:
    stages, handoffs = len(journey.stages), len(journey.handoffs)
    said = [f"{_counted(stages, 'stage')} and {_counted(handoffs, 'handoff')}."]
    for handoff in journey.handoffs:
        starts = _listed(_label(journey.stages, origin) for origin in handoff.origins)
        clock = handoff.accept.duration.text if handoff.accept else ""
        within = f", accepted within {clock}" if clock else ""
        said.append(f"{starts} to {_label(journey.stages, handoff.target)}{within}.")
    return " ".join(said)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _held(journey: Journey, holds: Reference) -> str:
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


def _listed(words: Iterable[str]) -> str:
    """The words with commas, the first few of them where there are many."""
    every = list(words)
    if len(every) <= _MOST_LISTED + 1:
        return ", ".join(every)
    return ", ".join(every[:_MOST_LISTED]) + f" and {len(every) - _MOST_LISTED} more"
