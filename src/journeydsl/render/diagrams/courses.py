"""Which arrows run with the reading direction, which against it, and which across."""

from enum import Enum

from journeydsl.render.diagrams.composition import Composition
from journeydsl.render.diagrams.picture import Arrow, ArrowKind

_QUIET = frozenset({ArrowKind.BACK, ArrowKind.TIME_LIMIT, ArrowKind.PROMISE})


class Course(Enum):
    AHEAD = "ahead"
    AGAINST = "against"
    """Runs back to an earlier column."""
    ASIDE = "aside"
    """Joins two boxes of one column, or a box to itself."""


def courses(composition: Composition) -> tuple[Course, ...]:
    """The course of each arrow of the composition, in its order.

    Moves and handoffs to a later box pull it into a later column; so does, for a box without any of those,
    the first other way in, or the box that it comes after. Two boxes that an arrow with a label joins never stay
    in one column: the later one gives way, so that the label has room between them.
    """
    column = _places(composition)
    return tuple(_course(column[arrow.start], column[arrow.end]) for arrow, _ in composition.arrows)


def effort(composition: Composition) -> int:
    """How much there is to place: boxes, labels, and a turn of every arrow in each column that it passes; lanes count
    more, since nothing of another may come between their boxes."""
    column, apart = _places(composition), columns_apart(composition)
    turns = sum(apart * abs(column[arrow.start] - column[arrow.end]) for arrow, _ in composition.arrows)
    labels = sum(label is not None for _, label in composition.arrows)
    return len(composition.boxes) + labels + turns + 4 * len(composition.lanes)


def columns_apart(composition: Composition) -> int:
    """Every other column is for labels where there are any, so that arrows with and without one are equally long."""
    return 2 if any(label is not None for _, label in composition.arrows) else 1


def _places(composition: Composition) -> dict[str, int]:
    """The column of each box, by its key."""
    place = {box.key: index for index, (box, _) in enumerate(composition.boxes)}
    arrows = [arrow for arrow, _ in composition.arrows]
    pulling = _pulling(arrows, place)
    pulling += [(box.after, box.key) for box, _ in composition.boxes if box.after is not None and box.after in place]
    labelled = [
        (arrow.start, arrow.end) if place[arrow.start] < place[arrow.end] else (arrow.end, arrow.start)
        for arrow, label in composition.arrows
        if label is not None and arrow.start != arrow.end
    ]
    while True:
        column = _columns(pulling, place)
        cramped = [pair for pair in labelled if column[pair[0]] == column[pair[1]]]
        if not cramped:
            return column
        pulling += cramped


def _course(start: int, end: int) -> Course:
    if start == end:
        return Course.ASIDE
    return Course.AHEAD if start < end else Course.AGAINST


def _columns(pulling: list[tuple[str, str]], place: dict[str, int]) -> dict[str, int]:
    leaving: dict[str, list[str]] = {key: [] for key in place}
    for start, end in pulling:
        leaving[start].append(end)
    column = dict.fromkeys(place, 0)
    # Boxes are pulled by earlier ones alone, so going through them in order finds every longest way.
    for start in place:
        for end in leaving[start]:
            column[end] = max(column[end], column[start] + 1)
    return column


def _pulling(arrows: list[Arrow], place: dict[str, int]) -> list[tuple[str, str]]:
    forward = [arrow for arrow in arrows if place[arrow.start] < place[arrow.end]]
    pulling = [(arrow.start, arrow.end) for arrow in forward if arrow.kind not in _QUIET]
    pulled = {end for _, end in pulling}
    for arrow in forward:
        if arrow.end not in pulled:
            pulling.append((arrow.start, arrow.end))
            pulled.add(arrow.end)
    return pulling
