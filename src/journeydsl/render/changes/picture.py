"""The picture of a change: the journey as it is now, with what came, what changed and what went marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from journeydsl.diff.compare import Comparison
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.render.diagrams.journey_picture import NO_ADDRESSES, ahead, journey_picture
from journeydsl.render.diagrams.picture import Arrow, Box, Mark, Picture
from journeydsl.render.diagrams.showing import show_whole

_Ends = tuple[str, str, str]


def changes_picture(found: Comparison) -> Picture:
    """Both versions in one picture; what is only in the older one is drawn too."""
    now, before = (_drawn(graph) for graph in (found.graph, found.older))
    stages = {change.key[1] for change in found.changes if change.key[0] == "stage" and change.kind == "changed"}
    stages |= {one.key[1] for one in found.reclocked if one.key[0] == "stage"}
    boxes = tuple(_boxes(now.boxes, before.boxes, stages))
    shown = {box.lane for box in boxes}
    lanes = {lane.key: lane for lane in (*before.lanes, *now.lanes) if lane.key in shown}
    arrows = tuple(_arrows(now.arrows, before.arrows, _changed_ways(found)))
    boxes = tuple(replace(box, tag=" · ".join(word for word in (box.mark.value, box.tag) if word)) for box in boxes)
    arrows = tuple(
        replace(arrow, lines=(arrow.mark.value, *arrow.lines)) if arrow.mark is not Mark.NONE else arrow
        for arrow in arrows
    )
    return replace(now, key="changes", description=_description(boxes, arrows), lanes=tuple(lanes.values()),
                   boxes=boxes, arrows=arrows)  # fmt: skip


def focused(picture: Picture) -> Picture:
    """What is marked alone, with the stages that marked ways join."""
    arrows = tuple(arrow for arrow in picture.arrows if arrow.mark is not Mark.NONE)
    near = {end for arrow in arrows for end in (arrow.start, arrow.end)}
    boxes = tuple(box for box in picture.boxes if box.mark is not Mark.NONE or box.key in near)
    return replace(picture, boxes=boxes, arrows=arrows)


def _drawn(graph: JourneyGraph) -> Picture:
    """The whole journey; whom a part concerns is no part of what it says, and changes with teams alone."""
    picture = journey_picture(graph, NO_ADDRESSES, show_whole(graph), ahead(graph.journey))
    boxes = tuple(replace(box, concerns=()) for box in picture.boxes)
    return replace(picture, boxes=boxes, arrows=tuple(replace(arrow, concerns=()) for arrow in picture.arrows))


def _changed_ways(found: Comparison) -> set[str]:
    keys = [change.key for change in found.changes if change.kind in ("changed", "moved")]
    keys += [one.key for one in found.rerouted]
    keys += [one.key for one in found.reclocked]
    keys += [one.key for one in found.meanings if one.verdict != "same"]
    return {key[1].partition(" (")[0] for key in keys if key[0] in ("move", "recycle", "handoff")}


def _boxes(now: Iterable[Box], before: Iterable[Box], changed: set[str]) -> Iterable[Box]:
    old = {box.key: box for box in before}
    for box in now:
        if box.key not in old:
            yield replace(box, mark=Mark.ADDED)
        else:
            was = replace(old.pop(box.key), lane=box.lane, title=box.title)
            yield replace(box, mark=Mark.CHANGED if box.key in changed or was != box else Mark.NONE)
    yield from (replace(box, mark=Mark.REMOVED) for box in old.values())


def _arrows(now: Iterable[Arrow], before: Iterable[Arrow], changed: set[str]) -> Iterable[Arrow]:
    old: dict[_Ends, list[Arrow]] = {}
    for arrow in before:
        old.setdefault(_ends(arrow), []).append(arrow)
    for arrow in now:
        left = old.get(_ends(arrow), [])
        if not left:
            yield replace(arrow, mark=Mark.ADDED)
            continue
        same = next((one for one in left if one == arrow), left[0])
        left.remove(same)
        is_changed = same != arrow or (_way(arrow) in changed and arrow.kind.value in ("move", "handoff"))
        yield replace(arrow, mark=Mark.CHANGED if is_changed else Mark.NONE)
    yield from (replace(arrow, mark=Mark.REMOVED) for left in old.values() for arrow in left)


def _ends(arrow: Arrow) -> _Ends:
    return arrow.start, arrow.end, arrow.kind.value


def _way(arrow: Arrow) -> str:
    start = "any" if arrow.start.startswith("any to ") else arrow.start
    return f"{start} -> {arrow.end}"


def _description(boxes: Iterable[Box], arrows: Iterable[Arrow]) -> str:
    marks = [*(box.mark for box in boxes), *(arrow.mark for arrow in arrows)]
    counts = {mark: marks.count(mark) for mark in (Mark.ADDED, Mark.CHANGED, Mark.REMOVED)}
    return ", ".join(f"{number} {mark.value}" for mark, number in counts.items()) + "."
