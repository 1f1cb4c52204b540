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
    boxes = list(_with_lines(picture, many, titles, tongue))
    arrows = [arrow for arrow in picture.arrows if id(arrow) not in gathered]
    arrows += [replace(group[0], start=_key(number, group), concerns=_concerns(group), tooltip=_whence(group, titles))
               for number, group in enumerate(many)]  # fmt: skip
    return replace(picture, boxes=tuple(boxes), arrows=tuple(arrows))


def _with_lines(picture: Picture, many: list[list[Arrow]], titles: dict[str, str], tongue: Tongue) -> Iterator[Box]:
    """The boxes with what they no longer have an arrow for; before each, those that stand for many and lead to it."""
    order = {key: place for place, key in enumerate(titles)}
    leading: dict[str, list[tuple[int, list[Arrow]]]] = {}
    own: dict[str, list[str]] = {}
    for number, group in enumerate(many):
        leading.setdefault(group[0].end, []).append((number, group))
        for arrow in group:
            own.setdefault(arrow.start, []).append(_words(arrow, titles))
    for box in picture.boxes:
        for number, group in leading.get(box.key, ()):
            earlier = [arrow.start for arrow in group if order[arrow.start] < order[box.key]]
            last, tooltip = max(earlier, key=order.__getitem__, default=None), _whence(group, titles)
            title = tongue.fill("{number} stages", number=len(group))
            yield Box(_key(number, group), title, box.lane, BoxKind.ANYWHERE, tooltip=tooltip,
                      concerns=_concerns(group), after=last)  # fmt: skip
        yield replace(box, lines=(*box.lines, *own.get(box.key, ())))


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
