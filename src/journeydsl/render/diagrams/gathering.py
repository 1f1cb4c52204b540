"""Many quiet ways to one end, such as the same time limit on every stage, gathered into one arrow."""

from collections.abc import Iterator
from dataclasses import replace

from journeydsl.render.diagrams.picture import Arrow, ArrowKind, Box, BoxKind, Mark, Picture
from journeydsl.render.tongues.tongue import Tongue, tongue_of

ENOUGH = 8
"""So many alike, from which on an arrow for each hides more than it shows."""

_QUIET = frozenset({ArrowKind.BACK, ArrowKind.TIME_LIMIT})


def gather(picture: Picture) -> Picture:
    """The picture with one arrow, from a box that stands for all of them, where many boxes have the same quiet way to
    the same end; each of them says in a line of its own where it leads."""
    titles = {box.key: box.title or box.key for box in picture.boxes}
    groups: dict[tuple[str, str, ArrowKind, tuple[str, ...]], list[Arrow]] = {}
    for arrow in picture.arrows:
        is_plain = not (arrow.badges or arrow.href or arrow.priority) and arrow.mark is Mark.NONE
        if arrow.kind in _QUIET and is_plain and arrow.start in titles and arrow.end in titles:
            groups.setdefault((arrow.end, arrow.clock, arrow.kind, arrow.lines), []).append(arrow)
    many = [group for group in groups.values() if len(group) >= ENOUGH]
    if not many:
        return picture
    gathered = {id(arrow) for group in many for arrow in group}
    tongue = tongue_of(picture.language)
    boxes = [box for one in picture.boxes for box in _with_line(one, many, titles, tongue)]
    arrows = [arrow for arrow in picture.arrows if id(arrow) not in gathered]
    arrows += [replace(group[0], start=_key(number, group), concerns=_concerns(group), tooltip=_whence(group, titles))
               for number, group in enumerate(many)]  # fmt: skip
    return replace(picture, boxes=tuple(boxes), arrows=tuple(arrows))


def _with_line(box: Box, many: list[list[Arrow]], titles: dict[str, str], tongue: Tongue) -> Iterator[Box]:
    """The box with what it no longer has an arrow for; before it, the boxes that stand for many and lead to it."""
    order = list(titles)
    for number, group in enumerate(many):
        if group[0].end == box.key:
            earlier = [arrow.start for arrow in group if order.index(arrow.start) < order.index(box.key)]
            last, tooltip = max(earlier, key=order.index, default=None), _whence(group, titles)
            title = tongue.fill("{number} stages", number=len(group))
            yield Box(_key(number, group), title, box.lane, BoxKind.ANYWHERE, tooltip=tooltip,
                      concerns=_concerns(group), after=last)  # fmt: skip
    own = (arrow for group in many for arrow in group if arrow.start == box.key)
    yield replace(box, lines=(*box.lines, *(_words(arrow, titles) for arrow in own)))


def _words(arrow: Arrow, titles: dict[str, str]) -> str:
    said = ", ".join(part for part in (arrow.clock, *arrow.lines) if part)
    return f"{said} → {titles[arrow.end]}" if said else f"→ {titles[arrow.end]}"


def _whence(group: list[Arrow], titles: dict[str, str]) -> str:
    return ", ".join(titles[arrow.start] for arrow in group)


def _key(number: int, group: list[Arrow]) -> str:
    """A key that no stage can have, since names hold no space."""
    return f"many {number} to {group[0].end}"


def _concerns(group: list[Arrow]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(concern for arrow in group for concern in arrow.concerns))
