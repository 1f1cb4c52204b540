"""How large each part of a picture is, and which lines of text it holds."""

import math
from dataclasses import dataclass
from enum import Enum

from journeydsl.render.diagrams.lettering import Lettering, Weight, width, wrap
from journeydsl.render.diagrams.picture import (
    Arrow,
    ArrowKind,
    Badge,
    BadgeKind,
    Box,
    Direction,
    Lane,
    Picture,
)


class Part(Enum):
    """What a line of text is, which decides its lettering and its colour."""

    LANE = "lane"
    TAG = "tag"
    TITLE = "title"
    LINE = "line"
    BADGE = "badge"
    CLOCK = "clock"
    PASSED = "passed"
    LABEL = "label"


LETTERING = {
    Part.LANE: Lettering(Weight.BOLD, 12),
    Part.TAG: Lettering(Weight.BOLD, 9),
    Part.TITLE: Lettering(Weight.BOLD, 13.5),
    Part.LINE: Lettering(Weight.REGULAR, 11),
    Part.BADGE: Lettering(Weight.BOLD, 9.5),
    Part.CLOCK: Lettering(Weight.BOLD, 11.5),
    Part.PASSED: Lettering(Weight.REGULAR, 10.5),
    Part.LABEL: Lettering(Weight.REGULAR, 10.5),
}

_PITCH = {
    Part.LANE: 16.0,
    Part.TAG: 13.0,
    Part.TITLE: 17.0,
    Part.LINE: 14.5,
    Part.BADGE: 18.0,
    Part.CLOCK: 15.0,
    Part.PASSED: 13.5,
    Part.LABEL: 13.5,
}

BADGE_SIDE = 7.0
_BOX_LIMIT, _BOX_SIDE, _BOX_ENDS = 146.0, 15.0, 11.0
_BOX_LEAST = {Direction.RIGHT: 116.0, Direction.LEFT: 116.0, Direction.DOWN: 160.0}
_GATE_LIMIT, _GATE_SIDE, _GATE_ENDS = 132.0, 12.0, 7.0
_LABEL_LIMIT, _LABEL_SIDE, _LABEL_ENDS = 118.0, 5.0, 2.0
_LANE_LIMIT, _LANE_LIMIT_DOWN = 320.0, 74.0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text. `baseline` is its distance below the top of what holds it; lines are centred."""

    part: Part
    text: str
    width: float
    baseline: float
    badge: BadgeKind | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the picture with its size in points and the lines inside it, top to bottom."""

    width: float
    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Composition:
    """The picture's parts in its order, each with its frame; an arrow's is that of its label, if any."""

    picture: Picture
    lanes: tuple[tuple[Lane, Frame], ...]
    boxes: tuple[tuple[Box, Frame], ...]
    arrows: tuple[tuple[Arrow, Frame | None], ...]


def compose(picture: Picture) -> Composition:
    """Sizes for every part, from the text alone: the same on every machine."""
    shown = {box.key for box in picture.boxes}
    return Composition(
        picture,
        tuple((lane, _lane_frame(lane, picture.direction)) for lane in picture.lanes),
        tuple((box, _box_frame(box, picture.direction)) for box in picture.boxes),
        tuple((arrow, _arrow_frame(arrow)) for arrow in picture.arrows if arrow.start in shown and arrow.end in shown),
    )


def without_words(composition: Composition) -> Composition:
    """The same parts and sizes without a letter: what finding their places needs, and no font can change."""
    return Composition(
        composition.picture,
        tuple((lane, _blank(frame)) for lane, frame in composition.lanes),
        tuple((box, _blank(frame)) for box, frame in composition.boxes),
        tuple((arrow, label and _blank(label)) for arrow, label in composition.arrows),
    )


def _blank(frame: Frame) -> Frame:
    return Frame(frame.width, frame.height, ())


def _lane_frame(lane: Lane, direction: Direction) -> Frame:
    """Where arrows come in from above, the title is kept left of the middle, out of their way."""
    match direction:
        case Direction.RIGHT | Direction.LEFT:
            lines = _lines(Part.LANE, lane.title, _LANE_LIMIT, 1)
        case Direction.DOWN:
            longest = max((width(word, LETTERING[Part.LANE]) for word in lane.title.split()), default=0)
            limit = min(max(longest, _LANE_LIMIT_DOWN), _LANE_LIMIT)
            lines = _lines(Part.LANE, lane.title, limit, 3)
    return _stack(lines, side=4, ends=4, least=0)


def _box_frame(box: Box, direction: Direction) -> Frame:
    lines = [
        *_lines(Part.TAG, box.tag.upper(), _BOX_LIMIT, 1),
        *_lines(Part.TITLE, box.title or box.key, _BOX_LIMIT, 4),
    ]
    for text in box.lines[:4]:
        lines += _lines(Part.LINE, text, _BOX_LIMIT, 2)
    for badge in box.badges[:4]:
        lines += _badge_lines(badge)
    return _stack(lines, _BOX_SIDE, _BOX_ENDS, _BOX_LEAST[direction])


def _arrow_frame(arrow: Arrow) -> Frame | None:
    ahead = f"{arrow.priority} · " if arrow.priority else ""
    badges = [line for badge in arrow.badges[:4] for line in _badge_lines(badge)]
    if arrow.kind is ArrowKind.HANDOFF:
        return _stack(
            [
                *_lines(Part.CLOCK, ahead + arrow.clock, _GATE_LIMIT, 2),
                *(line for text in arrow.lines[:5] for line in _lines(Part.PASSED, text, _GATE_LIMIT, 3)),
                *badges,
            ],
            _GATE_SIDE,
            _GATE_ENDS,
            least=20,
        )
    texts = [text for text in (arrow.clock, *arrow.lines[:3]) if text]
    if not texts and not arrow.priority and not badges:
        return None
    texts = [ahead + texts[0], *texts[1:]] if texts else [arrow.priority]
    lines = [line for text in texts for line in _lines(Part.LABEL, text, _LABEL_LIMIT, 3)]
    return _stack([*lines, *badges], _LABEL_SIDE, _LABEL_ENDS, least=0)


def _badge_lines(badge: Badge) -> list[Line]:
    lettering = LETTERING[Part.BADGE]
    return [
        Line(Part.BADGE, text, width(text, lettering), 0, badge.kind)
        for text in wrap(badge.text, lettering, _BOX_LIMIT - 2 * BADGE_SIDE, 1)
    ]


def _lines(part: Part, text: str, limit: float, most: int) -> list[Line]:
    lettering = LETTERING[part]
    return [Line(part, line, width(line, lettering), 0) for line in wrap(text, lettering, limit, most)]


def _stack(lines: list[Line], side: float, ends: float, least: float) -> Frame:
    """Lines one under another, with room around them. Sizes are even numbers, so that halves are whole."""
    placed: list[Line] = []
    top = ends
    for line in lines:
        pitch, size = _PITCH[line.part], LETTERING[line.part].size
        # Capitals of this font are 0.716 em high; centring them centres the line to the eye.
        baseline = round(top + pitch / 2 + 0.358 * size, 2)
        placed.append(Line(line.part, line.text, round(line.width, 2), baseline, line.badge))
        top += pitch
    widest = max((line.width + (2 * BADGE_SIDE if line.badge else 0) for line in lines), default=0.0)
    return Frame(_even(max(widest + 2 * side, least)), _even(top + ends), tuple(placed))


def _even(size: float) -> float:
    return math.ceil(size / 2) * 2.0
